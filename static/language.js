/* Tells the style sheet which of the archive's languages the reader's browser prefers, before the page is drawn: the
   offer of the page in that language then shows at its top. Nothing is stored, sent or changed by it. */
(() => {
  "use strict";
  const ours = document.currentScript.dataset.languages.split(" ");
  const preferred = navigator.languages.map((tag) => tag.split("-")[0].toLowerCase()).find((tag) => ours.includes(tag));
  if (preferred) document.documentElement.dataset.preferred = preferred;
})();
