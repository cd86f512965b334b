// A Mini App over the phone: opened by the button beside the input field, or by one below a message.

import { byId } from "../page_parts/dom.js";
import { attempt, post } from "./api.js";
import { openOver } from "./over.js";
import { store, subscribe } from "./store.js";

const VERSION = "9.1";
const LIGHT = {
  bg_color: "#ffffff", secondary_bg_color: "#f4f4f5", section_bg_color: "#ffffff", header_bg_color: "#ffffff",
  bottom_bar_bg_color: "#ffffff", text_color: "#000000", hint_color: "#707579", subtitle_text_color: "#707579",
  link_color: "#3390ec", accent_text_color: "#3390ec", section_header_text_color: "#707579",
  section_separator_color: "#dfe1e5", button_color: "#3390ec", button_text_color: "#ffffff",
  destructive_text_color: "#e53935",
};
const DARK = {
  bg_color: "#212121", secondary_bg_color: "#181818", section_bg_color: "#212121", header_bg_color: "#212121",
  bottom_bar_bg_color: "#212121", text_color: "#ffffff", hint_color: "#aaaaaa", subtitle_text_color: "#aaaaaa",
  link_color: "#8774e1", accent_text_color: "#8774e1", section_header_text_color: "#aaaaaa",
  section_separator_color: "#0f0f0f", button_color: "#8774e1", button_text_color: "#ffffff",
  destructive_text_color: "#ff595a",
};

const dark = window.matchMedia("(prefers-color-scheme: dark)");
const theme = () => (dark.matches ? DARK : LIGHT);

let over = null;
let openedFor = null;

/** Send the Mini App an event, as Telegram Web does. */
function tell(eventType, eventData = {}) {
  byId("web-app-frame").contentWindow?.postMessage(JSON.stringify({ eventType, eventData }), "*");
}

/** Return the address with what Telegram tells a Mini App behind the `#`. */
function launched(url, initData) {
  const told = new URLSearchParams({
    tgWebAppData: initData, tgWebAppVersion: VERSION, tgWebAppPlatform: "weba",
    tgWebAppThemeParams: JSON.stringify(theme()),
  });
  return `${url}#${told}`;
}

/** Open the Mini App at this address; `behind` names the button below a message. */
export async function openWebApp(title, url, behind = {}) {
  const person = store.selected;
  const opened = await attempt(() => post(`people/${person}/web-app`, behind));
  if (!opened || person !== store.selected) return;
  openedFor = person;
  byId("web-app-title").textContent = title;
  byId("web-app-back").hidden = true;
  byId("web-app-frame").title = title;
  byId("web-app-frame").src = launched(url, opened.init_data);
  over = openOver(byId("web-app"), byId("web-app-close"));
  document.dispatchEvent(new CustomEvent("web-app-opened"));
}

/** Open what the button beside the input field opens. */
export function openConsole() {
  const menu = store.chat?.menu;
  if (menu) openWebApp(menu.text, menu.url);
}

function close() {
  if (!over) return;
  over.close();
  over = null;
  byId("web-app-frame").src = "about:blank";
}

const ANSWERS = {
  web_app_close: close,
  web_app_setup_back_button: ({ is_visible: visible }) => { byId("web-app-back").hidden = !visible; },
  web_app_open_link: ({ url }) => {
    if (/^https?:\/\//i.test(url ?? "")) window.open(url, "_blank", "noopener,noreferrer");
  },
};

function heard(event) {
  if (event.source !== byId("web-app-frame").contentWindow || typeof event.data !== "string") return;
  let told = null;
  try {
    told = JSON.parse(event.data);
  } catch {
    return;
  }
  ANSWERS[told?.eventType]?.(told.eventData ?? {});
}

function draw() {
  const menu = store.chat?.menu ?? null;
  const button = byId("web-app-button");
  button.hidden = !menu;
  if (menu) button.textContent = menu.text;
  if (openedFor !== store.selected) close();
}

export function initWebApp() {
  byId("web-app-button").addEventListener("click", openConsole);
  byId("web-app-close").addEventListener("click", close);
  byId("web-app-back").addEventListener("click", () => tell("back_button_pressed"));
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
  dark.addEventListener("change", () => { if (over) tell("theme_changed", { theme_params: theme() }); });
  window.addEventListener("message", heard);
  subscribe(draw);
}
