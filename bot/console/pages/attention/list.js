// The list of everything that waits, a card for each kind.

import { el } from "../../page_parts/dom.js";
import { icon } from "../../icons.js";
import { moment } from "../../parts/time.js";
import { t } from "../../words.js";

/** An unknown refund is decided on the card of its purchase. */
const target = (view, item) =>
  (item.purchase === null ? view.href(`attention/${item.kind}/${item.id}`) : view.href(`purchases/${item.purchase}`));

function row(view, item) {
  const content = [
    el("span", { class: "row-main" },
      el("span", { class: "row-title" }, item.title),
      item.detail ? el("span", { class: "row-detail" }, item.detail) : null,
      item.at ? moment(item.at_text, item.at) : null),
    icon("right"),
  ];
  return el("li", {}, el("a", { class: "row", href: target(view, item), "data-testid": `waits-${item.kind}-${item.id}` }, content));
}

function group(view, one) {
  return el("section", { class: "card", "data-testid": `group-${one.kind}` },
    el("h2", {}, one.title),
    el("ul", { class: "rows" }, one.items.map((item) => row(view, item))),
    one.more ? el("p", { class: "muted small" }, one.more) : null);
}

/** Return the cards; where they are some of all, with the way to the others. */
export function drawList(view, found, isSome) {
  const all = isSome && found.count
    ? [el("p", {}, el("a", { class: "button", href: view.href("attention"), "data-testid": "waits-all" }, t("console-attention-back")))] : [];
  if (found.groups.length) return [...found.groups.map((one) => group(view, one)), ...all];
  return [el("section", { class: "card empty", "data-testid": "nothing-waits" },
    icon("check", 32),
    el("h2", {}, t(all.length ? "console-attention-none-of-it" : "console-attention-empty")),
    all.length ? null : el("p", {}, t("console-attention-empty-text"))), ...all];
}
