// The choice of a plan, where there are several, and of a length of time.

import { el } from "../page_parts/dom.js";
import { t } from "../words.js";
import { choice, textField } from "./fields.js";

/** The usual lengths, as months; the rest is typed. */
const USUAL = [1, 3, 6, 12];
const UNITS = { days: { days: 1 }, weeks: { days: 7 }, months: { months: 1 }, years: { months: 12 } };
const MOST = 36600;

function otherFields() {
  const number = textField({ name: "months", label: t("console-duration-number"), type: "number", min: 1, max: 36600, inputmode: "numeric", value: "" });
  const unit = choice({
    name: "unit", label: t("console-duration-unit"), value: "months",
    options: [
      { value: "days", label: t("console-duration-days") },
      { value: "weeks", label: t("console-duration-weeks") },
      { value: "months", label: t("console-duration-months") },
      { value: "years", label: t("console-duration-years") },
    ],
  });
  return el("div", { class: "two", hidden: true, "data-field": "duration" }, number, unit);
}

/** Return the choice of a plan; `plans` are `{ id, title }`. */
export const planField = (plans, plan = plans[0]?.id) => choice({
  name: "plan", label: t("console-duration-plan"), value: plan,
  options: plans.map((one) => ({ value: one.id, label: one.title })),
});

/** Return the fields; `plans` are those of a shop with several, none in a shop with one. */
export function durationFields({ plans }) {
  const lengths = [
    ...USUAL.map((months) => ({ value: months, label: t("console-duration-usual", { months }) })),
    { value: "lifetime", label: t("console-duration-lifetime") },
    { value: "other", label: t("console-duration-other") },
  ];
  const length = choice({ name: "length", label: t("console-duration-how-long"), options: lengths, value: 1 });
  const other = otherFields();
  length.querySelector("select").addEventListener("change", (event) => {
    other.hidden = event.target.value !== "other";
    if (!other.hidden) other.querySelector("input").focus();
  });
  return plans.length ? [planField(plans), length, other] : [length, other];
}

const numberOf = (values) => Math.min(Math.trunc(Number(values.months)) || 0, MOST);

/** Return what the fields say, as the API takes it. */
export function readDuration(values) {
  const found = { months: 0, days: 0, lifetime: values.length === "lifetime" };
  if (values.plan) found.plan = Number(values.plan);
  if (values.length === "other") {
    for (const [name, times] of Object.entries(UNITS[values.unit])) found[name] = Math.min(numberOf(values) * times, MOST);
  } else if (!found.lifetime) found.months = Number(values.length);
  return found;
}

/** Return the length of time as words that the server reads, such as `10 days`. */
export function durationWords(values) {
  if (values.length === "lifetime") return "lifetime";
  return values.length === "other" ? `${numberOf(values)} ${values.unit}` : `${values.length} months`;
}
