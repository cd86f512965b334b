// Reads a page again after each change, and draws only another answer than the one before.

/**
 * Return `load()`, which lets `read()` and then `draw(found)` run, and `show(found)` for what an act has answered.
 * There is never more than one reading at a time, so that no late answer is drawn over a newer one: whoever asks
 * meanwhile waits for one more. A reading that began before an act has answered is older than that answer, and is left
 * out: the act is news of its own, so the page is read once more.
 */
export function fresh(read, draw) {
  let shown = null;
  let running = null;
  let next = null;
  let acts = 0;

  function show(found) {
    acts += 1;
    drawNew(found);
  }

  function drawNew(found) {
    const text = JSON.stringify(found);
    if (text === shown) return;
    shown = text;
    draw(found);
  }

  function load() {
    if (running) {
      next ??= running.catch(() => {}).then(() => {
        next = null;
        return load();
      });
      return next;
    }
    const before = acts;
    running = read().then((found) => before === acts && drawNew(found)).finally(() => { running = null; });
    return running;
  }
  return { load, show };
}

/** Let `load` follow what changes; where that fails, the next change tries again. */
export const following = (view, load) => view.onChange(() => load().catch(() => {}));
