/* The list of meetings, updated in place. Without this file every link and form does the same by loading a page:
   the server is asked for the same address and gives the same page, of which only the list is taken over. */
(() => {
  "use strict";
  /* The offers and the menu of languages follow, because their addresses hold the question. */
  const PARTS = ["form.search", "[data-live]", ".offers", ".tongues"];
  if (!document.querySelector(PARTS[1])) return;
  let waiting = null;

  const same = (url) => url.origin === location.origin && url.pathname === location.pathname;

  async function show(url, push) {
    if (waiting) waiting.abort();
    waiting = new AbortController();
    const live = document.querySelector(PARTS[1]);
    live.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(url, { signal: waiting.signal, headers: { Accept: "text/html" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (!page.querySelector(PARTS[1])) { location.assign(url); return; }
      take(page);
      if (push) history.pushState(null, "", url);
    } catch (problem) {
      if (problem.name !== "AbortError") location.assign(url);
    } finally {
      document.querySelector(PARTS[1])?.removeAttribute("aria-busy");
    }
  }

  function take(page) {
    const open = new Map([...document.querySelectorAll("details[data-facet], details.filters")].map((one) => [one.dataset.facet || "", one.open]));
    const focused = label(document.activeElement);
    document.title = page.title;
    for (const part of PARTS) document.querySelector(part).replaceWith(document.adoptNode(page.querySelector(part)));
    for (const one of document.querySelectorAll("details[data-facet], details.filters")) {
      if (open.get(one.dataset.facet || "")) one.open = true;
    }
    const again = focused && [...document.querySelectorAll("[data-live] a, form.search input")].find((one) => label(one) === focused);
    if (again) again.focus({ preventScroll: true });
    else if (focused) document.querySelector(".said")?.focus({ preventScroll: true });
    announce();
    equip();
  }

  /* What keeps its place in a new list: the facet and the words of a link, or the name of a field. */
  const label = (one) => one && one !== document.body ? one.name || `${one.closest("[data-facet]")?.dataset.facet || ""}/${one.textContent.trim()}` : "";

  function announce() {
    const said = document.querySelector(".said");
    const status = document.querySelector("#list-status");
    if (said && status) status.textContent = said.textContent;
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (!link.closest("[data-live]") || !same(new URL(link.href))) return;
    event.preventDefault();
    const far = link.closest(".pages");
    show(link.href, true).then(() => { if (far) document.querySelector(".said")?.scrollIntoView(); });
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("form.search")) return;
    event.preventDefault();
    const given = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (String(value).trim()) given.append(name, value);
    const query = String(given);
    show(form.action + (query ? `?${query}` : ""), true);
  });

  /* A field in each long facet, which asks the page of all its values. */
  function equip() {
    for (const link of document.querySelectorAll("a[data-narrow]")) {
      const field = document.createElement("input");
      field.type = "search";
      field.placeholder = link.dataset.narrow;
      field.setAttribute("aria-label", link.dataset.narrow);
      field.dataset.from = link.href;
      link.parentElement.before(field);
      link.removeAttribute("data-narrow");
    }
  }

  let typing = 0;
  document.addEventListener("input", (event) => {
    const field = event.target.closest("input[data-from]");
    if (!field) return;
    clearTimeout(typing);
    typing = setTimeout(() => narrow(field), 150);
  });

  async function narrow(field) {
    const facet = field.closest("[data-facet]");
    const standing = facet.querySelector(":scope > ul");
    facet.kept = facet.kept || standing.cloneNode(true);
    const folded = facet.querySelector(":scope > .folded");
    const wanted = field.value.trim();
    if (folded) folded.hidden = Boolean(wanted);
    if (!wanted) { standing.replaceWith(facet.kept.cloneNode(true)); return; }
    const address = new URL(field.dataset.from);
    address.searchParams.set("find", wanted);
    const answer = await fetch(address);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (field.value.trim() !== wanted) return;
    const found = page.querySelector(".values > ul") || document.createElement("ul");
    facet.querySelector(":scope > ul").replaceWith(document.adoptNode(found));
  }

  addEventListener("popstate", () => show(location.href, false));
  equip();
})();
