// Payments for Tribute's recurring subscriptions: for each the person who has the access, and what was paid.

import { beside } from "../../page_parts/directions.js";
import { el } from "../../page_parts/dom.js";
import { get } from "../../api.js";
import { backLink } from "../../parts/act.js";
import { money } from "../../parts/money.js";
import { soughtList } from "../../parts/sought.js";
import { moment } from "../../parts/time.js";
import { t } from "../../words.js";

function row(view, one) {
  return el("a", { class: "row", href: view.href(`people/${one.person.id}`), "data-testid": `paid-${one.id}` },
    el("span", { class: "row-main" },
      el("b", {}, one.person.label),
      el("span", { class: "muted small" }, beside([one.name, one.about]))),
    el("span", { class: "row-end" },
      el("b", {}, money(one.paid) ?? "–"),
      el("span", { class: "muted small" }, moment(one.paid_at.text, one.paid_at.at))));
}

function fieldsOf(choices) {
  const any = { value: "", label: t("console-purchases-any") };
  const renewed = { value: "renewed", label: t("console-purchases-status-renewed") };
  return [
    { name: "status", label: t("console-purchases-status"), options: [any, renewed] },
    { name: "from", label: t("console-purchases-from") },
    { name: "to", label: t("console-purchases-to") },
    { name: "currency", label: t("console-purchases-currency"), options: [any, ...choices.currencies] },
  ];
}

export async function showRecurring(view) {
  const choices = await get("purchases/filters", null, { signal: view.signal });
  view.title(t("console-purchases-recurring"));
  view.root.append(backLink("#/purchases", t("console-purchases-back")), el("p", { class: "muted" }, t("console-purchases-recurring-what")));
  await soughtList(view, {
    load: (asked) => get("purchases/recurring", asked, { signal: view.signal }),
    fields: fieldsOf(choices),
    row: (one) => row(view, one),
    emptyWords: (asked) =>
      [t(Object.keys(asked).length ? "console-purchases-recurring-none" : "console-purchases-recurring-never")],
    noteOf: (found) => (found.is_cut ? t("console-purchases-recurring-cut") : null),
    words: {
      list: t("console-purchases-recurring"), goOn: t("console-purchases-go-on"),
      open: t("console-purchases-filters"), clear: t("console-purchases-clear"),
    },
    testid: "recurring-empty",
  });
}
