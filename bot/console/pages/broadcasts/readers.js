// The people whom a number of a broadcast counts.

import { el } from "../../page_parts/dom.js";
import { get } from "../../api.js";
import { backLink } from "../../parts/act.js";
import { calmly } from "../../parts/calm.js";
import { endlessList } from "../../parts/list.js";
import { personRow } from "../people/list.js";
import { t } from "../../words.js";

/** A number in words, with the way to its people where there is one. */
export const counted = (view, id, one, attributes = {}) => (one.readers
  ? el("a", { ...attributes, href: view.href(`broadcasts/${id}/people`, { of: one.readers }), "data-testid": `to-${one.readers}` }, one.text)
  : el("span", attributes, one.text));

export async function showReaders(view, id) {
  const head = el("header", { "data-testid": "readers" });
  const path = `broadcasts/${encodeURIComponent(id)}/people`;
  const list = endlessList({
    async load(cursor) {
      const found = await get(path, { of: view.query.get("of") ?? "", cursor }, { signal: view.signal });
      head.replaceChildren(el("h2", {}, found.text ?? t("console-broadcasts-readers-none")), el("p", { class: "muted broadcast-words" }, found.words));
      return found;
    },
    row: (one) => personRow(view, one),
    empty: t("console-broadcasts-readers-none"),
    label: t("console-broadcasts-readers"),
  });
  view.title(t("console-broadcasts-readers"));
  view.root.append(backLink(view.href(`broadcasts/${id}`), t("console-broadcasts-one")),
    el("section", { class: "card stack" }, head, list.node));
  view.onChange(calmly(() => list.reload(), view.signal));
  await list.reload();
}
