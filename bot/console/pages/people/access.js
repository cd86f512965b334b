// Acts on access: chosen first, shown by the server, then done exactly as shown.

import { el } from "../../page_parts/dom.js";
import { get, post } from "../../api.js";
import { act } from "../../parts/act.js";
import { openDialog, panel } from "../../parts/ask.js";
import { choice, textField } from "../../parts/fields.js";
import { form } from "../../parts/form.js";
import { t } from "../../words.js";

const UNITS = ["day", "week", "month", "year", "lifetime"];
const LONGEST_NOTE = 200;

const duration = ({ number, unit }) => (unit === "lifetime" ? "lifetime" : `${number} ${unit}`);

const noteField = () => textField({ name: "note", label: t("console-people-note"), maxlength: LONGEST_NOTE });

/** One plan needs no choice. */
function planField(plans) {
  if (plans.length < 2) return el("input", { type: "hidden", name: "plan", value: plans[0].value });
  return choice({ name: "plan", label: t("console-people-grant-plan"), options: plans, value: plans[0].value });
}

function timeFields() {
  const units = UNITS.map((value) => ({ value, label: t(`console-people-unit-${value}`) }));
  const amount = textField({
    name: "number", label: t("console-people-grant-number"), value: "1", type: "number", min: 1, max: 36600, inputmode: "numeric",
  });
  const unit = choice({
    name: "unit", label: t("console-people-grant-unit"), options: units, value: "month",
    onchange: (event) => { amount.hidden = event.target.value === "lifetime"; },
  });
  return el("div", { class: "pair", "data-field": "duration" }, amount, unit);
}

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
  choose(t("console-people-grant-title"), false, [planField(plans), timeFields(), noteField()], {
    question: (values) => get(path, { plan: values.plan, duration: duration(values) }),
    rest: (values) => ({
      yes: (asked) => (asked.until === null ? null : t("console-people-grant-yes")),
      send: (asked) => post(path, {
        plan: values.plan, duration: duration(values), until: asked.until, note: values.note,
      }),
      done: t("console-people-given"), after,
    }),
  });
}

/** End somebody's own access to a plan now. */
export function endAccess(id, plans, after) {
  const path = `people/${id}/revoke`;
  choose(t("console-people-revoke-title"), true, [planField(plans), noteField()], {
    question: (values) => get(path, { plan: values.plan }),
    rest: (values) => ({
      yes: (asked) => (asked.until === null ? null : t("console-people-revoke-yes")),
      send: (asked) => post(path, { plan: values.plan, until: asked.until, note: values.note }),
      done: t("console-people-ended"), after,
    }),
  });
}
