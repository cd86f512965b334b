// Tribute's checkout, opened over the phone when a Pay button is tapped.

import { byId } from "../page_parts/dom.js";
import { openOver } from "./over.js";
import { refreshState, store, subscribe } from "./store.js";
import { language, t } from "./words.js";

const trimmed = (url) => url.replace(/\/+$/, "");

/** Return the product that this address sells, in Telegram or in the browser; else null. */
export function productBehind(url) {
  return store.state?.products.find((product) =>
    trimmed(product.link) === trimmed(url) || trimmed(product.web_link) === trimmed(url)) ?? null;
}

let over = null;
let openedFor = null;

export function openCheckout(product, person, url) {
  const inBrowser = trimmed(product.web_link) === trimmed(url);
  const address = new URL(product.checkout, location.href);
  address.searchParams.set("lang", language);
  address.searchParams.set(inBrowser ? "web_user_id" : "telegram_user_id", person.id);
  if (person.username) address.searchParams.set("telegram_username", person.username);
  openedFor = person.id;
  byId("checkout-how").textContent = inBrowser ? t("in the browser") : t("inside Telegram");
  byId("checkout-frame").src = address.href;
  over = openOver(byId("checkout"), byId("checkout-close"));
  document.dispatchEvent(new CustomEvent("checkout-opened"));
}

export function closeCheckout() {
  if (!over) return;
  over.close();
  over = null;
  byId("checkout-frame").src = "about:blank";
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
