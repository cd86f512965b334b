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
  if (!/^(https?|tg):\/\//i.test(href)) return children;
  return [el("a", { href, target: "_blank", rel: "noopener noreferrer" }, children)];
}

/** Fold a quote to three lines, with a button for the rest where there is more, as Telegram does. */
function folded(children, words) {
  const quote = el("blockquote", { class: "folded" }, children);
  const toggle = el("button", {
    type: "button", class: "fold-toggle", "aria-expanded": "false", "aria-label": words.showAll, hidden: true,
    onclick: () => {
      const open = quote.classList.toggle("folded") === false;
      toggle.setAttribute("aria-expanded", String(open));
      toggle.hidden = false; // also where a new drawing unfolds before its size is known
    },
  }, "▾");
  // Its size is known once it is seen, which may be in another tab, later.
  new ResizeObserver(() => {
    if (quote.classList.contains("folded")) toggle.hidden = quote.scrollHeight <= quote.clientHeight;
  }).observe(quote);
  return [el("div", { class: "quote" }, quote, toggle)];
}

/** Return a moment with its text; in Telegram each reader sees their own time. */
function moment(node, children) {
  const at = new Date(Number(node.getAttribute("unix") ?? NaN) * 1000);
  return Number.isNaN(at.getTime()) ? children : [el("time", { datetime: at.toISOString() }, children)];
}

const BLOCKS = new Set(["BLOCKQUOTE", "PRE"]);

/** Return a text without the line break that ends a block before it: the block ends its line itself. */
const textOf = (node) => (BLOCKS.has(node.previousSibling?.tagName) ? node.data.replace(/^\n/, "") : node.data);

function convert(node, reader) {
  if (node.nodeType === Node.TEXT_NODE) {
    return reader.onCommand ? withCommands(textOf(node), reader.onCommand) : [textOf(node)];
  }
  if (node.nodeType !== Node.ELEMENT_NODE) return [];
  const children = [...node.childNodes].flatMap((child) => convert(child, reader));
  if (node.tagName === "A") return link(node, children);
  if (node.tagName === "BLOCKQUOTE" && node.hasAttribute("expandable")) return folded(children, reader.words);
  if (node.tagName === "TG-TIME") return moment(node, children);
  if (isSpoiler(node)) {
    return [el("button", {
      type: "button", class: "spoiler", onclick: (event) => event.currentTarget.classList.add("open"),
    }, children)];
  }
  if (node.tagName === "TG-EMOJI") {
    return [el("span", { class: "custom-emoji", title: reader.words.customEmoji }, children)];
  }
  const tag = SAME.get(node.tagName);
  return tag ? [el(tag, {}, children)] : children;
}

/**
 * Return Telegram's HTML as elements. `DOMParser` runs no script and loads nothing.
 *
 * `words` names what has no text of its own, `{ showAll, customEmoji }`; `onCommand` gets the command
 * that was tapped: without it commands are plain text.
 */
export function richText(html, { words, onCommand = null }) {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  return [...parsed.body.childNodes].flatMap((node) => convert(node, { words, onCommand }));
}
