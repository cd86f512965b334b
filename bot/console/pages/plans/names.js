// Names and descriptions, in each language; nobody's words are replaced unseen.

import { el } from "../../page_parts/dom.js";
import { ApiError, post } from "../../api.js";
import { openDialog, panel } from "../../parts/ask.js";
import { textArea, textField } from "../../parts/fields.js";
import { form } from "../../parts/form.js";
import { segments } from "../../parts/tabs.js";
import { toast, textOf } from "../../parts/toast.js";
import { t } from "../../words.js";

/** Telegram's HTML as the words alone; the markup stays where nothing is changed. */
function plain(html) {
  return new DOMParser().parseFromString(html, "text/html").body.textContent;
}

const typed = (text) => (text.trim() === "" ? null : text.trim());

/**
 * Show a form for each language, one at a time; `fields(locale)` returns its fields and `send(locale, values)`
 * its answer, null where nothing was changed.
 */
function openByLanguage(context, title, fields, send) {
  const { languages } = context.found;
  let locale = languages.some((one) => one.locale === context.view.admin.locale) ? context.view.admin.locale : languages[0].locale;
  const place = el("div");
  const draw = () => place.replaceChildren(form({
    label: t("console-plans-save"),
    send: async (values) => {
      try {
        const result = await send(locale, values);
        if (result) toast(result.text);
        dialog.close();
      } catch (error) {
        if (!(error instanceof ApiError) || error.status !== 409) throw error;
        toast(textOf(error), "bad"); // somebody was quicker: their words are shown
        dialog.close();
      }
      await context.reload();
    },
  }, ...fields(locale)));
  const choose = languages.length > 1 ? segments({
    label: t("console-plans-language"), options: languages.map((one) => ({ value: one.locale, label: one.name })), value: locale, testid: "language",
    chosen: (one) => {
      locale = one;
      draw();
    },
  }).node : null;
  const dialog = panel(title, ...[choose, place].filter(Boolean));
  draw();
  openDialog(dialog);
}

/** Add a plan by its name. */
export function addPlan(context) {
  const field = textField({ name: "name", label: t("console-plans-name"), hint: t("console-plans-add-hint"), maxlength: 64 });
  const dialog = panel(t("console-plans-add"), form({
    label: t("console-plans-add"),
    send: async (values) => {
      const added = await post("plans", values);
      toast(added.text);
      dialog.close();
      await context.reload();
    },
  }, field));
  openDialog(dialog);
}

/** Name and describe a plan. */
export function openPlanWords(context, plan) {
  const present = (locale) => plan.texts.find((one) => one.locale === locale) ?? { name: null, description: null };
  const fields = (locale) => [
    textField({ name: "name", label: t("console-plans-name"), value: present(locale).name ?? "", maxlength: 64, hint: t("console-plans-name-hint") }),
    textArea({ name: "description", label: t("console-plans-description"), value: present(locale).description ?? "", maxlength: 600, hint: t("console-plans-description-hint") }),
  ];
  const send = async (locale, values) => {
    let result = null;
    for (const [part, path] of [["name", "name"], ["description", "description"]]) {
      const seen = present(locale)[part];
      const words = typed(values[part]);
      if (words === (seen === null ? null : seen.trim())) continue;
      result = await renamed(plan, path, { locale, words, seen }, part);
    }
    return result;
  };
  openByLanguage(context, t("console-plans-words"), fields, send);
}

/** Let a refusal stand beside the field whose words it is about. */
async function renamed(plan, path, body, part) {
  try {
    return await post(`plans/${plan.id}/${path}`, body);
  } catch (error) {
    if (error instanceof ApiError && error.status === 400) throw new ApiError(error.status, error.code, error.text, [part]);
    throw error;
  }
}

/** A tariff's own name and description. */
export function openTariffWords(context, tariff) {
  const present = (locale) => tariff.words.find((one) => one.locale === locale) ?? { name: null, description: null };
  const shown = (locale) => (present(locale).description === null ? "" : plain(present(locale).description));
  const fields = (locale) => [
    textField({ name: "name", label: t("console-plans-name"), value: present(locale).name ?? "", maxlength: 64, hint: t("console-plans-tariff-name-hint") }),
    textArea({ name: "description", label: t("console-plans-description"), value: shown(locale), maxlength: 600, hint: t("console-plans-tariff-description-hint") }),
  ];
  const send = (locale, values) => {
    const seen = present(locale);
    const isKept = values.description.trim() === shown(locale).trim();
    const description = isKept ? seen.description : typed(values.description);
    if (isKept && typed(values.name) === seen.name) return null;
    return post(`tariffs/${tariff.id}/words`, {
      locale, name: typed(values.name), description, seen_name: seen.name, seen_description: seen.description,
    });
  };
  openByLanguage(context, t("console-plans-tariff-words"), fields, send);
}
