// Says in words how a date is understood while it is being typed. The form works the same without it.
"use strict";
(() => {
  const waiting = new WeakMap();

  function say(field, text, refused) {
    const beside = field.parentElement.querySelector(".date-words");
    if (beside) {
      beside.textContent = text;
      beside.classList.toggle("refused", refused);
    }
  }

  async function ask(field) {
    const typed = field.value.trim();
    if (!typed) {
      say(field, "", false);
      return;
    }
    const address = `${field.dataset.wordsUrl}?text=${encodeURIComponent(typed)}`;
    try {
      const answer = await fetch(address, { headers: { Accept: "application/json" } });
      if (answer.ok && field.value.trim() === typed) {
        const said = await answer.json();
        say(field, said.words ?? said.reason, said.words === undefined);
      }
    } catch {
      say(field, "", false);
    }
  }

  document.addEventListener("input", (event) => {
    const field = event.target;
    if (field instanceof HTMLInputElement && field.dataset.wordsUrl) {
      clearTimeout(waiting.get(field));
      waiting.set(field, setTimeout(ask, 250, field));
    }
  });
})();
