// The controls on the right: payments, webhooks, failures, refunds, the time and the chosen person.

import { beside } from "../page_parts/directions.js";
import { byId, el, setOptions } from "../page_parts/dom.js";
import { attempt, post } from "./api.js";
import { refreshState, selectedPerson, store, subscribe } from "./store.js";
import { day, hoursAndMinutes } from "./times.js";
import { t } from "./words.js";

const SPEEDS = [
  { value: 1, label: t("Retries: 5 min, 15 min, …") },
  { value: 60, label: t("Retries: 5 s, 15 s, … (×60)") },
  { value: 600, label: t("Retries: ½ s, 1½ s, … (×600)") },
];
const FAILURES = {
  tribute: [
    { value: "400", label: t("400 bad request") }, { value: "401", label: t("401 wrong key") },
    { value: "403", label: t("403 not permitted") }, { value: "404", label: t("404 not found") },
    { value: "500", label: t("500 server error") },
    { value: "timeout", label: t("times out, nothing is done") },
    { value: "timeout_but_done", label: t("times out, but it is done") },
    { value: "drop", label: t("the connection is cut") },
  ],
  telegram: [
    { value: "429", label: t("429 too many, retry in 3 s") }, { value: "500", label: t("500 server error") },
    { value: "502", label: t("502 as an HTML page") }, { value: "403", label: t("403 blocked by the person") },
    { value: "timeout", label: t("times out") }, { value: "drop", label: t("the connection is cut") },
  ],
};
const MOVES = [
  [t("+1 hour"), { hours: 1 }], [t("+1 day"), { days: 1 }], [t("+7 days"), { days: 7 }], [t("+1 month"), { months: 1 }],
];

const nodes = {};

async function act(path, body, done) {
  await attempt(() => post(path, body), done);
  refreshState();
}

const button = (id, label, onclick, kind = "") =>
  (nodes[id] = el("button", { type: "button", class: kind, "data-testid": id, onclick }, label));

const choice = (id, label, options, onchange = null) => {
  nodes[id] = el("select", { "data-testid": id, "aria-label": label, ...(onchange && { onchange }) });
  setOptions(nodes[id], options);
  return el("label", {}, nodes[id]);
};

const group = (title, hint, ...children) => {
  const heading = el("h3", {}, title);
  return el("section", { class: "control", "aria-label": title }, heading, el("p", { class: "hint" }, hint),
    ...children);
};

const buttons = (...children) => el("div", { class: "buttons" }, children);

async function pay(method) {
  const person = selectedPerson();
  await act("tribute/pay", { product_id: Number(nodes.product.value), person_id: person.id, method },
    method === "stars" ? t("{name} paid with Stars.", { name: person.name }) : t("Somebody paid by card in the browser."));
}

function payGroup() {
  nodes.payHint = el("span", {});
  return group(t("Pay"), nodes.payHint, choice("product", t("Product"), []),
    buttons(
      button("pay-stars", t("Pay with Stars"), () => pay("stars"), "primary"),
      button("pay-card", t("By card in browser"), () => pay("card")),
    ));
}

function toggle(id, label, field) {
  return button(id, label, () => {
    const armed = nodes[id].getAttribute("aria-pressed") === "true";
    act("tribute/webhooks", { [field]: armed ? 0 : 1 });
  }, "toggle");
}

function webhookGroup() {
  nodes.waiting = el("p", { class: "waiting", "data-testid": "webhooks-waiting", role: "status" });
  return group(t("Webhooks"), t("From Tribute, signed."),
    buttons(toggle("twice", t("Send next twice"), "duplicate_next"),
      toggle("lose", t("Lose next"), "lose_next")),
    choice("speed", t("Speed of Tribute’s retries"), SPEEDS, () => act("tribute/webhooks", { speed: Number(nodes.speed.value) })),
    nodes.waiting,
    buttons(button("retry", t("Retry now"), () => act("tribute/retry", {})),
      button("ping", t("Test ping"), () => act("tribute/test-ping", {}, t("Test ping sent.")))));
}

function refundGroup() {
  return group(t("Refund"), t("By the buyer, without an admin."),
    choice("purchase", t("Purchase"), []),
    buttons(button("refund", t("Refund purchase"),
      () => act("tribute/refund", { purchase_id: Number(nodes.purchase.value) }, t("The purchase is refunded.")), "danger")));
}

