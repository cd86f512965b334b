// Acts that follow changes, but not each of them: a busy shop changes many times a second.

const PAUSE = 5000;

/**
 * Return a function that runs `act` soon: at once after a quiet while, else once the pause since the last
 * run is over. It never runs twice at a time, and no more after `signal` has ended.
 */
export function calmly(act, signal, pause = PAUSE) {
  let last = -Infinity;
  let timer = 0;
  let running = false;
  let again = false;

  async function run() {
    timer = 0;
    running = true;
    again = false;
    try {
      await act();
    } catch { /* the next change tries again */ } finally {
      last = performance.now();
      running = false;
      if (again) soon();
    }
  }

  function soon() {
    if (running) again = true;
    else if (!timer && !signal.aborted) timer = setTimeout(run, Math.max(0, last + pause - performance.now()));
  }

  signal.addEventListener("abort", () => clearTimeout(timer));
  return soon;
}
