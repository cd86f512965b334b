// A button with a menu of acts; arrow keys walk through it, Escape closes it, and so does leaving it.

import { el } from "../page_parts/dom.js";
import { icon } from "../icons.js";

function walk(list, event) {
  const items = [...list.querySelectorAll("button")];
  const at = items.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  items.at(to % items.length).focus();
}

/** `acts` are `{ label, act, danger }`; `label` names the button to a screen reader. */
export function menu(label, acts) {
  const open = el("button", {
    type: "button", class: "button quiet square", "aria-haspopup": "menu", "aria-expanded": "false", "aria-label": label,
    "data-testid": "menu",
  }, icon("more"));
  const list = el("div", { class: "menu", role: "menu", "aria-label": label, hidden: true },
    acts.map((one) => el("button", {
      type: "button", role: "menuitem", class: one.danger ? "danger" : null, onclick: () => { show(false); one.act(); },
    }, one.label)));
  const node = el("div", { class: "menu-place" }, open, list);
  const away = (event) => node.contains(event.target) || show(false);
  function show(shown) {
    list.hidden = !shown;
    open.setAttribute("aria-expanded", String(shown));
    if (shown) list.querySelector("button")?.focus();
    document[shown ? "addEventListener" : "removeEventListener"]("pointerdown", away);
  }
  open.addEventListener("click", () => show(list.hidden));
  node.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !node.contains(relatedTarget)) show(false);
  });
  list.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      show(false);
      open.focus();
    } else walk(list, event);
  });
  return node;
}
