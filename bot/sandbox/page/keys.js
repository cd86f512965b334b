// The bot's keyboard below the input field: its buttons send their text, or share a person.

import { byId, el } from "../page_parts/dom.js";
import { attempt, post } from "./api.js";
import { say } from "./composer.js";
import { refreshChat, refreshState, store, subscribe } from "./store.js";
import { t } from "./words.js";

let drawn = "";

async function share(request, person) {
  byId("sharing").close();
  await attempt(() => post(`people/${store.selected}/share`, { request_id: request.id, chosen: person.id }));
  refreshChat();
  refreshState();
}

function choose(request) {
  const others = store.state.people.filter((person) => person.id !== store.selected);
  byId("sharing-people").replaceChildren(...others.map((person) =>
    el("button", {
      type: "button", class: "share", "data-testid": `share-${person.id}`, onclick: () => share(request, person),
    }, person.name)));
  byId("sharing").showModal();
}

function key({ text, users }) {
  return el("button", {
    type: "button", class: "key", "data-testid": "key", onclick: () => (users ? choose(users) : say(text)),
  }, text);
}

function draw() {
  const keys = store.chat?.keys ?? [];
  const signature = JSON.stringify([store.selected, keys]);
  if (signature === drawn) return;
  drawn = signature;
  const box = byId("keys");
  box.hidden = !keys.length;
  box.replaceChildren(...keys.map((row) => el("div", { class: "keyboard-row" }, row.map(key))));
}

export function initKeys() {
  byId("sharing-close").addEventListener("click", () => byId("sharing").close());
  byId("sharing").setAttribute("aria-label", t("Choose a person"));
  subscribe(draw);
}
