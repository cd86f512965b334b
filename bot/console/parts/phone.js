// The screen of a phone with messages of the bot, as their readers get them.

import { el } from "../page_parts/dom.js";
import { richText } from "../page_parts/richtext.js";
import { call } from "../api.js";
import { t } from "../words.js";

const pictures = new Map();
const texts = () => ({ showAll: t("console-composing-show-all"), customEmoji: t("console-composing-custom-emoji") });

/** Return the address of a picture in this page's memory; pictures never change, so each is fetched once. */
function pictureUrl(id) {
  if (!pictures.has(id)) {
    const loading = call("GET", `pictures/${id}`).then((response) => response.blob()).then((blob) => URL.createObjectURL(blob));
    loading.catch(() => pictures.delete(id));
    pictures.set(id, loading);
  }
  return pictures.get(id);
}

/** Keep the file that was just chosen, so that it isn't fetched again. */
export function keepPicture(id, file) {
  pictures.set(id, Promise.resolve(URL.createObjectURL(file)));
}

/** Return a picture of the shop; where it can't be loaded, words. */
export function shopPicture(id, attributes = {}) {
  const image = el("img", { alt: t("console-composing-picture-alt"), ...attributes });
  pictureUrl(id).then((url) => { image.src = url; }).catch(() => image.replaceWith(el("p", { class: "muted" }, t("console-composing-picture"))));
  return image;
}

function media(message) {
  if (message.picture_id) return shopPicture(message.picture_id, { class: message.hidden ? "bubble-media veiled" : "bubble-media" });
  if (!message.media) return null;
  const key = message.media === "photo" ? "console-composing-picture" : "console-composing-video";
  return el("p", { class: "bubble-media words" }, t(key));
}

function bubble(message) {
  const words = message.html ? el("div", { class: "bubble-text" }, richText(message.html, { words: texts() })) : null;
  const shown = media(message);
  return el("div", { class: "phone-message" },
    el("div", { class: "bubble" }, message.above ? [words, shown] : [shown, words]),
    message.buttons.length ? el("div", { class: "bubble-buttons" }, message.buttons.map((row) =>
      el("div", { class: "bubble-row" }, row.map((one) =>
        el("span", { class: "bubble-button", title: one.url }, one.label))))) : null);
}

/** Return a phone; `draw(messages)` shows them, and `say(text)` words in their place. */
export function phone({ title, lang = null }) {
  const screen = el("div", { class: "phone-screen", lang });
  const node = el("figure", { class: "phone", "data-testid": "phone" },
    el("figcaption", { class: "phone-title" }, title), screen);
  return {
    node,
    draw: (messages) => screen.replaceChildren(...messages.map(bubble)),
    say: (text) => screen.replaceChildren(el("p", { class: "phone-empty" }, text)),
    setLang: (value) => screen.setAttribute("lang", value),
  };
}
