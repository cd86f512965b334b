// The controls of Tribute's own recurring subscription: subscribe, renew and cancel as the chosen person.

import { byId, el, setOptions } from "../page_parts/dom.js";
import { attempt, post } from "./api.js";
import { refreshState, selectedPerson, store, subscribe } from "./store.js";
import { day } from "./times.js";
import { t } from "./words.js";

const KINDS = [
  { value: "regular", label: t("Regular") },
  { value: "trial", label: t("Trial of 7 days") },
  { value: "gift", label: t("Gift") },
];
const nodes = {};

async function act(path, done, more = {}) {
  const person = selectedPerson();
  await attempt(() => post(`tribute/subscriptions${path}`, { person_id: person.id, ...more }),
    t(done, { name: person.name }));
  refreshState();
}

const button = (id, label, onclick, kind = "") =>
  (nodes[id] = el("button", { type: "button", class: kind, "data-testid": id, onclick }, label));

function build() {
  nodes.hint = el("p", { class: "hint" });
  nodes.kind = el("select", { "data-testid": "subscription-kind", "aria-label": t("Kind of subscription") });
  setOptions(nodes.kind, KINDS);
  nodes.standing = el("p", { class: "waiting", "data-testid": "subscription-standing", role: "status" });
  return el("section", { class: "control across", "aria-label": t("Subscription"), "data-testid": "subscription" },
    el("h3", {}, t("Subscription")), nodes.hint,
    el("div", { class: "ask" }, el("label", {}, nodes.kind),
      button("subscribe", t("Subscribe"), () => act("", "{name} subscribed.", { kind: nodes.kind.value }), "primary"),
      button("subscription-renew", t("Renew now"), () => act("/renew", "{name} paid for one more month.")),
      button("subscription-cancel", t("Cancel"), () => act("/cancel", "{name} cancelled."))),
    nodes.standing);
}

function standing(one, now) {
  if (!one) return "";
  const date = day(one.expires_at);
  if (one.expires_at <= now) return t("It ended on {date}.", { date });
  if (one.renews && one.kind === "trial") return t("On trial: it renews automatically on {date}.", { date });
  if (one.renews) return t("It renews automatically on {date}.", { date });
  return one.kind === "gift" ? t("Given until {date}.", { date }) : t("Cancelled: it ends on {date}.", { date });
}

function draw() {
  const person = selectedPerson();
  if (!store.state || !person) return;
  const { product, subscribers } = store.state.recurring;
  const one = subscribers.find((subscriber) => subscriber.person_id === person.id);
  const running = Boolean(one && one.expires_at > store.state.now);
  nodes.hint.textContent = t("“{name}” ({id}), {price} a month. Tribute’s own: it renews automatically as time passes.", product);
  nodes.standing.textContent = standing(one, store.state.now);
  nodes.subscribe.textContent = t("Subscribe as {name}", { name: person.name.split(" ")[0] });
  nodes.subscribe.disabled = Boolean(running && one.renews);
  nodes["subscription-renew"].disabled = !one?.renews;
  nodes["subscription-cancel"].disabled = !one || one.cancelled;
}

export function initSubscription() {
  byId("panel").append(build());
  subscribe(draw);
}
