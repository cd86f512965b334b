// The controls of Tribute's own recurring subscription: subscribe, renew and cancel as the chosen person.

import { attempt, post } from "./api.js";
import { byId, day, el, setOptions } from "./dom.js";
import { refreshState, selectedPerson, store, subscribe } from "./store.js";

const KINDS = [
  { value: "regular", label: "Regular" },
  { value: "trial", label: "Trial of 7 days" },
  { value: "gift", label: "Gift" },
];
const nodes = {};

async function act(path, done, more = {}) {
  const person = selectedPerson();
  await attempt(() => post(`tribute/subscriptions${path}`, { person_id: person.id, ...more }),
    `${person.name} ${done}`);
  refreshState();
}

const button = (id, label, onclick, kind = "") =>
  (nodes[id] = el("button", { type: "button", class: kind, "data-testid": id, onclick }, label));

function build() {
  nodes.hint = el("p", { class: "hint" });
  nodes.kind = el("select", { "data-testid": "subscription-kind", "aria-label": "Kind of subscription" });
  setOptions(nodes.kind, KINDS);
  nodes.standing = el("p", { class: "waiting", "data-testid": "subscription-standing", role: "status" });
  return el("section", { class: "control across", "aria-label": "Subscription", "data-testid": "subscription" },
    el("h3", {}, "Subscription"), nodes.hint,
    el("div", { class: "ask" }, el("label", {}, nodes.kind),
      button("subscribe", "Subscribe", () => act("", "subscribed.", { kind: nodes.kind.value }), "primary"),
      button("subscription-renew", "Renew now", () => act("/renew", "paid for one more month.")),
      button("subscription-cancel", "Cancel", () => act("/cancel", "cancelled."))),
    nodes.standing);
}

function standing(one, now) {
  if (!one) return "";
  const date = day(one.expires_at);
  if (one.expires_at <= now) return `It ended on ${date}.`;
  if (one.renews) return `${one.kind === "trial" ? "On trial: it" : "It"} renews automatically on ${date}.`;
  return one.kind === "gift" ? `A gift until ${date}.` : `Cancelled: it ends on ${date}.`;
}

function draw() {
  const person = selectedPerson();
  if (!store.state || !person) return;
  const { product, subscribers } = store.state.recurring;
  const one = subscribers.find((subscriber) => subscriber.person_id === person.id);
  const running = Boolean(one && one.expires_at > store.state.now);
  nodes.hint.textContent = `“${product.name}” (${product.id}), ${product.price} a month. Tribute’s own: it renews automatically as time passes.`;
  nodes.standing.textContent = standing(one, store.state.now);
  nodes.subscribe.textContent = `Subscribe as ${person.name.split(" ")[0]}`;
  nodes.subscribe.disabled = Boolean(running && one.renews);
  nodes["subscription-renew"].disabled = !one?.renews;
  nodes["subscription-cancel"].disabled = !one || one.cancelled;
}

export function initSubscription() {
  byId("panel").append(build());
  subscribe(draw);
}
