// The doctor: examines the installation, lists incidents, and gives copies and tables.

import { el } from "../page_parts/dom.js";
import { address, download, get, post } from "../api.js";
import { icon } from "../icons.js";
import { actButton, isPlain } from "../parts/act.js";
import { badge } from "../parts/badge.js";
import { following, fresh } from "../parts/fresh.js";
import { redraw } from "../parts/redraw.js";
import { attempt, toast } from "../parts/toast.js";
import { examination } from "./doctor/looks.js";
import { t } from "../words.js";

const say = (act) => async () => {
  const done = await attempt(act);
  if (done) toast(done.text);
};

function incidents(found) {
  const rows = found.incidents.map((one) => el("li", { class: "incident" },
    el("p", {}, one.until_text === null ? badge(t("console-doctor-lasts"), "bad") : badge(t("console-doctor-over"), "quiet"), " ", one.text),
    el("p", { class: "small muted" }, one.until_text === null
      ? t("console-doctor-since", { when: one.since_text })
      : t("console-doctor-from-to", { from: one.since_text, to: one.until_text })),
    one.step ? el("p", { class: "small" }, one.step) : null));
  return el("section", { class: "card", "data-testid": "incidents" },
    el("h2", {}, t("console-doctor-incidents")),
    rows.length ? el("ul", { class: "rows" }, rows) : el("p", { class: "muted" }, t("console-doctor-no-incidents")));
}

function stars(found) {
  if (!found.reads_stars) return null;
  return el("section", { class: "card side-by-side" },
    el("div", {}, el("h2", {}, t("console-doctor-stars")), el("p", { class: "muted" }, t("console-doctor-stars-about"))),
    actButton(t("console-doctor-stars-look"), say(() => post("doctor/stars")), { testid: "look-at-stars" }));
}

function link(path, label, testid) {
  const onclick = (event) => {
    if (!isPlain(event)) return;
    event.preventDefault();
    attempt(() => download(path));
  };
  return el("a", { class: "button", href: address(path).href, onclick, "data-testid": testid }, icon("download"), label);
}

function copies(view, found) {
  const toChat = () => actButton(t("console-doctor-backup-chat"), say(() => post("backup/chat")), { testid: "backup-chat" });
  const act = found.in_chat ? toChat : () => link("backup", t("console-doctor-backup-get"), "backup");
  return el("section", { class: "card side-by-side", "data-testid": "backups" },
    el("div", {},
      el("h2", {}, t("console-doctor-backups")),
      el("p", { class: "muted" }, found.backup),
      view.admin.is_owner ? el("p", { class: "small muted" }, t("console-doctor-backup-about")) : null),
    view.admin.is_owner ? act() : null);
}

function tables(found) {
  const list = found.in_chat
    ? [actButton(t("console-doctor-tables-chat"), say(() => post("exports/chat")), { testid: "tables-chat" })]
    : found.tables.map((one) => link(`exports/${one.name}`, one.title, `table-${one.name}`));
  return el("section", { class: "card", "data-testid": "tables" },
    el("h2", {}, t("console-doctor-tables")),
    el("p", { class: "muted" }, t(found.tables.length ? "console-doctor-tables-about" : "console-doctor-no-tables")),
    found.tables.length ? el("div", { class: "downloads" }, list) : null);
}

export const page = {
  async show(view) {
    const looks = el("div", { "data-testid": "examination" });
    const place = el("div", { class: "doctor" });

    const { load } = fresh(() => get("doctor", null, { signal: view.signal }), (found) =>
      redraw(place, [incidents(found), stars(found), copies(view, found), tables(found)].filter(Boolean)));

    /** The findings stay for whoever comes back from the page where one of them is settled. */
    function drawFindings(found) {
      view.kept.examination = found;
      looks.replaceChildren(...(found ? [examination(view, found)] : []));
    }

    async function examine() {
      looks.replaceChildren(el("p", { class: "card muted", role: "status" }, t("console-doctor-examining")));
      drawFindings(await attempt(() => post("doctor/examine", {}, { signal: view.signal })));
    }

    drawFindings(view.kept.examination);
    view.actions.append(actButton(t("console-doctor-examine"), examine, { testid: "examine", kind: "primary" }));
    view.root.append(looks, place);
    following(view, load);
    await load();
  },
};
