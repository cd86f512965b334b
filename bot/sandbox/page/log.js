// The live log: every line that travelled between Telegram, the bot and Tribute, newest last.

import { byId, el, hoursToSeconds } from "./dom.js";

const KEPT = 500;
const NAMES = { telegram: "Telegram", bot: "Bot", tribute: "Tribute" };
const hidden = new Set();

const party = (name) => el("span", { class: `party ${name}` }, NAMES[name] ?? name);

/** In polling an update needs no answer; anything else without one went wrong. */
function status({ sender, status: code }) {
  if (code === null && sender === "telegram") return el("span", { class: "status" });
  if (code === null) return el("span", { class: "status bad", title: "No answer" }, "✕");
  return el("span", { class: `status ${code < 400 ? "ok" : "bad"}` }, String(code));
}

/** Bodies are shown as they went, only spread over lines where they are JSON. */
function readable(detail) {
  try {
    return JSON.stringify(JSON.parse(detail), null, 2);
  } catch {
    return detail;
  }
}

/** One line's worth of the detail, beside what was sent. */
const gist = (detail) => (/^\s*[[{]/.test(detail) ? "" : detail.replace(/\s+/g, " ").slice(0, 120));

function line(entry) {
  const others = [entry.sender, entry.receiver].filter((name) => name !== "bot");
  return el("li", { class: "line", "data-party": others[0] ?? "bot", "data-testid": "log-line" },
    el("details", { ontoggle: (event) => fill(event.target, entry) },
      el("summary", {},
        el("time", {}, hoursToSeconds(entry.at)),
        el("span", { class: "route" }, party(entry.sender), el("span", { class: "arrow" }, "→"),
          party(entry.receiver)),
        el("span", { class: "what" }, entry.what, el("span", {}, gist(entry.detail))),
        status(entry))));
}

function fill(details, entry) {
  if (!details.open || details.querySelector("pre")) return;
  details.append(el("pre", { tabindex: "0" }, readable(entry.detail) || "Nothing more to show."));
}

export function addLines(entries) {
  const box = byId("log");
  const atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 60;
  box.querySelector(".nothing")?.remove();
  box.append(...entries.map(line));
  while (box.children.length > KEPT) box.firstElementChild.remove();
  if (atEnd) box.scrollTop = box.scrollHeight;
}

function clear() {
  byId("log").replaceChildren(el("li", { class: "nothing" }, "Nothing has travelled yet."));
}

function filter(name) {
  const button = el("button", {
    type: "button", class: `filter ${name}`, "aria-pressed": "true", "data-testid": `log-${name}`,
    onclick: () => {
      hidden.has(name) ? hidden.delete(name) : hidden.add(name);
      button.setAttribute("aria-pressed", String(!hidden.has(name)));
      byId("log").classList.toggle(`without-${name}`, hidden.has(name));
    },
  }, NAMES[name]);
  return button;
}

export function initLog() {
  byId("log-tools").append(filter("telegram"), filter("tribute"), el("button", {
    type: "button", class: "quiet small", "data-testid": "log-clear", onclick: clear,
  }, "Clear"));
  clear();
}
