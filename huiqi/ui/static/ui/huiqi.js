/* What Huiqi's pages do beyond HTML; keys.js has what they do by keyboard. Nothing here is needed to get anything done;
   each behaviour is asked for by an attribute. Words come from #ui-words (ui/frame/words.html), in the reader's language.

   form[data-draft="key"]         keeps what is typed, and the names of chosen files, in this browser until the server has it, for
                                  this person alone; says when, restores it, and warns where the form's `revision` has moved on
   form[data-draft] [data-draft-keep]  a hidden input that belongs to the draft too (the idempotency key)
   form [data-draft-keep]         …and keeps its value when one comes back to a form that was sent, so that sending it again makes nothing twice
   [data-draft-clear="key"]       on the page that confirms: the draft is no longer needed (several keys: separated by spaces)
   form                           a second press of the button does nothing; data-again allows it (downloads)
   [data-select-all]              selects every [data-select] in its form or table; [data-selected-count] tells how many
   [data-ticks]                   typing inside ticks its box
   [data-upload]                  lists the chosen files under the control; data-max-mb on the input warns before sending
   [data-counter="id"]            how many characters may still be written, or are too many (data-limit of that control);
                                  beside a line, which says nothing else, only near the limit. Nothing that is typed is cut
   [data-insert="id"]             writes its data-text into that text, where the cursor is
   [data-copy="text"]             copies and says so        [data-print]  prints the page
   details[data-menu]             closes on Escape and on a press elsewhere
   [data-error-summary]           takes the focus when the page opens */
