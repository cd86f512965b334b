// How much waits for an admin, beside its page in the menus, whatever page is shown.

import { get } from "./api.js";
import { onChange } from "./live.js";
import { place } from "./router.js";
import { drawCount } from "./shell.js";

/** Pages that know the number from what they show. */
const KNOW_IT = new Set(["", "attention"]);

async function count() {
  if (KNOW_IT.has(place().page)) return;
  const { count: number } = await get("attention");
  drawCount("attention", number);
}

/** Count now and after each change; where that fails, the next change tries again. */
export function startCounting() {
  const tried = () => count().catch(() => {});
  onChange(tried);
  tried();
}
