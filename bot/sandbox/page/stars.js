// Telegram's window for payments in Stars, opened by the Pay button below an invoice.

import { attempt, post } from "./api.js";
import { byId, el, setOptions } from "./dom.js";
import { refreshChat, refreshState, store, subscribe } from "./store.js";
import { t } from "./words.js";

let shown = null;

const payerId = () => Number(byId("stars-payer").value);
const payer = () => store.state.people.find((person) => person.id === payerId());

function drawPayer() {
  if (!shown) return;
  byId("stars-balance").textContent = t("Balance: {count} ⭐", { count: payer()?.stars ?? 0 });
  byId("stars-refunds").replaceChildren(...(payer()?.charges ?? []).flatMap(refundsOf));
}

function refundsOf({ id, amount }, index) {
  return [
    way(t("Refund {amount} ⭐ from outside: {charge}", { amount, charge: id }), `refund-${index}`, () => refund(id, false)),
    way(t("The same, and lose the update: {charge}", { charge: id }), `refund-lost-${index}`, () => refund(id, true)),
  ];
}

async function refund(charge, lost) {
  const done = await attempt(() => post(`people/${payerId()}/stars/refund`, { charge, lost }));
  if (done) byId("stars-outcome").textContent = t("Refunded. Charge {charge}", { charge });
  refreshChat();
  refreshState();
}

function outcomeOf({ charge, refused }) {
  return charge ? t("Paid. Charge {charge}", { charge }) : t(refused);
}

async function pay(how) {
  const body = { owner: shown.owner, message_id: shown.message.id, how };
  const result = await attempt(() => post(`people/${payerId()}/stars/pay`, body));
  if (result) byId("stars-outcome").textContent = result.payments.map(outcomeOf).join(" · ");
  refreshChat();
  refreshState();
}

async function more() {
  await attempt(() => post(`people/${payerId()}/stars/more`));
  refreshState();
}

function way(label, id, act) {
  return el("button", { type: "button", class: "share", "data-testid": `stars-${id}`, onclick: act }, label);
}

/** Open the window for an invoice in the chat of the chosen person. */
export function openStars(message) {
  shown = { message, owner: store.selected };
  byId("stars-title").textContent = message.invoice.title;
  byId("stars-price").textContent = `${message.invoice.amount} ⭐`;
  byId("stars-outcome").textContent = "";
  setOptions(byId("stars-payer"), store.state.people.map(({ id, name }) => ({ value: id, label: name })));
  byId("stars-payer").value = String(store.selected);
  drawPayer();
  byId("stars").showModal();
}

export function initStars() {
  byId("stars-ways").replaceChildren(
    way(t("Pay now"), "once", () => pay("once")),
    way(t("Pay twice at once"), "twice", () => pay("twice")),
    way(t("Pay, and lose the update"), "lost", () => pay("lost")),
    way(t("Get 5,000 more Stars"), "more", more),
  );
  byId("stars-payer").addEventListener("change", drawPayer);
  subscribe(drawPayer);
}
