// The owner's console: the menu button of an admin's phone opens it, and a link opens it in a tab.

import { byId, el } from "../page_parts/dom.js";
import { say } from "./composer.js";
import { selectedPerson, store, subscribe } from "./store.js";
import { showTab } from "./tabs.js";
import { openConsole } from "./webapp.js";
import { t } from "./words.js";

const nodes = {};

async function askForLink() {
  if (await say("/console")) showTab("chat");
}

function build() {
  nodes.hint = el("p", { class: "hint", "data-testid": "console-hint" });
  nodes.open = el("button", {
    type: "button", class: "primary", "data-testid": "console-open", onclick: openConsole,
  }, t("Open it in the phone"));
  nodes.link = el("button", { type: "button", "data-testid": "console-link", onclick: askForLink },
    t("Ask for a link to a tab"));
  return el("section", { class: "control", "aria-label": t("The console") },
    el("h3", {}, t("The console")), nodes.hint, el("div", { class: "buttons" }, nodes.open, nodes.link));
}

function draw() {
  const person = selectedPerson();
  if (!person) return;
  nodes.hint.textContent = person.admin
    ? t("The whole shop on one screen. The button beside the input field opens it too.")
    : t("For admins: choose Anna, say.");
  nodes.link.disabled = !person.admin || !person.started || person.blocked;
  nodes.open.disabled = nodes.link.disabled || !store.chat?.menu;
}

export function initConsole() {
  byId("panel").append(build());
  subscribe(draw);
}
