// What the keyboard and the mouse may do more comfortably. Every page works without this file.
"use strict";

const typing = (element) => element.closest("input, textarea, select, [contenteditable]");

// One key, one button: an element with data-key is pressed by that key; data-then is the field the caret goes to next.
document.addEventListener("keydown", (event) => {
  if (document.body.dataset.keys === "off" || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const target = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!target || document.querySelector("dialog[open]")) return;
  event.preventDefault();
  if (target.matches("input, select, textarea")) target.focus();
  else target.click();
  if (!target.dataset.then) return;
  target.closest("details")?.setAttribute("open", "");
  document.getElementById(target.dataset.then).focus();
});

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dialog]");
  if (opener && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    document.getElementById(opener.dataset.dialog).showModal();
  }
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("keyup", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// A form with data-auto sends itself when a choice changes.
document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-auto]");
  if (form && event.target.matches("select")) form.requestSubmit();
  const all = event.target.closest("[data-select-all]");
  if (all) for (const box of document.getElementsByName(all.dataset.selectAll)) box.checked = all.checked;
  count();
});

// "3 posts chosen", said in the words the page brought along.
function count() {
  for (const place of document.querySelectorAll("[data-count]")) {
    const chosen = document.querySelectorAll(`input[name="${place.dataset.count}"]:checked`).length;
    place.textContent = chosen ? (chosen === 1 ? place.dataset.one : place.dataset.many.replace("%", chosen)) : place.dataset.none;
  }
}

// Files dropped anywhere on the zone land in its ordinary file input.
for (const kind of ["dragenter", "dragover", "dragleave", "drop"]) {
  document.addEventListener(kind, (event) => {
    const zone = event.target instanceof Element && event.target.closest("[data-drop]");
    if (!zone) return;
    event.preventDefault();
    zone.toggleAttribute("data-over", kind === "dragenter" || kind === "dragover");
    if (kind !== "drop" || !event.dataTransfer.files.length) return;
    zone.querySelector("input[type=file]").files = event.dataTransfer.files;
    zone.closest("form").requestSubmit();
  });
}

// A fault's link puts the caret on its line.
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-line]");
  const field = link && document.getElementById(link.dataset.field);
  if (!field) return;
  event.preventDefault();
  const lines = field.value.split("\n");
  const line = Number(link.dataset.line);
  const start = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
  field.focus();
  field.setSelectionRange(start, start + (lines[line - 1] || "").length);
  field.scrollTop = (line - 4) * parseFloat(getComputedStyle(field).lineHeight);
});

// A long upload says so, and is sent once.
document.addEventListener("submit", (event) => {
  const busy = event.target.querySelector("[data-busy]");
  if (!busy) return;
  busy.textContent = busy.dataset.busy;
  busy.setAttribute("aria-disabled", "true");
});

// A meeting's clock counts down what was left when the page was made, and then what it runs over.
for (const clock of document.querySelectorAll("[data-left]")) {
  const end = Date.now() + 1000 * Number(clock.dataset.left);
  const tell = () => {
    const left = Math.round((end - Date.now()) / 1000);
    const seconds = Math.abs(left);
    clock.textContent = `${left < 0 ? "+" : ""}${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    clock.toggleAttribute("data-over", left < 0);
  };
  tell();
  setInterval(tell, 1000);
}

document.body.addEventListener("htmx:afterSwap", count);
