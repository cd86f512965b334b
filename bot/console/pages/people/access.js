// Acts on access: chosen first, shown by the server, then done exactly as shown.

import { get, post } from "../../api.js";
import { act } from "../../parts/act.js";
import { openDialog, panel } from "../../parts/ask.js";
import { durationFields, durationWords, planField } from "../../parts/duration.js";
import { textField } from "../../parts/fields.js";
import { form } from "../../parts/form.js";
import { t } from "../../words.js";

const LONGEST_NOTE = 200;

const noteField = () => textField({ name: "note", label: t("console-people-note"), maxlength: LONGEST_NOTE });

/** Plans to choose from; one needs no choice. */
const choosable = (plans) => (plans.length > 1 ? plans.map(({ value, label }) => ({ id: value, title: label })) : []);

/** Return what is chosen, as the API takes it. */
const planOf = (values, plans) => values.plan ?? plans[0].value;

/** Ask what is to happen, then let the server show what it leads to. */
function choose(title, danger, fields, next) {
  const dialog = panel(title, form({
    label: t("console-people-look"), danger: false,
    send: async (values) => {
      const question = await next.question(values); // an error stays beside its field
      dialog.close();
      await act({ title, danger, question: async () => question, ...next.rest(values) });
    },
  }, ...fields));
  openDialog(dialog);
}

/** Give access to anybody, also to an id that the bot never met. */
export function giveAccess(id, after, plans) {
  const path = `people/${id}/grant`;
  choose(t("console-people-grant-title"), false, [...durationFields({ plans: choosable(plans) }), noteField()], {
    question: (values) => get(path, { plan: planOf(values, plans), duration: durationWords(values) }),
    rest: (values) => ({
      yes: (asked) => (asked.until === null ? null : t("console-people-grant-yes")),
      send: (asked) => post(path, {
        plan: planOf(values, plans), duration: durationWords(values), until: asked.until, note: values.note,
      }),
      done: t("console-people-given"), after,
    }),
  });
}

/** End somebody's own access to a plan now. */
export function endAccess(id, plans, after) {
  const path = `people/${id}/revoke`;
  choose(t("console-people-revoke-title"), true, [plans.length > 1 && planField(choosable(plans)), noteField()].filter(Boolean), {
    question: (values) => get(path, { plan: planOf(values, plans) }),
    rest: (values) => ({
      yes: (asked) => (asked.until === null ? null : t("console-people-revoke-yes")),
      send: (asked) => post(path, { plan: planOf(values, plans), until: asked.until, note: values.note }),
      done: t("console-people-ended"), after,
    }),
  });
}
