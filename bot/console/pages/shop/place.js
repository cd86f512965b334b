// One place of the shop: its words beside the phone of its readers, saved, undone, looked back on.

import { el } from "../../page_parts/dom.js";
import { ApiError, get, post } from "../../api.js";
import { changed } from "../../live.js";
import { actButton, backLink } from "../../parts/act.js";
import { confirm } from "../../parts/ask.js";
import { choice, setError } from "../../parts/fields.js";
import { form } from "../../parts/form.js";
import { phone } from "../../parts/phone.js";
import { segments } from "../../parts/tabs.js";
import { attempt, toast, textOf } from "../../parts/toast.js";
import { mayLeave } from "../../parts/unsaved.js";
import { t } from "../../words.js";
import { consentCard } from "./consent.js";
import { fieldsOf } from "./fields.js";
import { historyCard } from "./history.js";

const PAUSE = 300;

export async function showPlace(view, slot) {
  const shop = await get("shop", null, { signal: view.signal });
  const byPlan = shop.slots.find((one) => one.slot === slot).by_plan;
  const known = (list, id) => (list.some((one) => one.id === id) ? id : null);
  let locale = known(shop.locales, view.query.get("locale")) ?? known(shop.locales, view.admin.locale) ?? shop.locales[0].id;
  let plan = byPlan ? known(shop.plans, view.query.get("plan")) ?? shop.plans[0].id : null;

  const where = () => ({ slot, locale, plan_id: plan === null ? null : Number(plan) });
  const screen = phone({ title: t("console-composing-phone"), lang: locale });
  const place = el("div", { class: "stack" });
  const consent = slot === "terms" ? consentCard(view, shop.consent) : null;
  let current = null; // the place that is drawn, and its fields
  let timer = 0;
  let turn = 0;

  view.onLeave(() => clearTimeout(timer));
  view.title(t(`console-shop-slot-${slot}`));

  function soon() {
    clearTimeout(timer);
    timer = setTimeout(preview, PAUSE);
  }

  async function preview() {
    const mine = ++turn;
    try {
      const shown = await post("shop/preview", { place: current.place, content: current.fields.content({ whole: false }) }, { signal: view.signal });
      if (mine !== turn) return;
      screen.setLang(current.place.locale);
      screen.draw(shown.messages);
      current.fields.counted(shown);
    } catch (error) {
      if (mine !== turn || error.name === "AbortError" || error.status === 401) return;
      const field = place.querySelector(`[data-field="${CSS.escape(error.fields?.[0] ?? "words")}"]`);
      if (field) setError(field, textOf(error));
    }
  }

  async function act(what, body) {
    try {
      const answer = await post(`shop/${what}`, body);
      toast(answer.said);
      draw(answer.place, answer.undo);
      changed();
    } catch (error) {
      if (!(error instanceof ApiError) || error.status === 401) throw error;
      toast(textOf(error), "bad");
      await load();
    }
  }

  /** Somebody was quicker: what they have saved is shown, and one's own words stay to be saved after all. */
  function quicker(error, found) {
    if (!isChosen(found)) return;
    current.seen = found.seen;
    const note = el("div", { class: "warning stack small-gap", role: "alert", "data-testid": "quicker" },
      el("p", {}, textOf(error)),
      el("div", { class: "form-buttons" },
        el("button", { type: "button", class: "button", onclick: () => draw(found), "data-testid": "take-theirs" }, t("console-shop-take-theirs"))));
    place.querySelector("[data-testid=quicker]")?.remove();
    place.prepend(note);
    toast(textOf(error), "bad");
  }

  async function save() {
    try {
      const answer = await post("shop/save", { place: current.place, content: current.fields.content({ whole: true }), seen: current.seen });
      toast(answer.said);
      draw(answer.place, answer.undo);
      changed();
    } catch (error) {
      if (error.code !== "changed") throw error;
      quicker(error, await read(current.place));
      return false;
    }
    return true;
  }

  async function restore() {
    const key = `console-shop-restore-${current.found.back}`;
    const yes = await confirm({ title: t(key), text: t("console-shop-restore-text"), yes: t(key), danger: false });
    if (yes) await attempt(() => act("restore", { place: current.place, seen: current.seen }));
  }

  function buttons(found) {
    const send = async () => attempt(async () => {
      toast((await post("shop/send", { place: current.place, content: current.fields.content({ whole: true }) })).said);
    });
    return el("div", { class: "form-buttons" },
      actButton(t("console-shop-send"), send, { testid: "send-to-me" }),
      found.is_own ? actButton(t(`console-shop-restore-${found.back}`), restore, { kind: "quiet", testid: "restore" }) : null);
  }

  function undone(row) {
    if (!row) return null;
    return el("div", { class: "notice", "data-testid": "undo-note" }, el("p", {}, t("console-shop-saved-note")),
      actButton(t("console-shop-undo"), () => attempt(() => act("undo", { place: current.place, seen: row })), { testid: "undo" }));
  }

  /** Return whether an answer is about the language and the plan that are chosen now. */
  const isChosen = (found) => found.locale === locale && found.plan_id === where().plan_id;

  function draw(found, row = null) {
    if (!isChosen(found)) return;
    const fields = fieldsOf(found, soon);
    current = { place: where(), found, fields, seen: found.seen };
    const written = form({ label: t("console-shop-save"), send: save }, ...fields.nodes, el("p", { class: "muted small" }, t("console-shop-save-hint")));
    written.addEventListener("input", (event) => { if (!event.target.closest(".editor")) soon(); });
    place.replaceChildren(...[
      undone(row),
      el("section", { class: "card stack" },
        el("p", { class: "muted" }, found.about),
        ...found.notes.map((text) => el("p", { class: "muted small" }, text)),
        written, buttons(found),
        found.saved && el("p", { class: "muted small", "data-testid": "saved-by" }, found.saved)),
      consent,
      found.seen ? historyCard(current.place) : null,
    ].filter(Boolean));
    clearTimeout(timer);
    preview();
  }

  const read = (asked) => get("shop/place", asked, { signal: view.signal });
  const load = async () => draw(await read(where()));

  /** Another language or plan: what isn't saved would be lost, so that is asked first. */
  async function turnTo(next) {
    if (!await mayLeave()) {
      languages.mark(locale);
      if (plans) plans.querySelector("select").value = plan;
      return;
    }
    ({ locale = locale, plan = plan } = next);
    view.setQuery({ locale, plan: plan ?? "" });
    await attempt(load);
  }

  const languages = segments({
    label: t("console-shop-language"), value: locale, testid: "language",
    options: shop.locales.map((one) => ({ value: one.id, label: one.name })), chosen: (value) => turnTo({ locale: value }),
  });
  const plans = byPlan && shop.plans.length > 1
    ? choice({ name: "plan", label: t("console-shop-plan"), options: shop.plans.map((one) => ({ value: one.id, label: one.name })), value: plan })
    : null;
  plans?.querySelector("select").addEventListener("change", (event) => turnTo({ plan: event.target.value }));

  view.root.append(backLink(view.href("shop"), t("console-shop-all")),
    el("div", { class: "shop-where" }, shop.locales.length > 1 ? languages.node : null, plans),
    el("div", { class: "beside-phone" }, place, screen.node));
  await load();
}
