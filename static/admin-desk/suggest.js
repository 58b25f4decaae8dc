// Fills in what the desk suggests, or a summary to begin with, without loading the page anew. Without it the
// buttons do the same by a page load.
"use strict";
addEventListener("DOMContentLoaded", () => {
  const told = document.querySelector("output.suggested");

  async function fillIn(button) {
    try {
      await filling.ask(button.form, button.dataset.address, (said) => {
        const labels = filling.fillAll(button.form, said.fields);
        const filled = labels.length ? `Filled in: ${labels.join("; ")}.` : "There is nothing to fill in.";
        told.textContent = [filled, ...said.told].join(" ");
        if (button.name === "_summarise" && labels.length) {
          // The words are the editor's to read and to change.
          button.form.elements[Object.keys(said.fields)[0]].focus();
        }
      });
    } catch {
      told.textContent = "No suggestions: the archive does not answer, or you are signed out.";
    }
    document.dispatchEvent(new CustomEvent("suggested", { detail: told.textContent }));
  }

  for (const button of document.querySelectorAll("[name=_suggest], [name=_summarise]")) {
    button.addEventListener("click", (event) => {
      event.preventDefault();
      fillIn(button);
    });
  }
});