(() => {
  "use strict";
  const words = document.getElementById("ui-words")?.dataset ?? {};
  const say = (name, n) => (words[name] ?? "").replace("{n}", n);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const make = (tag, className, text) => {
    const element = document.createElement(tag);
    element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  };

  /* drafts: each person's own, in this browser */
  const PREFIX = `huiqi-draft:${words.person ?? ""}:`;
  const store = {
    get(key) { try { return JSON.parse(localStorage.getItem(PREFIX + key)); } catch { return null; } },
    set(key, value) { try { localStorage.setItem(PREFIX + key, JSON.stringify(value)); return true; } catch { return false; /* full or forbidden */ } },
    remove(key) { try { localStorage.removeItem(PREFIX + key); } catch { /* forbidden */ } },
  };
  const kept = (control) => control.name && !control.disabled && !["password", "file", "submit", "button"].includes(control.type)
    && (control.type !== "hidden" || "draftKeep" in control.dataset);
  const switched = (control) => ["radio", "checkbox"].includes(control.type);
  const snapshot = (form) => [...form.elements].filter(kept)
    .map((control) => [control.name, control.value, switched(control) ? control.checked
      : control.multiple ? [...control.selectedOptions].map((option) => option.value) : null]);
  const chosen = (form) => all("input[type=file]", form).flatMap((input) => [...input.files].map((file) => file.name));
  const revision = (form) => form.elements.revision?.value ?? "";

  const put = (form, [name, value, state]) => {
    for (const control of [...form.elements].filter((each) => each.name === name && kept(each))) {
      if (switched(control)) { if (control.value === value) control.checked = state; }
      else if (Array.isArray(state)) [...control.options].forEach((option) => { option.selected = state.includes(option.value); });
      else control.value = value;
    }
  };

  const line = (form, text, action) => {
    const box = make("div", "draft-line");
    box.setAttribute("role", "status");
    box.append(make("span", "", text));
    if (action) {
      const button = make("button", "link", say("clear"));
      button.type = "button";
      button.addEventListener("click", () => { action(); box.remove(); });
      box.append(button);
    }
    form.querySelector(":scope > .draft-line")?.remove();
    form.prepend(box);
    return box;
  };

  const alarm = (form, text) => {
    const box = line(form, text);
    box.setAttribute("role", "alert");
    box.classList.add("ask");
    addEventListener("online", () => line(form, say("online")), { once: true });
    return box;
  };

  for (const element of all("[data-draft-clear]")) element.dataset.draftClear.split(" ").forEach((key) => store.remove(key));

  for (const form of all("form[data-draft]")) {
    const key = form.dataset.draft;
    const blank = snapshot(form);
    const saved = store.get(key);
    const answered = document.querySelector("[data-error-summary]"); // the server has just sent back what was typed
    const same = (fields) => !answered && JSON.stringify(fields) === JSON.stringify(blank);
    if (saved?.fields && !answered && (!same(saved.fields) || saved.files.length)) {
      saved.fields.forEach((entry) => put(form, entry));
      const told = [say("restored"), saved.files.length ? say("again", saved.files.join("、")) : "", saved.revision !== revision(form) ? say("moved") : ""];
      line(form, told.join(""), () => { blank.forEach((entry) => put(form, entry)); store.remove(key); form.dispatchEvent(new Event("input")); });
    }
    const state = make("span", "draft-state");
    state.setAttribute("role", "status");
    form.querySelector(":scope > .actions")?.append(state);
    let timer = 0;
    const save = () => {
      timer = 0;
      if (same(snapshot(form)) && !chosen(form).length) { store.remove(key); state.textContent = ""; return; }
      const done = store.set(key, { fields: snapshot(form), files: chosen(form), revision: revision(form) });
      state.textContent = done ? say("kept", new Date().toTimeString().slice(0, 5)) : "";
    };
    const later = () => { clearTimeout(timer); timer = setTimeout(save, 400); };
    form.addEventListener("input", later);
    form.addEventListener("change", later);
    addEventListener("pagehide", () => { if (timer) save(); });
    addEventListener("offline", () => { save(); alarm(form, say("offline")); });
    form.addEventListener("submit", (event) => {
      save();
      if (navigator.onLine) return;
      event.preventDefault();
      alarm(form, say("offline")).scrollIntoView({ block: "center" });
    });
  }

  /* any other form is not sent into a dead line: the page stays, and what is typed with it */
  addEventListener("submit", (event) => {
    const form = event.target;
    if (navigator.onLine || event.defaultPrevented || form.method !== "post") return;
    event.preventDefault();
    alarm(form, say("waiting")).scrollIntoView({ block: "center" });
  });

  /* one form, one thing, however often it is sent: what was sent is remembered with its place in the history */
  for (const input of all("input[data-draft-keep]")) input.value = history.state?.[input.name] ?? input.value;
  addEventListener("submit", (event) => {
    const sent = all("input[data-draft-keep]", event.target).map((input) => [input.name, input.value]);
    if (!event.defaultPrevented && sent.length) history.replaceState({ ...history.state, ...Object.fromEntries(sent) }, "");
  });

  /* one press, one thing */
  addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || "again" in form.dataset) return;
    if (form.dataset.sending) { event.preventDefault(); return; }
    form.dataset.sending = "1";
    const button = event.submitter;
    setTimeout(() => { if (button) { button.setAttribute("aria-disabled", "true"); button.dataset.busy = ""; } }, 0);
  });
  addEventListener("pageshow", () => all("form[data-sending]").forEach((form) => {
    delete form.dataset.sending;
    all("[data-busy]", form).forEach((button) => { button.removeAttribute("aria-disabled"); delete button.dataset.busy; });
  }));

  /* selection */
  const count = (scope) => {
    const boxes = all("[data-select]", scope);
    const chosen = boxes.filter((box) => box.checked);
    boxes.forEach((box) => box.closest("tr")?.toggleAttribute("data-selected", box.checked));
    all("[data-selected-count]", scope).forEach((place) => { place.textContent = say("selected", chosen.length); });
    all("[data-select-all]", scope).forEach((master) => { master.checked = boxes.length > 0 && chosen.length === boxes.length; master.indeterminate = chosen.length > 0 && !master.checked; });
  };
  const scopeOf = (box) => box.closest("form") ?? box.closest("table");
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-select-all]")) all("[data-select]", scopeOf(event.target)).forEach((box) => { box.checked = event.target.checked; });
    if (event.target.matches("[data-select], [data-select-all]")) count(scopeOf(event.target));
  });
  new Set(all("[data-select]").map(scopeOf)).forEach(count);

  /* what is typed is meant to be taken */
  document.addEventListener("input", (event) => {
    const tick = event.target.closest("[data-ticks]")?.querySelector("input[type=checkbox]");
    if (tick && tick !== event.target && event.target.value) tick.checked = true;
  });

  /* uploads */
  const size = (bytes) => (bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`);
  for (const box of all("[data-upload]")) {
    const input = box.querySelector("input[type=file]");
    const list = make("ul", "upload-list");
    list.setAttribute("aria-live", "polite");
    box.append(list);
    input.addEventListener("change", () => list.replaceChildren(...[...input.files].map((file) => {
      const limit = Number(input.dataset.maxMb ?? 0);
      const heavy = limit && file.size > limit * 1024 * 1024;
      const row = make("li", heavy ? "too-big" : "", file.name);
      row.append(make("span", "nowrap num", heavy ? say("tooBig", limit) : size(file.size)));
      return row;
    })));
  }

  /* templates: what a button holds goes into a text, at the cursor, and can be undone like typing */
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-insert]");
    const text = button && document.getElementById(button.dataset.insert);
    if (!text) return;
    event.preventDefault();
    text.focus();
    if (!text.selectionEnd) text.setSelectionRange(text.value.length, text.value.length); // nobody has put the cursor anywhere
    const gap = text.selectionStart && !text.value.slice(0, text.selectionStart).endsWith("\n") ? "\n\n" : "";
    document.execCommand("insertText", false, gap + button.dataset.text); // the one way of writing that Ctrl+Z takes back
  });

  /* counters */
  for (const place of all("[data-counter]")) {
    const control = document.getElementById(place.dataset.counter);
    const limit = Number(control?.dataset.limit);
    if (!control || !limit) continue;
    const quiet = place.textContent === "";
    const sent = (text) => [...text.trim().replaceAll("\n", "\r\n")].length; // as it is counted where it is stored
    const tell = () => {
      const left = limit - sent(control.value);
      place.textContent = quiet && left > Math.max(5, limit / 10) ? "" : say(left < 0 ? "over" : "left", Math.abs(left));
      place.classList.toggle("over", left < 0);
    };
    control.addEventListener("input", tell);
    if (control.value) tell();
  }

  /* small things */
  document.addEventListener("click", (event) => {
    all("details[data-menu][open]").forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
    const copier = event.target.closest("[data-copy]");
    if (copier) navigator.clipboard?.writeText(copier.dataset.copy).then(() => { copier.textContent = say("copied"); });
    if (event.target.closest("[data-print]")) print();
    const disabled = event.target.closest("[aria-disabled=true]");
    if (disabled) event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    all("details[data-menu][open]").forEach((menu) => { menu.open = false; menu.querySelector("summary").focus(); });
  });
  document.querySelector("[data-error-summary]")?.focus();
  addEventListener("beforeprint", () => all("details:not([data-menu]):not([open])").forEach((each) => { each.open = true; each.dataset.printed = ""; }));
  addEventListener("afterprint", () => all("details[data-printed]").forEach((each) => { each.open = false; delete each.dataset.printed; }));
})();
