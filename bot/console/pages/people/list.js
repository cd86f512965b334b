// The list of people, with a search and filters that stand in the address.

import { beside } from "../../page_parts/directions.js";
import { el } from "../../page_parts/dom.js";
import { get } from "../../api.js";
import { actButton } from "../../parts/act.js";
import { soughtList } from "../../parts/sought.js";
import { moment } from "../../parts/time.js";
import { giveAccess } from "./access.js";
import { t } from "../../words.js";

const TELEGRAM_ID = /^[1-9][0-9]{4,15}$/;

/** Return somebody as lists of people show them. */
export function personRow(view, one) {
  const { person } = one;
  const id = String(person.id);
  const names = [person.name && person.username ? `@${person.username}` : null, person.label === id ? null : id];
  const reach = { never: t("console-people-never-started"), blocked: t("console-people-blocked") }[one.reach];
  return el("a", { class: "row", href: view.href(`people/${person.id}`), "data-testid": `person-${person.id}` },
    el("span", { class: "row-main" },
      el("b", {}, person.label),
      el("span", { class: "muted small" }, beside(names)),
      reach && el("span", { class: "muted small" }, reach)),
    el("span", { class: "row-end wide" },
      el("span", { class: one.is_active ? "access good" : "access" }, one.access),
      el("span", { class: "muted small" },
        moment(t("console-people-since", { when: one.since.text }), one.since.at))));
}

function fieldsOf(choices) {
  const any = (key) => ({ value: "", label: t(key) });
  return [
    { name: "status", label: t("console-people-status"), options: [any("console-people-all"), ...choices.statuses] },
    { name: "plan", label: t("console-people-plan"), options: [any("console-people-any"), ...choices.plans] },
    { name: "on", label: t("console-people-on") },
    { name: "ends_from", label: t("console-people-ends-from") },
    { name: "ends_to", label: t("console-people-ends-to") },
    { name: "from", label: t("console-people-new-from") },
    { name: "to", label: t("console-people-new-to") },
  ];
}

/** The words where nobody is listed; to an id that the bot never met, access can be given all the same. */
function emptyWords(asked, plans) {
  if (!Object.keys(asked).length) return [t("console-people-empty")];
  if (!TELEGRAM_ID.test(asked.q ?? "")) return [t("console-people-none")];
  const id = Number(asked.q);
  return [
    el("p", {}, t("console-people-give-to-hint")),
    actButton(t("console-people-give-to", { id: String(id) }), () => giveAccess(id, () => {}, plans), { testid: "give-to" }),
  ];
}

export async function showList(view) {
  const choices = await get("people/filters", null, { signal: view.signal });
  await soughtList(view, {
    load: (asked) => get("people", asked, { signal: view.signal }),
    fields: fieldsOf(choices),
    row: (one) => personRow(view, one),
    emptyWords: (asked) => emptyWords(asked, choices.may_grant),
    noteOf: (found) => (found.is_cut ? t("console-people-cut") : null),
    words: {
      list: t("console-people-list"), goOn: t("console-people-go-on"), search: t("console-people-search"),
      open: t("console-people-filters"), clear: t("console-people-clear"),
    },
    testid: "people-empty",
  });
}
