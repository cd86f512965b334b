// The people who have agreed to the terms, since everybody was asked last.

import { el } from "../../page_parts/dom.js";
import { get } from "../../api.js";
import { backLink } from "../../parts/act.js";
import { calmly } from "../../parts/calm.js";
import { endlessList } from "../../parts/list.js";
import { moment } from "../../parts/time.js";
import { t } from "../../words.js";

const row = (view, one) => el("a", { class: "row", href: view.href(`people/${one.person.id}`), "data-testid": `agreed-${one.person.id}` },
  el("span", { class: "row-main" }, el("b", {}, one.person.label)),
  el("span", { class: "row-end" }, el("span", { class: "muted small" }, moment(one.at.text, one.at.at))));

export async function showAgreed(view) {
  const list = endlessList({
    load: (cursor) => get("shop/agreed", { cursor }, { signal: view.signal }),
    row: (one) => row(view, one),
    empty: t("console-shop-agreed-none"),
    label: t("console-shop-agreed"),
  });
  view.title(t("console-shop-agreed"));
  view.root.append(backLink(view.href("shop/terms"), t("console-shop-slot-terms")), el("section", { class: "card list-card" }, list.node));
  view.onChange(calmly(() => list.reload(), view.signal));
  await list.reload();
}
