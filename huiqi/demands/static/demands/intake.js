/* Taking in by keyboard. Nothing here is needed to get anything done.

   [data-finder]     arrow down goes into the list of what was found ([data-firms]); up from its first row comes back */
(() => {
  "use strict";
  const finder = document.querySelector("[data-finder]");
  document.addEventListener("keydown", (event) => {
    if (!finder || !["ArrowDown", "ArrowUp"].includes(event.key)) return;
    const links = [...document.querySelectorAll("[data-firms] a")];
    const at = links.indexOf(event.target);
    if (event.target !== finder && at < 0) return;
    const next = at + (event.key === "ArrowDown" ? 1 : -1);
    event.preventDefault();
    (next < 0 ? finder : links[Math.min(next, links.length - 1)])?.focus();
  });
})();
