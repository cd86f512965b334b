// Moments and days as the admin's language writes them.

import { el } from "../page_parts/dom.js";
import { locale } from "../words.js";

/** The days that can be asked for, both ends among them. */
export const FIRST_DAY = "2015-01-01";
export const LAST_DAY = "2099-12-31";

/** A moment: the server's words in the shop's time zone, the exact time for machines and on hover. */
export const moment = (text, iso) => el("time", { datetime: iso, title: iso }, text);

/** British English, which has the day before the month as the bot's own dates do. */
const writing = () => (locale() === "en" ? "en-GB" : locale());

/** Return in words what a clock shows, `2026-11-29T10:24` without a time zone: "29 Nov 2026, 10:24". */
export function clock(text) {
  const options = { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" };
  return new Intl.DateTimeFormat(writing(), options).format(new Date(`${text}Z`));
}

/** A calendar day, `2026-11-29`, without a time zone: "29 Nov" or "29 Nov 2026". */
export function day(date, { year = false, weekday = false } = {}) {
  const options = { day: "numeric", month: "short", timeZone: "UTC" };
  if (year) options.year = "numeric";
  if (weekday) options.weekday = "short";
  return new Intl.DateTimeFormat(writing(), options).format(new Date(`${date}T00:00:00Z`));
}
