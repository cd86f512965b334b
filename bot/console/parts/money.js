// Sums of money, written by the server as the chat writes them.

import { el } from "../page_parts/dom.js";

/** A sum with its currency; null is a payment whose amount isn't known. */
export const money = (sum) => (sum === null ? null : el("span", { class: "money" }, sum.text));
