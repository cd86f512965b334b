// The steps that an admin can take: each is asked once more where it cannot be undone.

import { el } from "../../page_parts/dom.js";
import { ApiError, get, post } from "../../api.js";
import { actButton, paragraphs } from "../../parts/act.js";
import { confirm, openDialog, panel } from "../../parts/ask.js";
import { durationFields, planField, readDuration } from "../../parts/duration.js";
import { textArea, textField } from "../../parts/fields.js";
import { form } from "../../parts/form.js";
import { toast, textOf } from "../../parts/toast.js";
import { t } from "../../words.js";

const LABELS = {
  accept: () => t("console-attention-accept"),
  bind: () => t("console-attention-bind"),
  grant: () => t("console-attention-grant"),
  "name-buyer": () => t("console-attention-name-buyer"),
  dismiss: () => t("console-attention-dismiss"),
  approve: () => t("console-attention-approve"),
  deny: () => t("console-attention-deny"),
  "send-again": () => t("console-attention-send-again"),
  close: () => t("console-attention-close"),
  match: () => t("console-attention-match"),
  discard: () => t("console-attention-discard"),
  "bind-recurring": () => t("console-attention-bind-recurring"),
  "move-recurring": () => t("console-attention-move-recurring"),
  "unbind-recurring": () => t("console-attention-unbind-recurring"),
};
const DANGER = new Set(["dismiss", "deny", "discard"]);

/** Ask with the words of the chat; the act's label answers. */
const sure = (step, title, lines) =>
  confirm({ title, text: paragraphs(lines), yes: LABELS[step](), danger: DANGER.has(step) });

/** Show a form in a panel; it closes once `send` has returned something. */
function ask(title, label, fields, send, danger = false) {
  return new Promise((resolve) => {
    let answer = null;
    const dialog = panel(title, form({
      label, danger,
      send: async (values) => {
        answer = await send(values);
        if (answer) dialog.close();
      },
    }, ...fields));
    openDialog(dialog, () => resolve(answer));
  });
}

async function give({ card, path }, step) {
  return ask(LABELS[step](), t("console-attention-go-on"), durationFields({ plans: card.plans }), async (values) => {
    const tariff = readDuration(values);
    const question = await get(`${path}/give`, tariff);
    const yes = await sure(step, question.title, [...question.lines, ...question.warnings]);
    return yes ? post(`${path}/give`, tariff) : null;
  });
}

async function nameBuyer({ path }) {
  const field = textField({ name: "typed", label: t("console-attention-who-paid"), hint: t("console-attention-who-paid-hint"), maxlength: 64 });
  return ask(LABELS["name-buyer"](), t("console-attention-go-on"), [field], async ({ typed }) => {
    const found = await post(`${path}/buyer/find`, { typed });
    const lines = [found.label, ...(found.is_new ? [t("console-attention-new-person")] : [])];
    const yes = await sure("name-buyer", t("console-attention-buyer-question"), lines);
    return yes ? post(`${path}/buyer`, { person: found.id }) : null;
  });
}

function dismiss({ path }) {
  const field = textArea({ name: "reason", label: t("console-attention-reason"), hint: t("console-attention-reason-hint"), maxlength: 200, rows: 3 });
  return ask(LABELS.dismiss(), t("console-attention-dismiss-yes"), [field], ({ reason }) => post(`${path}/dismiss`, { reason }), true);
}

/** Return what is chosen of the choices that are there now: others may have decided about some meanwhile. */
function chosen({ card, state }) {
  const found = card.choices.find((one) => one.id === state.chosen);
  if (!found) throw new ApiError(0, "choose", t("console-attention-choose"));
  return found;
}

async function approve(context) {
  const { card, path } = context;
  const one = chosen(context);
  const yes = await sure("approve", card.asks.approve, [one.title, ...one.lines]);
  return yes ? post(`${path}/approve`, { row: one.id }) : null;
}

async function deny({ card, path }) {
  const yes = await sure("deny", LABELS.deny(), [card.asks.deny]);
  return yes ? post(`${path}/deny`, { unmatched: card.seen === 0 }) : null;
}

async function match(context) {
  const { path } = context;
  const row = chosen(context).id;
  const question = await get(`${path}/match`, { row });
  const yes = await sure("match", question.title, question.lines);
  return yes ? post(`${path}/match`, { row }) : null;
}

async function bindRecurring({ card, path }, step) {
  const { stands } = card;
  if (card.seen !== null) return post(`${path}/bind`, { plan: card.seen, stands });
  return ask(LABELS[step](), LABELS[step](), [planField(card.plans)], ({ plan }) => post(`${path}/bind`, { plan: Number(plan), stands }));
}

/** Ask first where the answer of the API has a question for the step. */
const plainly = (name, body = () => ({})) => async ({ card, path }, step) => {
  const question = card.asks[step];
  if (question && !(await sure(step, LABELS[step](), question.split("\n")))) return null;
  return post(`${path}/${name}`, body(card));
};

const ACTS = {
  accept: plainly("accept"),
  bind: give,
  grant: give,
  "name-buyer": nameBuyer,
  dismiss,
  approve,
  deny,
  match,
  "send-again": plainly("send-again"),
  close: plainly("close", (card) => ({ up_to: card.seen })),
  discard: plainly("discard", (card) => ({ seen: card.seen, stands: card.stands })),
  resume: ({ path }) => post(`${path}/resume`, { drop_old: false }),
  "resume-new": ({ path }) => post(`${path}/resume`, { drop_old: true }),
  "bind-recurring": bindRecurring,
  "move-recurring": bindRecurring,
  "unbind-recurring": plainly("unbind", (card) => ({ stands: card.stands })),
};

/** Return the buttons; the usual step comes first, which may be a link to another page. */
export function stepButtons(context, usual = null) {
  const { card, done, stale } = context;
  const run = (step) => async () => {
    try {
      const result = await ACTS[step](context, step);
      if (result) done(result);
      else await stale();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.status !== 401) toast(textOf(error), "bad");
      if (error.status === 409 || error.status === 404) await stale();
    }
  };
  const label = (step) => (step === "send-again" && card.kind === "support" ? t("console-attention-to-chat") : LABELS[step]?.() ?? card.asks[step]);
  const isUsual = (step, place) => !usual && place === 0 && !DANGER.has(step);
  return el("div", { class: "steps" }, usual, card.steps.map((step, place) =>
    actButton(label(step), run(step), { kind: isUsual(step, place) ? "primary" : "", testid: `step-${step}` })));
}
