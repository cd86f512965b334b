// Telegram's HTML as page elements, built from a list of allowed tags and never set as HTML.

import { el } from "./dom.js";

const SAME = new Map([
  ["B", "strong"], ["STRONG", "strong"], ["I", "em"], ["EM", "em"], ["U", "u"], ["INS", "u"],
  ["S", "s"], ["STRIKE", "s"], ["DEL", "s"], ["CODE", "code"], ["PRE", "pre"],
  ["BLOCKQUOTE", "blockquote"],
]);
const COMMAND = /(^|[\s(])(\/[a-z][a-z0-9_]{0,31})(?![\w/])/gi;

const isSpoiler = (node) =>
  node.tagName === "TG-SPOILER" || (node.tagName === "SPAN" && node.className === "tg-spoiler");

/** Make the commands in a text tappable, as Telegram does; `onCommand` gets the tapped one. */
function withCommands(text, onCommand) {
  const parts = [];
  let from = 0;
  for (const match of text.matchAll(COMMAND)) {
    const at = match.index + match[1].length;
    parts.push(text.slice(from, at), el("button", {
      type: "button", class: "command-link", onclick: () => onCommand(match[2]),
    }, match[2]));
    from = at + match[2].length;
  }
  parts.push(text.slice(from));
  return parts;
}

function link(node, children) {
  const href = node.getAttribute("href") ?? "";
  if (!/^https?:\/\//i.test(href)) return children;
  return [el("a", { href, target: "_blank", rel: "noopener noreferrer" }, children)];
}

function convert(node, onCommand) {
  if (node.nodeType === Node.TEXT_NODE) return withCommands(node.data, onCommand);
  if (node.nodeType !== Node.ELEMENT_NODE) return [];
  const children = [...node.childNodes].flatMap((child) => convert(child, onCommand));
  if (node.tagName === "A") return link(node, children);
  if (isSpoiler(node)) {
    return [el("button", {
      type: "button", class: "spoiler", onclick: (event) => event.currentTarget.classList.add("open"),
    }, children)];
  }
  const tag = SAME.get(node.tagName);
  return tag ? [el(tag, {}, children)] : children;
}

/** Return Telegram's HTML as elements. `DOMParser` runs no script and loads nothing. */
export function richText(html, onCommand) {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  return [...parsed.body.childNodes].flatMap((node) => convert(node, onCommand));
}
