// The phone in the middle: messages that are edited in place, their buttons, and the bot's answers.

import { beside } from "../page_parts/directions.js";
import { byId, el } from "../page_parts/dom.js";
import { richText } from "../page_parts/richtext.js";
import { attempt, post, toast } from "./api.js";
import { addChannel, chatBehind, openChat } from "./channel.js";
import { openCheckout, productBehind } from "./checkout.js";
import { say } from "./composer.js";
import { invoiceBehind, openInvoiceLink, openStars } from "./stars.js";
import { refreshState, selectedPerson, store, subscribe } from "./store.js";
import { day, hoursAndMinutes } from "./times.js";
import { openWebApp } from "./webapp.js";
import { t } from "./words.js";

let shownPerson = null;
let toastTimer = 0;
const drawn = new Map();
const ICON = "/page_parts/icon.svg";
const WORDS = { showAll: t("Show all"), customEmoji: t("A custom emoji") };
const TOGGLES = ".spoiler, .cover, .fold-toggle";

function showAnswer(answer) {
  if (!answer?.text) return;
  if (answer.show_alert) {
    byId("alert-text").textContent = answer.text;
    byId("alert").showModal();
    return;
  }
  const toast = byId("callback-toast");
  toast.textContent = answer.text;
  toast.classList.add("shown");
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => toast.classList.remove("shown"), 4000);
}

async function press(node, message, button) {
  node.classList.add("waiting");
  node.disabled = true;
  const body = { message_id: message.id, data: button.data };
  const result = await attempt(() => post(`people/${store.selected}/press`, body));
  node.classList.remove("waiting");
  node.disabled = false;
  if (result) showAnswer(result.answer);
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast(t("Copied: {text}", { text }));
  } catch {
    toast(t("The browser allows no copying here."), "bad");
  }
}

function inlineButton(message, button) {
  const kind = ["inline-button", button.style].filter(Boolean).join(" ");
  const attributes = { class: kind, "data-testid": `button-${message.id}` };
  if (button.copy) {
    return el("button", {
      ...attributes, class: `${kind} copy`, type: "button", onclick: () => copy(button.copy),
    }, button.text);
  }
  if (button.pay) {
    return el("button", {
      ...attributes, class: `${kind} url`, type: "button", onclick: () => openStars(message),
    }, button.text);
  }
  if (button.web_app) {
    return el("button", {
      ...attributes, class: `${kind} url`, type: "button", title: button.web_app,
      onclick: () => openWebApp(button.text, button.web_app, { message_id: message.id, text: button.text }),
    }, button.text);
  }
  if (!button.url) {
    const node = el("button", { ...attributes, type: "button", onclick: () => press(node, message, button) },
      button.text);
    return node;
  }
  const product = productBehind(button.url);
  if (product) {
    return el("button", {
      ...attributes, class: `${kind} url`, type: "button", title: button.url,
      onclick: () => openCheckout(product, selectedPerson(), button.url),
    }, button.text);
  }
  const invoice = invoiceBehind(button.url);
  if (invoice) {
    return el("button", {
      ...attributes, class: `${kind} url`, type: "button", title: button.url,
      onclick: () => openInvoiceLink(invoice),
    }, button.text);
  }
  if (/\?start(channel|group)\b/.test(button.url)) {
    return el("button", {
      ...attributes, class: `${kind} url`, type: "button", title: button.url, onclick: addChannel,
    }, button.text);
  }
  const chat = chatBehind(button.url);
  if (chat) {
    return el("button", {
      ...attributes, class: `${kind} url`, type: "button", title: button.url, onclick: () => openChat(chat),
    }, button.text);
  }
  return el("a", {
    ...attributes, class: `${kind} url`, href: button.url, target: "_blank", rel: "noopener noreferrer",
  }, button.text);
}

function keyboard(message) {
  if (!message.keyboard.length) return null;
  return el("div", { class: "keyboard" }, message.keyboard.map((row) =>
    el("div", { class: "keyboard-row" }, row.map((button) => inlineButton(message, button)))));
}

const PICTURES = /^image\/(png|jpeg|gif|webp)$/;

function shownFile(message) {
  const { file } = message;
  const alt = message.from_bot ? t("A picture from the bot") : t("A picture from this person");
  if (file.kind === "photo") return el("img", { class: "photo", src: file.url, alt });
  if (file.kind === "sticker") {
    return PICTURES.test(file.type) ? el("img", { class: "sticker", src: file.url, alt: t("A sticker") })
      : el("p", { class: "sticker" }, t("A sticker"));
  }
  if (file.kind === "animation" && PICTURES.test(file.type)) return el("img", { class: "photo", src: file.url, alt });
  if (file.kind === "video") return el("video", { class: "photo", src: file.url, controls: true, preload: "metadata" });
  if (file.kind === "animation") {
    return el("video", { class: "photo", src: file.url, autoplay: true, loop: true, muted: true });
  }
  return null;
}

/** Cover a picture until it is tapped, as Telegram does with one that its sender hid. */
function covered(node) {
  return el("button", {
    type: "button", class: "cover", "aria-label": t("Show the hidden picture"),
    onclick: (event) => event.currentTarget.classList.add("open"),
  }, node);
}

