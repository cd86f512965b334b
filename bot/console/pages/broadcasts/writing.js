// A new broadcast: whom it is for, its words, picture and button, beside the phone of its readers.

import { el } from "../../page_parts/dom.js";
import { get, post } from "../../api.js";
import { backLink } from "../../parts/act.js";
import { editor } from "../../parts/editor.js";
import { choice, setError, textField, tick } from "../../parts/fields.js";
import { form } from "../../parts/form.js";
import { phone } from "../../parts/phone.js";
import { pictureField } from "../../parts/picture.js";
import { textOf } from "../../parts/toast.js";
import { t } from "../../words.js";

const PAUSE = 250;

/** Return what a choice stands for, as the server reads it. */
const audienceOf = ({ group, tariff_id, plan_id }) => ({ group, tariff_id, plan_id });
const sameAudience = (one, other) =>
  JSON.stringify(audienceOf(one)) === JSON.stringify(audienceOf(other));

/** Return where a button leads, as the choice of it has that. */
function leadsTo(found, button) {
  if (!button) return "none";
  if (button.url) return "link";
  const at = found.pages.findIndex((one) => one.page === button.page && one.plan_id === button.plan_id);
  return at < 0 ? "none" : String(at);
}

function buttonFields(found, own) {
  const options = [
    { value: "none", label: t("console-broadcasts-button-none") },
    { value: "link", label: t("console-broadcasts-button-link") },
    ...found.pages.map((one, at) => ({ value: String(at), label: t("console-broadcasts-button-page", { page: one.text }) })),
  ];
  const leads = choice({ name: "leads", label: t("console-broadcasts-button"), options, value: leadsTo(found, own) });
  const url = textField({ name: "url", label: t("console-composing-url-label"), value: own?.url ?? "", placeholder: "https://", inputmode: "url", maxlength: 2048 });
  const label = textField({ name: "label", label: t("console-composing-label-label"), value: own?.label ?? "", maxlength: 64 });
  const select = leads.querySelector("select");
  const draw = () => {
    url.hidden = select.value !== "link";
    label.hidden = select.value === "none";
    const page = found.pages[Number(select.value)];
    label.querySelector("input").placeholder = page ? page.usual : "";
  };
  select.addEventListener("change", draw);
  draw();
  return {
    nodes: [leads, url, label],
    value() {
      const typed = label.querySelector("input").value;
      if (select.value === "none") return null;
      if (select.value === "link") return { label: typed, url: url.querySelector("input").value };
      const page = found.pages[Number(select.value)];
      return { label: typed, page: page.page, plan_id: page.plan_id };
    },
    /** Half a button is nothing to look at yet. */
    shown() {
      const now = this.value();
      return now && !now.page && (!now.url.trim() || !now.label.trim()) ? null : now;
    },
  };
}

/** A choice of people, with how many they are now. */
function audienceField(found, chosen, signal) {
  const options = found.audiences.map((one, at) => ({ value: at, label: one.text }));
  const at = chosen ? Math.max(0, found.audiences.findIndex((one) => sameAudience(one, chosen))) : 0;
  const node = choice({ name: "audience", label: t("console-broadcasts-whom"), options, value: at });
  const said = el("p", { class: "field-hint", role: "status", "data-testid": "count" });
  node.append(said);
  const select = node.querySelector("select");
  const value = () => audienceOf(found.audiences[Number(select.value)]);
  let turn = 0;
  async function count() {
    const mine = ++turn;
    said.textContent = t("console-broadcasts-counting");
    try {
      const reached = await post("broadcasts/count", { audience: value() }, { signal });
      if (mine === turn) said.textContent = [reached.text, ...reached.left_out.map((one) => one.text)].join(" ");
    } catch (error) {
      if (mine === turn && error.name !== "AbortError") said.textContent = textOf(error);
    }
  }
  select.addEventListener("change", count);
  count();
  return { node, value };
}

export async function showWriting(view) {
  const from = view.query.get("from");
  const [found, before] = await Promise.all([
    get("broadcasts", null, { signal: view.signal }),
    from ? get(`broadcasts/${encodeURIComponent(from)}`, null, { signal: view.signal }).catch(() => null) : null,
  ]);
  const screen = phone({ title: t("console-composing-phone") });
  const counter = el("p", { class: "counter", role: "status", "data-testid": "counter" });
  const audience = audienceField(found, before?.audience, view.signal);
  const words = editor({ name: "words", label: t("console-broadcasts-words"), html: before?.message.html ?? "", changed: soon });
  const buttons = buttonFields(found, before?.button);
  const picture = pictureField({ label: t("console-broadcasts-picture"), changed: pictureChanged });
  const hidden = tick({ name: "hidden", label: t("console-broadcasts-picture-hidden"), checked: before?.message.hidden });
  const above = tick({ name: "above", label: t("console-broadcasts-picture-above"), checked: before?.message.above });
  const keep = tick({ name: "keep", label: t("console-broadcasts-picture-keep"), checked: true });

  function pictureChanged() {
    keep.hidden = !before?.message.media || picture.id() !== null;
    hidden.hidden = above.hidden = picture.id() === null;
    soon();
  }

  const isTicked = (node) => node.querySelector("input").checked;

  function message({ whole }) {
    const id = picture.id();
    return {
      words: words.words(),
      picture: id === null ? null : { id, hidden: isTicked(hidden), above: isTicked(above) },
      button: whole ? buttons.value() : buttons.shown(),
      keep_media_of: id === null && before?.message.media && isTicked(keep) ? before.id : null,
    };
  }

  let timer = 0;
  let turn = 0;
  function soon() {
    clearTimeout(timer);
    timer = setTimeout(preview, PAUSE);
  }
  view.onLeave(() => clearTimeout(timer));

  async function preview() {
    const mine = ++turn;
    try {
      const shown = await post("broadcasts/preview", message({ whole: false }), { signal: view.signal });
      if (mine !== turn) return;
      counter.textContent = t("console-composing-counter", { length: shown.length, most: shown.most });
      counter.classList.toggle("too-long", shown.length > shown.most);
      if (shown.length || shown.message.media) screen.draw([shown.message]);
      else screen.say(t("console-broadcasts-phone-empty"));
    } catch (error) {
      if (mine !== turn || error.name === "AbortError" || error.status === 401) return;
      const field = node.querySelector(`[data-field="${CSS.escape(error.fields?.[0] ?? "words")}"]`);
      if (field) setError(field, textOf(error));
    }
  }

  const node = form({
    label: t("console-broadcasts-check"),
    async send() {
      const made = await post("broadcasts/draft", { audience: audience.value(), message: message({ whole: true }) });
      view.go(`broadcasts/${made.id}`);
    },
  }, audience.node, words.node, counter, picture.node, keep, hidden, above, ...buttons.nodes,
  el("p", { class: "muted small" }, t("console-broadcasts-check-hint")));
  node.addEventListener("input", (event) => { if (!event.target.closest(".editor")) soon(); });

  view.title(t("console-broadcasts-new-title"));
  view.root.append(backLink(view.href("broadcasts"), t("console-broadcasts-all")),
    el("div", { class: "beside-phone" }, el("section", { class: "card" }, node), screen.node));
  pictureChanged();
  await preview();
}
