// Plans and prices: what is sold, in which order, for how much, and which chats it opens.

import { el } from "../page_parts/dom.js";
import { get, post } from "../api.js";
import { icon } from "../icons.js";
import { actButton } from "../parts/act.js";
import { following } from "../parts/fresh.js";
import { redraw } from "../parts/redraw.js";
import { sortable } from "../parts/sortable.js";
import { attempt, toast } from "../parts/toast.js";
import { addPlan } from "./plans/names.js";
import { openCatalogue } from "./plans/catalogue.js";
import { planCard } from "./plans/plan.js";
import { t } from "../words.js";

/** How soon the page is read again after something kept it from being drawn, in milliseconds. */
const PAUSE = 1000;

const notice = (text, link = null) => (text ? el("p", { class: "notice", role: "status" }, text, " ", link) : null);

function buttons(context) {
  return [
    actButton([icon("plus"), t("console-plans-sell")], () => openCatalogue(context), { kind: "primary", testid: "catalogue" }),
    actButton(t("console-plans-add"), () => addPlan(context), { testid: "add-plan" }),
  ];
}

function draw(context) {
  const { found, act } = context;
  const cards = found.plans.map((one) => planCard(context, one));
  const several = found.plans.length > 1;
  const ordered = (wanted, seen) => act(() => post("plans/order", { wanted, seen }));
  return [
    notice(found.waiting, el("a", { href: context.view.href("attention", { of: "held", why: "unbound" }), "data-testid": "waiting-look" }, t("console-plans-waiting-look"))),
    notice(found.refolding),
    several ? sortable({ rows: cards, label: t("console-plans-title"), ordered }) : cards,
    several && found.is_ordered ? actButton(t("console-plans-restore"), () => act(() => post("plans/order/restore", { seen: found.order_seen })), {
      kind: "quiet", testid: "restore-order",
    }) : null,
  ].flat().filter(Boolean);
}

export const page = {
  async show(view) {
    let found = null;
    let shown = null;
    let timer = 0;
    let acts = 0;
    let asked = 0; // how often the page was read
    let drawn = 0; // which of these answers is the latest that came
    /** A row that is held, and a menu that is open, stay where they are. */
    const isBusy = () => view.root.querySelector(".sortable[data-busy], .menu:not([hidden])") !== null;

    /** An answer that was asked for before an act, or before one that came since, would show an order that is over. */
    async function load() {
      if (isBusy()) return later();
      const [before, turn] = [acts, ++asked];
      const now = await get("plans", null, { signal: view.signal });
      if (isBusy()) return later();
      if (before !== acts || turn < drawn) return;
      drawn = turn;
      if (JSON.stringify(now) === shown) return;
      found = now;
      shown = JSON.stringify(now);
      view.title(t(found.plans.length > 1 ? "console-plans-title-several" : "console-plans-title"));
      redraw(view.root, draw({ ...context, found }));
    }

    function later() {
      clearTimeout(timer);
      timer = setTimeout(() => load().catch(() => {}), PAUSE);
    }

    /** Run an act, say what it did, and show what is true now: also after a refusal. */
    async function act(run) {
      const result = await attempt(run);
      acts += 1;
      if (result?.text) toast(result.text);
      shown = null;
      setTimeout(() => load().catch(() => {})); // a list that is being saved is let go first
      return result;
    }

    const context = { view, act, reload: () => act(async () => null), people: new Map() };

    /** The people are counted once: among a million that takes as long as all the rest. */
    async function count() {
      const counted = await get("plans/people", null, { signal: view.signal });
      for (const one of counted.plans) context.people.set(one.id, one.text);
      shown = null;
      await load();
    }
    view.actions.append(...buttons({ ...context, get found() { return found; } }));
    following(view, load);
    view.onLeave(() => clearTimeout(timer));
    await load();
    count().catch(() => {}); // the page does without
  },
};
