// Moments of the sandbox as the page writes them, in UTC.

import { language } from "./words.js";

const LOCALE = language === "ru" ? "ru" : "en-GB";

const clockFormat = new Intl.DateTimeFormat(LOCALE, {
  timeZone: "UTC", hour: "2-digit", minute: "2-digit",
});
const secondsFormat = new Intl.DateTimeFormat(LOCALE, {
  timeZone: "UTC", hour: "2-digit", minute: "2-digit", second: "2-digit",
});
const dayFormat = new Intl.DateTimeFormat(LOCALE, {
  timeZone: "UTC", weekday: "short", day: "numeric", month: "short", year: "numeric",
});

export const hoursAndMinutes = (at) => clockFormat.format(at * 1000);
export const hoursToSeconds = (at) => secondsFormat.format(at * 1000);
export const day = (at) => dayFormat.format(at * 1000);
