// Telegram's part of a Mini App: the signed launch, the theme, the back button.
//
// Source: https://core.telegram.org/bots/webapps. Outside Telegram nothing of it is loaded.

const SCRIPT = document.querySelector('meta[name="telegram-script"]').content;
const LAUNCH = "tgWebAppData=";

let app = null;

/** Telegram's object of the Mini App; null in a browser. */
export const telegram = () => app;

/** Return whether Telegram has just opened this page: it puts its launch data into the fragment. */
export const isLaunch = () => location.hash.includes(LAUNCH);

function loaded(script) {
  return new Promise((resolve, reject) => {
    script.addEventListener("load", resolve);
    script.addEventListener("error", reject);
    document.head.append(script);
  });
}

/** Load Telegram's script, and return the signed launch data; "" if there is none. */
export async function launch() {
  const script = document.createElement("script");
  script.src = SCRIPT;
  await loaded(script);
  app = window.Telegram?.WebApp ?? null;
  if (!app) return "";
  app.ready();
  app.expand();
  followTheme();
  return app.initData ?? "";
}

function followTheme() {
  const draw = () => {
    document.documentElement.dataset.theme = app.colorScheme === "dark" ? "dark" : "light";
    const style = document.documentElement.style;
    for (const [name, variable] of Object.entries(COLOURS)) {
      const colour = app.themeParams?.[name];
      if (/^#[0-9a-f]{6}$/i.test(colour ?? "")) style.setProperty(variable, colour);
      else style.removeProperty(variable);
    }
  };
  draw();
  app.onEvent("themeChanged", draw);
}

/** Backgrounds are Telegram's, so that the page has no edge; text and accent stay ours, whose
 * contrast is known. */
const COLOURS = {
  secondary_bg_color: "--bg",
  section_bg_color: "--surface",
};

/** Show Telegram's back button while there is a page to go back to. */
export function bindBack(isRoot, goBack) {
  const button = app?.BackButton;
  if (!button) return;
  button.onClick(goBack);
  const draw = () => (isRoot() ? button.hide() : button.show());
  window.addEventListener("hashchange", draw);
  draw();
}

/** Close the Mini App. */
export const closeApp = () => app?.close();
