// The list of purchases, newest first, with a search and filters that stand in the address.

import { beside } from "../../page_parts/directions.js";
import { el } from "../../page_parts/dom.js";
import { get } from "../../api.js";
import { badge } from "../../parts/badge.js";
import { money } from "../../parts/money.js";
import { soughtList } from "../../parts/sought.js";
import { moment } from "../../parts/time.js";
import { t } from "../../words.js";

export const KINDS = {
  granted: "good", renewed: "good", held: "warn", refunded: "bad", guessed: "bad", dismissed: "quiet",
};

/** How a row of the list looks; the whole of it leads to the purchase. */
export function purchaseRow(view, one) {
  const about = beside([one.buyer_text, one.plan, one.number]);
  return el("a", { class: "row", href: view.href(`purchases/${one.id}`), "data-testid": `purchase-${one.id}` },
    el("span", { class: "row-main" },
      el("b", {}, one.product),
      el("span", { class: "muted small" }, about),
      one.note && el("span", { class: "small" }, one.note)),
    badge(one.status_text, KINDS[one.status]),
    el("span", { class: "row-end" },
      el("b", {}, money(one.paid) ?? "–"),
      el("span", { class: "muted small" }, moment(one.paid_at.text, one.paid_at.at)),
      one.refunded_at && el("span", { class: "muted small" },
        moment(t("console-purchases-refunded-at", { when: one.refunded_at.text }), one.refunded_at.at))));
}

const any = () => ({ value: "", label: t("console-purchases-any") });

function fieldsOf(choices) {
  const statuses = Object.keys(KINDS).map((value) => ({ value, label: t(`console-purchases-status-${value}`) }));
  const select = (name, label, options) => ({ name, label, options: [any(), ...options] });
  return [
    select("status", t("console-purchases-status"), statuses),
    { name: "from", label: t("console-purchases-from") },
    { name: "to", label: t("console-purchases-to") },
    select("kind", t("console-purchases-kind"), choices.kinds),
    select("plan", t("console-purchases-plan"), choices.plans),
    select("tariff", t("console-purchases-tariff"), choices.tariffs),
    select("product", t("console-purchases-product"), choices.products),
    select("currency", t("console-purchases-currency"), choices.currencies),
  ];
}

/** The words where nothing is listed: the next step depends on why. */
function emptyWords(view, asked, isCut) {
  if (!Object.keys(asked).length) return [t("console-purchases-empty")];
  if (!asked.q) return [t("console-purchases-none")];
  const people = el("a", { class: "button", href: view.href("people", { q: asked.q }), "data-testid": "to-people" },
    t("console-purchases-to-people"));
  return [el("p", {}, t(isCut ? "console-purchases-none-name" : "console-purchases-none")), people];
}

export async function showList(view) {
  const choices = await get("purchases/filters", null, { signal: view.signal });
  if (choices.has_recurring) {
    view.actions.append(el("a", { class: "button", href: view.href("purchases/recurring"), "data-testid": "to-recurring" },
      t("console-purchases-recurring")));
  }
  await soughtList(view, {
    load: (asked) => get("purchases", asked, { signal: view.signal }),
    fields: fieldsOf(choices),
    row: (one) => purchaseRow(view, one),
    emptyWords: (asked, found) => emptyWords(view, asked, found.searched !== null),
    noteOf: (found) => found.searched,
    words: {
      list: t("console-purchases-list"), goOn: t("console-purchases-go-on"), search: t("console-purchases-search"),
      open: t("console-purchases-filters"), clear: t("console-purchases-clear"),
    },
    testid: "purchases-empty",
  });
}
