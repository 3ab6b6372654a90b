/* Huiqi by keyboard alone. Nothing here is needed to get anything done; every key is asked for by an attribute, shown on
   the page and listed by “?”. No key fires while one types, and none does by itself what cannot be taken back: a key
   opens a link or writes a template, but only takes a button to hand, which Enter then presses.

   [data-key="d"]  [data-key="g d"]  that key, or those after one another
   [data-keyboard]    J K next/previous · Enter open · X or the space bar select · Shift with J K selects on the way · / search; the rows are those of its table body, or its [data-row]
   form.form          the form of the page (form[data-send] where there are several): Enter takes its first field to hand, Ctrl
                      (or Command) and Enter send it, from its fields and before anything has the focus
   form[data-careful] what cannot be taken back: from outside, those keys only take it to hand
   [data-finder]      arrow down goes into what was found, the links or choices of [data-found]; up from its first comes back
   [data-back]        Escape opens this link; out of a field it only leaves the field */
(() => {
  "use strict";
  const words = document.getElementById("ui-words")?.dataset ?? {};
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const make = (tag, className = "", text = "") => Object.assign(document.createElement(tag), { className, textContent: text });
  const typing = (target) => target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable]");
  const quiet = (event) => event.isComposing || event.altKey || event.defaultPrevented;

  /* rows */
  const rowKeys = {};
  for (const table of all("[data-keyboard]")) {
    const rows = all("tbody tr, [data-row]", table);
    let at = -1;
    const mark = (to) => {
      rows[at]?.removeAttribute("data-here");
      at = to;
      rows[at]?.setAttribute("data-here", "");
    };
    const go = (to) => {
      if (!rows.length) return;
      mark(Math.max(0, Math.min(rows.length - 1, to)));
      rows[at].querySelector("a")?.focus({ preventScroll: true });
      rows[at].scrollIntoView({ block: "nearest" });
    };
    const box = () => rows[at]?.querySelector("[data-select]");
    const step = (by) => (event) => { // with Shift what one leaves and what one comes to is selected
      const pick = () => { if (event.shiftKey && box() && !box().checked) box().click(); };
      pick();
      go(at + by);
      pick();
    };
    table.addEventListener("focusin", (event) => {
      const found = rows.indexOf(event.target.closest("tr, [data-row]"));
      if (found >= 0) mark(found);
    });
    mark(rows.findIndex((row) => row.querySelector("a")?.href === document.referrer)); // one comes back to where one was
    Object.assign(rowKeys, {
      j: step(1),
      k: step(-1),
      Enter: (event) => (event.target === document.body && at >= 0 ? rows[at].querySelector("a")?.click() : "leave"),
      x: () => box()?.click(),
      " ": (event) => (box() && !event.target.matches("input, button, summary") ? box().click() : "leave"),
      "/": () => document.querySelector("[data-search], input[type=search]")?.focus(),
    });
  }

  /* a search and what it found */
  document.addEventListener("keydown", (event) => {
    const finder = document.querySelector("[data-finder]");
    if (!finder || event.isComposing || !["ArrowDown", "ArrowUp"].includes(event.key)) return;
    const found = all("[data-found] :is(a, input[type=radio])");
    const at = found.indexOf(event.target);
    if (event.target !== finder && at < 0) return;
    const next = at + (event.key === "ArrowDown" ? 1 : -1);
    const to = next < 0 ? finder : found[Math.min(next, found.length - 1)];
    event.preventDefault();
    to?.focus();
    if (to?.type === "radio") to.click();
  });

  /* the form of the page, and the first thing to fill in */
  const sender = (form) => form?.querySelector(".actions [type=submit]");
  const main = () => {
    const forms = all("main form.form").filter((form) => form.method === "post" && sender(form));
    return forms.find((form) => "send" in form.dataset) ?? (forms.length === 1 ? forms[0] : undefined);
  };
  const begin = () => main()?.querySelector(".field :is(input:not([type=hidden]), textarea, select):not(:disabled)");
  const send = (target) => { // whoever types in another form does not mean this one
    const form = main();
    const inside = target.closest("form");
    if (!form || target.closest("dialog") || inside && inside !== form && typing(target)) return false;
    if (inside !== form && "careful" in form.dataset) (begin() ?? sender(form)).focus();
    else form.requestSubmit(sender(form));
    return true;
  };

  /* what a key of the page does */
  const label = (element) => {
    const copy = element.cloneNode(true);
    all("kbd", copy).forEach((key) => key.remove());
    return element.dataset.keyLabel ?? copy.textContent.trim();
  };
  const press = (element) => {
    if (element.matches("a[href], [data-insert]")) { element.click(); return; }
    const fold = element.closest("details:not([open])");
    if (fold) fold.open = true;
    element.focus();
    element.scrollIntoView({ block: "nearest" });
  };

  /* the list of keys */
  const keycaps = (place, keys) => keys.split(" ").forEach((key) => place.append(make("kbd", "", key.length === 1 ? key.toUpperCase() : key), " "));
  const told = () => {
    const here = new Map(all(".keys li").map((item) => [all("kbd", item).map((key) => key.textContent).join(" "), label(item)]));
    const add = (keys, element) => { if (element && !here.has(keys)) here.set(keys, label(element)); };
    const field = begin();
    if (field) here.set("Enter", field.labels?.[0]?.textContent.trim() ?? "");
    add("Ctrl Enter", sender(main()));
    add("Esc", document.querySelector("[data-back]"));
    const keyed = all('[data-key]:not([data-key=""])');
    const away = (element) => element.dataset.key.startsWith("g "); // the ways that lead elsewhere come last
    [...keyed.filter((element) => !away(element)), ...keyed.filter(away)].forEach((element) => add(element.dataset.key, element));
    return here;
  };
  const list = (keys) => {
    const dialog = make("dialog", "keys-list");
    dialog.setAttribute("aria-label", words.keys);
    dialog.append(make("h2", "", words.keys));
    const table = dialog.appendChild(make("dl"));
    for (const [combination, text] of keys) {
      const row = table.appendChild(make("div"));
      keycaps(row.appendChild(make("dt")), combination);
      row.append(make("dd", "", text));
    }
    const close = dialog.appendChild(make("button", "btn plain small", words.close));
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  };

  let first = "";
  let wait = 0;
  const pageKey = (key) => {
    const keys = `${first} ${key}`.trim();
    const found = document.querySelector(`[data-key="${CSS.escape(keys)}"]`);
    const begins = !first && document.querySelector(`[data-key^="${CSS.escape(key)} "]`);
    clearTimeout(wait);
    first = begins ? key : "";
    if (begins) wait = setTimeout(() => { first = ""; }, 1500);
    if (found) press(found);
    return Boolean(found || begins);
  };

  const escape = (event) => {
    if (document.querySelector("dialog[open], details[data-menu][open]")) return;
    const back = document.querySelector("[data-back]");
    if (typing(event.target)) event.target.blur();
    else if (back) back.click();
    else return;
    event.preventDefault();
  };

  document.addEventListener("keydown", (event) => {
    if (quiet(event)) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      if (send(event.target)) event.preventDefault();
      return;
    }
    if (event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape") { escape(event); return; }
    if (typing(event.target) || event.target.closest("dialog") || event.repeat && !"jk".includes(event.key)) return;
    if (event.key === "?") { if (told().size) { event.preventDefault(); list(told()); } return; }
    if (event.key === "Enter" && event.target === document.body && begin()) { event.preventDefault(); begin().focus(); return; }
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const did = !first && rowKeys[key] ? rowKeys[key](event) !== "leave" : pageKey(key);
    if (did) event.preventDefault();
  }, true);
})();
