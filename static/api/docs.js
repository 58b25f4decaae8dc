// Shows the description of the interface, and asks the archive itself what the reader tries.
"use strict";

// Swagger UI has its dark colours under a class, and leaves it to the page to give it.
const dark = window.matchMedia("(prefers-color-scheme: dark)");
const dress = () => document.documentElement.classList.toggle("dark-mode", dark.matches);
dark.addEventListener("change", dress);
dress();

const place = document.getElementById("interface");
window.SwaggerUIBundle({
  url: place.dataset.description,
  domNode: place,
  presets: [window.SwaggerUIBundle.presets.apis],
  deepLinking: true,
  displayRequestDuration: true,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  // Nothing about the reader leaves the page, the validator of the makers included.
  validatorUrl: null,
});
