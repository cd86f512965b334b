// News of changes, streamed while the page is seen; nobody who looks away costs the server anything.

import { call } from "./api.js";

const SHORTEST_PAUSE = 1000;
const LONGEST_PAUSE = 30_000;

const listeners = new Set();
let stream = null;
let tried = false;

/** Call `listener` after each change in the shop, and return what ends that. */
export function onChange(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Call the listeners at once: an act of this page has changed something. */
export function changed() {
  for (const listener of [...listeners]) listener();
}

/** Lines are JSON; empty ones only keep the connection open. */
async function read(response, signal) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  while (!signal.aborted) {
    const { value, done } = await reader.read();
    if (done) return;
    const lines = (rest + value).split("\n");
    rest = lines.pop();
    if (lines.some((line) => line.trim() !== "")) changed();
  }
}

const pause = (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds); });

/**
 * Streams end by themselves, before a proxy cuts them: then the next one begins. No stream
 * tells of changes between two of them, or while nobody looked.
 */
async function follow(signal) {
  let wait = SHORTEST_PAUSE;
  while (!signal.aborted) {
    const isFirst = !tried;
    tried = true;
    try {
      const response = await call("GET", "live", { signal });
      wait = SHORTEST_PAUSE;
      if (!isFirst) changed();
      await read(response, signal);
    } catch (error) {
      if (signal.aborted || error.status === 401) return;
      wait = Math.min(wait * 2, LONGEST_PAUSE);
    }
    await pause(wait);
  }
}

function look() {
  if (document.hidden) {
    stream?.abort();
    stream = null;
  } else if (!stream) {
    stream = new AbortController();
    follow(stream.signal);
  }
}

export function startLive() {
  document.addEventListener("visibilitychange", look);
  look();
}

export function stopLive() {
  document.removeEventListener("visibilitychange", look);
  stream?.abort();
  stream = null;
  tried = false;
}
