// A question before an act, in a dialog: the focus stays in it, and returns to where it was.

import { el } from "../page_parts/dom.js";
import { t } from "../words.js";

/** A label that opens a dialog ends in an ellipsis; what stands in the dialog doesn't. */
const settled = (label) => label.replace(/…$/, "");

/**
 * Return whether the admin says yes. `text` is a string or elements, `yes` the label of the act;
 * `danger` marks what cannot be undone.
 */
export function confirm({ title, text, yes, danger = false }) {
  return new Promise((resolve) => {
    const answer = (value) => () => dialog.close(value);
    const dialog = el("dialog", { class: "ask", "aria-labelledby": "ask-title", "data-testid": "ask" },
      el("h2", { id: "ask-title" }, settled(title)),
      el("div", { class: "ask-text" }, typeof text === "string" ? el("p", {}, text) : text),
      el("div", { class: "ask-buttons" },
        el("button", { type: "button", class: "button", onclick: answer(""), "data-testid": "ask-no" }, t("console-no")),
        el("button", {
          type: "button", class: `button ${danger ? "danger" : "primary"}`, onclick: answer("yes"), "data-testid": "ask-yes",
        }, settled(yes))));
    openDialog(dialog, (value) => resolve(value === "yes"));
  });
}

let focused = null;
document.addEventListener("focusin", ({ target }) => { focused = target; });

/** Another dialog, which the answer may open, goes first. */
function giveBack(before) {
  setTimeout(() => {
    const taken = document.activeElement && document.activeElement !== document.body;
    if (before?.isConnected && !taken) before.focus();
  });
}

/** Show a dialog until it is closed, by Escape too; `closed` gets its return value. */
export function openDialog(dialog, closed = () => {}) {
  const before = document.activeElement === document.body ? focused : document.activeElement;
  dialog.addEventListener("close", () => {
    dialog.remove();
    closed(dialog.returnValue);
    giveBack(before);
  });
  document.body.append(dialog);
  dialog.showModal();
}

/** Close every dialog without an answer: what it was about is no longer shown. */
export function closeDialogs() {
  for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
}

/** Return a dialog with a title, a way to close it, and its content; its first field has the focus. */
export function panel(title, ...content) {
  const dialog = el("dialog", { class: "ask panel", "aria-labelledby": "panel-title" },
    el("header", { class: "panel-head" },
      el("h2", { id: "panel-title" }, settled(title)),
      el("button", { type: "button", class: "button quiet", onclick: () => dialog.close() }, t("console-close"))),
    ...content);
  dialog.querySelector("form :is(input, textarea, select)")?.setAttribute("autofocus", "");
  return dialog;
}
