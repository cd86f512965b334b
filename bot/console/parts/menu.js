// A button with a menu of acts; arrow keys walk through it, Escape closes it, and so does leaving it.

import { el } from "../page_parts/dom.js";
import { icon } from "../icons.js";
import { t } from "../words.js";

function walk(list, event) {
  const items = [...list.querySelectorAll("button")];
  const at = items.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  items.at(to % items.length).focus();
}

/** Put the list below its button, or above where it would not fit. */
function place(list, open) {
  const at = open.getBoundingClientRect();
  const below = at.bottom + 4;
  const fits = below + list.offsetHeight <= window.innerHeight;
  list.style.top = `${fits ? below : Math.max(4, at.top - 4 - list.offsetHeight)}px`;
  list.style.right = `${document.documentElement.clientWidth - at.right}px`;
}

/** `acts` are `{ label, act, danger }`; `label` names the button to a screen reader. */
export function menu(label, acts) {
  const open = el("button", {
    type: "button", class: "button quiet square", "aria-haspopup": "menu", "aria-expanded": "false", "aria-label": label,
    "data-testid": "menu",
  }, icon("more"));
  const list = el("div", { class: "menu", role: "menu", "aria-label": label, hidden: true },
    acts.map((one) => el("button", {
      type: "button", role: "menuitem", class: one.danger ? "danger" : null, onclick: () => act(one),
    }, one.label)));
  // A tap beside the menu closes it, and presses nothing of what is below.
  const around = el("button", {
    type: "button", class: "menu-around", tabindex: "-1", hidden: true, "aria-label": t("console-close"),
    onclick: close,
  });
  const node = el("div", { class: "menu-place" }, open, around, list);
  /** The focus goes back first, so that a dialog which is opened gives it back to the button. */
  function act(one) {
    close();
    one.act();
  }
  function close() {
    show(false);
    open.focus({ preventScroll: true });
  }
  const follow = () => (open.isConnected ? place(list, open) : show(false));
  function show(shown) {
    list.hidden = around.hidden = !shown;
    open.setAttribute("aria-expanded", String(shown));
    for (const moved of ["scroll", "resize"]) window[shown ? "addEventListener" : "removeEventListener"](moved, follow);
    if (!shown) return;
    follow();
    list.querySelector("button")?.focus({ preventScroll: true });
  }
  open.addEventListener("click", () => show(list.hidden));
  node.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !node.contains(relatedTarget)) show(false);
  });
  list.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    else walk(list, event);
  });
  return node;
}
