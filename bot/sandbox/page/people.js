// The people on the left, each with their last message from the bot, and a form for one more.

import { byId, el } from "../page_parts/dom.js";
import { attempt, post } from "./api.js";
import { refreshState, select, store, subscribe, unread } from "./store.js";
import { showTab } from "./tabs.js";
import { t } from "./words.js";

const HUES = [168, 262, 22, 208, 338, 96, 48];

function avatar(person, index) {
  const initials = person.name.split(/\s+/).map((word) => [...word][0]).join("").slice(0, 2);
  return el("span", {
    class: "avatar", "aria-hidden": "true", style: `--hue: ${HUES[index % HUES.length]}`,
  }, initials);
}

function flags(person) {
  const shown = [el("span", { class: "flag" }, person.language_code.toUpperCase())];
  if (person.owner) shown.push(el("span", { class: "flag admin" }, t("owner")));
  else if (person.admin) shown.push(el("span", { class: "flag admin" }, t("admin")));
  if (!person.started) shown.push(el("span", { class: "flag" }, t("not started")));
  if (person.blocked) shown.push(el("span", { class: "flag bad" }, t("blocked")));
  return el("span", { class: "flags" }, shown);
}

function row(person, index) {
  const fresh = unread(person);
  return el("button", {
    type: "button",
    class: "person",
    "data-testid": `person-${person.id}`,
    title: t(person.note),
    "aria-pressed": String(person.id === store.selected),
    onclick: () => { select(person.id); showTab("chat"); },
  },
  avatar(person, index),
  el("span", { class: "person-words" },
    el("span", { class: "person-name" }, person.name),
    el("span", { class: "person-note" }, person.preview || t(person.note)),
    flags(person)),
  fresh > 0
    ? el("span", { class: "badge", "data-testid": `unread-${person.id}`, "aria-label": t("New messages: {count}", { count: fresh }) },
      String(fresh))
    : null);
}

/** Offer the languages that were added to the bot, by their own names. */
function offerLanguages(languages) {
  const select = byId("new-person").elements.language_code;
  for (const { code, name } of languages) {
    const known = [...select.options].find((option) => option.value === code);
    if (code !== "en" && code !== "ru" && known) known.textContent = name;
    if (!known) select.append(el("option", { value: code }, name));
  }
}

let drawn = "";

function draw() {
  if (!store.state) return;
  offerLanguages(store.state.languages);
  const { people } = store.state;
  const signature = JSON.stringify([people, store.selected, people.map(unread)]);
  if (signature === drawn) return;
  drawn = signature;
  const list = byId("people-list");
  const focused = list.contains(document.activeElement) && document.activeElement.dataset.testid;
  list.replaceChildren(...people.map(row));
  if (focused) list.querySelector(`[data-testid="${focused}"]`)?.focus();
}

async function add(event) {
  event.preventDefault();
  const form = event.target;
  const values = Object.fromEntries(new FormData(form));
  const person = await attempt(() => post("people", values));
  if (!person) return;
  form.reset();
  toggleForm(false);
  await refreshState();
  select(person.id);
  showTab("chat");
}

function toggleForm(open) {
  byId("new-person").hidden = !open;
  byId("add-person").setAttribute("aria-expanded", String(open));
  if (open) byId("new-person").elements.first_name.focus();
}

export function initPeople() {
  byId("add-person").addEventListener("click", () => toggleForm(byId("new-person").hidden));
  byId("new-person").addEventListener("submit", add);
  subscribe(draw);
}
