// Everything that waits for an admin: the list, and a card for each thing with the steps that help.

import { get } from "../api.js";
import { drawCount } from "../shell.js";
import { following, fresh } from "../parts/fresh.js";
import { redraw } from "../parts/redraw.js";
import { toast } from "../parts/toast.js";
import { drawCard, pathOf } from "./attention/card.js";
import { drawList } from "./attention/list.js";

async function showList(view) {
  const some = Object.fromEntries(["of", "why"].map((name) => [name, view.query.get(name)]).filter(([, value]) => value));
  const { load } = fresh(() => get("attention", some, { signal: view.signal }), (found) => {
    drawCount("attention", found.count);
    redraw(view.root, drawList(view, found, Object.keys(some).length > 0));
  });
  following(view, load);
  await load();
}

async function showCard(view, kind, id) {
  const state = { chosen: null };
  const draw = (card) => redraw(view.root, drawCard({ view, card, state, done, stale }));
  const { load, show } = fresh(() => get(pathOf(kind, id), null, { signal: view.signal }), draw);
  /** An act is done: show the thing while it still waits, else the list. */
  function done(result) {
    toast([result.text, ...(result.lines ?? [])].join("\n"));
    if (result.card) show(result.card);
    else view.up("attention");
  }
  /** Somebody was quicker, or something has come since: show what is true now. */
  async function stale() {
    await load().catch((error) => error.status === 404 && view.up("attention"));
  }
  // An open question stays, with what has been typed into it: its answer says what has changed.
  view.onChange(() => document.querySelector("dialog[open]") ?? stale());
  await load();
}

export const page = {
  async show(view) {
    const [kind, id] = view.path;
    if (kind === undefined) await showList(view);
    else if (pathOf(kind, id)) await showCard(view, kind, id);
    else view.replace("attention");
  },
};
