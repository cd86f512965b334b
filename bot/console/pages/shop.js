// The shop's own words: all that can be worded; one place of it; the bot itself in Telegram; who has
// agreed to the terms.

import { showAgreed } from "./shop/agreed.js";
import { showList } from "./shop/list.js";
import { showPlace } from "./shop/place.js";
import { showProfile } from "./shop/profile.js";

const SLOTS = new Set(["greeting", "what_now", "reminder", "ended", "contact", "terms"]);

export const page = {
  show(view) {
    const [part] = view.path;
    if (part === "profile") return showProfile(view);
    if (part === "agreed") return showAgreed(view);
    return SLOTS.has(part) ? showPlace(view, part) : showList(view);
  },
};
