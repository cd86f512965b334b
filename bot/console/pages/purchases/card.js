// One purchase: what it is and gave, and its life from the webhook to the messages.

import { beside } from "../../page_parts/directions.js";
import { el } from "../../page_parts/dom.js";
import { get, post } from "../../api.js";
import { act, actButton, backLink, paragraphs } from "../../parts/act.js";
import { openDialog, panel } from "../../parts/ask.js";
import { badge } from "../../parts/badge.js";
import { following, fresh } from "../../parts/fresh.js";
import { money } from "../../parts/money.js";
import { redraw } from "../../parts/redraw.js";
import { moment } from "../../parts/time.js";
import { attempt, toast } from "../../parts/toast.js";
import { KINDS } from "./list.js";
import { lifeOf } from "./life.js";
import { t } from "../../words.js";

const fact = (label, ...content) => [el("dt", {}, label), el("dd", {}, ...content)];

function buyerOf(view, card) {
  if (!card.buyer) return card.buyer_text;
  const names = [card.buyer.label, card.buyer.username && card.buyer.name ? `@${card.buyer.username}` : null];
  return el("a", { href: view.href(`people/${card.buyer.id}`), "data-testid": "buyer" }, beside([...names], " "));
}

function summary(view, card) {
  return el("section", { class: "card", "data-testid": "summary" },
    el("header", { class: "card-head" },
      el("h2", {}, el("bdi", {}, card.product), " · ", money(card.paid)),
      badge(card.status_text, KINDS[card.status])),
    card.why && el("p", { class: "notice", "data-testid": "why" }, card.why),
    el("dl", { class: "facts" },
      fact(t("console-purchases-buyer"), buyerOf(view, card)),
      fact(t("console-purchases-paid-at"), moment(card.paid_at.full, card.paid_at.at)),
      fact(t("console-purchases-kind"), t(`console-purchases-kind-${card.kind}`)),
      card.charge && fact(t("console-purchases-charge"), el("code", {}, card.charge)),
      fact(t("console-purchases-access"), paragraphs(card.access))),
    card.notes.map((line) => el("p", { class: "muted small" }, line)));
}

/** An unknown result: the admin looks at Tribute or Telegram, and says how it ended. */
function settle(view, asked, after) {
  const id = view.path[0];
  const say = (happened) => actButton(
    t(happened ? "console-purchases-happened" : "console-purchases-not-happened"),
    async () => {
      const told = { attempt: asked.unknown_attempt, happened };
      await attempt(() => post(`purchases/${id}/refund/settle`, told), t("console-purchases-refund-noted"));
      dialog.close();
      await after();
    },
    { kind: happened ? "danger" : "", testid: happened ? "happened" : "not-happened" });
  const dialog = panel(t("console-purchases-settle-title"),
    el("div", { class: "ask-text" }, paragraphs(asked.lines)),
    el("div", { class: "ask-buttons" }, say(false), say(true)));
  openDialog(dialog);
}

async function refund(view, after) {
  const path = `purchases/${view.path[0]}/refund`;
  const asked = await attempt(() => get(path));
  if (asked === null) {
    await after();
    return;
  }
  if (asked.unknown_attempt) {
    settle(view, asked, after);
    return;
  }
  await act({
    title: t("console-purchases-refund-title"),
    question: async () => asked,
    yes: (one) => one.label,
    send: (one) => post(path, { seen: one.seen }),
    done: (answer) => {
      if (answer.done) toast(t("console-purchases-refund-done"));
      return answer.done;
    },
    after, danger: true,
  });
}

export async function showCard(view, id) {
  const path = `purchases/${encodeURIComponent(id)}`;

  function draw(card) {
    view.title(t("console-purchases-card", { number: card.number }));
    const attention = card.is_held ? view.href(`attention/held/${card.id}`) : null;
    redraw(view.actions, [
      attention && el("a", { class: "button primary", href: attention, "data-testid": "settle" }, t("console-purchases-settle")),
      card.may_refund && actButton(t("console-purchases-refund"), () => refund(view, load), { testid: "refund" }),
    ].filter(Boolean));
    redraw(view.root, [
      backLink(view.href("purchases"), t("console-purchases-back")),
      summary(view, card),
      lifeOf(card.life),
    ]);
  }

  const { load } = fresh(() => get(path, null, { signal: view.signal }), draw);
  following(view, load);
  await load();
}
