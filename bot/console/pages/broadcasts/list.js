// The list of broadcasts: what is to be finished, what is on its way or planned, and earlier ones.

import { el } from "../../page_parts/dom.js";
import { get } from "../../api.js";
import { icon } from "../../icons.js";
import { badge } from "../../parts/badge.js";
import { endlessList } from "../../parts/list.js";
import { redraw } from "../../parts/redraw.js";
import { moment } from "../../parts/time.js";
import { t } from "../../words.js";
import { progressBar } from "./progress.js";

const KINDS = { sending: "accent", stopping: "warn", stopped: "warn", sent: "good", planned: "quiet", draft: "quiet" };

export const stateBadge = (one) => (one.missed
  ? badge(t("console-broadcasts-state-missed"), "bad")
  : badge(t(`console-broadcasts-state-${one.state}`), KINDS[one.state]));

function when(one) {
  if (one.state === "planned") return moment(one.planned.text, one.planned.iso);
  return one.started && moment(one.started.text, one.started.iso);
}

function row(view, one) {
  return el("a", { class: "row", href: view.href(`broadcasts/${one.id}`), "data-testid": `broadcast-${one.id}` },
    el("span", { class: "row-main" },
      el("b", { class: "broadcast-words" }, one.words || t("console-broadcasts-no-text")),
      el("span", { class: "muted small broadcast-about" }, el("span", {}, one.whom), when(one)),
      one.state === "sending" ? progressBar(one.counts) : null),
    el("span", { class: "row-end" }, stateBadge(one),
      ["sent", "stopped"].includes(one.state)
        ? el("span", { class: "muted small" }, t("console-broadcasts-got-it", { count: one.counts.sent })) : null));
}

function group(view, title, found, testid) {
  if (!found.length) return null;
  return el("section", { class: "card", "data-testid": testid },
    el("h2", { class: "card-head" }, title),
    el("ul", { class: "rows" }, found.map((one) => el("li", {}, row(view, one)))));
}

function draftCard(view, draft) {
  return el("section", { class: "card draft-card", "data-testid": "draft-card" },
    el("div", {}, el("h2", {}, t("console-broadcasts-draft-title")),
      el("p", { class: "muted broadcast-words" }, draft.words || t("console-broadcasts-no-text"))),
    el("a", { class: "button", href: view.href(`broadcasts/${draft.id}`) }, t("console-broadcasts-draft-open")));
}

function newButton(view) {
  return el("a", { class: "button primary", href: view.href("broadcasts/new"), "data-testid": "broadcast-new" },
    icon("plus", 18), t("console-broadcasts-new"));
}

export async function showList(view) {
  const open = el("div", { class: "stack" });
  const past = endlessList({
    load: (cursor) => get("broadcasts/past", { cursor }, { signal: view.signal }),
    row: (one) => row(view, one),
    empty: el("div", { class: "empty" }, el("p", {}, t("console-broadcasts-none")), el("p", { class: "small" }, t("console-broadcasts-none-step"))),
    label: t("console-broadcasts-past"),
    kept: view.kept,
  });
  let drawn = "";

  async function load() {
    const found = await get("broadcasts", null, { signal: view.signal });
    const wanted = JSON.stringify([found.draft, found.running, found.planned]);
    if (wanted === drawn) return false;
    const first = drawn === "";
    drawn = wanted;
    redraw(open, [
      found.draft && draftCard(view, found.draft),
      group(view, t("console-broadcasts-running"), found.running, "running"),
      group(view, t("console-broadcasts-planned"), found.planned, "planned"),
    ].filter(Boolean));
    return !first;
  }

  view.actions.append(newButton(view));
  view.onChange(() => load().then((changed) => changed && past.reload()).catch(() => {}));
  await load();
  view.root.append(open, el("section", { class: "card" }, el("h2", { class: "card-head" }, t("console-broadcasts-past")), past.node));
  await past.reload();
}
