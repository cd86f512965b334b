// An act in two steps: the server's question first, then exactly what was shown.

import { el } from "../page_parts/dom.js";
import { icon } from "../icons.js";
import { confirm, openDialog, panel } from "./ask.js";
import { attempt } from "./toast.js";
import { goUp } from "../trail.js";

/** Return lines of the server as paragraphs. */
export const paragraphs = (lines) => lines.map((line) => el("p", {}, line));

/** Show lines of the server until they are closed. */
export function tell(title, lines) {
  return new Promise((resolve) => {
    const dialog = panel(title, el("div", { class: "ask-text", "data-testid": "told" }, paragraphs(lines)));
    openDialog(dialog, resolve);
  });
}

/**
 * Ask and act. `question()` asks the server, which answers with `lines`; where `yes(question)` returns a
 * label, the admin is asked, and `send(question)` acts. In any case `after()` reads again, so that a
 * stale page shows what is true now.
 */
export async function act({ title, question, yes, send, done, after, danger = false }) {
  const asked = await attempt(question);
  if (asked === null) return after();
  const label = yes(asked);
  if (label === null) {
    await tell(title, asked.lines);
    return after();
  }
  if (!await confirm({ title, text: paragraphs(asked.lines), yes: label, danger })) return null;
  const answer = await attempt(() => send(asked), typeof done === "string" ? done : null);
  if (answer && typeof done === "function" && !done(answer)) await tell(title, answer.lines);
  return after();
}

/**
 * Return a button whose act runs once at a time, however often it is pressed. It looks busy meanwhile, but is
 * never disabled: a browser takes the focus from what is.
 */
export function actButton(label, run, { kind = "", testid = null } = {}) {
  const onclick = async () => {
    if (node.hasAttribute("aria-busy")) return;
    node.setAttribute("aria-busy", "true");
    try {
      await run();
    } finally {
      node.removeAttribute("aria-busy");
    }
  };
  const node = el("button", { type: "button", class: `button ${kind}`.trim(), "data-testid": testid, onclick }, label);
  return node;
}

/** A press with a key, or with another button of the mouse, opens a link in a tab of its own. */
export const isPlain = (event) => event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);

/** Return the link back to a list, above a card: where the card was opened from the list, that is as it was left. */
export function backLink(href, label) {
  const onclick = (event) => isPlain(event) && goUp(href.replace(/^#\//, "")) && event.preventDefault();
  return el("p", { class: "back" }, el("a", { href, onclick, "data-testid": "back" }, icon("left"), label));
}
