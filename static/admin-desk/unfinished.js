// Keeps what is being typed into a form on the server, so that a closed tab, a lost session or a broken
// connection loses nothing. Saving works the same without it.
"use strict";
addEventListener("DOMContentLoaded", () => {
  const keyField = document.querySelector("input[name=_form_key]");
  if (!keyField) {
    return;
  }
  const form = keyField.form;
  const PAUSE = 1500; // milliseconds without typing
  const PATIENCE = 3000; // that a save waits for its text to be kept first
  const KEPT_ALIVE = 60000; // bytes that a browser still sends while a page goes away
  const told = document.querySelector("output.kept");
  let waiting = 0;
  let unkept = "unsaved" in keyField.dataset;
  let leaving = false;

  function text() {
    const fields = new FormData(form);
    fields.delete("csrfmiddlewaretoken"); // It goes with the header, which can be renewed.
    return new URLSearchParams(fields).toString();
  }

  // What the server knows: a page that was only opened is not kept.
  let known = unkept ? undefined : text();

  function say(text, failed) {
    told.textContent = text;
    told.classList.toggle("refused", failed);
  }

  function send(body, options) {
    return fetch(keyField.dataset.address, {
      method: "POST",
      redirect: "manual",
      headers: {
        "Content-Type": "application/x-www-form-urlencoded",
        "X-CSRFToken": form.elements.csrfmiddlewaretoken.value,
      },
      body,
      keepalive: Boolean(options.going) && body.length < KEPT_ALIVE,
      signal: options.signal,
    });
  }

  // Whoever signs in again in another window has another token than this page.
  async function renewToken() {
    const answer = await fetch(keyField.dataset.address, { redirect: "manual" });
    if (answer.ok) {
      form.elements.csrfmiddlewaretoken.value = (await answer.json()).token;
    }
    return answer.ok;
  }

  // Whether saving has a chance now: false where it would lose what was typed.
  async function keep(options = {}) {
    clearTimeout(waiting);
    unkept = false;
    const body = text();
    if (body === known) {
      return true;
    }
    try {
      let answer = await send(body, options);
      if (answer.status === 403 && (await renewToken())) {
        answer = await send(body, options);
      }
      if (answer.ok) {
        known = body;
        const kept = new Date((await answer.json()).kept);
        say(`Kept at ${kept.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" })}, not saved yet.`, false);
        document.dispatchEvent(new Event("kept"));
        return true;
      }
      unkept = true;
      if (answer.status === 409 || answer.status === 413) {
        say(`Not kept: ${answer.status === 409 ? (await answer.json()).reason : "this is too long."}`, true);
        return true;
      }
      say("Not kept: you are signed out. Sign in again in another window; what you typed is still here.", true);
      return false;
    } catch (error) {
      unkept = true;
      say("Not kept: the archive does not answer. What you typed is still here.", true);
      return error.name === "TimeoutError";
    }
  }

  function typed() {
    unkept = true;
    clearTimeout(waiting);
    waiting = setTimeout(keep, PAUSE);
  }

  form.addEventListener("input", typed);
  form.addEventListener("change", typed);
  // Select2 tells of its changes by jQuery only.
  window.django?.jQuery(form).on("change", "select", typed);

  // What is sent to be saved is kept first: where saving fails half way, it is all there.
  form.addEventListener("submit", async (event) => {
    clearTimeout(waiting);
    if (leaving) {
      return;
    }
    event.preventDefault();
    leaving = await keep({ signal: AbortSignal.timeout(PATIENCE) });
    if (leaving) {
      unkept = false;
      // Not before this event is over, during which a form takes no other.
      setTimeout(() => form.requestSubmit(event.submitter));
    }
  });

  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && unkept && !leaving) {
      keep({ going: true });
    }
  });
  addEventListener("pageshow", (event) => {
    leaving &&= !event.persisted;
  });
});
