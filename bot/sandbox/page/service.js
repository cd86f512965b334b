// The owner's own service: it asks the bot's API, and takes the webhooks that the log shows.

import { attempt, post } from "./api.js";
import { byId, el, setOptions } from "./dom.js";
import { refreshState, store, subscribe } from "./store.js";

const EVERYBODY = { value: "everybody", label: "Everybody at once" };
const nodes = {};
let followed = null;

async function ask() {
  const asked = await attempt(() => post(`service/ask/${nodes.whom.value}`));
  if (!asked) return;
  const answer = JSON.stringify(asked.answer, null, 2);
  nodes.answer.textContent = `${asked.request}\n\n→ ${asked.status}\n${answer}`;
  nodes.answer.scrollIntoView({ block: "nearest" });
}

async function toggleRefusal() {
  const armed = nodes.refuse.getAttribute("aria-pressed") === "true";
  await attempt(() => post(`service/refuse-next/${armed ? 0 : 1}`));
  refreshState();
}

function build() {
  nodes.whom = el("select", { "data-testid": "api-person", "aria-label": "Whom to ask about" });
  nodes.refuse = el("button", {
    type: "button", class: "toggle", "data-testid": "service-refuse", onclick: toggleRefusal,
  }, "Refuse next webhook");
  nodes.hint = el("p", { class: "hint", "data-testid": "service-hint" });
  nodes.answer = el("pre", {
    class: "api-answer", "data-testid": "api-answer", tabindex: "0", "aria-live": "polite",
    "aria-label": "What was asked and answered",
  });
  const button = el("button", {
    type: "button", class: "primary", "data-testid": "api-ask", onclick: ask,
  }, "Ask the API");
  return el("section", { class: "control across", "aria-label": "Your own service", hidden: true },
    el("h3", {}, "Your own service"), nodes.hint,
    el("div", { class: "ask" }, el("label", {}, nodes.whom), button, nodes.refuse), nodes.answer);
}

function draw() {
  if (!store.state) return;
  const { service, people } = store.state;
  nodes.group.hidden = !service;
  if (!service) return;
  setOptions(nodes.whom, [
    ...people.map((person) => ({ value: person.id, label: `${person.name} · ${person.id}` })), EVERYBODY,
  ]);
  if (followed !== store.selected) {
    followed = store.selected;
    nodes.whom.value = String(followed);
  }
  nodes.refuse.setAttribute("aria-pressed", String(service.refuse_next > 0));
  nodes.hint.textContent = `Asks who has access, and is told of changes. Webhooks received: ${service.received}.`;
}

export function initService() {
  nodes.group = build();
  byId("panel").append(nodes.group);
  subscribe(draw);
}
