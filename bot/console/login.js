// The screen of those who aren't signed in: why, and how the console is opened again.

import { el } from "./page_parts/dom.js";
import { file } from "./files.js";
import { closeApp, inTelegram, wasLaunched } from "./telegram.js";
import { t } from "./words.js";

function steps() {
  if (wasLaunched()) return [el("p", {}, t("console-login-in-telegram"))];
  const [before, after] = t("console-login-in-browser", { command: "\u0000" }).split("\u0000");
  return [el("p", {}, before, el("code", {}, "/console"), after)];
}

function button(error, again) {
  if (error.status === 0 || error.status >= 500 || error.status === 429) {
    return el("button", { type: "button", class: "button primary", onclick: again, "data-testid": "login-again" },
      t("console-try-again"));
  }
  if (!inTelegram()) return null;
  return el("button", { type: "button", class: "button primary", onclick: closeApp }, t("console-login-close"));
}

/** The server may know more of the link; without a session there is nothing to say but how. */
function reason(error) {
  if (error.status === 0) return t("console-login-offline");
  if (error.code === "session" || !error.text) return null;
  return error.text;
}

/** Draw the screen in place of everything; `again` starts the page once more. */
export function showLogin(error, again) {
  const why = reason(error);
  const known = error.status !== 0 && error.status < 500 && error.status !== 429;
  document.title = t("console-name");
  document.getElementById("app").replaceChildren(el("main", { class: "login", id: "main", "data-testid": "login" },
    el("img", { src: file("page_parts/icon.svg"), alt: "", width: 56, height: 56 }),
    el("h1", {}, t("console-login-title")),
    why && el("p", { class: "login-why", role: "alert" }, why),
    known ? steps() : null,
    button(error, again)));
}
