// The bot itself in Telegram: its name, its texts and its picture, beside its profile and its empty chat.

import { el } from "../../page_parts/dom.js";
import { get, post } from "../../api.js";
import { actButton, backLink } from "../../parts/act.js";
import { confirm } from "../../parts/ask.js";
import { setError, textArea, textField } from "../../parts/fields.js";
import { form } from "../../parts/form.js";
import { shopPicture } from "../../parts/phone.js";
import { pictureField } from "../../parts/picture.js";
import { segments } from "../../parts/tabs.js";
import { attempt, toast, textOf } from "../../parts/toast.js";
import { mayLeave } from "../../parts/unsaved.js";
import { t } from "../../words.js";

const SMALLEST = 160;

const controlOf = (node) => node.querySelector("input:not([type=file]), textarea");

/** The bot's profile, and the chat of somebody who has never written to it. */
function drawn(values) {
  return [
    el("div", { class: "profile-shown" },
      values.picture ? shopPicture(values.picture, { class: "profile-picture" }) : el("div", { class: "profile-picture none", "aria-hidden": "true" }, (values.name || "?").slice(0, 1)),
      el("b", { class: "profile-name" }, values.name), el("p", {}, values.about)),
    el("div", { class: "bubble bubble-text profile-chat" }, el("b", {}, t("console-shop-profile-can-do")), el("p", {}, values.description || "…")),
  ];
}

export async function showProfile(view) {
  let language = view.query.get("language") ?? "";
  const cards = el("div", { class: "stack" });
  const screen = el("div", { class: "phone-screen" });
  let values = {};
  let shown = {}; // the parts as they are drawn, by their names
  const preview = () => screen.replaceChildren(...drawn(values));

  view.title(t("console-shop-profile"));

  async function act(what, body) {
    try {
      const answer = await post(`shop/profile/${what}`, body);
      toast(answer.said);
      replace(answer.spot);
    } catch (error) {
      if (!["changed", "not-found"].includes(error.code)) throw error;
      toast(textOf(error), "bad");
      await load();
    }
  }

  function others(spot) {
    const place = { part: spot.part, language: spot.language, seen: spot.seen };
    const button = (key, run, testid) => actButton(t(key), () => attempt(run), { kind: "quiet", testid });
    const empty = async () => {
      const yes = await confirm({ title: t("console-shop-profile-empty"), text: t("console-shop-profile-empty-text"), yes: t("console-shop-profile-empty") });
      if (yes) await act("empty", place);
    };
    return [
      spot.waiting && button("console-shop-profile-try", () => act("try", { wish: spot.waiting }), `try-${spot.part}`),
      spot.waiting && button("console-shop-profile-cancel", () => act("cancel", { wish: spot.waiting }), `cancel-${spot.part}`),
      spot.may_be_restored && button("console-shop-restore-original", () => act("restore", place), `restore-${spot.part}`),
      spot.may_be_emptied && button(spot.language ? "console-shop-profile-as-all" : "console-shop-profile-empty", empty, `empty-${spot.part}`),
    ].filter(Boolean);
  }

  function wordsField(spot) {
    const label = t(`console-shop-part-${spot.part}`);
    const make = spot.part === "description" ? textArea : textField;
    const value = spot.lent ? "" : spot.words;
    const node = make({ name: "words", label, value, hint: t(`console-shop-part-${spot.part}-hint`, { most: spot.most }), placeholder: spot.lent ? spot.words : "" });
    const control = controlOf(node);
    control.addEventListener("input", () => {
      setError(node, control.value.length > spot.most ? t("console-composing-too-long", { length: control.value.length, most: spot.most }) : null);
      values[spot.part] = control.value || (spot.lent ? spot.words : "");
      preview();
    });
    return { node, value: () => ({ words: control.value }) };
  }

  function picture(spot) {
    const check = ({ width, height }) => (Math.min(width, height) < SMALLEST ? t("console-shop-profile-picture-small", { least: SMALLEST }) : null);
    const field = pictureField({
      label: t("console-shop-profile-picture"), id: spot.picture_id, hint: t("console-shop-profile-picture-hint", { least: SMALLEST }), check,
      changed: () => { values.picture = field.id(); preview(); },
    });
    return { node: field.node, value: () => ({ picture_id: field.id() }) };
  }

  function card(spot) {
    const field = spot.part === "picture" ? picture(spot) : wordsField(spot);
    const written = form({
      label: t("console-shop-profile-set"),
      send: () => act("wish", { part: spot.part, language: spot.language, seen: spot.seen, ...field.value() }),
    }, field.node);
    return el("section", { class: "card stack", "data-testid": `part-${spot.part}` },
      ...(spot.unread ? [el("p", { class: "warning" }, spot.unread)] : []),
      ...(spot.wanted ? [el("p", {}, t("console-shop-profile-wanted", { words: spot.wanted }))] : []),
      ...spot.notes.map((text) => el("p", { class: "warning" }, text)),
      written, el("div", { class: "form-buttons" }, others(spot)));
  }

  function take(spot) {
    shown[spot.part] = spot;
    values[spot.part] = spot.part === "picture" ? spot.picture_id : spot.words;
  }

  function replace(spot) {
    if (shown[spot.part].language !== spot.language) return; // another language was chosen meanwhile
    take(spot);
    cards.querySelector(`[data-testid="part-${spot.part}"]`).replaceWith(card(spot));
    preview();
  }

  async function load() {
    const found = await get("shop/profile", { language }, { signal: view.signal });
    if (found.language !== language) return found;
    [values, shown] = [{}, {}];
    found.spots.forEach(take);
    cards.replaceChildren(...found.spots.map(card));
    preview();
    return found;
  }

  const found = await load();
  const languages = segments({
    label: t("console-shop-language"), value: language, testid: "language",
    options: found.languages.map((one) => ({ value: one.id, label: one.name })),
    chosen: async (value) => {
      if (!await mayLeave()) {
        languages.mark(language);
        return;
      }
      language = value;
      view.setQuery({ language });
      attempt(load);
    },
  });
  view.root.append(backLink(view.href("shop"), t("console-shop-all")),
    el("div", { class: "shop-where" }, languages.node),
    el("div", { class: "beside-phone" }, cards,
      el("figure", { class: "phone", "data-testid": "phone" }, el("figcaption", { class: "phone-title" }, t("console-composing-phone")), screen)));
}
