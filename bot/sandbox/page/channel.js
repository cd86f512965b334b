// The private channels: members, open join requests, the bot's rights; the bot is added to a new one.

import { byId, el, setOptions } from "../page_parts/dom.js";
import { attempt, post, toast } from "./api.js";
import { refreshState, selectedPerson, store, subscribe } from "./store.js";
import { t } from "./words.js";

const trimmed = (url) => url.replace(/\/+$/, "");
const nodes = {};
let drawn = "";
let picked = null;

/** Return the private chat that this address leads to; else null. */
export const chatBehind = (url) =>
  store.state?.chats.find((chat) => chat.links.some((link) => trimmed(link) === trimmed(url))) ?? null;

/** Open the chat, or ask to join it, as a tap on the invite link does in Telegram. */
export async function openChat(chat) {
  const person = selectedPerson();
  picked = chat.id;
  if (chat.inside.some((one) => one.id === person.id)) {
    toast(t("{name} reads “{chat}”.", { name: person.name, chat: chat.title }));
    return;
  }
  const body = { person_id: person.id };
  const done = t("{name} asks to join “{chat}”.", { name: person.name, chat: chat.title });
  await attempt(() => post(`chats/${chat.id}/join`, body), done);
  refreshState();
}

const current = () => store.state?.chats.find((chat) => chat.id === picked) ?? store.state?.chats[0] ?? null;

function pick(id) {
  picked = id;
  draw();
}

/** Make a channel of the selected person's, and the bot an administrator of it. */
export async function addChannel() {
  const person = selectedPerson();
  const made = await attempt(() => post("chats", { person_id: person.id }));
  if (!made) return;
  picked = made.id;
  toast(t("{name} made the bot an administrator of “{chat}”.", { name: person.name, chat: made.title }));
  refreshState();
}

async function leave() {
  const person = selectedPerson();
  const done = t("{name} left.", { name: person.name });
  await attempt(() => post(`chats/${current().id}/leave`, { person_id: person.id }), done);
  refreshState();
}

async function setBot(change) {
  const { bot, id } = current();
  await attempt(() => post(`chats/${id}/bot`, { ...bot, ...change, person_id: selectedPerson().id }));
  refreshState();
}

function toggle(id, label, field) {
  nodes[field] = el("button", {
    type: "button", class: "toggle", "data-testid": id, onclick: () => setBot({ [field]: !current().bot[field] }),
  }, label);
  return nodes[field];
}

function member(person) {
  const rank = { creator: t("owner"), administrator: t("admin") }[person.status];
  return el("li", { "data-testid": `inside-${person.id}` }, person.name,
    rank ? el("span", { class: "flag" }, rank) : null);
}

function build() {
  nodes.title = el("p", { class: "hint" });
  nodes.choice = el("select", {
    "data-testid": "channel-choice", "aria-label": t("Channel"), onchange: () => pick(Number(nodes.choice.value)),
  });
  nodes.add = el("button", { type: "button", "data-testid": "channel-new", onclick: addChannel }, t("New channel"));
  nodes.members = el("ul", { class: "members", "data-testid": "channel-inside", "aria-label": t("Inside the channel") });
  nodes.asking = el("p", { class: "waiting", "data-testid": "channel-asking", role: "status" });
  nodes.join = el("button", {
    type: "button", class: "primary", "data-testid": "channel-join", onclick: () => openChat(current()),
  }, t("Ask to join"));
  nodes.leave = el("button", { type: "button", "data-testid": "channel-leave", onclick: leave }, t("Leave"));
  nodes.box = el("section", { class: "control whole", "aria-label": t("Private channel"), "data-testid": "channel", hidden: true },
    el("h3", {}, t("Private channel")), nodes.choice, nodes.title, nodes.members, nodes.asking,
    el("div", { class: "buttons" }, nodes.join, nodes.leave, nodes.add),
    el("p", { class: "hint" }, t("The bot’s rights in the channel:")),
    el("div", { class: "buttons" }, toggle("bot-invite", t("Invite users"), "invite"),
      toggle("bot-remove", t("Ban users"), "remove"), toggle("bot-present", t("Administrator"), "present")));
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
  const titles = store.state.chats.map((one) => [one.id, one.title]);
  const signature = JSON.stringify([chat, person.id, titles]);
  if (signature === drawn) return;
  drawn = signature;
  const inside = chat.inside.some((one) => one.id === person.id);
  nodes.choice.hidden = titles.length < 2;
  setOptions(nodes.choice, titles.map(([value, label]) => ({ value, label })));
  nodes.choice.value = String(chat.id);
  nodes.title.textContent = t("“{chat}”, for people with access.", { chat: chat.title });
  nodes.members.replaceChildren(...chat.inside.map(member));
  nodes.asking.textContent = chat.asking.length ? t("Asking to join: {names}.", { names: chat.asking.join(", ") }) : "";
  nodes.join.textContent = t("Ask to join as {name}", { name: person.name.split(" ")[0] });
  nodes.join.disabled = inside || !chat.links.length;
  nodes.leave.disabled = !inside;
  drawBot(chat.bot);
}

export function initChannel() {
  build();
  subscribe(draw);
}
