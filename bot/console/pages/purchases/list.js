// The list of purchases, newest first, with a search and filters that stand in the address.

import { el } from "../../page_parts/dom.js";
import { get } from "../../api.js";
import { noteBelow } from "../../parts/act.js";
import { badge } from "../../parts/badge.js";
import { filters } from "../../parts/filters.js";
import { endlessList } from "../../parts/list.js";
import { money } from "../../parts/money.js";
import { searchField } from "../../parts/search.js";
import { moment } from "../../parts/time.js";
import { t } from "../../words.js";

export const KINDS = {
  granted: "good", renewed: "good", held: "warn", refunded: "bad", guessed: "bad", dismissed: "quiet",
};

/** How a row of the list looks; the whole of it leads to the purchase. */
export function purchaseRow(view, one) {
  const about = [one.buyer_text, one.plan, one.number].filter(Boolean).join(" · ");
  return el("a", { class: "row", href: view.href(`purchases/${one.id}`), "data-testid": `purchase-${one.id}` },
    el("span", { class: "row-main" },
      el("b", {}, one.product),
      el("span", { class: "muted small" }, about),
      one.note && el("span", { class: "small" }, one.note)),
    badge(one.status_text, KINDS[one.status]),
    el("span", { class: "row-end" },
      el("b", {}, money(one.paid) ?? "–"),
      el("span", { class: "muted small" }, moment(one.paid_at.text, one.paid_at.at))));
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
  let asked = {};
  let text = view.query.get("q") ?? "";
  const empty = el("div", { class: "empty", "data-testid": "purchases-empty" });

  const load = async (cursor) => {
    const found = await get("purchases", { ...asked, cursor }, { signal: view.signal });
    empty.replaceChildren(...emptyWords(view, asked, found.searched !== null));
    note(found.searched);
    return found;
  };
  const list = endlessList({ load, row: (one) => purchaseRow(view, one), empty, label: t("console-purchases-list") });
  const note = noteBelow(list, t("console-purchases-go-on"));

  function ask() {
    asked = { ...chosen.values(), ...(text ? { q: text } : {}) };
    view.setQuery(asked);
    return list.restart();
  }
  const chosen = filters({
    fields: fieldsOf(choices), query: view.query, changed: ask,
    labels: { open: t("console-purchases-filters"), clear: t("console-purchases-clear") },
  });
  const search = searchField({
    label: t("console-purchases-search"), value: text, changed: (now) => { text = now; ask(); },
  });
  view.root.append(
    el("div", { class: "list-tools" }, search, chosen.button), chosen.panel,
    el("section", { class: "card list-card" }, list.node));
  view.onChange(() => list.reload());
  await ask();
}
