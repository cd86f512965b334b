// The rows behind the recurring income per month: whose subscription at Tribute renews, and for how much.

import { el } from "../../page_parts/dom.js";
import { get } from "../../api.js";
import { backLink } from "../../parts/act.js";
import { calmly } from "../../parts/calm.js";
import { endlessList } from "../../parts/list.js";
import { t } from "../../words.js";

function row(view, one) {
  return el("a", { class: "row", href: view.href(`people/${one.person.id}`), "data-testid": "renewing" },
    el("span", { class: "row-main" },
      el("b", {}, one.person.label),
      el("span", { class: "muted small" }, one.name)),
    el("span", { class: "row-end" },
      el("b", {}, t("console-overview-a-month", { amount: one.monthly.text })),
      one.price.amount_minor === one.monthly.amount_minor ? null
        : el("span", { class: "muted small" }, t("console-overview-at-once", { amount: one.price.text }))));
}

function sum(total) {
  return [
    el("h2", {}, t("console-overview-a-month", { amount: total.income.text })),
    el("p", { class: "muted" }, t("console-overview-monthly-tribute", { count: total.number })),
    el("p", { class: "muted small" }, t("console-overview-renewing-about")),
  ];
}

/** Show the subscriptions in the currency that the address names. */
export async function showRenewing(view) {
  const head = el("header", { "data-testid": "renewing-total" });
  const currency = view.query.get("currency") ?? "";
  const list = endlessList({
    load: (cursor) => get("overview/renewing", { currency, cursor }, { signal: view.signal }),
    row: (one) => row(view, one),
    empty: t("console-overview-renewing-none"),
    label: t("console-overview-monthly"),
    kept: view.kept,
  });
  view.title(t("console-overview-monthly"));
  view.root.append(backLink("#/", t("console-overview-title")), el("section", { class: "card" }, head, list.node));

  /** The sum comes after the rows: among very many it takes longer. */
  async function load() {
    await list.reload();
    const { total } = await get("overview/renewing/total", { currency }, { signal: view.signal });
    head.replaceChildren(...(total ? sum(total) : []));
  }
  view.onChange(calmly(load, view.signal));
  await load();
}
