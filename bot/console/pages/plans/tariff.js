// One tariff: its products, its price in Stars, and what can be done with it.

import { beside } from "../../page_parts/directions.js";
import { el } from "../../page_parts/dom.js";
import { get, post } from "../../api.js";
import { icon } from "../../icons.js";
import { actButton, paragraphs } from "../../parts/act.js";
import { confirm } from "../../parts/ask.js";
import { badge } from "../../parts/badge.js";
import { menu } from "../../parts/menu.js";
import { handle } from "../../parts/sortable.js";
import { openTariffWords } from "./names.js";
import { moveInto } from "./moves.js";
import { openStars } from "./stars.js";
import { t } from "../../words.js";

/** Return the tariff's name to readers of the admin's language, else how long it is. */
export const nameOf = (context, tariff) =>
  tariff.words.find((one) => one.locale === context.view.admin.locale)?.name ?? tariff.duration;

async function stop(product) {
  const question = await get(`products/${product.id}/stop`);
  const yes = await confirm({
    title: t("console-plans-stop"), text: paragraphs(question.lines), yes: t("console-plans-stop-yes"), danger: true,
  });
  return yes ? post(`products/${product.id}/stop`, { seen: question.seen }) : null;
}

function productLine(context, product) {
  return el("li", { class: "product", "data-testid": `product-${product.id}` },
    el("div", {},
      el("span", {}, product.name),
      el("span", { class: "small muted" }, product.facts),
      product.notes.map((note) => el("span", { class: "small warn" }, note))),
    product.link ? el("a", { class: "button quiet square", href: product.link, target: "_blank", rel: "noopener noreferrer", "aria-label": t("console-plans-open", { name: product.name }) }, icon("link")) : null,
    product.is_on_offer ? actButton(t("console-plans-stop"), () => context.act(() => stop(product)), {
      kind: "quiet", testid: `stop-${product.id}`,
    }) : null);
}

function acts(context, plan, tariff, order) {
  const hiding = tariff.is_hidden
    ? { label: t("console-plans-show"), act: () => context.act(() => post(`tariffs/${tariff.id}/show`, { seen: tariff.seen })) }
    : { label: t("console-plans-hide"), act: () => context.act(() => post(`tariffs/${tariff.id}/hide`, { seen: tariff.seen })) };
  return [
    { label: t("console-plans-tariff-words"), act: () => openTariffWords(context, tariff) },
    { label: t("console-plans-stars"), act: () => openStars(context, tariff) },
    ...(order ? [hiding, ...moveInto(order.listed, tariff.id, order.order)] : []),
  ];
}

function badges(tariff) {
  if (tariff.is_hidden) return badge(t("console-plans-hidden"), "warn");
  return tariff.is_sold ? null : badge(t("console-plans-not-sold"), "warn");
}

function old(tariff) {
  if (!tariff.old.length) return null;
  return el("details", { class: "old", "data-testid": "old" },
    el("summary", {}, t("console-plans-old", { count: tariff.old.length })),
    el("ul", {}, tariff.old.map((one) => el("li", { class: "small" }, beside([one.name, one.facts])))));
}

/** `order` is there for a tariff that has a place in the shop's order. */
export function tariffRow(context, plan, tariff, order = null) {
  const name = nameOf(context, tariff);
  return el("li", { class: "tariff", "data-id": tariff.id, "data-testid": `tariff-${tariff.id}` },
    el("div", { class: "tariff-head" },
      order ? handle(name, `handle-tariff-${tariff.id}`) : null,
      el("div", { class: "tariff-name" },
        el("h3", {}, name, " ", badges(tariff)),
        name === tariff.duration ? null : el("span", { class: "small muted" }, tariff.duration),
        tariff.prices ? el("span", { class: "prices" }, tariff.prices) : el("span", { class: "small muted" }, t("console-plans-no-price"))),
      menu(t("console-plans-acts", { name }), acts(context, plan, tariff, order))),
    tariff.on_offer.length ? el("ul", { class: "products" }, tariff.on_offer.map((one) => productLine(context, one))) : null,
    old(tariff));
}
