// Telegram's window for payments in Stars, opened by the Pay button of an invoice or by its link.

import { byId, el, setOptions } from "../page_parts/dom.js";
import { attempt, post } from "./api.js";
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
  const result = await attempt(() => post(`people/${payerId()}/stars/pay`, { ...shown, how }));
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

function open(paid, { title, amount, renews }) {
  shown = paid;
  byId("stars-title").textContent = title;
  byId("stars-price").textContent = renews ? t("{count} ⭐ every 30 days", { count: amount }) : `${amount} ⭐`;
  byId("stars-outcome").textContent = "";
  setOptions(byId("stars-payer"), store.state.people.map(({ id, name }) => ({ value: id, label: name })));
  byId("stars-payer").value = String(store.selected);
  drawPayer();
  byId("stars").showModal();
}

/** Open the window for an invoice in the chat of the chosen person. */
export function openStars(message) {
  open({ owner: store.selected, message_id: message.id }, message.invoice);
}

/** Return the invoice behind an address, if it is a link to one. */
export const invoiceBehind = (url) => store.state?.invoice_links.find((one) => one.url === url) ?? null;

/** Open the window for the invoice behind a link, which anybody may pay. */
export function openInvoiceLink(invoice) {
  open({ link: invoice.url }, invoice);
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
