/* Names of colleagues while one types: in the text of a [data-mentions], “@” and the beginning of a name offer those whose boxes
   stand below it; arrows choose, Enter or Tab takes, Escape leaves. Without a script one ticks the boxes, or writes the whole name. */
(() => {
  "use strict";
  for (const place of document.querySelectorAll("[data-mentions]")) {
    const text = place.querySelector("textarea");
    const boxes = [...place.querySelectorAll("input[type=checkbox]")].map((box) => ({ box, name: box.labels[0].textContent.trim() }));
    if (!text || !boxes.length) continue;
    const list = Object.assign(document.createElement("ul"), { className: "mention-list", id: `${text.id}-people`, hidden: true });
    list.setAttribute("role", "listbox");
    text.after(list);
    text.setAttribute("aria-controls", list.id);
    let offered = [], at = 0;
    const begun = () => /@([^\s@]{0,12})$/.exec(text.value.slice(0, text.selectionStart));
    const mark = (to) => {
      at = (to + offered.length) % offered.length;
      [...list.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === at)));
      text.setAttribute("aria-activedescendant", list.children[at].id);
    };
    const close = () => { list.hidden = true; offered = []; text.removeAttribute("aria-activedescendant"); };
    const take = (one) => {
      const before = text.value.slice(0, text.selectionStart).replace(/@[^\s@]*$/, `@${one.name} `);
      text.value = before + text.value.slice(text.selectionStart);
      text.setSelectionRange(before.length, before.length);
      one.box.checked = true;
      close();
      text.focus();
      text.dispatchEvent(new Event("change", { bubbles: true }));
    };
    text.addEventListener("input", () => {
      const found = begun();
      offered = found ? boxes.filter((one) => one.name.includes(found[1])).slice(0, 8) : [];
      if (!offered.length) { close(); return; }
      list.replaceChildren(...offered.map((one, place) => {
        const item = Object.assign(document.createElement("li"), { textContent: one.name, id: `${list.id}-${place}` });
        item.setAttribute("role", "option");
        item.addEventListener("mousedown", (event) => { event.preventDefault(); take(one); });
        return item;
      }));
      list.hidden = false;
      mark(0);
    });
    text.addEventListener("keydown", (event) => {
      if (list.hidden || event.isComposing) return;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) mark(at + step);
      else if (event.key === "Enter" || event.key === "Tab") take(offered[at]);
      else if (event.key === "Escape") close();
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
    text.addEventListener("blur", close);
  }
})();
