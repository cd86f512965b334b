// A row of choices of which one holds: filters, periods, the parts of a page.

import { el } from "../page_parts/dom.js";

/**
 * Return a row of buttons. `options` are `{ value, label }`; `chosen(value)` is called for another one
 * than `value`, which is marked.
 */
export function segments({ label, options, value, chosen, testid = "segment" }) {
  const buttons = options.map((one) => el("button", {
    type: "button", "aria-pressed": String(one.value === value), "data-testid": `${testid}-${one.value}`,
    onclick: () => choose(one.value),
  }, one.label));
  const mark = (now) => buttons.forEach((button, at) => button.setAttribute("aria-pressed", String(options[at].value === now)));
  function choose(now) {
    mark(now);
    chosen(now);
  }
  const node = el("div", { class: "segments", role: "group", "aria-label": label }, buttons);
  return { node, mark };
}
