// Says while a meeting is open that it is, and tells who else has it open. Without it the page tells who had
// when it was loaded.
"use strict";
addEventListener("DOMContentLoaded", () => {
  const hint = document.querySelector("output.presence");
  const token = document.querySelector("input[name=csrfmiddlewaretoken]");
  if (!hint || !token) {
    return;
  }
  const EVERY = 30000; // milliseconds; a page that is silent for 90 seconds no longer counts

  function tell(lines) {
    if (lines.join("\n") !== [...hint.children].map((line) => line.textContent).join("\n")) {
      hint.replaceChildren(
        ...lines.map((line) => Object.assign(document.createElement("span"), { textContent: line })),
      );
    }
  }

  function send(body, keepalive) {
    return fetch(hint.dataset.address, {
      method: "POST",
      redirect: "manual",
      headers: { "X-CSRFToken": token.value },
      body: new URLSearchParams(body),
      keepalive,
    });
  }

  async function say() {
    try {
      const answer = await send({}, false);
      if (!answer.ok) {
        return;
      }
      const said = await answer.json();
      const lines = said.others.map(
        (one) => `${one.name} has this meeting open too, since ${one.since.slice(11, 16)} UTC.`,
      );
      if (String(said.version) !== hint.dataset.version) {
        lines.push("Somebody has saved or moved it since you opened it: what you save will be compared with that.");
      }
      tell(lines);
    } catch {
      // The archive does not answer; the next time will tell.
    }
  }

  say();
  setInterval(say, EVERY);
  // Who types learns at once that somebody else was faster.
  document.addEventListener("kept", say);
  addEventListener("pagehide", () => {
    send({ left: "1" }, true).catch(() => {});
  });
});
