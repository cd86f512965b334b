// The tabs of a narrow screen, which shows one part of the page at a time.

import { byId, el } from "../page_parts/dom.js";
import { store, subscribe, unread } from "./store.js";
import { t } from "./words.js";

const TABS = [["people", t("People")], ["chat", t("Chat")], ["panel", t("Controls")], ["log", t("Log")]];

const SCROLLED = { chat: "messages", log: "log" };

export function showTab(name) {
  byId("stage").dataset.tab = name;
  const box = SCROLLED[name] && byId(SCROLLED[name]);
  if (box) box.scrollTop = box.scrollHeight; // a hidden part doesn't scroll
  for (const button of byId("tabs").children) {
    button.setAttribute("aria-current", String(button.dataset.tab === name));
  }
}

function drawBadge() {
  if (!store.state) return;
  const fresh = store.state.people.some((person) => unread(person) > 0);
  byId("tabs").firstElementChild.classList.toggle("fresh", fresh);
}

/** On a narrow screen the chat may be in another tab. */
function skipToChat(event) {
  event.preventDefault();
  showTab("chat");
  byId("messages").focus();
}

export function initTabs() {
  byId("skip").addEventListener("click", skipToChat);
  byId("tabs").append(...TABS.map(([name, label]) => el("button", {
    type: "button", "data-tab": name, "data-testid": `tab-${name}`, onclick: () => showTab(name),
  }, label)));
  showTab("chat");
  subscribe(drawBadge);
}
