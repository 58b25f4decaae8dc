// Fills in what the desk suggests without loading the page anew. Without it the button does the same by a
// page load.
"use strict";
addEventListener("DOMContentLoaded", () => {
  const button = document.querySelector("[name=_suggest]");
  const told = document.querySelector("output.suggested");
  if (!button || !told) {
    return;
  }

  button.addEventListener("click", async (event) => {
    event.preventDefault();
    try {
      await filling.ask(button.form, button.dataset.address, (said) => {
        const labels = filling.fillAll(button.form, said.fields);
        const filled = labels.length ? `Filled in: ${labels.join("; ")}.` : "There is nothing to fill in.";
        told.textContent = [filled, ...said.told].join(" ");
      });
    } catch {
      told.textContent = "No suggestions: the archive does not answer, or you are signed out.";
    }
    document.dispatchEvent(new CustomEvent("suggested", { detail: told.textContent }));
  });
});
