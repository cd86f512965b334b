// One broadcast: how it looks, whom it reaches, how far it is, and what can be done about it.

import { el } from "../../page_parts/dom.js";
import { ApiError, get, post } from "../../api.js";
import { changed } from "../../live.js";
import { actButton, backLink } from "../../parts/act.js";
import { confirm } from "../../parts/ask.js";
import { following, fresh } from "../../parts/fresh.js";
import { phone } from "../../parts/phone.js";
import { redraw } from "../../parts/redraw.js";
import { moment } from "../../parts/time.js";
import { attempt, toast, textOf } from "../../parts/toast.js";
import { t } from "../../words.js";
import { stateBadge } from "./list.js";
import { askWhen } from "./plan.js";
import { progressBar } from "./progress.js";
import { counted } from "./readers.js";

const PAUSE = 2000;

/** A fact of a broadcast, as a term and its value. */
const fact = (label, value) => (value === null || value === undefined ? [] : [el("dt", {}, label), el("dd", {}, value)]);

/** Those it reaches and those it does not: ways to these people, or in a question, which they would end, plain words. */
function reachOf(view, one) {
  const line = (found) => (view ? counted(view, one.id, found) : found.text);
  return [
    el("p", { "data-testid": "reached" }, line({ text: one.reached.text, readers: "reached" })),
    ...one.reached.left_out.map((found) => el("p", { class: "muted small" }, line(found))),
  ];
}

function facts(one) {
  return el("dl", { class: "facts" },
    fact(t("console-broadcasts-whom"), one.whom),
    fact(t("console-broadcasts-by"), one.by),
    fact(t("console-broadcasts-planned-for"), one.state === "planned" && one.planned ? moment(one.planned.text, one.planned.iso) : null),
    fact(t("console-broadcasts-started-at"), one.started ? moment(one.started.text, one.started.iso) : null));
}

function standing(view, one) {
  if (["draft", "planned"].includes(one.state)) return [...(one.missed ? [el("p", { class: "warning" }, one.missed)] : []), ...reachOf(view, one)];
  const parts = one.counts.texts.map((found) => el("p", {}, counted(view, one.id, found)));
  if (one.state === "sending") return [progressBar(one.counts), ...parts, one.left && el("p", { class: "muted small" }, one.left)].filter(Boolean);
  if (one.refused) parts.unshift(el("p", { class: "warning" }, t("console-broadcasts-refused", { reason: one.refused })));
  return parts;
}

export async function showOne(view, id) {
  let one = null;
  let busy = false;
  let timer = 0;
  const screen = phone({ title: t("console-composing-phone") });
  const card = el("section", { class: "card stack" });

  /** Act once; whatever comes back is drawn, and a refusal says why and draws what there is now. */
  async function act(what, body) {
    if (busy) return;
    busy = true;
    try {
      show(await post(`broadcasts/${id}/${what}`, body));
      toast(t(`console-broadcasts-done-${what}`));
      changed();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.status !== 401) toast(textOf(error), "bad");
      await load().catch(() => {});
    } finally {
      busy = false;
    }
  }

  const sure = async (label, what, body, danger = false) => {
    const yes = await confirm({
      title: t(`console-broadcasts-sure-${what}-title`), yes: label, danger,
      text: el("div", { class: "stack small-gap" },
        el("p", {}, t(`console-broadcasts-sure-${what}-text`, { whom: one.whom })), what === "stop" ? null : reachOf(null, one)),
    });
    if (yes) await act(what, body);
  };
  const button = (label, run, kind, testid) => actButton(label, run, { kind, testid });
  const seen = () => ({ seen: one.planned.at });
  const plan = () => attempt(() => askWhen(one, (at) => act("plan", { at, seen: one.state === "planned" ? one.planned.at : null })));
  const sendLabel = () => t("console-broadcasts-send", { count: one.reached.people });
  const again = (label) => el("a", { class: "button", href: view.href("broadcasts/new", { from: id }), "data-testid": "again" }, label);

  function acts() {
    const reaches = one.reached.people > 0;
    if (one.state === "draft" && one.mine) {
      return [
        reaches && button(sendLabel(), () => sure(sendLabel(), "start"), "primary", "send"),
        button(t("console-broadcasts-later"), plan, "", "later"),
        again(t("console-broadcasts-change")),
        button(t("console-broadcasts-drop"), () => act("drop"), "quiet", "drop"),
      ];
    }
    if (one.state === "planned") {
      return [
        button(t("console-broadcasts-another-time"), plan, "primary", "later"),
        reaches && button(t("console-broadcasts-send-now"), () => sure(sendLabel(), "send-now", seen()), "", "send-now"),
        button(t("console-broadcasts-cancel"), () => act("cancel", seen()), "quiet", "cancel"),
      ];
    }
    if (one.state === "sending") {
      return [button(t("console-broadcasts-stop"), () => sure(t("console-broadcasts-stop"), "stop", undefined, true), "danger", "stop")];
    }
    return ["sent", "stopped"].includes(one.state) ? [again(t("console-broadcasts-again"))] : [];
  }

  function draw(found) {
    if (JSON.stringify(found.message) !== JSON.stringify(one?.message)) screen.draw([found.message]);
    one = found;
    follow();
    redraw(card, [
      el("div", { class: "card-head" }, el("h2", {}, t(`console-broadcasts-head-${one.state}`)), stateBadge(one)),
      ...(one.state === "draft" ? [el("p", { class: "muted" }, t("console-broadcasts-seen-in-chat"))] : []),
      ...standing(view, one),
      facts(one),
      el("div", { class: "form-buttons" }, acts().filter(Boolean)),
    ]);
  }

  /** While it is sent, the shop never rests, and news of changes come seconds apart: the page asks itself. */
  function follow() {
    clearTimeout(timer);
    if (!["sending", "stopping"].includes(one.state) || view.signal.aborted) return;
    timer = setTimeout(async () => {
      if (!document.hidden) await load().catch(() => {}); // the next time tries again
      follow();
    }, PAUSE);
  }

  const { load, show } = fresh(() => get(`broadcasts/${encodeURIComponent(id)}`, null, { signal: view.signal }), draw);

  view.title(t("console-broadcasts-one"));
  following(view, load);
  view.onLeave(() => clearTimeout(timer));
  await load();
  view.root.append(backLink(view.href("broadcasts"), t("console-broadcasts-all")),
    el("div", { class: "beside-phone" }, card, screen.node));
}
