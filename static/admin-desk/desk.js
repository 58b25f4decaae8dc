// Small helps of the desk: fields that choose rows get their names, and a page with unsaved work asks before
// it is left. Everything works without it.
"use strict";
(() => {
  // Select2 replaces a labelled select by elements that have no name of their own.
  function nameChoices(within) {
    for (const select of within.querySelectorAll("select.admin-autocomplete")) {
      const label = document.querySelector(`label[for="${select.id}"]`);
      const column = select.closest("td")?.className.match(/field-(\w+)/);
      const heading = column && select.closest("table").querySelector(`th.column-${column[1]}`);
      const name = (label ?? heading)?.textContent.trim().replace(/:$/, "");
      const made = select.nextElementSibling;
      if (name && made?.classList.contains("select2")) {
        for (const part of made.querySelectorAll("[role=combobox], [role=textbox], [role=searchbox], textarea, input")) {
          part.removeAttribute("aria-labelledby");
          part.setAttribute("aria-label", name);
        }
      }
    }
  }

  function whenMade(within) {
    // After the scripts that make them.
    setTimeout(nameChoices, 0, within);
  }

  let unsaved = Boolean(document.querySelector("[data-unsaved]"));
  document.addEventListener("input", (event) => {
    unsaved ||= Boolean(event.target.closest("#content-main form[id$=_form]"));
  });
  document.addEventListener("submit", () => {
    unsaved = false;
  });
  addEventListener("beforeunload", (event) => {
    if (unsaved) {
      event.preventDefault();
    }
  });

  // Whoever adds a row goes on in it.
  const FIRST = ".select2-selection, select:not(.admin-autocomplete), input:not([type=hidden]), textarea";
  function goOn(row) {
    row.querySelector(FIRST)?.focus();
  }

  addEventListener("load", () => whenMade(document));
  document.addEventListener("formset:added", (event) => {
    whenMade(event.target);
    if (event.target.closest("form")?.dataset.filling === undefined) {
      setTimeout(goOn, 0, event.target);
    }
  });
  // Typing into a closed list of choices opens it, as it does with the browser's own.
  document.addEventListener("keydown", (event) => {
    const shown = event.target.closest?.(".select2-container--admin-autocomplete");
    const types = event.key.length === 1 && event.key !== " " && !(event.ctrlKey || event.altKey || event.metaKey);
    if (shown && types && event.target.matches(".select2-selection--single")) {
      window.django?.jQuery(shown.previousElementSibling).select2("open");
      const search = document.querySelector(".select2-container--open .select2-search__field");
      if (search) {
        event.preventDefault();
        search.value = event.key;
        search.focus();
        search.dispatchEvent(new Event("input", { bubbles: true }));
      }
    }
  });
  // The search field of an open list of choices is made when it opens.
  document.addEventListener("focusin", (event) => {
    if (event.target.matches(".select2-search__field:not([aria-label])")) {
      const open = document.querySelector(".select2-container--open [aria-label]");
      event.target.setAttribute("aria-label", open?.getAttribute("aria-label") ?? event.target.type);
    }
  });
})();
