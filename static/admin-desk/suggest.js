// Fills in what the desk suggests without loading the page anew. Without it the button does the same by a
// page load.
"use strict";
addEventListener("DOMContentLoaded", () => {
  const button = document.querySelector("[name=_suggest]");
  const told = document.querySelector("output.suggested");
  if (!button || !told) {
    return;
  }

  function fill(field, values) {
    if (field instanceof HTMLSelectElement) {
      for (const option of field.options) {
        option.selected = false;
      }
      for (const [value, label] of values) {
        const present = [...field.options].find((option) => option.value === value);
        if (present) {
          present.selected = true;
        } else {
          field.add(new Option(label, value, true, true));
        }
      }
      // Select2 listens to jQuery only.
      window.django?.jQuery(field).trigger("change");
    } else {
      field.value = values[0][0];
    }
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  button.addEventListener("click", async (event) => {
    event.preventDefault();
    const form = button.form;
    try {
      const answer = await fetch(button.dataset.address, {
        method: "POST",
        redirect: "manual",
        headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
        body: new URLSearchParams(new FormData(form)),
      });
      if (!answer.ok) {
        throw new Error(String(answer.status));
      }
      const said = await answer.json();
      const labels = [];
      for (const [name, values] of Object.entries(said.fields)) {
        if (form.elements[name]) {
          fill(form.elements[name], values);
          labels.push(...values.map(([, label]) => label));
        }
      }
      const filled = labels.length ? `Filled in: ${labels.join("; ")}.` : "There is nothing to fill in.";
      told.textContent = [filled, ...said.told].join(" ");
    } catch {
      told.textContent = "No suggestions: the archive does not answer, or you are signed out.";
    }
  });
});
