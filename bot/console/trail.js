// The entries of the browser's history that lie behind this page, and where somebody was in each of them.
//
// Each entry has a number, which the browser keeps with it. Of a page that was left only its address, how many
// pages of its list were read, and which rows were on the screen are remembered; the rows are read again.

/** As many entries are remembered. */
const MOST = 50;

/** Beside the row that was opened, as many on either side: one that isn't listed any more leaves its place to the next. */
const NEIGHBOURS = 4;

/** The places that are remembered, by the number of the entry. */
const places = new Map();

let here = 0; // where the browser is
let shown = 0; // whose page is on the screen: while somebody is asked whether to leave it, they differ
let isReplaced = false;
let isOnItsWay = false; // back to a list

/** Give the entry where the browser is a number. */
function mark(number) {
  history.replaceState({ ...history.state, at: number }, "");
  here = number;
}

/** Begin to count; where a page is read is decided here, not by the browser, which doesn't know when it is drawn. */
export function beginTrail() {
  history.scrollRestoration = "manual";
  mark(history.state?.at ?? history.length - 1);
  shown = here;
}

/** Note that the browser is at another entry: at a new one, which has no number yet, or at one from before. */
export function arrive() {
  if (history.state?.at !== undefined) here = history.state.at;
  else mark(isReplaced ? here : here + 1);
  isReplaced = false;
  isOnItsWay = false;
}

/** Go to an address in place of the entry where the browser is, so that going back doesn't come to that one. */
export function replaceAddress(hash) {
  isReplaced = true;
  location.replace(hash);
}

/** Return whether the browser is at the entry whose page is shown. */
export const isShown = () => here === shown;

/** Bring the browser back to the entry whose page is shown; no entry is added, or changed. */
export const stay = () => history.go(shown - here);

/** Links of the page in their order, each with its distance from the upper edge of the screen. */
const linksNow = () => [...document.querySelectorAll('#main a[href^="#/"]')].map((node) => {
  const { top, bottom } = node.getBoundingClientRect();
  return { node, top, isSeen: bottom > 0 && top < window.innerHeight };
});

function openedOf(links) {
  const led = links.filter(({ node }) => node.hash === location.hash);
  return led.find(({ node }) => node === document.activeElement) ?? led.find(({ isSeen }) => isSeen);
}

/** The rows by which the place is found again, best first: the one that was opened, those below it, those above. */
function rowsNow() {
  const links = linksNow();
  const opened = openedOf(links);
  const at = links.indexOf(opened ?? links.find(({ isSeen }) => isSeen));
  const near = at < 0 ? [] : [...links.slice(at, at + 1 + NEIGHBOURS), ...links.slice(Math.max(0, at - NEIGHBOURS), at).reverse()];
  return { isOpened: opened !== undefined, rows: near.map(({ node, top }) => ({ href: node.getAttribute("href"), top })) };
}

/** Remember where somebody is in the page at this address that they leave; `kept` is what its list keeps. */
export function remember(address, kept) {
  const now = rowsNow();
  const opened = now.isOpened ? now.rows[0].href : null;
  places.set(shown, { address, kept: { ...kept, opened }, top: window.scrollY, ...now });
}

/** Return what is remembered of the entry whose page is shown from now on; null for a new one. */
export function enter() {
  if (here > shown && !places.has(here)) forgetAfter(shown);
  shown = here;
  const found = places.get(here);
  return found?.address === location.hash ? found : null;
}

function forgetAfter(number) {
  for (const one of [...places.keys()]) if (one > number || one <= number - MOST) places.delete(one);
}

/** Bring somebody to where they were in a page that is drawn again, and the focus to the row that they had opened. */
export function comeBack({ rows, isOpened, top }) {
  for (const row of rows) {
    const node = document.querySelector(`#main a[href="${CSS.escape(row.href)}"]`);
    if (!node) continue;
    window.scrollBy({ top: node.getBoundingClientRect().top - row.top, behavior: "instant" });
    if (isOpened) node.focus({ preventScroll: true });
    return;
  }
  window.scrollTo({ top, behavior: "instant" });
}

const pathOf = (address) => address.replace(/^#\/?/, "").split("?")[0];

/** Return how many entries before this one the list at `path` is, with nothing but cards between; 0 if it isn't. */
function stepsTo(path) {
  for (let number = here - 1; places.has(number); number -= 1) {
    const found = pathOf(places.get(number).address);
    if (found === path) return here - number;
    if (!found.includes("/")) return 0;
  }
  return 0;
}

/** Go back to the list that this card was opened from, as it was left; return false if it was opened otherwise. */
export function goUp(path) {
  if (isOnItsWay) return true; // the browser takes a moment; twice would lead beyond the list
  const steps = stepsTo(path);
  isOnItsWay = steps > 0;
  if (isOnItsWay) history.go(-steps);
  return isOnItsWay;
}
