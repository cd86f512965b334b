// The live log: every request between Telegram, the bot, Tribute and the owner's service, newest last.

import { byId, el } from "../page_parts/dom.js";
import { hoursToSeconds } from "./times.js";
import { t } from "./words.js";

const KEPT = 500;
const NAMES = { telegram: "Telegram", bot: t("Bot"), tribute: "Tribute", service: t("Service") };
const hidden = new Set();

const party = (name) => el("span", { class: `party ${name}` }, NAMES[name] ?? name);

/** Return the answer's status. A polled update needs no answer; any other request without one failed. */
function status({ sender, status: code }) {
  if (code === null && sender === "telegram") return el("span", { class: "status" });
  if (code === null) return el("span", { class: "status bad", title: t("No answer") }, "✕");
  return el("span", { class: `status ${code < 400 ? "ok" : "bad"}` }, String(code));
}

/** Split a detail into its first line, in plain words, and the body as it went over the wire. */
function parts(detail) {
  const [gist, ...body] = detail.split("\n");
  return { gist, body: body.join("\n") };
}

/** Return the body, indented if it is JSON. */
function readable(body) {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

function line(entry) {
  const others = [entry.sender, entry.receiver].filter((name) => name !== "bot");
  return el("li", { class: "line", "data-party": others[0] ?? "bot", "data-testid": "log-line" },
    el("details", { ontoggle: (event) => fill(event.target, entry) },
      el("summary", {},
        el("time", {}, hoursToSeconds(entry.at)),
        el("span", { class: "route" }, party(entry.sender), el("span", { class: "arrow" }, "→"),
          party(entry.receiver)),
        el("span", { class: "what" }, entry.what, el("span", {}, parts(entry.detail).gist)),
        status(entry))));
}

function fill(details, entry) {
  if (!details.open || details.querySelector("pre")) return;
  const { gist, body } = parts(entry.detail);
  const text = [gist, readable(body)].filter(Boolean).join("\n\n");
  details.append(el("pre", { tabindex: "0" }, text || t("No details.")));
  details.scrollIntoView({ block: "nearest" });
}

export function addLines(entries) {
  const box = byId("log");
  const atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 60;
  box.querySelector(".nothing")?.remove();
  box.append(...entries.map(line));
  while (box.children.length > KEPT) box.firstElementChild.remove();
  if (atEnd) box.scrollTop = box.scrollHeight;
}

/** Empty the log; also for each new event stream, which sends every kept line again. */
export function clearLog() {
  byId("log").replaceChildren(el("li", { class: "nothing" }, t("No requests yet.")));
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
  byId("log-tools").append(filter("telegram"), filter("tribute"), filter("service"), el("button", {
    type: "button", class: "quiet small", "data-testid": "log-clear", onclick: clearLog,
  }, t("Clear")));
  clearLog();
}
