// The chart of the chosen days: the income in each currency, and the people with access.

import { el } from "../../page_parts/dom.js";
import { chart } from "../../parts/chart.js";
import { segments } from "../../parts/tabs.js";
import { number, t } from "../../words.js";

const PEOPLE = "people";

function people(found) {
  return {
    kind: "line", name: t("console-overview-people"), label: t("console-overview-chart-people", { step: found.step }),
    points: found.points, values: found.active, texts: found.active.map((one) => t("console-overview-chart-count", { count: one })),
  };
}

function income(found, one) {
  return {
    kind: "bars", name: one.name, label: t("console-overview-chart-income", { currency: one.name, step: found.step }),
    points: found.points, values: one.values, texts: one.texts,
  };
}

/** Return at how many points something came in; the currency with the most of them is shown first. */
const sales = (one) => one.values.filter((value) => value !== 0).length;

/**
 * Return the card as `node`, and what it shows now as `shown`, `asTable` and `at` (the point that the keys have led
 * to, if any); `before` is the card that it replaces.
 */
export function chartCard(found, signal, before = null) {
  const choices = [...found.income.map((one) => ({ value: one.currency, label: one.name })), { value: PEOPLE, label: t("console-overview-people") }];
  const busiest = found.income.reduce((most, one) => (sales(one) > sales(most) ? one : most), found.income[0]);
  const known = choices.some((one) => one.value === before?.shown);
  const result = {
    shown: known ? before.shown : busiest?.currency ?? PEOPLE,
    asTable: before?.asTable ?? false,
    at: known ? before.at : null,
    node: null,
  };
  const place = el("div", { class: "chart-card-place" });
  const title = el("h2", {});
  const buttons = el("div", { class: "chart-buttons" });
  let drawn = null;

  function draw(value) {
    result.shown = value;
    drawn?.abort();
    drawn = new AbortController();
    const one = found.income.find((each) => each.currency === value);
    const data = {
      ...(one ? income(found, one) : people(found)),
      asTable: result.asTable, onTable: (now) => { result.asTable = now; },
      at: result.at < found.points.length ? result.at : null, onWalk: (now) => { result.at = now; },
    };
    const made = chart(data, AbortSignal.any ? AbortSignal.any([signal, drawn.signal]) : drawn.signal);
    title.textContent = data.label;
    place.replaceChildren(made.node, ...(one || !found.active_note ? [] : [el("p", { class: "muted small" }, found.active_note)]));
    buttons.replaceChildren(...(choices.length > 1 ? [row.node] : []), made.toggle);
  }

  const row = segments({ label: t("console-overview-chart-choice"), testid: "chart", options: choices, value: result.shown, chosen: draw });
  signal.addEventListener("abort", () => drawn?.abort());
  draw(result.shown);
  result.node = el("section", { class: "card chart-card", "data-testid": "chart-card" },
    el("header", { class: "card-head" }, title, buttons), place);
  return result;
}
