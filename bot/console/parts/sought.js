// A list with filters, and mostly a search, that stand in the address.

import { el } from "../page_parts/dom.js";
import { filters } from "./filters.js";
import { endlessList } from "./list.js";
import { searchField } from "./search.js";
import { t } from "../words.js";

/** Return `note(text)`, which says below a list how far a search has looked, or with null nothing. */
function noteBelow(list, label) {
  const note = el("p", { class: "muted small", "aria-live": "polite", "data-testid": "searched", hidden: true });
  const button = list.node.querySelector("[data-testid='list-more']");
  list.node.insertBefore(note, button);
  return (text) => {
    note.hidden = !text;
    note.textContent = text ?? "";
    button.textContent = text ? label : t("console-list-more");
  };
}

/**
 * Show the list on the page; the promise ends with its first rows. `load(asked)` returns a page for what is
 * asked for; `row(item)` an element; `emptyWords(asked, found)` what stands there without rows, and
 * `noteOf(found)` what is said below the rows, or null. `words` has the labels: list, goOn, open and clear
 * of the filters, search; without the last one there is no search.
 */
export async function soughtList(view, { load, fields, row, emptyWords, noteOf, words, testid }) {
  let asked = {};
  let text = view.query.get("q") ?? "";
  const empty = el("div", { class: "empty", "data-testid": testid });

  const loadOne = async (cursor) => {
    const wanted = asked;
    const found = await load({ ...wanted, cursor });
    if (wanted !== asked) return found; // something else is looked for meanwhile
    empty.replaceChildren(...emptyWords(wanted, found));
    note(noteOf(found));
    return found;
  };
  const list = endlessList({ load: loadOne, row, empty, label: words.list, kept: view.kept });
  const note = noteBelow(list, words.goOn);

  function ask() {
    asked = { ...chosen.values(), ...(text ? { q: text } : {}) };
    view.setQuery(asked);
  }
  function askAgain() {
    ask();
    list.restart();
  }
  const chosen = filters({
    fields, query: view.query, changed: askAgain, labels: { open: words.open, clear: words.clear },
  });
  const search = words.search
    ? searchField({ label: words.search, value: text, changed: (now) => { text = now; askAgain(); } }, view.signal) : null;
  view.root.append(
    el("div", { class: "list-tools" }, search, chosen.button), chosen.panel,
    el("section", { class: "card list-card" }, list.node));
  view.onChange(() => list.reload());
  ask();
  await list.reload();
}
