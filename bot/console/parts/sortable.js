// An order that is dragged, or moved with the arrow keys; the server decides whether it counts.

import { el } from "../page_parts/dom.js";
import { icon } from "../icons.js";
import { t } from "../words.js";

/** In points: so near to the border of the screen the page is scrolled, the faster the nearer. */
const BORDER = 110;
const SLOWNESS = 6;

const ids = (list) => [...list.children].map((row) => Number(row.dataset.id));

/** Put a row where the pointer is: before the first row whose middle is below it. */
function follow(list, row, y) {
  const after = [...list.children].find((other) => {
    if (other === row) return false;
    const { top, height } = other.getBoundingClientRect();
    return y < top + height / 2;
  });
  if (after === undefined) list.append(row);
  else if (after !== row.nextElementSibling) list.insertBefore(row, after);
}

/** Return by how much a frame scrolls while the pointer is held there. */
function pull(y) {
  const past = y < BORDER ? y - BORDER : Math.max(0, y - (window.innerHeight - BORDER));
  return past / SLOWNESS;
}

/** Call `moved(y)` for where the pointer is over the list, which is scrolled below it near a border. */
function followPointer(signal, moved) {
  let y = null;
  window.addEventListener("pointermove", ({ clientY }) => {
    if (y === null) requestAnimationFrame(scroll);
    y = clientY;
    moved(y);
  }, { signal });
  function scroll() {
    if (signal.aborted) return;
    if (pull(y)) {
      window.scrollBy({ top: pull(y), behavior: "instant" });
      moved(y);
    }
    requestAnimationFrame(scroll);
  }
}

function step(list, row, key) {
  if (key === "ArrowUp" && row.previousElementSibling) list.insertBefore(row, row.previousElementSibling);
  else if (key === "ArrowDown" && row.nextElementSibling) list.insertBefore(row.nextElementSibling, row);
  else return false;
  return true;
}

/**
 * Return a list whose `rows`, elements with `data-id`, can be put in order by their handles. `ordered`
 * gets the wanted ids and those before; while it runs, and while a row is held, `list.dataset.busy` is set.
 */
export function sortable({ rows, label, ordered }) {
  const list = el("ol", { class: "sortable", "aria-label": label }, rows);
  let before = ids(list);
  let saving = 0;
  let isHeld = false;
  const mark = () => {
    if (isHeld || saving) list.dataset.busy = isHeld ? "dragging" : "saving";
    else delete list.dataset.busy;
  };
  const hold = (now) => {
    isHeld = now;
    mark();
  };
  const settle = async () => {
    const wanted = ids(list);
    if (wanted.join() === before.join()) return;
    saving += 1;
    mark();
    const seen = before;
    before = wanted;
    try {
      await ordered(wanted, seen);
    } finally {
      saving -= 1;
      mark();
    }
  };
  list.addEventListener("keydown", (event) => {
    const handle = event.target.closest?.(".handle");
    if (!handle || handle.closest(".sortable") !== list) return;
    if (step(list, handle.closest("[data-id]"), event.key)) {
      handle.focus();
      settle();
    }
    if (event.key.startsWith("Arrow")) event.preventDefault();
  });
  list.addEventListener("pointerdown", (event) => drag(list, event, { hold, settle }));
  return list;
}

function drag(list, event, { hold, settle }) {
  const handle = event.target.closest?.(".handle");
  if (!handle || handle.closest(".sortable") !== list || event.button !== 0) return;
  const row = handle.closest("[data-id]");
  hold(true);
  row.classList.add("dragged");
  const held = new AbortController();
  const { signal } = held;
  const end = () => {
    held.abort();
    row.classList.remove("dragged");
    hold(false);
    if (list.isConnected) settle();
  };
  followPointer(signal, (y) => follow(list, row, y));
  for (const ended of ["pointerup", "pointercancel"]) window.addEventListener(ended, end, { signal });
  event.preventDefault();
  handle.focus();
}

/** Return the handle of a row; `name` says to a screen reader what is moved. */
export const handle = (name, testid) => el("button", {
  type: "button", class: "handle", "aria-label": t("console-move", { name }), "data-testid": testid,
}, icon("drag"));
