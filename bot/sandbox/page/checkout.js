// Tribute's checkout, opened over the phone when a Pay button is tapped.

import { byId } from "../page_parts/dom.js";
import { refreshState, store, subscribe } from "./store.js";
import { language, t } from "./words.js";

const trimmed = (url) => url.replace(/\/+$/, "");

/** Return the product that this address sells, in Telegram or in the browser; else null. */
export function productBehind(url) {
  return store.state?.products.find((product) =>
    trimmed(product.link) === trimmed(url) || trimmed(product.web_link) === trimmed(url)) ?? null;
}

let opener = null;
let openedFor = null;

/** Make all that is beside the checkout inert, on each level, so that the focus stays inside it. */
function setBesideInert(inert) {
  for (let node = byId("checkout"); node !== document.body; node = node.parentElement) {
    for (const beside of node.parentElement.children) {
      if (beside !== node && beside.id !== "toasts") beside.inert = inert;
    }
  }
}

export function openCheckout(product, person, url) {
  const inBrowser = trimmed(product.web_link) === trimmed(url);
  const address = new URL(product.checkout, location.href);
  address.searchParams.set("lang", language);
  address.searchParams.set(inBrowser ? "web_user_id" : "telegram_user_id", person.id);
  if (person.username) address.searchParams.set("telegram_username", person.username);
  opener = document.activeElement;
  openedFor = person.id;
  byId("checkout-how").textContent = inBrowser ? t("in the browser") : t("inside Telegram");
  byId("checkout-frame").src = address.href;
  byId("checkout").hidden = false;
  setBesideInert(true);
  byId("checkout-close").focus();
  document.dispatchEvent(new CustomEvent("checkout-opened"));
}

export function closeCheckout() {
  if (byId("checkout").hidden) return;
  byId("checkout").hidden = true;
  setBesideInert(false);
  byId("checkout-frame").src = "about:blank";
  if (opener?.isConnected) opener.focus();
  refreshState();
}

export function initCheckout() {
  byId("checkout-close").addEventListener("click", closeCheckout);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") closeCheckout();
  });
  document.addEventListener("pointerdown", (event) => {
    if (!event.target.closest("#checkout")) closeCheckout();
  });
  window.addEventListener("message", (event) => {
    if (event.origin === location.origin && event.data === "checkout-done") closeCheckout();
  });
  subscribe(() => {
    if (openedFor !== store.selected) closeCheckout();
  });
}
