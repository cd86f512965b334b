// How much waits for an admin, beside its page in the menus, whatever page is shown.

import { get } from "./api.js";
import { onChange } from "./live.js";
import { place } from "./router.js";
import { drawCount } from "./shell.js";

/** The overview and the list of what waits know the number from what they show. */
function isKnown({ page, path }) {
  return page === "" || (page === "attention" && path.length === 0);
}

async function count() {
  if (isKnown(place())) return;
  const { count: number } = await get("attention");
  drawCount("attention", number);
}

/** Count now and after each change; where that fails, the next change tries again. */
export function startCounting() {
  const tried = () => count().catch(() => {});
  onChange(tried);
  tried();
}
