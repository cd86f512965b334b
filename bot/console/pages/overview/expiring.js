// The people whose access ends within a week, whom a word now may keep.

import { el } from "../../page_parts/dom.js";
import { icon } from "../../icons.js";
import { badge } from "../../parts/badge.js";
import { moment } from "../../parts/time.js";
import { t } from "../../words.js";

function row(view, one) {
  return el("li", {}, el("a", { class: "row", href: view.href(`people/${one.person.id}`), "data-testid": `ends-${one.person.id}` },
    el("span", { class: "row-main" }, el("b", {}, one.person.label), one.plan && el("span", { class: "muted small" }, one.plan)),
    one.renews ? badge(t("console-overview-renews"), "good") : null,
    el("span", { class: "when" }, moment(one.ends_text, one.ends_at)),
    icon("right", 16)));
}

export function expiringCard(view, expiring) {
  const all = view.href("people", { status: "active", ends_from: expiring.first, ends_to: expiring.last });
  const more = expiring.count > expiring.people.length;
  return el("section", { class: "card", "data-testid": "expiring" },
    el("header", { class: "card-head" },
      el("h2", {}, t("console-overview-expiring", { count: expiring.count })),
      more ? el("a", { href: all }, t("console-overview-expiring-all")) : null),
    expiring.people.length
      ? el("ul", { class: "rows" }, expiring.people.map((one) => row(view, one)))
      : el("p", { class: "muted" }, t("console-overview-expiring-none")));
}
