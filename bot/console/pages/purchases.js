// Purchases: the list with its filters; `#/purchases/12` is the life of one.

import { showCard } from "./purchases/card.js";
import { showList } from "./purchases/list.js";

export const page = {
  show: (view) => (view.path.length ? showCard(view, view.path[0]) : showList(view)),
};
