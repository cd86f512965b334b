// Purchases: the list with its filters; `#/purchases/12` is the life of one, `#/purchases/recurring` the payments
// for Tribute's recurring subscriptions.

import { showCard } from "./purchases/card.js";
import { showList } from "./purchases/list.js";
import { showRecurring } from "./purchases/recurring.js";

export const page = {
  show(view) {
    const [asked] = view.path;
    if (asked === "recurring") return showRecurring(view);
    return asked ? showCard(view, asked) : showList(view);
  },
};
