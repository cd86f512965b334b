// The private channel: its members, its open join requests, and the bot's rights in it.

import { attempt, post, toast } from "./api.js";
import { byId, el } from "./dom.js";
import { refreshState, selectedPerson, store, subscribe } from "./store.js";

const trimmed = (url) => url.replace(/\/+$/, "");
const nodes = {};
let drawn = "";

/** Return the private chat that this address leads to; else null. */
export const chatBehind = (url) =>
  store.state?.chats.find((chat) => chat.links.some((link) => trimmed(link) === trimmed(url))) ?? null;

/** Open the chat, or ask to join it, as a tap on the invite link does in Telegram. */
export async function openChat(chat) {
  const person = selectedPerson();
  if (chat.inside.some((one) => one.id === person.id)) {
    toast(`${person.name} reads “${chat.title}”.`);
    return;
  }
  const body = { person_id: person.id };
  await attempt(() => post(`chats/${chat.id}/join`, body), `${person.name} asks to join “${chat.title}”.`);
  refreshState();
}

const current = () => store.state?.chats[0] ?? null;

async function leave() {
  const person = selectedPerson();
  await attempt(() => post(`chats/${current().id}/leave`, { person_id: person.id }), `${person.name} left.`);
  refreshState();
}

async function setBot(change) {
  const { bot, id } = current();
  await attempt(() => post(`chats/${id}/bot`, { ...bot, ...change }));
  refreshState();
}

function toggle(id, label, field) {
  nodes[field] = el("button", {
    type: "button", class: "toggle", "data-testid": id, onclick: () => setBot({ [field]: !current().bot[field] }),
  }, label);
  return nodes[field];
}

function member(person) {
  const rank = { creator: "owner", administrator: "admin" }[person.status];
  return el("li", { "data-testid": `inside-${person.id}` }, person.name,
    rank ? el("span", { class: "flag" }, rank) : null);
}

function build() {
  nodes.title = el("p", { class: "hint" });
  nodes.members = el("ul", { class: "members", "data-testid": "channel-inside", "aria-label": "Inside the channel" });
  nodes.asking = el("p", { class: "waiting", "data-testid": "channel-asking", role: "status" });
  nodes.join = el("button", {
    type: "button", class: "primary", "data-testid": "channel-join", onclick: () => openChat(current()),
  }, "Ask to join");
  nodes.leave = el("button", { type: "button", "data-testid": "channel-leave", onclick: leave }, "Leave");
  nodes.box = el("section", { class: "control whole", "aria-label": "Private channel", "data-testid": "channel", hidden: true },
    el("h3", {}, "Private channel"), nodes.title, nodes.members, nodes.asking,
    el("div", { class: "buttons" }, nodes.join, nodes.leave),
    el("p", { class: "hint" }, "The bot’s rights in the channel:"),
    el("div", { class: "buttons" }, toggle("bot-invite", "Invite users", "invite"),
      toggle("bot-remove", "Ban users", "remove"), toggle("bot-present", "Administrator", "present")));
  byId("panel").append(nodes.box);
}

function drawBot(bot) {
  for (const field of ["invite", "remove", "present"]) {
    nodes[field].setAttribute("aria-pressed", String(bot[field]));
  }
  nodes.invite.disabled = nodes.remove.disabled = !bot.present;
}

function draw() {
  const chat = current();
  const person = selectedPerson();
  nodes.box.hidden = !chat;
  if (!chat || !person) return;
  const signature = JSON.stringify([chat, person.id]);
  if (signature === drawn) return;
  drawn = signature;
  const inside = chat.inside.some((one) => one.id === person.id);
  nodes.title.textContent = `“${chat.title}”, for people with access.`;
  nodes.members.replaceChildren(...chat.inside.map(member));
  nodes.asking.textContent = chat.asking.length ? `Asking to join: ${chat.asking.join(", ")}.` : "";
  nodes.join.textContent = `Ask to join as ${person.name.split(" ")[0]}`;
  nodes.join.disabled = inside || !chat.links.length;
  nodes.leave.disabled = !inside;
  drawBot(chat.bot);
}

export function initChannel() {
  build();
  subscribe(draw);
}
