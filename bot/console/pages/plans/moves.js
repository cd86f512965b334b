// Moves by a menu, for those who can neither drag nor use the arrow keys on a handle.

import { t } from "../../words.js";

function moved(order, id, by) {
  const place = order.indexOf(id);
  const found = order.filter((one) => one !== id);
  found.splice(place + by, 0, id);
  return found;
}

/** Return the entries of a menu that move `id` in `order`. */
export function moveInto(order, id, ordered) {
  const found = [];
  const place = order.indexOf(id);
  if (place > 0) found.push({ label: t("console-move-up"), act: () => ordered(moved(order, id, -1), order) });
  if (place >= 0 && place < order.length - 1) found.push({ label: t("console-move-down"), act: () => ordered(moved(order, id, 1), order) });
  return found;
}
