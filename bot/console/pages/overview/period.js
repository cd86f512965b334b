// The choice of days: those up to today, or any two dates.

import { el } from "../../page_parts/dom.js";
import { icon } from "../../icons.js";
import { openDialog, panel } from "../../parts/ask.js";
import { setError, textField } from "../../parts/fields.js";
import { segments } from "../../parts/tabs.js";
import { FIRST_DAY, LAST_DAY } from "../../parts/time.js";
import { t } from "../../words.js";

const PRESETS = ["1", "7", "30", "365"];
const OWN = "own";
const MOST_DAYS = 3660;
const DAY = 86_400_000;

/** Which days are shown, and which they are compared with. */
export const periodText = (found) => el("p", { class: "period muted", "data-testid": "period" },
  t("console-overview-compared", { days: found.days.text, before: found.before.text }));

const iso = (date) => date.toISOString().slice(0, 10);

/** Calendar months and years of the shop, whose today is `today`. */
function calendar(today) {
  const [year, month] = today.split("-").map(Number);
  const day = (...parts) => iso(new Date(Date.UTC(...parts)));
  return [
    { key: "console-overview-this-month", from: day(year, month - 1, 1), to: today },
    { key: "console-overview-last-month", from: day(year, month - 2, 1), to: day(year, month - 1, 0) },
    { key: "console-overview-this-year", from: day(year, 0, 1), to: today },
    { key: "console-overview-last-year", from: day(year - 1, 0, 1), to: day(year - 1, 11, 31) },
  ];
}

/** Return the text that says why these are no days to ask for; null where they are. */
function problem({ from, to }) {
  if (!from || !to) return t("console-overview-dates-missing");
  if (from > to) return t("console-overview-dates-order");
  const isFar = from < FIRST_DAY || to > LAST_DAY || Date.parse(to) - Date.parse(from) >= MOST_DAYS * DAY;
  return isFar ? t("console-overview-dates-far") : null;
}

function datesDialog(found, chosen) {
  const field = (name, label, value) => textField({ name, label, value, type: "date", min: FIRST_DAY, max: LAST_DAY, required: true });
  const from = field("from", t("console-overview-from"), found.days.first);
  const to = field("to", t("console-overview-to"), found.days.last);
  const dialog = panel(t("console-overview-dates"),
    el("div", { class: "quick" }, calendar(found.today).map((one) => el("button", {
      type: "button", class: "button", onclick: () => done(one),
    }, t(one.key)))),
    el("form", { class: "form", novalidate: true, onsubmit: send }, el("div", { class: "two" }, from, to),
      el("div", { class: "form-buttons" }, el("button", { class: "button primary", "data-testid": "dates-show" }, t("console-overview-show")))));

  function done(range) {
    dialog.close();
    chosen({ from: range.from, to: range.to });
  }

  function send(event) {
    event.preventDefault();
    const range = Object.fromEntries(new FormData(event.currentTarget));
    const wrong = problem(range);
    setError(to, wrong);
    if (!wrong) done(range);
  }
  return dialog;
}

/** Return the choice, `draw(found)` to be called with each answer; `chosen(days)` gets another choice. */
export function periodChoice(days, chosen) {
  let last = null;
  const own = el("button", {
    type: "button", class: "button", "aria-haspopup": "dialog", "data-testid": "dates",
    onclick: () => last && openDialog(datesDialog(last, (range) => { mark(range); chosen(range); })),
  }, icon("calendar", 18), t("console-overview-dates"));
  const row = segments({
    label: t("console-overview-days"), testid: "days", value: days.days ?? OWN,
    options: PRESETS.map((value) => ({ value, label: t("console-overview-last-days", { days: Number(value) }) })),
    chosen: (value) => { mark({ days: value }); chosen({ days: value }); },
  });
  function mark(now) {
    row.mark(now.days ?? OWN);
    own.classList.toggle("primary", !now.days);
  }
  mark(days);
  return { node: el("div", { class: "period-choice" }, row.node, own), draw: (found) => { last = found; } };
}