function failureGroup() {
  nodes.planned = el("p", { class: "waiting", "data-testid": "planned", role: "status" });
  const side = () => (nodes["failing-call"].value === "telegram" ? "telegram" : "tribute");
  const options = () => setOptions(nodes.failure, FAILURES[side()]);
  const fail = () => act(`${side()}/fail-next`, { how: nodes.failure.value, call: nodes["failing-call"].value });
  const fields = el("div", { class: "pair" },
    choice("failing-call", t("Next call to"), [
      { value: "refund", label: t("Tribute, a refund") }, { value: "any", label: t("Tribute, any") },
      { value: "telegram", label: "Telegram" },
    ], options),
    choice("failure", t("Answer"), FAILURES.tribute));
  return group(t("Failures"), t("The bot’s next call fails."), fields, nodes.planned,
    buttons(
      button("fail-next", t("Make it fail"), fail),
      button("fail-none", t("Clear"), () => act("forget-failures", {}), "quiet"),
    ));
}

function timeGroup() {
  nodes.now = el("span", { "data-testid": "panel-now" });
  return group(t("Time"), nodes.now, buttons(MOVES.map(([label, by]) =>
    button(`move-${Object.keys(by)[0]}-${Object.values(by)[0]}`, label, () => act("clock", by)))));
}

function personGroup() {
  nodes.personHint = el("span", {});
  return group(t("This person"), nodes.personHint, buttons(button("block", t("Block the bot"), () => {
    const person = selectedPerson();
    act(`people/${person.id}/block`, { blocked: !person.blocked });
  })));
}

const purchaseLabel = (purchase) =>
  `#${purchase.id} ${purchase.product}, ${t(purchase.person)}, ${purchase.method === "stars" ? "Stars" : t("card")}`;

function drawPay(state, person) {
  nodes.payHint.textContent = t("As {name}. Cards send no Telegram id.", person);
  setOptions(nodes.product, state.products.filter((product) => product.sellable)
    .map((product) => ({ value: product.id, label: beside([product.name, product.price]) })));
  const product = state.products.find((one) => String(one.id) === nodes.product.value);
  nodes["pay-stars"].disabled = !product?.stars;
  nodes["pay-card"].disabled = !product?.cards;
}

function drawWebhooks({ webhooks }) {
  nodes.twice.setAttribute("aria-pressed", String(webhooks.duplicate_next > 0));
  nodes.lose.setAttribute("aria-pressed", String(webhooks.lose_next > 0));
  if (document.activeElement !== nodes.speed) nodes.speed.value = String(webhooks.speed);
  nodes.waiting.textContent = webhooks.waiting
    ? t("{count} not answered with 200 yet; Tribute will retry.", { count: webhooks.waiting }) : "";
  nodes.retry.disabled = webhooks.waiting === 0;
}

// The list follows the person: it chooses their newest purchase until another one is picked.
function drawRefund({ purchases }, person) {
  const open = purchases.filter((purchase) => !purchase.refunded);
  setOptions(nodes.purchase, open.length
    ? open.map((purchase) => ({ value: purchase.id, label: purchaseLabel(purchase) }))
    : [{ value: "", label: t("no purchases yet") }]);
  const newest = open.find((purchase) => purchase.person_id === person.id);
  const cue = `${person.id} ${newest?.id}`;
  if (newest && nodes.purchase.dataset.cue !== cue) nodes.purchase.value = String(newest.id);
  nodes.purchase.dataset.cue = cue;
  nodes.purchase.disabled = nodes.refund.disabled = open.length === 0;
}

function drawRest(state, person) {
  nodes.now.textContent = `${day(state.now).replace(/^\S+, /, "")}, ${hoursAndMinutes(state.now)} UTC`;
  nodes.planned.textContent = state.planned.length ? t("Planned: {what}.", { what: state.planned.join("; ") }) : "";
  nodes.personHint.textContent = person.blocked
    ? t("The bot can’t write.") : t("The bot may write.");
  if (!person.started) nodes.personHint.textContent = t("Never pressed Start.");
  nodes.block.textContent = person.blocked ? t("Unblock the bot") : t("Block the bot");
}

function draw() {
  const person = selectedPerson();
  if (!person) return;
  drawPay(store.state, person);
  drawWebhooks(store.state);
  drawRefund(store.state, person);
  drawRest(store.state, person);
}

export function initPanel() {
  byId("panel").append(payGroup(), webhookGroup(), failureGroup(), refundGroup(), timeGroup(), personGroup());
  nodes.product.addEventListener("change", draw);
  subscribe(draw);
}
