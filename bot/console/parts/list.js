// A list without an end: the next rows come when its end is near, or by its button.

import { el } from "../page_parts/dom.js";
import { redraw } from "./redraw.js";
import { t } from "../words.js";
import { textOf } from "./toast.js";

/** A longer list is shorter when somebody comes back: each page is a question to the server. */
const MOST_AT_ONCE = 40;

/** So many pages are looked through for a row that has been pushed on meanwhile. */
const MOST_FURTHER = 3;

/**
 * Return a list with `node` and `reload()`. `load(cursor)` returns a page, `{ items, next }`, the first
 * one for null; `row(item)` returns an element; `empty` is what stands there without rows.
 *
 * `reload()` reads again as many pages as are shown, and replaces the rows at once, so that the place on
 * the screen stays. Each reading waits for the one before: news never end the reading of more rows. The first
 * one reads as many as `kept` says, that of the view: whoever comes back finds the list as long as it was, and
 * the row that they had opened, though newer ones have pushed it on.
 */
export function endlessList({ load, row, empty, label = null, tag = "ul", kept = {} }) {
  const rows = el(tag, { class: "rows", "aria-label": label });
  const more = el("button", { type: "button", class: "button", hidden: true, "data-testid": "list-more" }, t("console-list-more"));
  const problem = el("p", { class: "list-error", role: "alert", hidden: true });
  const node = el("div", { class: "list", "data-testid": "list" }, rows, problem, more);
  // Rows that have come since a whole list was left push its last ones onto one more page.
  let wanted = Math.min((kept.pages ?? 1) + (kept.isWhole ? 1 : 0), MOST_AT_ONCE);
  let sought = kept.opened ?? null;
  const state = { next: null, pages: 0, turn: 0, failed: null, last: Promise.resolve(), waiting: new Map() };

  const items = (found) => found.map((item) => {
    const made = row(item);
    return tag === "ul" && made.tagName !== "LI" ? el("li", {}, made) : made;
  });

  const draw = (found, { replace }) => {
    if (replace) redraw(rows, items(found));
    else rows.append(...items(found));
    more.hidden = state.next === null;
    Object.assign(kept, { pages: state.pages, isWhole: state.next === null });
    state.failed = null;
    problem.hidden = true;
    node.querySelector(":scope > .empty")?.remove();
    if (!rows.children.length) node.prepend(typeof empty === "string" ? el("p", { class: "empty" }, empty) : empty);
  };

  async function readPages(count, turn) {
    let [found, next, pages] = [[], null, 0];
    for (; pages < count && (pages === 0 || next !== null); pages += 1) {
      const answer = await load(next);
      if (turn !== state.turn) return null;
      found = found.concat(answer.items);
      next = answer.next;
    }
    return { found, next, pages };
  }

  /** `act` on its turn; of what waits for its turn anyway, once is enough. A click has a turn of its own. */
  function queued(act, cause = act) {
    if (state.waiting.has(cause)) return state.waiting.get(cause);
    const turn = state.turn;
    const done = state.last.then(() => {
      if (turn !== state.turn) return null;
      state.waiting.delete(cause);
      return run(act, turn);
    });
    state.waiting.set(cause, done);
    state.last = done;
    return done;
  }

  async function run(act, turn) {
    node.setAttribute("aria-busy", "true");
    try {
      await act(turn);
    } catch (error) {
      if (error.name === "AbortError" || error.status === 401 || turn !== state.turn) return;
      state.failed = act;
      if (state.pages === 0) rows.replaceChildren(); // those of another question
      problem.textContent = textOf(error);
      problem.hidden = false;
      more.hidden = false;
    } finally {
      if (turn === state.turn && !state.waiting.size) node.removeAttribute("aria-busy");
    }
  }

  async function readAgain(turn) {
    const answer = await readPages(state.pages || wanted, turn);
    if (!answer) return;
    Object.assign(state, { next: answer.next, pages: answer.pages });
    draw(answer.found, { replace: true });
    await readOn(turn);
  }

  /** Read on until the row is there that somebody had opened; that is looked for once. */
  async function readOn(turn) {
    const link = sought && `a[href="${CSS.escape(sought)}"]`;
    sought = null;
    if (!link) return;
    for (let further = 0; further < MOST_FURTHER && state.next !== null && turn === state.turn; further += 1) {
      if (rows.querySelector(link)) return;
      await readMore(turn);
    }
  }

  async function readMore(turn) {
    if (state.next === null && state.pages > 0) return;
    const answer = await load(state.next);
    if (turn !== state.turn) return;
    state.next = answer.next;
    state.pages += 1;
    draw(answer.items, { replace: state.pages === 1 });
  }

  const reload = () => queued(readAgain);
  const loadMore = () => queued(readMore);
  const goOn = (click) => queued(state.failed ?? readMore, click.type);

  more.addEventListener("click", goOn);
  new IntersectionObserver(([entry]) => entry.isIntersecting && problem.hidden && loadMore(), { rootMargin: "400px" }).observe(more);
  /** Begin again with the first page: what is looked for has changed. */
  const restart = () => {
    [wanted, sought] = [1, null];
    Object.assign(state, { next: null, pages: 0, turn: state.turn + 1, last: Promise.resolve(), waiting: new Map() });
    return reload();
  };
  return { node, reload, restart };
}
