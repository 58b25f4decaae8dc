// Shows the description of the interface, and asks the archive itself what the reader tries.
"use strict";

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
