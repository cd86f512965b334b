// The life of a purchase as a line of events.

import { el } from "../../page_parts/dom.js";
import { icon } from "../../icons.js";
import { moment } from "../../parts/time.js";
import { t } from "../../words.js";

const ICONS = { delivery: "download", grant: "check", message: "broadcasts", refund: "left", act: "edit" };

const event = (one) => el("li", { class: `event ${one.state}`, "data-testid": `event-${one.what}` },
  el("span", { class: "event-mark" }, icon(ICONS[one.what], 16)),
  el("div", { class: "event-main" },
    el("h3", {}, one.title),
    one.lines.map((line) => el("p", { class: "muted small" }, line)),
    one.at && el("p", { class: "event-at small" }, moment(one.at.text, one.at.at))));

/** Return the events of a life, oldest first. */
export function lifeOf(life) {
  return el("section", { class: "card", "data-testid": "life" },
    el("h2", {}, t("console-purchases-life")),
    life.length
      ? el("ol", { class: "events" }, life.map(event))
      : el("p", { class: "muted" }, t("console-purchases-life-empty")));
}