function attachment(message) {
  const { file } = message;
  const shown = shownFile(message);
  if (shown) return file.hidden ? covered(shown) : shown;
  return el("p", { class: "document" }, el("a", { href: file.url, download: file.name }, file.name));
}

/** Say in the middle of the chat that a payment was made or given back, as Telegram does. */
function paymentLine({ payment: { amount, refunded } }) {
  const text = refunded ? t("{count} ⭐ came back to you", { count: amount }) : t("You paid {count} ⭐", { count: amount });
  return el("p", { class: "message payment", "data-testid": "payment" }, text);
}

function bubble(message) {
  if (message.payment) return paymentLine(message);
  return el("article", {
    class: `message ${message.from_bot ? "in" : "out"}`,
    "data-testid": message.from_bot ? "message-in" : "message-out",
    "aria-label": message.from_bot ? t("From the bot") : t("From this person"),
    lang: store.chat.language,
  },
  el("div", { class: "bubble" },
    message.reply_to ? el("q", { class: "quoted" }, message.reply_to) : null,
    message.file && !message.file.below ? attachment(message) : null,
    el("div", { class: "text" }, richText(message.html, { words: WORDS, onCommand: say })),
    message.file?.below ? attachment(message) : null,
    el("span", { class: "stamp" }, message.edited ? `${t("edited")} ` : "", hoursAndMinutes(message.at))),
  keyboard(message));
}

function dayLine(at) {
  return el("p", { class: "day" }, day(at));
}

function emptyChat() {
  const name = selectedPerson()?.name ?? t("This person");
  const { picture, description } = store.chat.bot;
  return el("div", { class: "empty" },
    el("img", { src: picture ?? ICON, alt: "", width: 64, height: 64 }),
    description ? el("div", { class: "description", "data-testid": "bot-description" },
      el("strong", {}, t("What can this bot do?")),
      el("p", { lang: store.chat.language }, description)) : null,
    el("p", {}, t("{name} has not written to the bot yet.", { name })),
    el("p", {}, t("A bot may not write first: tap Start below.")));
}

/** Open again in the new drawing of a message what its reader had unfolded in the old one. */
function keepOpened(old, node) {
  const opened = ".spoiler.open, .cover.open, [aria-expanded=true]";
  const toggles = node.querySelectorAll(TOGGLES);
  old.querySelectorAll(TOGGLES).forEach((toggle, index) => toggle.matches(opened) && toggles[index]?.click());
}

/** Draw a message only if it is new or changed, so that focus and scroll position stay. */
function place(box, message, previous) {
  const signature = JSON.stringify([message, store.state.products.length, store.state.invoice_links.length,
    store.state.chats.flatMap((chat) => chat.links)]);
  const known = drawn.get(message.id);
  if (known?.signature === signature) return known.node;
  const node = bubble(message);
  if (known) {
    node.classList.add("changed");
    const focusedAt = [...known.node.querySelectorAll("button, a")].indexOf(document.activeElement);
    known.node.replaceWith(node);
    keepOpened(known.node, node);
    node.querySelectorAll("button, a")[focusedAt]?.focus();
  } else {
    if (!previous || day(previous.at) !== day(message.at)) box.append(dayLine(message.at));
    box.append(node);
  }
  drawn.set(message.id, { signature, node });
  return node;
}

function startOver(box) {
  shownPerson = store.selected;
  drawn.clear();
  box.replaceChildren();
}

function draw() {
  const { chat } = store;
  const box = byId("messages");
  if (!store.state) return;
  if (!chat) {
    if (shownPerson !== store.selected) startOver(box); // nobody's messages stand below another's name
    return;
  }
  const atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 80;
  const switched = shownPerson !== chat.id;
  const removed = chat.messages.length < drawn.size;
  if (switched || removed || box.querySelector(".empty")) startOver(box);
  const before = drawn.size;
  chat.messages.forEach((message, index) => place(box, message, chat.messages[index - 1]));
  if (!chat.messages.length && !box.querySelector(".empty")) box.replaceChildren(emptyChat());
  if (switched || atEnd || drawn.size > before) box.scrollTop = box.scrollHeight;
}

function drawHead() {
  const person = selectedPerson();
  if (!person) return;
  const bot = store.chat?.id === person.id ? store.chat.bot : null;
  if (bot) {
    byId("bot-name").textContent = bot.name;
    byId("bot-picture").src = bot.picture ?? ICON;
  }
  byId("phone-owner").textContent = beside([person.name, person.username && `@${person.username}`, `id ${person.id}`]);
  byId("phone-flag").hidden = !person.blocked;
  byId("phone-start").hidden = person.started || person.blocked;
  byId("phone-unblock").hidden = !person.blocked;
  byId("composer").hidden = !person.started || person.blocked;
}

/** Show the profile as Telegram does when the head of a chat is tapped. */
function openProfile() {
  const { bot } = store.chat;
  byId("alert-text").textContent = [bot.name, bot.about, `@${store.state.bot.username}`].filter(Boolean).join("\n\n");
  byId("alert").showModal();
}

async function unblock() {
  await attempt(() => post(`people/${store.selected}/block`, { blocked: false }));
  refreshState();
}

export function initChat() {
  byId("bot-name").addEventListener("click", openProfile);
  byId("phone-start").addEventListener("click", () => say("/start"));
  byId("phone-unblock").addEventListener("click", unblock);
  subscribe(draw);
  subscribe(drawHead);
}
