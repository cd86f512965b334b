// Tribute's products: one is chosen, then a length of time, and all that this changes is shown first.

import { el } from "../../page_parts/dom.js";
import { get, post } from "../../api.js";
import { paragraphs, tell } from "../../parts/act.js";
import { confirm, openDialog, panel } from "../../parts/ask.js";
import { badge } from "../../parts/badge.js";
import { durationFields, readDuration } from "../../parts/duration.js";
import { tick } from "../../parts/fields.js";
import { form } from "../../parts/form.js";
import { attempt, toast } from "../../parts/toast.js";
import { t } from "../../words.js";

const soldPlans = ({ found }) => {
  const sold = found.plans.filter((one) => !one.retired_text);
  return found.plans.length > 1 ? sold.map((one) => ({ id: one.id, title: one.name })) : [];
};

/** Ask with everything that it changes; where something would be replaced, both may stay. */
async function sell(product, tariff) {
  const question = await get(`products/${product.id}/sell`, tariff);
  const [title, ...lines] = question.lines;
  if (question.is_done) {
    await tell(title, lines);
    return null;
  }
  const beside = question.may_be_beside ? tick({ name: "beside", label: t("console-plans-beside") }) : null;
  const yes = await confirm({ title, text: [...paragraphs(lines), beside].filter(Boolean), yes: t("console-plans-sell-yes") });
  if (!yes) return null;
  const isBeside = beside?.querySelector("input").checked ?? false;
  return post(`products/${product.id}/sell`, { ...tariff, seen: question.seen, beside: isBeside });
}

function openSale(context, product, close) {
  const dialog = panel(product.name, form({
    label: t("console-plans-go-on"),
    send: async (values) => {
      const done = await sell(product, readDuration(values));
      if (!done) return;
      toast(done.text);
      dialog.close();
      close();
      await context.reload();
    },
  }, ...durationFields({ plans: soldPlans(context) })));
  openDialog(dialog);
}

function row(context, product, close) {
  return el("li", { class: "row" },
    el("span", { class: "row-main" },
      el("span", { class: "row-title" }, product.name, " ", product.is_on_offer ? badge(t("console-plans-on-offer"), "good") : null),
      el("span", { class: "row-detail" }, product.facts),
      product.tariff ? el("span", { class: "small muted" }, t("console-plans-sold-as", { tariff: product.tariff })) : null,
      product.notes.map((note) => el("span", { class: "small warn" }, note))),
    el("button", { type: "button", class: "button", onclick: () => openSale(context, product, close), "data-testid": `sell-${product.id}` },
      product.tariff ? t("console-plans-sell-otherwise") : t("console-plans-sell-as")));
}

export async function openCatalogue(context) {
  const found = await attempt(() => get("products"));
  if (!found) return;
  const dialog = panel(t("console-plans-products"),
    found.products.length
      ? el("ul", { class: "rows" }, found.products.map((one) => row(context, one, () => dialog.close())))
      : el("p", { class: "empty" }, t("console-plans-no-products")),
    found.skipped ? el("p", { class: "small muted" }, t("console-plans-skipped", { count: found.skipped })) : null);
  openDialog(dialog);
}
