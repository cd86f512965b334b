// One person: access, purchases, renewals, chats, claims, messages and the whole history.

import { beside } from "../../page_parts/directions.js";
import { el } from "../../page_parts/dom.js";
import { get, post } from "../../api.js";
import { act, actButton, backLink, paragraphs } from "../../parts/act.js";
import { badge } from "../../parts/badge.js";
import { following, fresh } from "../../parts/fresh.js";
import { endlessList } from "../../parts/list.js";
import { redraw } from "../../parts/redraw.js";
import { moment } from "../../parts/time.js";
import { purchaseRow } from "../purchases/list.js";
import { endAccess, giveAccess } from "./access.js";
import { messagesOf } from "./messages.js";
import { t } from "../../words.js";

const LATEST_PURCHASES = 5;

const section = (title, testid, ...content) => el("section", { class: "card", "data-testid": testid },
  el("h2", {}, title), ...content);

function about(card) {
  const { person } = card;
  const names = new Set([person.label, person.username && `@${person.username}`, String(person.id)]);
  return el("section", { class: "card", "data-testid": "about" },
    el("header", { class: "card-head" },
      el("h2", {}, beside([...names])),
      el("a", { class: "button", href: card.link, target: "_blank", rel: "noreferrer", "data-testid": "open-telegram" },
        t("console-people-open-telegram"))),
    card.facts.map((line) => el("p", { class: "muted" }, line)));
}

const access = (card) => section(t("console-people-access"), "access",
  el("div", { class: card.is_active ? "lines" : "lines muted" }, paragraphs(card.access)));

function purchases(view, card, found) {
  const all = view.href("purchases", { q: String(card.person.id) });
  const more = card.purchases > found.length;
  return el("section", { class: "card", "data-testid": "purchases" },
    el("header", { class: "card-head" },
      el("h2", {}, t("console-people-purchases")),
      more ? el("a", { href: all, "data-testid": "all-purchases" }, t("console-people-purchases-all", { count: card.purchases })) : null),
    found.length
      ? el("ul", { class: "rows" }, found.map((one) => el("li", {}, purchaseRow(view, { ...one, buyer_text: null }))))
      : el("p", { class: "muted" }, t("console-people-purchases-none")));
}

const RENEWAL = { stop: () => t("console-people-renewal-stop"), allow: () => t("console-people-renewal-allow") };

function renewals(card, reload) {
  if (!card.renewals.length) return null;
  const edit = (one) => act({
    title: t("console-people-renewal-title"), danger: one.asked === "stop",
    question: async () => ({ lines: [one.question, one.text] }),
    yes: () => one.label,
    send: () => post(`people/${card.person.id}/renewals/${one.id}`, { asked: one.asked }),
    done: t("console-people-renewal-done"), after: reload,
  });
  return section(t("console-people-renewals"), "renewals",
    card.renewals.map((one) => el("div", { class: "row" },
      el("span", { class: "row-main" }, one.text),
      one.asked && actButton(RENEWAL[one.asked](), () => edit(one), { testid: `renewal-${one.asked}` }))));
}

function chats(card) {
  if (!card.chats.length) return null;
  return section(t("console-people-chats"), "chats",
    el("ul", { class: "rows" }, card.chats.map((one) => el("li", { class: "row" },
      el("span", { class: "row-main" }, one.title), badge(one.state)))));
}

function claims(view, card) {
  if (!card.claims.length) return null;
  return section(t("console-people-claims"), "claims",
    el("ul", { class: "rows" }, card.claims.map((one) => el("li", { class: "row" },
      el("span", { class: "row-main" },
        el("span", {}, one.text),
        el("span", { class: "muted small" }, moment(one.at.text, one.at.at)),
        one.purchase && el("a", { href: view.href(`purchases/${one.purchase}`) },
          t("console-people-claim-purchase", { id: String(one.purchase) }))),
      badge(one.state)))));
}

/** The whole history, endless; it stays while the rest of the card is drawn again. */
function historyOf(view, path) {
  const list = endlessList({
    load: (cursor) => get(`${path}/history`, { cursor }, { signal: view.signal }),
    row: (one) => el("li", { class: "row history-line" },
      el("span", { class: "muted small" }, moment(one.at.text, one.at.at)),
      el("span", { class: "row-main" }, one.purchase
        ? el("a", { href: view.href(`purchases/${one.purchase}`) }, one.text)
        : one.text)),
    empty: t("console-people-history-empty"), label: t("console-people-history"), kept: view.kept,
  });
  return { list, node: section(t("console-people-history"), "history", list.node) };
}

function drawActs(view, card, reload) {
  const { id } = card.person;
  redraw(view.actions, [
    actButton(t("console-people-grant"), () => giveAccess(id, reload, card.may_grant), { testid: "grant" }),
    card.may_revoke.length
      ? actButton(t("console-people-revoke"), () => endAccess(id, card.may_revoke, reload), { testid: "revoke" })
      : null,
  ].filter(Boolean));
}

export async function showCard(view, id) {
  const path = `people/${encodeURIComponent(id)}`;
  const { signal } = view;
  const parts = el("div", { class: "stack" });
  const history = historyOf(view, path);
  const talk = messagesOf(path, () => load());

  async function read() {
    const card = await get(path, null, { signal });
    const query = { q: String(card.person.id), limit: LATEST_PURCHASES };
    return { card, paid: card.purchases ? (await get("purchases", query, { signal })).items : [] };
  }

  function draw({ card, paid }) {
    view.title(card.person.label);
    drawActs(view, card, load);
    redraw(parts, [
      about(card), access(card), purchases(view, card, paid), renewals(card, load), chats(card), claims(view, card),
    ].filter(Boolean));
    talk.draw(card);
    if (parts.isConnected) history.list.reload();
  }

  const { load } = fresh(read, draw);
  following(view, load);
  await load();
  view.root.append(backLink(view.href("people"), t("console-people-back")), parts, talk.node, history.node);
  await history.list.reload();
  if (view.query.get("to") === "answer") talk.focus();
}
