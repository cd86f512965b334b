// One thing that waits: what is known of it, what it may mean, and the steps that are possible.

import { el } from "../../page_parts/dom.js";
import { backLink } from "../../parts/act.js";
import { t } from "../../words.js";
import { stepButtons } from "./steps.js";

const PATHS = {
  held: "held", claim: "claims", support: "support", refund: "refunds", undeliverable: "undeliverable",
  webhooks: "webhooks", recurring: "recurring", pause: "pause",
};

/** Return the API's path of a thing; null for an address that names none. */
export const pathOf = (kind, id) => (Object.hasOwn(PATHS, kind) && /^\d+$/.test(id ?? "") ? `attention/${PATHS[kind]}/${id}` : null);

function choices(card, state) {
  if (!card.choices_title) return null;
  const several = card.choices.map((one) => el("label", { class: "choice" },
    el("input", {
      type: "radio", name: "choice", value: one.id, checked: state.chosen === one.id, "data-testid": `choice-${one.id}`,
      onchange: () => { state.chosen = one.id; },
    }),
    el("span", {}, el("b", {}, one.title), one.lines.map((line) => el("span", {}, line)))));
  return el("fieldset", { class: "choices" }, el("legend", {}, card.choices_title), several);
}

function links(view, card) {
  const found = [
    [card.person && view.href(`people/${card.person}`), t("console-attention-person")],
    [card.purchase && view.href(`purchases/${card.purchase}`), t("console-attention-purchase")],
  ].filter(([href]) => href);
  return found.length ? el("p", { class: "card-links" }, found.map(([href, label]) => el("a", { href }, label))) : null;
}

function body(card) {
  if (!card.body) return null;
  return el("details", { class: "raw", "data-testid": "raw" }, el("summary", {}, t("console-attention-body")), el("pre", { tabindex: 0 }, card.body));
}

/** A question is answered on the card of the person, below all that they wrote. */
function answerLink(view, card) {
  if (card.kind !== "support") return null;
  return el("a", { class: "button primary", href: view.href(`people/${card.id}`, { to: "answer" }), "data-testid": "answer" },
    t("console-attention-answer"));
}

/** `done` gets the answer of an act, `stale` is called where the thing isn't as it was shown. */
export function drawCard({ view, card, state, done, stale }) {
  if (card.choices.length === 1) state.chosen = card.choices[0].id;
  view.title(card.title);
  return [
    backLink(view.href("attention"), t("console-attention-back")),
    el("section", { class: "card thing", "data-testid": "thing" },
      el("div", { class: "facts" }, card.lines.map((line) => el("p", {}, line))),
      card.quote ? el("blockquote", { "data-testid": "quote" }, card.quote) : null,
      links(view, card),
      choices(card, state),
      card.notes.length ? el("ul", { class: "notes" }, card.notes.map((note) => el("li", {}, note))) : null,
      stepButtons({ card, state, path: pathOf(card.kind, String(card.id)), done, stale }, answerLink(view, card)),
      body(card)),
  ];
}
