// Everything that waits for the admin comes first, because somebody else waits for it too.

import { el } from "../../page_parts/dom.js";
import { icon } from "../../icons.js";
import { t } from "../../words.js";

/** Return the card; null where nothing waits. */
export function waitingCard(view, waiting) {
  if (!waiting.length) return null;
  const count = waiting.reduce((sum, one) => sum + one.count, 0);
  const items = waiting.map((one) => el("li", {}, el("a", { href: view.href("attention", { of: one.kind }), "data-testid": `waits-${one.kind}` }, one.text)));
  const title = el("h2", {}, icon("attention"), t("console-overview-waiting", { count }));
  return el("section", { class: "card waiting", "data-testid": "waiting" },
    el("div", {}, title, el("ul", {}, items)),
    el("a", { class: "button primary", href: view.href("attention"), "data-testid": "to-attention" }, t("console-overview-waiting-look")));
}
