// Puts what the archive answers into the fields of a form, and adds the rows that are needed for it.
"use strict";
globalThis.filling = (() => {
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

  // The labels of what was filled in.
  function fillAll(form, fields) {
    const labels = [];
    for (const [name, values] of Object.entries(fields)) {
      if (form.elements[name]) {
        fill(form.elements[name], values);
        labels.push(...values.map(([, label]) => label));
      }
    }
    return labels;
  }

  function addRows(form, rows) {
    form.dataset.filling = "";
    for (const [prefix, needed] of Object.entries(rows)) {
      const total = form.elements[`${prefix}-TOTAL_FORMS`];
      const link = document.querySelector(`#${prefix}-group .add-row a`);
      for (let missing = needed - Number(total?.value); link && missing > 0; missing -= 1) {
        link.click();
      }
    }
    delete form.dataset.filling;
  }

  let before = Promise.resolve();

  // Sends the form, with further fields, and gives the answer to ``fillIn``; throws where there is none.
  // One after the other: what was asked before has filled its rows when the form is sent, so that no two
  // answers take the same row.
  function ask(form, address, fillIn, further = {}) {
    const mine = before.then(async () => fillIn(await send(form, address, further)));
    before = mine.catch(() => {});
    return mine;
  }

  async function send(form, address, further) {
    const fields = new FormData(form);
    for (const [name, value] of Object.entries(further)) {
      fields.set(name, value);
    }
    const answer = await fetch(address, {
      method: "POST",
      redirect: "manual",
      headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
      body: new URLSearchParams(fields),
    });
    if (!answer.ok) {
      throw new Error(String(answer.status));
    }
    return answer.json();
  }

  return { addRows, ask, fill, fillAll };
})();
