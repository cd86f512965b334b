// The hint of the first visit: steps to try, each ticked off once it is done.

import { byId, el } from "../page_parts/dom.js";
import { store, subscribe } from "./store.js";
import { t } from "./words.js";

const KEY = "tributary-guide-closed";
let checkoutOpened = false;
let adminSeen = false;
let timeMoved = false;
let consoleOpened = false;

/** Each step with whether it is done, and where it can be done at all. */
const STEPS = [
  [t("Tap Start on Alice’s phone"), (state) => state.people.some((one) => one.started && !one.admin)],
  [t("Tap a Pay button"), (state) => checkoutOpened || state.purchases.length > 0],
  [t("Pay with Stars"), (state) => state.purchases.length > 0],
  [t("See the sale on Anna’s phone"), () => adminSeen],
  [t("Move the time, or refund"), () => timeMoved],
  [t("Open the console on Anna’s phone"), () => consoleOpened, (state) => state.has_console],
];

function closed() {
  try {
    return localStorage.getItem(KEY) === "yes";
  } catch {
    return false;
  }
}

function setClosed(value) {
  try {
    localStorage.setItem(KEY, value ? "yes" : "no");
  } catch { /* a private window may forbid storage; then the hint comes back, which is fine */ }
  byId("guide").hidden = value;
}

const step = (text, index, done, next) => el("li", {
  "data-step": done ? "✓" : index + 1,
  class: done ? "done" : index === next ? "next" : "", "aria-current": index === next ? "step" : null,
}, text);

function remember(state) {
  const selected = state.people.find((person) => person.id === store.selected);
  adminSeen ||= Boolean(selected?.admin) && state.purchases.length > 0;
  timeMoved ||= state.clock_moved || state.purchases.some((purchase) => purchase.refunded);
}

let drawn = "";

function draw() {
  if (!store.state) return;
  remember(store.state);
  const steps = STEPS.filter(([, , isThere = () => true]) => isThere(store.state));
  const done = steps.map(([, isDone]) => isDone(store.state));
  if (String(done) === drawn) return;
  drawn = String(done);
  const next = done.indexOf(false);
  byId("guide").hidden = closed();
  byId("guide").replaceChildren(
    next === -1 ? el("p", {}, t("All tried. The controls have more."))
      : el("ol", {}, steps.map(([text], index) => step(text, index, done[index], next))),
    el("button", {
      type: "button", class: "icon-button", "data-testid": "guide-close", "aria-label": t("Hide this hint"),
      onclick: () => setClosed(true),
    }, "×"),
  );
}

export function initGuide() {
  byId("help").addEventListener("click", () => setClosed(!byId("guide").hidden));
  document.addEventListener("checkout-opened", () => { checkoutOpened = true; draw(); });
  document.addEventListener("web-app-opened", () => { consoleOpened = true; draw(); });
  subscribe(draw);
}
