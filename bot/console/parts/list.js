// A list without an end: the next rows come when its end is near, or by its button.

import { el } from "../page_parts/dom.js";
import { t } from "../words.js";
import { textOf } from "./toast.js";

/**
 * Return a list with `node` and `reload()`. `load(cursor)` returns a page, `{ items, next }`, the first
 * one for null; `row(item)` returns an element; `empty` is what stands there without rows.
 *
 * `reload()` reads again as many pages as are shown, and replaces the rows at once, so that the place on
 * the screen stays.
 */
export function endlessList({ load, row, empty, label = null, tag = "ul" }) {
  const rows = el(tag, { class: "rows", "aria-label": label });
  const more = el("button", { type: "button", class: "button", hidden: true, "data-testid": "list-more" }, t("console-list-more"));
  const problem = el("p", { class: "list-error", role: "alert", hidden: true });
  const node = el("div", { class: "list", "data-testid": "list" }, rows, problem, more);
  const state = { next: null, pages: 0, busy: false, turn: 0 };

  const items = (found) => found.map((item) => {
    const made = row(item);
    return tag === "ul" && made.tagName !== "LI" ? el("li", {}, made) : made;
  });

  const draw = (found, { replace }) => {
    if (replace) rows.replaceChildren(...items(found));
    else rows.append(...items(found));
    more.hidden = state.next === null;
    problem.hidden = true;
    node.querySelector(":scope > .empty")?.remove();
    if (!rows.children.length) node.prepend(typeof empty === "string" ? el("p", { class: "empty" }, empty) : empty);
  };

  async function readPages(count, turn) {
    let [found, next] = [[], null];
    for (let page = 0; page < count && (page === 0 || next !== null); page += 1) {
      const answer = await load(next);
      if (turn !== state.turn) return null;
      found = found.concat(answer.items);
      next = answer.next;
    }
    return { found, next };
  }

  async function run(act) {
    const turn = ++state.turn;
    state.busy = true;
    node.setAttribute("aria-busy", "true");
    try {
      await act(turn);
    } catch (error) {
      if (error.name === "AbortError" || error.status === 401 || turn !== state.turn) return;
      problem.textContent = textOf(error);
      problem.hidden = false;
      more.hidden = false;
    } finally {
      if (turn === state.turn) {
        state.busy = false;
        node.removeAttribute("aria-busy");
      }
    }
  }

  const reload = () => run(async (turn) => {
    const answer = await readPages(Math.max(1, state.pages), turn);
    if (!answer) return;
    state.next = answer.next;
    state.pages = Math.max(1, state.pages);
    draw(answer.found, { replace: true });
  });

  const loadMore = () => (state.busy || (state.next === null && state.pages > 0) ? null : run(async (turn) => {
    const answer = await load(state.next);
    if (turn !== state.turn) return;
    state.next = answer.next;
    state.pages += 1;
    draw(answer.items, { replace: state.pages === 1 });
  }));

  more.addEventListener("click", loadMore);
  new IntersectionObserver(([entry]) => entry.isIntersecting && problem.hidden && loadMore(), { rootMargin: "400px" }).observe(more);
  /** Begin again with the first page: what is looked for has changed. */
  const restart = () => {
    state.pages = 0;
    return reload();
  };
  return { node, reload, restart };
}
