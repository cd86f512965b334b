// The message input: a text, files, a command from the "/" menu, or a reply to a prompt.

import { byId, el } from "../page_parts/dom.js";
import { attempt, post } from "./api.js";
import { forgetFiles, hasFiles, initAttach, sendFiles } from "./attach.js";
import { refreshChat, refreshState, store, subscribe } from "./store.js";
import { t } from "./words.js";

let highlighted = -1;
let dismissed = null;

/** Return the latest prompt for a reply; as in Telegram, it stays until the person writes or closes it. */
function prompt() {
  const messages = store.chat?.messages ?? [];
  const unanswered = messages.slice(messages.findLastIndex((one) => !one.from_bot) + 1);
  const latest = unanswered.findLast((one) => one.force_reply);
  return latest && latest.id !== dismissed ? latest : null;
}

export async function say(text) {
  const body = { text, reply_to: prompt()?.id ?? null };
  closeMenu();
  const sent = await attempt(() => post(`people/${store.selected}/send`, body));
  if (!sent) return false;
  refreshChat();
  refreshState();
  return true;
}

async function sayWithFiles(caption) {
  const sent = await attempt(() => sendFiles(caption, prompt()?.id));
  if (!sent) return false;
  forgetFiles();
  refreshChat();
  refreshState();
  return true;
}

/** Let the input grow with its lines. */
function fit() {
  const input = byId("message-input");
  input.style.height = "auto";
  if (!input.scrollHeight) return; // not on the screen, so its size isn't known
  input.style.height = `${Math.min(input.scrollHeight + 2, 150)}px`;
}

async function submit(event) {
  event.preventDefault();
  const input = byId("message-input");
  const chosen = byId("commands").querySelector('[aria-selected="true"]');
  const text = chosen ? chosen.dataset.command : input.value.trim();
  const withFiles = hasFiles() && !chosen;
  if (!text && !withFiles) return;
  input.value = "";
  fit();
  if (!(await (withFiles ? sayWithFiles(text) : say(text))) && !input.value) input.value = text;
  fit();
  input.focus();
}

function option({ command, description }, index) {
  return el("button", {
    type: "button", role: "option", class: "command", id: `command-${index}`, "data-command": `/${command}`,
    "data-testid": `command-${command}`, "aria-selected": String(index === highlighted),
    tabindex: "-1", onclick: () => { byId("message-input").value = ""; say(`/${command}`); },
  }, el("strong", {}, `/${command}`), el("span", {}, description));
}

function openMenu(prefix) {
  const matching = (store.chat?.commands ?? []).filter(({ command }) => command.startsWith(prefix));
  if (highlighted >= matching.length) highlighted = -1;
  const menu = byId("commands");
  const nothing = el("p", { class: "hint" }, t("This person’s menu has no such command."));
  menu.replaceChildren(...(matching.length ? matching.map(option) : [nothing]));
  menu.hidden = false;
  byId("menu-button").setAttribute("aria-expanded", "true");
  menu.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
}

function closeMenu() {
  highlighted = -1;
  byId("commands").hidden = true;
  byId("commands").replaceChildren();
  byId("menu-button").setAttribute("aria-expanded", "false");
}

function typed() {
  const { value } = byId("message-input");
  highlighted = -1;
  if (/^\/\w*$/.test(value)) openMenu(value.slice(1));
  else closeMenu();
}

function keys(event) {
  const menu = byId("commands");
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    byId("composer").requestSubmit();
    return;
  }
  if (menu.hidden) return;
  if (event.key === "Escape") closeMenu();
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  event.preventDefault();
  const count = menu.querySelectorAll(".command").length;
  if (!count) return;
  const step = event.key === "ArrowDown" ? 1 : -1;
  highlighted = highlighted < 0 && step < 0 ? count - 1 : (highlighted + step + count) % count;
  openMenu(byId("message-input").value.replace("/", ""));
}

function toggleMenu() {
  if (!byId("commands").hidden) return closeMenu();
  openMenu("");
  return byId("message-input").focus();
}

let drawnFor = null;

function draw() {
  const question = prompt();
  byId("replying").hidden = !question;
  byId("replying-to").textContent = question?.text ?? "";
  byId("message-input").placeholder = question?.placeholder || t("Message");
  if (drawnFor !== store.selected) {
    drawnFor = store.selected;
    byId("message-input").value = "";
    fit();
    forgetFiles();
    closeMenu();
  }
}

function dismiss() {
  dismissed = prompt()?.id ?? null;
  draw();
}

export function initComposer() {
  byId("composer").addEventListener("submit", submit);
  byId("message-input").addEventListener("input", typed);
  byId("message-input").addEventListener("input", fit);
  byId("message-input").addEventListener("keydown", keys);
  byId("menu-button").addEventListener("click", toggleMenu);
  byId("replying-cancel").addEventListener("click", dismiss);
  document.addEventListener("click", (event) => {
    if (!event.target.closest("#composer, #commands")) closeMenu();
  });
  initAttach();
  subscribe(draw);
}
