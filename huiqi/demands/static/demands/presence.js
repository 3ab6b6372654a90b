/* Who else is at a demand: asked as long as somebody looks. A hidden page says nothing of him, and asks again at once
   when it is seen. Nothing here is needed to get anything done.

   form[data-presence]     whose requests wait while the page is hidden; `seen` is what it is told when it is shown */
(() => {
  "use strict";
  const forms = [...document.querySelectorAll("form[data-presence]")];
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (document.hidden && forms.includes(event.target)) event.preventDefault();
  });
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) forms.forEach((form) => form.dispatchEvent(new Event("seen")));
  });
})();
