/* Single keys at the desk, where a person has not switched them off; docs/conventions.md says how elements ask for them. */
const typing = (element) => element.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");

function press(element) {
  const field = document.getElementById(element.dataset.keyFocus || "");
  if (field) {
    field.focus();
    field.scrollIntoView({ block: "center" });
  } else {
    element.click();
  }
}

function listen(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.defaultPrevented || typing(event.target)) return;
  const wanted = document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (!wanted) return;
  event.preventDefault();
  press(wanted);
}

if (document.querySelector("[data-keys]")) document.addEventListener("keydown", listen);
