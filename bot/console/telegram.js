// Telegram's part of a Mini App: the signed launch, the theme, the back button.
//
// Source: https://core.telegram.org/bots/webapps. Outside Telegram nothing of it is loaded. Telegram's
// script takes the launch from the address; so does this one, which doesn't wait for the other: it comes
// from elsewhere, and where it can't be reached the console does without the back button.

const SCRIPT = document.querySelector('meta[name="telegram-script"]').content;
const DATA = "tgWebAppData";
const THEME = "tgWebAppThemeParams";

/** Backgrounds are Telegram's, so that the page has no edge; text and accent stay ours, whose
 * contrast is known. */
const COLOURS = {
  secondary_bg_color: "--bg",
  section_bg_color: "--surface",
};

/** Telegram's object of the Mini App once its script has come; null if it can't. */
let app = null;

/** Return whether Telegram has just opened this page: it puts its launch data into the fragment. */
export const isLaunch = () => location.hash.includes(`${DATA}=`);

/** Return whether this page is a Mini App. */
export const inTelegram = () => app !== null;

const LAUNCHED = "launched-by-telegram";

/** This window stays Telegram's when it is loaded again, without launch data. */
function remember() {
  try {
    sessionStorage.setItem(LAUNCHED, "yes");
  } catch {
    // storage is switched off: a page that is loaded again takes itself for a browser's
  }
}

/** Return whether Telegram has opened this window, also where the page was loaded again since. */
export function wasLaunched() {
  try {
    return inTelegram() || sessionStorage.getItem(LAUNCHED) !== null;
  } catch {
    return inTelegram();
  }
}

function loaded(script) {
  return new Promise((resolve, reject) => {
    script.addEventListener("load", resolve);
    script.addEventListener("error", reject);
    document.head.append(script);
  });
}

async function loadApp() {
  const script = document.createElement("script");
  script.src = SCRIPT;
  await loaded(script).catch(() => {});
  if (isLaunch()) forgetLaunch(); // only now, because the script reads it too
  const found = window.Telegram?.WebApp ?? null;
  if (!found) return null;
  found.ready();
  found.expand();
  const draw = () => drawTheme(found.themeParams ?? {}, found.colorScheme);
  draw();
  found.onEvent("themeChanged", draw);
  return found;
}

/** Take the launch out of the address and of the history. */
export function forgetLaunch() {
  history.replaceState(history.state, "", `${location.pathname}#/`);
}

/** Return the signed launch data, "" if there is none, and let Telegram's script come meanwhile. */
export function launch() {
  const told = new URLSearchParams(location.hash.slice(1));
  drawTheme(themeOf(told.get(THEME)));
  remember();
  app ??= loadApp();
  return told.get(DATA) ?? "";
}

function themeOf(told) {
  try {
    return JSON.parse(told) ?? {};
  } catch {
    return {};
  }
}

const isColour = (text) => /^#[0-9a-f]{6}$/i.test(text ?? "");

/** Return "dark" or "light" as Telegram's script does; null if the background isn't told. */
function schemeOf({ bg_color: background }) {
  if (!isColour(background)) return null;
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(background.slice(at, at + 2), 16));
  return Math.sqrt(0.299 * red ** 2 + 0.587 * green ** 2 + 0.114 * blue ** 2) < 120 ? "dark" : "light";
}

function drawTheme(theme, scheme = schemeOf(theme)) {
  const { dataset, style } = document.documentElement;
  if (scheme) dataset.theme = scheme === "dark" ? "dark" : "light";
  for (const [name, variable] of Object.entries(COLOURS)) {
    if (isColour(theme[name])) style.setProperty(variable, theme[name]);
    else style.removeProperty(variable);
  }
}

/** Show Telegram's back button while there is a page to go back to. */
export async function bindBack(isRoot, goBack) {
  const button = (await app)?.BackButton;
  if (!button) return;
  button.onClick(goBack);
  const draw = () => (isRoot() ? button.hide() : button.show());
  window.addEventListener("hashchange", draw);
  draw();
}

/** Close the Mini App. */
export const closeApp = async () => (await app)?.close();
