// The changes of a place: who made them when, the words after and before.

import { beside } from "../../page_parts/directions.js";
import { el } from "../../page_parts/dom.js";
import { get } from "../../api.js";
import { endlessList } from "../../parts/list.js";
import { t } from "../../words.js";

function entry(one) {
  return el("li", { class: "change" },
    el("p", { class: "small muted" }, beside([one.when, one.by])),
    el("p", {}, one.after),
    el("p", { class: "small muted" }, t("console-shop-before", { words: one.before })));
}

/** Return the history of a place, read when it is opened. */
export function historyCard(place) {
  const list = endlessList({
    load: (cursor) => get("shop/history", { ...place, cursor }), row: entry, empty: t("console-shop-no-history"), label: t("console-shop-history"),
  });
  const node = el("details", { class: "card", "data-testid": "history" }, el("summary", {}, t("console-shop-history")), list.node);
  node.addEventListener("toggle", () => node.open && list.restart(), { once: true });
  return node;
}
