// Pages by the address's fragment: `#/purchases/12?status=held` is the page "purchases".

import { el } from "./page_parts/dom.js";
import { ApiError } from "./api.js";
import { onChange } from "./live.js";
import { PAGES } from "./pages.js";
import { closeDialogs } from "./parts/ask.js";
import { textOf } from "./parts/toast.js";
import { isUnsaved, mayLeave } from "./parts/unsaved.js";
import { drawPlace, pageHead } from "./shell.js";
import { file } from "./files.js";
import { bindBack, forgetLaunch, isLaunch } from "./telegram.js";
import { arrive, beginTrail, comeBack, enter, goUp, isShown, remember, replaceAddress, stay } from "./trail.js";
import { t } from "./words.js";

let leaveFirst = [];
let shown = 0;
let current = null;
let drawn = null; // the view that is shown; null while it is on its way
let address = ""; // of what is shown
let asking = false;

/** Return the page's name, its further parts and its query, as the address has them; a launch has none. */
export function place() {
  const [path, query = ""] = (isLaunch() ? "" : location.hash).replace(/^#\/?/, "").split(/\?(.*)/s);
  const [page = "", ...rest] = path.split("/").filter(Boolean).map((one) => safelyDecoded(one));
  return { page, path: rest, query: new URLSearchParams(query) };
}

function safelyDecoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // typed by somebody, with a lone %
  }
}

/** Return the address of a page, for a link. */
export function href(path, query = null) {
  const pairs = Object.entries(query ?? {}).filter(([, value]) => value !== null && value !== undefined && value !== "");
  const text = new URLSearchParams(pairs).toString();
  return `#/${path}${text ? `?${text}` : ""}`;
}

/** Go to a page. */
export function go(path, query = null) {
  location.hash = href(path, query);
}

function replaceQuery(query) {
  if (isLaunch()) forgetLaunch();
  const [path] = location.hash.split("?");
  const pairs = query instanceof URLSearchParams ? [...query] : Object.entries(query);
  const text = new URLSearchParams(pairs.filter(([, value]) => value)).toString();
  history.replaceState(history.state, "", `${path || "#/"}${text ? `?${text}` : ""}`);
  address = location.hash;
}

/** The sheets of style that pages have brought, by path. */
const styles = new Map();

/** A sheet of one page is loaded with it, and stays. */
function loadStyle(path) {
  if (styles.has(path)) return Promise.resolve();
  return new Promise((resolve) => {
    const loaded = () => { styles.set(path, link); resolve(); };
    const link = el("link", { rel: "stylesheet", href: file(path), onload: loaded, onerror: resolve });
    document.head.append(link);
  });
}

/** Let only the sheets of this page count, so that it looks the same whatever was shown before. */
function useStyles({ styles: own = [] }) {
  for (const [path, link] of styles) link.sheet.disabled = !own.includes(path);
}

/** Go back to the list that a card was opened from, as it was left, else to its beginning. */
const up = (path) => goUp(path) || go(path);

/** `kept` is what a list keeps, so that it is as long as before when somebody comes back. */
function newView(admin, asked, head, kept) {
  const abort = new AbortController();
  const name = `page-${asked.page || "overview"}`;
  const root = el("div", { class: `page ${name}`, "data-testid": name });
  leaveFirst.push(() => abort.abort());
  return {
    root, admin, go, href, kept,
    up: (path) => abort.signal.aborted || up(path),
    replace: (path) => replaceAddress(href(path)),
    path: asked.path,
    query: asked.query,
    signal: abort.signal,
    actions: head.actions,
    title: head.setTitle,
    setQuery: (query) => abort.signal.aborted || replaceQuery(query),
    onLeave: (act) => leaveFirst.push(act),
    onChange: (act) => leaveFirst.push(onChange(act)),
  };
}

/** A script didn't come. Some browsers don't ask for it again, and after an upgrade there is another one instead. */
class GoneError extends Error {}

