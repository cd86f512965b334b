// The numbers in cards, each beside that of the days before, and with the way to its rows.

import { el } from "../../page_parts/dom.js";
import { icon } from "../../icons.js";
import { locale, number, t } from "../../words.js";

const MOST_PERCENT = 999;
const STARS = "XTR";

/** Return the change since the days before; `good` is the direction that the owner hopes for. */
function change(now, before, text, good = "up") {
  if (now === before) return el("p", { class: "change" }, t("console-overview-same"));
  const up = now > before;
  const percent = before ? Math.round(((now - before) / before) * 100) : null;
  const kind = (up ? "up" : "down") === good ? "good" : "bad";
  const shown = percent === null || Math.abs(percent) > MOST_PERCENT ? null : Math.abs(percent);
  return el("p", { class: `change ${kind}` },
    el("span", { class: "change-mark" }, icon(up ? "up" : "fall", 14),
      el("span", { class: "visually-hidden" }, t(up ? "console-overview-more" : "console-overview-less")),
      shown === null ? null : percentOf(shown / 100)),
    el("span", {}, t("console-overview-was", { value: text })));
}

const percentOf = (share, digits = 0) =>
  new Intl.NumberFormat(locale(), { style: "percent", maximumFractionDigits: digits }).format(share);

/** Sums of many digits are written smaller, so that they stay on one line. */
const widthOf = (value) => (value.length > 17 ? " longer" : value.length > 11 ? " long" : "");

/** A card; a link where there is a page with its rows. `part` is a number within it, with rows of its own. */
function card({ name, label, value, below, href = null, large = false, hint = null, part = null }) {
  const content = [el("h2", {}, label), el("p", { class: "value" }, value), below, hint && el("p", { class: "hint" }, hint)];
  const size = large ? ` large${widthOf(value)}` : "";
  const attributes = { class: `number${size}`, "data-testid": `number-${name}` };
  const whole = href ? el("a", { ...attributes, href }, content, icon("right", 16)) : el("div", attributes, content);
  if (!part) return whole;
  return el("div", { class: `number-parts${size}` }, whole,
    el("a", { class: "number-part", href: part.href, "data-testid": `number-${name}-part` }, part.text, icon("right", 14)));
}

const range = (found) => ({ from: found.days.first, to: found.days.last });

/** The payments for Tribute's own subscriptions on these days. */
const recurring = (view, found, query) => view.href("purchases/recurring", { ...range(found), ...query });

/** The income, a card for each currency, and what comes in every month. */
export function incomeCards(view, found) {
  const income = found.income.map((one) => ({ ...one, isRecurring: one.recurring?.amount_minor === one.now.amount_minor })).map((one) => card({
    name: `income-${one.currency}`, large: true,
    label: t("console-overview-income", { currency: one.name }),
    value: one.now.text,
    below: change(one.now.amount_minor, one.before.amount_minor, one.before.text),
    href: one.isRecurring ? recurring(view, found, { currency: one.currency })
      : view.href("purchases", { ...range(found), status: "granted", currency: one.currency }),
    hint: one.isRecurring ? t("console-overview-income-recurring", { amount: one.recurring.text }) : null,
    part: one.recurring && !one.isRecurring && {
      text: t("console-overview-income-recurring", { amount: one.recurring.text }),
      href: recurring(view, found, { currency: one.currency }),
    },
  }));
  const monthly = found.monthly.map((one) => card({
    name: `monthly-${one.income.currency}`, large: true,
    label: t("console-overview-monthly"), value: one.income.text,
    below: el("p", { class: "change" }, t(one.income.currency === STARS ? "console-overview-monthly-stars" : "console-overview-monthly-tribute", { count: one.number })),
    href: one.income.currency === STARS
      ? view.href("people", { status: "renews" }) : view.href("people/renewing", { currency: one.income.currency }),
  }));
  if (!income.length) {
    income.push(card({
      name: "income-none", large: true, label: t("console-overview-income-none"), value: "–",
      below: el("p", { class: "change" }, t("console-overview-no-income")),
    }));
  }
  return el("section", { class: "numbers", "aria-label": t("console-overview-money") }, income, monthly);
}

/** People: who has access, who came, went and got money back. */
export function peopleCards(view, found) {
  const { active, new: fresh, renewed, ended, refunded, churn } = found.people;
  const count = ({ name, key, one, good = "up", href, hint = null, part = null }) => card({
    name, label: t(key), value: number(one.now), href, hint, part,
    below: change(one.now, one.before, number(one.before), good),
  });
  const days = range(found);
  const isPast = days.to < found.today;
  const gone = view.href("people", { status: "ended", ends_from: days.from, ends_to: days.to });
  const share = (value) => (value === null ? "–" : percentOf(value, 1));
  return el("section", { class: "numbers six", "aria-label": t("console-overview-people") },
    count({
      name: "active", key: "console-overview-active", one: active,
      href: view.href("people", isPast ? { on: days.to } : { status: "active" }),
      part: found.for_life && !isPast ? {
        text: t("console-overview-for-life", { count: found.for_life }), href: view.href("people", { status: "life" }),
      } : null,
    }),
    count({ name: "new", key: "console-overview-new", one: fresh, href: view.href("people", days) }),
    count({
      name: "renewed", key: "console-overview-renewed", one: renewed, href: view.href("purchases", { ...days, status: "renewed" }),
      part: renewed.now && found.has_recurring ? {
        text: t("console-overview-renewed-recurring"), href: recurring(view, found, { status: "renewed" }),
      } : null,
    }),
    count({
      name: "ended", key: "console-overview-ended", one: ended, good: "down",
      href: gone,
    }),
    count({
      name: "refunded", key: "console-overview-refunded", one: refunded, good: "down",
      href: view.href("purchases", { ...days, status: "refunded" }),
      hint: found.returned.length ? found.returned.map((one) => one.text).join(", ") : null,
    }),
    card({
      name: "churn", label: t("console-overview-churn"), value: share(churn.now), href: gone, hint: t("console-overview-churn-of"),
      below: change(churn.now ?? 0, churn.before ?? 0, share(churn.before), "down"),
    }));
}
