// A small label of a state; its colour only repeats what its words say.

import { el } from "../page_parts/dom.js";

/** `kind`: "good", "bad", "warn", "quiet" or "accent". */
export const badge = (text, kind = "quiet") => el("span", { class: `badge ${kind}` }, text);
