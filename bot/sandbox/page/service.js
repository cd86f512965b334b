// The owner's own service: it asks the bot's API and receives webhooks, which the log shows.

import { beside } from "../page_parts/directions.js";
import { byId, el, setOptions } from "../page_parts/dom.js";
import { attempt, post } from "./api.js";
import { refreshState, store, subscribe } from "./store.js";
import { t } from "./words.js";

const EVERYBODY = { value: "everybody", label: t("Everybody at once") };
const nodes = {};
let followed = null;

async function ask() {
  const call = await attempt(() => post(`service/ask/${nodes.person.value}`));
  if (!call) return;
  const answer = JSON.stringify(call.answer, null, 2);
  nodes.answer.textContent = `${call.request}\n\n→ ${call.status}\n${answer}`;
  nodes.answer.scrollIntoView({ block: "nearest" });
}

async function toggleRefusal() {
  const armed = nodes.refuse.getAttribute("aria-pressed") === "true";
  await attempt(() => post(`service/refuse-next/${armed ? 0 : 1}`));
  refreshState();
}

function build() {
  nodes.person = el("select", { "data-testid": "api-person", "aria-label": t("Person to ask about") });
  nodes.refuse = el("button", {
    type: "button", class: "toggle", "data-testid": "service-refuse", onclick: toggleRefusal,
  }, t("Refuse next webhook"));
  nodes.hint = el("p", { class: "hint", "data-testid": "service-hint" });
  nodes.answer = el("pre", {
    class: "api-answer", "data-testid": "api-answer", tabindex: "0", "aria-live": "polite",
    "aria-label": t("Request and answer"),
  });
  const button = el("button", {
    type: "button", class: "primary", "data-testid": "api-ask", onclick: ask,
  }, t("Ask the API"));
  return el("section", { class: "control across", "aria-label": t("Your own service"), hidden: true },
    el("h3", {}, t("Your own service")), nodes.hint,
    el("div", { class: "ask" }, el("label", {}, nodes.person), button, nodes.refuse), nodes.answer);
}

function draw() {
  if (!store.state) return;
  const { service, people } = store.state;
  nodes.group.hidden = !service;
  if (!service) return;
  setOptions(nodes.person, [
    ...people.map((person) => ({ value: person.id, label: beside([person.name, String(person.id)]) })), EVERYBODY,
  ]);
  if (followed !== store.selected) {
    followed = store.selected;
    nodes.person.value = String(followed);
  }
  nodes.refuse.setAttribute("aria-pressed", String(service.refuse_next > 0));
  nodes.hint.textContent = t("It asks the API about access and gets a webhook for each change. Webhooks received: {count}.", { count: service.received });
}

export function initService() {
  nodes.group = build();
  byId("panel").append(nodes.group);
  subscribe(draw);
}
