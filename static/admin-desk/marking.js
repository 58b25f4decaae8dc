// Marks selected words of a source as evidence: one key makes them a statement and fills the field they are
// about. Without it the same is done by pasting the words.
"use strict";
addEventListener("DOMContentLoaded", () => {
  const pane = document.querySelector("aside.marking");
  if (!pane) {
    return;
  }
  const text = pane.querySelector("#marking-text");
  const form = text.form;
  const sources = pane.querySelector("#marking-source");
  const missing = pane.querySelector(".marking-missing");
  const told = pane.querySelector(".marking-told");
  const offered = pane.querySelector("div.marking-offered");
  const HELPS = { f: "_suggest", s: "_summarise" };
  const NARROW = "(max-width: 75rem)";
  let inHand = null; // the field that the editor was in last
  let awaited = null; // the source whose text is on its way

  function say(sentence, refused = false) {
    told.textContent = sentence;
    told.classList.toggle("refused", refused);
  }

  // --- Which text is shown ------------------------------------------------------------------------------

  function chosenSources() {
    return [...form.querySelectorAll("select[name^=reports-][name$=-source]")]
      .filter((select) => select.value)
      .map((select) => [select.value, select.selectedOptions[0].textContent]);
  }

  async function words(source) {
    try {
      const answer = await fetch(`${pane.dataset.wordsAddress}?source=${encodeURIComponent(source)}`);
      return answer.ok ? (await answer.json()).text : "";
    } catch {
      say("The archive does not answer.", true);
      return "";
    }
  }

  // An answer counts only while it is the one awaited: it may come when another source is chosen already.
  async function show(source) {
    if (source && awaited?.source === source) {
      return;
    }
    const mine = { source };
    awaited = mine;
    text.value = "";
    const found = source ? await words(source) : "";
    if (awaited === mine) {
      awaited = null;
      text.value = found;
      missing.hidden = found !== "";
      text.setSelectionRange(0, 0);
    }
  }

  function follow() {
    const shown = sources.value;
    const chosen = chosenSources();
    sources.replaceChildren(...chosen.map(([value, label]) => new Option(label, value, false, value === shown)));
    if (sources.value !== shown || !text.value) {
      show(sources.value);
    }
  }
  // Select2 tells of its changes by jQuery only.
  window.django?.jQuery(form).on("change", "select[name^=reports-]", follow);
  sources.addEventListener("change", () => show(sources.value));

  // --- Which field is in hand ----------------------------------------------------------------------------

  const SAYS = [
    [/^date(_basis)?$/, "date"],
    [/^place$/, "place"],
    [/^occasion$/, "occasion"],
    [/^topics$/, "topic"],
    [/^(kind|event_status)$/, "kind"],
    [/^participations-\d+-(role_as_printed|appointments)$/, "role"],
    [/^participations-\d+-/, "participant"],
    [/^texts-/, "quotation"],
  ];

  function said(field) {
    const found = field && SAYS.find(([shape]) => shape.test(field.name));
    const row = field?.name.match(/^participations-(\d+)-/);
    return found ? { says: found[1], about: row ? Number(row[1]) + 1 : "" } : null;
  }

  form.addEventListener("focusin", (event) => {
    const field = event.target.closest(".related-widget-wrapper, .form-row, .fieldBox")?.querySelector("select, input, textarea");
    const named = event.target.name ? event.target : field;
    if (!pane.contains(event.target) && said(named)) {
      inHand = named;
      const { says, about } = said(named);
      pane.querySelector(".marking-field").textContent = ` (${says}${about ? `, participant ${about}` : ""})`;
    }
  });

  function goBack() {
    const made = inHand?.nextElementSibling?.querySelector?.(".select2-selection");
    (made ?? inHand)?.focus();
  }

  // --- Selecting -----------------------------------------------------------------------------------------

  // A field that can only be read has no caret to select with by keyboard; so nothing is let in instead, and
  // no keyboard of a phone comes up.
  text.readOnly = false;
  text.setAttribute("aria-readonly", "true");
  text.inputMode = "none";
  for (const change of ["beforeinput", "cut", "paste", "drop"]) {
    text.addEventListener(change, (event) => event.preventDefault());
  }

  // --- Marking -------------------------------------------------------------------------------------------

  // What the words of ``marked`` may mean instead.
  function offer(choices, fresh, marked) {
    offered.replaceChildren(
      ...choices.map(([value, label], place) => button(`${place + 1}`, label, () => mark({ ...marked, _mark_chosen: value }))),
    );
    const link = fresh.row && document.getElementById(`add_id_${fresh.row}person`);
    if (link) {
      const address = new URL(link.href);
      address.searchParams.set("name", fresh.name);
      address.searchParams.set("honorific_prefix", fresh.honorific_prefix);
      link.href = address;
      offered.append(button("+", `Make a new person: ${fresh.name}`, () => link.click()));
    }
  }

  function button(letter, label, act) {
    const made = document.createElement("button");
    const key = document.createElement("kbd");
    made.type = "button";
    made.className = "button";
    made.dataset.letter = letter;
    key.textContent = letter;
    made.append(key, ` ${label}`);
    made.addEventListener("click", act);
    return made;
  }

  function filledIn(answer, further) {
    if (answer.reason) {
      offer([], {}, further);
      say(answer.reason, true);
      return;
    }
    filling.addRows(form, answer.rows);
    filling.fillAll(form, answer.fields);
    offer(answer.offered, answer.new, further);
    const marked = Object.entries(answer.fields).filter(([name]) => !/-(source|at|quote|about)$/.test(name));
    const labels = new Set(marked.flatMap(([, values]) => values.map(([, label]) => label)).filter(Boolean));
    say([[...labels].join(" · "), ...answer.told].filter(Boolean).join(". "));
  }

  async function mark(further) {
    try {
      await filling.ask(form, pane.dataset.address, (answer) => filledIn(answer, further), further);
    } catch {
      say("Nothing is marked: the archive does not answer, or you are signed out.", true);
    }
    pane.dispatchEvent(new Event("marked"));
  }

  function markSelected(says, about = "", fills = "") {
    mark({
      _mark_source: sources.value,
      _mark_start: text.selectionStart,
      _mark_end: text.selectionEnd,
      _mark_property: says,
      _mark_about: about,
      _mark_fill: fills,
    });
  }

  for (const one of pane.querySelectorAll("[data-marks]")) {
    one.addEventListener("click", () => markSelected(one.dataset.marks));
  }
  text.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) {
      return;
    }
    const letter = event.key.toLowerCase();
    if (letter === "enter" && said(inHand)) {
      const { says, about } = said(inHand);
      markSelected(says, about, "1");
    } else if (letter === "escape") {
      goBack();
    } else if (HELPS[letter]) {
      form.elements[HELPS[letter]]?.click();
    } else {
      const found = pane.querySelector(`[data-letter="${CSS.escape(letter)}"]`);
      if (!found) {
        return;
      }
      found.click();
    }
    event.preventDefault();
  });
  document.addEventListener("suggested", (event) => say(event.detail));

  document.body.classList.add("scripted");
  if (matchMedia(NARROW).matches) {
    pane.querySelector("details").open = false;
  }
  follow();
});