/** Load the script and the style of a page. */
async function load(entry) {
  try {
    const [{ page }] = await Promise.all([entry.load(), ...(entry.styles ?? []).map(loadStyle)]);
    return page;
  } catch (error) {
    throw error instanceof TypeError ? new GoneError(error.message, { cause: error }) : error;
  }
}

/** The way out of a page that can't be shown: what isn't there any more isn't there at the next try either. */
function wayOut(error, entry, again) {
  if (error.status === 404 && place().path.length > 0) {
    return el("a", { class: "button", href: href(entry.path) }, t(entry.title));
  }
  const gone = error instanceof GoneError;
  const act = gone ? () => location.reload() : again;
  return el("button", { type: "button", class: "button", onclick: act }, t(gone ? "console-load-again" : "console-try-again"));
}

function failed(error, entry, again) {
  const gone = error instanceof GoneError;
  const text = gone ? t("console-gone") : textOf(error);
  return el("div", { class: "empty", role: "alert", "data-testid": "page-failed" },
    el("p", {}, text),
    wayOut(error, entry, again));
}

/** A script that didn't come is asked for again too: most browsers do. */
const isUnanswered = (error) => error instanceof GoneError || error.code === "network" || error.status >= 500;

/** A page that nobody answered for is asked for again once there is a connection, or the bot answers again. */
function whenAnswered(again) {
  leaveFirst.push(onChange(again));
  window.addEventListener("online", again, { once: true });
  leaveFirst.push(() => window.removeEventListener("online", again));
}

function leave() {
  if (drawn) remember(address, drawn.kept);
  drawn = null;
  for (const act of leaveFirst.splice(0)) act();
  closeDialogs();
}

async function show(admin, { first = false } = {}) {
  leave();
  const before = enter();
  address = location.hash;
  const turn = ++shown;
  const asked = place();
  const entry = PAGES.find((one) => one.path === asked.page);
  if (!entry) {
    replaceAddress("#/"); // so that going back doesn't come here again
    return;
  }
  const main = document.getElementById("main");
  const head = pageHead(t(entry.title));
  const view = newView(admin, asked, head, before?.kept ?? {});
  drawPlace(entry);
  main.setAttribute("aria-busy", "true");
  try {
    const page = await load(entry);
    if (turn !== shown) return;
    useStyles(entry);
    main.replaceChildren(head.node, view.root);
    window.scrollTo(0, 0);
    if (!first) head.focus();
    await page.show(view);
    if (turn !== shown) return;
    drawn = view;
    if (before) comeBack(before);
  } catch (error) {
    if (turn !== shown || error.name === "AbortError") return;
    leave(); // what the page has begun to follow would draw where nobody looks, or lead elsewhere
    const again = () => show(admin);
    if (error.status !== 401) main.replaceChildren(head.node, failed(error, entry, again));
    if (isUnanswered(error)) whenAnswered(again);
    if (!(error instanceof ApiError || error instanceof GoneError)) throw error;
  } finally {
    if (turn === shown) main.removeAttribute("aria-busy");
  }
}

/** Show what the address names now, unless that would lose words that the admin wants to keep. */
async function follow(admin) {
  arrive();
  if (asking || (isShown() && location.hash === address)) return;
  asking = true;
  const may = await mayLeave();
  asking = false;
  if (may) await show(admin);
  else stay();
}

/** The browser asks with words of its own. */
const keepUnsaved = (event) => { if (isUnsaved()) event.preventDefault(); };

/** Show the page that the address names, now and whenever it changes. */
export function startRouter(admin) {
  current = () => follow(admin);
  window.addEventListener("hashchange", current);
  window.addEventListener("beforeunload", keepUnsaved);
  beginTrail();
  bindBack(() => place().page === "" && place().path.length === 0, () => history.back());
  return show(admin, { first: true });
}

/** Leave the page, and follow the address no more: the session has ended. */
export function stopRouter() {
  window.removeEventListener("hashchange", current);
  window.removeEventListener("beforeunload", keepUnsaved);
  shown += 1;
  drawn = null;
  leave();
}
