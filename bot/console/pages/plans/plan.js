// One plan: its tariffs in their order, and what can be done with it.

import { beside } from "../../page_parts/directions.js";
import { el } from "../../page_parts/dom.js";
import { post } from "../../api.js";
import { confirm } from "../../parts/ask.js";
import { badge } from "../../parts/badge.js";
import { menu } from "../../parts/menu.js";
import { handle, sortable } from "../../parts/sortable.js";
import { moveInto } from "./moves.js";
import { openChats } from "./chats.js";
import { openIncludes } from "./includes.js";
import { openPlanWords } from "./names.js";
import { tariffRow } from "./tariff.js";
import { t } from "../../words.js";

async function retire({ act }, plan) {
  const yes = await confirm({
    title: t("console-plans-retire-question", { name: plan.name }), text: t("console-plans-retire-text"), yes: t("console-plans-retire"),
  });
  if (yes) await act(() => post(`plans/${plan.id}/retire`, { seen: plan.seen }));
}

function acts(context, plan) {
  const several = context.found.plans.length > 1;
  const found = [{ label: t("console-plans-words"), act: () => openPlanWords(context, plan) }];
  if (several) found.push({ label: t("console-plans-includes"), act: () => openIncludes(context, plan) });
  found.push({ label: t("console-plans-chats"), act: () => openChats(context, plan) });
  if (plan.is_ordered) {
    const restore = () => post(`plans/${plan.id}/tariffs/order/restore`, { seen: plan.order_seen });
    found.push({ label: t("console-plans-restore"), act: () => context.act(restore) });
  }
  if (!several) return found;
  const wanted = (order, seen) => context.act(() => post("plans/order", { wanted: order, seen }));
  found.push(...moveInto(context.found.plans.map((one) => one.id), plan.id, wanted));
  const sellAgain = () => post(`plans/${plan.id}/sell-again`, { seen: plan.seen });
  if (plan.retired_text) found.push({ label: t("console-plans-sell-again"), act: () => context.act(sellAgain) });
  else found.push({ label: t("console-plans-retire"), act: () => retire(context, plan), danger: true });
  return found;
}

function tariffs(context, plan) {
  const listed = plan.tariffs.filter((one) => one.is_listed);
  const others = plan.tariffs.filter((one) => !one.is_listed);
  if (!plan.tariffs.length) return [el("p", { class: "empty" }, t("console-plans-no-tariffs"))];
  const order = (wanted, seen) => context.act(() => post(`plans/${plan.id}/tariffs/order`, { wanted, seen }));
  const rows = listed.map((one) => tariffRow(context, plan, one, { order, listed: listed.map((each) => each.id) }));
  return [
    sortable({ rows, label: t("console-plans-prices"), ordered: order }),
    others.length ? el("ul", { class: "unlisted" }, others.map((one) => tariffRow(context, plan, one))) : null,
  ];
}

/** How many people have it now leads to them; they are counted after the rest of the page. */
function people(context, plan) {
  const text = context.people.get(plan.id);
  if (!text) return null;
  return [" · ", el("a", { href: context.view.href("people", { plan: plan.key, status: "active" }) }, text)];
}

function names(context, plan) {
  const included = plan.includes.map((id) => context.found.plans.find((one) => one.id === id)?.name).filter(Boolean);
  return [
    plan.retired_text ? el("p", { class: "small" }, badge(t("console-plans-retired"), "warn"), " ", plan.retired_text) : null,
    included.length ? el("p", { class: "small muted" }, t("console-plans-included", { names: beside(included, ", ") })) : null,
    el("p", { class: "small muted" }, plan.counts, people(context, plan)),
  ];
}

/** A shop with one plan reads nothing of plans. */
export function planCard(context, plan) {
  const several = context.found.plans.length > 1;
  const label = several ? plan.name : t("console-plans-prices");
  const head = el("div", { class: "plan-head" },
    several ? handle(plan.name, `handle-plan-${plan.id}`) : null,
    el("h2", {}, label),
    menu(t("console-plans-acts", { name: label }), acts(context, plan)));
  return el(several ? "li" : "section", { class: "card plan", "data-id": plan.id, "data-testid": `plan-${plan.id}` },
    head, several ? names(context, plan) : null, tariffs(context, plan));
}
