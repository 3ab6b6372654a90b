/* A signature drawn with a finger, a pen or a mouse. Without this script the field stays hidden: a code, or the spoken word
   that the counter notes down, does the same.

   [data-signing]        the field: a canvas, a button [data-signing-clear]
   input[data-signature] where the drawing goes when the form is sent, as PNG on a transparent ground; empty: nothing drawn */
(() => {
  "use strict";
  const field = document.querySelector("[data-signing]");
  const told = document.querySelector("input[data-signature]");
  if (!field || !told) return;
  const canvas = field.querySelector("canvas");
  const pen = canvas.getContext("2d");
  let drawn = false;
  let last = null;
  field.hidden = false;
  Object.assign(pen, { lineWidth: 7, lineCap: "round", lineJoin: "round", strokeStyle: "#15202e", fillStyle: "#15202e" });
  const place = (event) => {
    const box = canvas.getBoundingClientRect();
    return [((event.clientX - box.left) * canvas.width) / box.width, ((event.clientY - box.top) * canvas.height) / box.height];
  };
  const line = (from, to) => {
    pen.beginPath();
    pen.moveTo(...from);
    pen.lineTo(...to);
    pen.stroke();
    drawn = true;
  };
  canvas.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    last = place(event);
    line(last, last);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!last) return;
    for (const each of event.getCoalescedEvents?.() ?? [event]) {
      const next = place(each);
      line(last, next);
      last = next;
    }
  });
  for (const name of ["pointerup", "pointercancel"]) canvas.addEventListener(name, () => { last = null; });
  field.querySelector("[data-signing-clear]").addEventListener("click", () => {
    pen.clearRect(0, 0, canvas.width, canvas.height);
    drawn = false;
  });
  told.form.addEventListener("submit", () => { told.value = drawn ? canvas.toDataURL("image/png") : ""; });
})();
