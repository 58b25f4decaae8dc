// Writes a table batch by batch and shows how far it has come. Without it the button writes one batch a press.
"use strict";
addEventListener("DOMContentLoaded", () => {
  const form = document.getElementById("import-write");
  if (!form) {
    return;
  }
  const bar = document.getElementById("import-progress");
  const told = document.getElementById("import-told");

  async function go() {
    form.querySelector("button").disabled = true;
    for (;;) {
      const answer = await fetch(form.action, {
        method: "POST",
        redirect: "error",
        headers: { Accept: "application/json" },
        body: new FormData(form),
      });
      if (!answer.ok) {
        throw new Error(answer.statusText);
      }
      const { done, rows, going } = await answer.json();
      bar.value = done;
      told.textContent = `${done} of ${rows} rows written`;
      if (!going) {
        location.reload();
        return;
      }
    }
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go().catch(() => {
      form.querySelector("button").disabled = false;
      told.textContent = "The connection broke. What is written stays; press the button to go on.";
    });
  });
});
