/* The rule editor: what is typed while its page is drawn anew stays as it was typed, and where one was stays the place. */
"use strict";
(() => {
  const typed = (form) => new Map([...form.querySelectorAll("input:not([type=hidden], [type=checkbox])")].map((one) => [one.name, one.value]));
  let sent = new Map();
  let kept = [];

  document.addEventListener("htmx:beforeRequest", (event) => {
    const form = event.target.closest("#rule");
    if (form && event.target.id !== "counts") sent = typed(form);
  });

  document.addEventListener("htmx:beforeSwap", (event) => {
    kept = [];
    if (event.detail.target.id !== "rule" || event.detail.requestConfig.triggeringEvent?.type !== "change") return;
    const [now, here] = [typed(event.detail.target), document.activeElement];
    kept = [...now].filter(([name, value]) => value !== sent.get(name));
    if (now.has(here.name)) kept.here = [here.name, here.selectionStart, here.selectionEnd];
  });

  document.addEventListener("htmx:afterSwap", () => {
    const find = (name) => document.querySelector(`#rule [name="${CSS.escape(name)}"]`);
    for (const [name, value] of kept) if (find(name)?.tagName === "INPUT") find(name).value = value;
    const place = kept.here && find(kept.here[0]);
    if (place?.tagName === "INPUT") { place.focus(); place.setSelectionRange(kept.here[1], kept.here[2]); }
    kept = [];
  });
})();
