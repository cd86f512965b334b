// All that an owner can word, and whose words stand there now.

import { el } from "../../page_parts/dom.js";
import { get } from "../../api.js";
import { badge } from "../../parts/badge.js";
import { following, fresh } from "../../parts/fresh.js";
import { redraw } from "../../parts/redraw.js";
import { t } from "../../words.js";

/** A badge that says whether the words in a slot are the owner's. */
function stateOf(shop, slot) {
  if (slot.own.length && slot.by_plan && shop.plans.length > 1) {
    return badge(t("console-shop-state-plans", { count: slot.own.length }), "accent");
  }
  const names = shop.locales.filter((one) => slot.own.includes(one.id)).map((one) => one.name);
  if (names.length) return badge(t("console-shop-state-own", { languages: names.join(", ") }), "accent");
  if (slot.in_env) return badge(t("console-shop-state-env"));
  return badge(t(["contact", "terms", "what_now"].includes(slot.slot) ? "console-shop-state-none" : "console-shop-state-original"));
}

function row(view, path, name, about, state) {
  return el("a", { class: "row shop-row", href: view.href(`shop/${path}`), "data-testid": `shop-${path}` },
    el("span", { class: "row-main" }, el("b", {}, name), el("span", { class: "muted small block" }, about)), state);
}

/** A shop with one plan reads nothing of plans. */
const slotRow = (view, shop, slot) => row(view, slot.slot, t(`console-shop-slot-${slot.slot}`),
  t(`console-shop-about-${slot.slot}`, { plans: shop.plans.length }), stateOf(shop, slot));

function group(title, ...rows) {
  return el("section", { class: "card" }, el("h2", { class: "card-head" }, title),
    el("ul", { class: "rows" }, rows.map((one) => el("li", {}, one))));
}

export async function showList(view) {
  const { load } = fresh(() => get("shop", null, { signal: view.signal }), (shop) => {
    const slots = Object.fromEntries(shop.slots.map((one) => [one.slot, one]));
    const of = (name) => slotRow(view, shop, slots[name]);
    redraw(view.root, [
      el("div", { class: "stack" },
        group(t("console-shop-group-words"), of("greeting"), of("what_now"), of("reminder"), of("ended")),
        group(t("console-shop-group-facts"), of("contact"), of("terms")),
        group(t("console-shop-group-bot"), row(view, "profile", t("console-shop-profile"), t("console-shop-profile-about"),
          shop.profile_own.length ? badge(t("console-shop-state-yours"), "accent") : badge(t("console-shop-state-as-it-was")))),
        el("p", { class: "muted" }, el("a", { href: view.href("plans") }, t("console-shop-order", { plans: shop.plans.length })))),
    ]);
  });
  following(view, load);
  await load();
}
