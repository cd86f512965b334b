// The page's language: English, or Russian from ru.js. The bot's own messages have their reader's.

import { RUSSIAN } from "./ru.js";

const KEY = "tributary-language";
const NAMES = { en: "English", ru: "Русский" };

function chosen() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // a private window may forbid storage
  }
}

const wanted = chosen() ?? navigator.language.slice(0, 2);
export const language = wanted in NAMES ? wanted : "en";
const other = language === "en" ? "ru" : "en";

const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

/** Return the English text in the page's language, each `{name}` in it replaced by that value. */
export function t(text, values = {}) {
  return filled(language === "ru" ? RUSSIAN[text] ?? text : text, values);
}

/** Return an answer of the sandbox in the page's language, whatever names it was filled with. */
export function translated(answer) {
  for (const text of Object.keys(RUSSIAN)) {
    const names = [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const pattern = text.replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace(/\{\w+\}/g, "(.+)");
    const found = answer.match(new RegExp(`^${pattern}$`));
    if (found) return t(text, Object.fromEntries(names.map((name, at) => [name, found[at + 1]])));
  }
  return answer;
}

function translateTexts(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const text = node.data.trim().replace(/\s+/g, " ");
    if (text) node.data = node.data.replace(node.data.trim(), t(text));
  }
}

function translateAttributes(root) {
  for (const name of ["aria-label", "placeholder", "title"]) {
    for (const node of root.querySelectorAll(`[${name}]`)) node.setAttribute(name, t(node.getAttribute(name)));
  }
}

function change() {
  try {
    localStorage.setItem(KEY, other);
  } catch { /* then the choice ends with this page */ }
  location.reload();
}

export function initWords() {
  document.documentElement.lang = language;
  document.title = t(document.title);
  if (language !== "en") {
    translateTexts(document.body);
    translateAttributes(document.body);
  }
  const button = document.getElementById("language");
  button.textContent = other.toUpperCase();
  button.lang = other;
  button.setAttribute("aria-label", NAMES[other]);
  button.addEventListener("click", change);
}
