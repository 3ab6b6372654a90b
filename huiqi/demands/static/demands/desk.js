/* The figures of the desk without reloading: asked for every half minute, never in a tab that nobody sees, nor under the hand of
   who has one of them in focus. Without a script they are as old as the page. */
(() => {
  "use strict";
  const EVERY = 30000;
  let last = Date.now();
  const ask = () => {
    const live = document.getElementById("live");
    if (!live || document.hidden || !navigator.onLine || live.contains(document.activeElement) || Date.now() - last < EVERY - 500) return;
    last = Date.now();
    window.htmx.trigger(live, "live");
  };
  setInterval(ask, EVERY);
  document.addEventListener("visibilitychange", ask);
})();
