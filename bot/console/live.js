// News of changes, streamed while the page is seen; nobody who looks away costs the server anything.

import { call, shownVersion, whenUnanswered } from "./api.js";

const SHORTEST_PAUSE = 1000;
/** A bot that is started again is found within so long; a server that refuses streams is left alone for longer. */
const PAUSE_WITHOUT_ANSWER = 8000;
const LONGEST_PAUSE = 30_000;
/** The server sends something each 15 seconds: where nothing comes for so long, the connection is broken. */
const SILENCE = 40_000;

const listeners = new Set();
const reachListeners = new Set();
let stream = null;
let isReached = true;

/**
 * The version of the shop that this page shows, as the server calls it; null where it may show an older one. Until
 * the first stream the answers have it, since something may happen between them and the stream.
 */
let seen;

/** Call `listener` after each change in the shop, and return what ends that. */
export function onChange(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Call `listener(isReached)` when the bot stops answering, and when it answers again. */
export function onReach(listener) {
  reachListeners.add(listener);
}

/** Call the listeners at once: an act of this page has changed something. */
export function changed() {
  for (const listener of [...listeners]) listener();
}

function reach(now) {
  if (now === isReached) return;
  isReached = now;
  for (const listener of reachListeners) listener(now);
}

/** A line says whether something has changed, and which version of the shop there is now; empty ones say nothing. */
function take(line) {
  if (line.trim() === "") return;
  const news = JSON.parse(line);
  seen = news.version ?? seen;
  if (news.changed) changed();
}

async function read(response, signal, heard) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  while (!signal.aborted) {
    const { value, done } = await reader.read();
    if (done) return;
    heard();
    const lines = (rest + value).split("\n");
    rest = lines.pop();
    lines.forEach(take);
  }
}

/** Wait; a browser that has a connection again needn't. */
const pause = (milliseconds) => new Promise((resolve) => {
  const end = () => {
    clearTimeout(timer);
    window.removeEventListener("online", end);
    resolve();
  };
  const timer = setTimeout(end, milliseconds);
  window.addEventListener("online", end);
});

/** Return a signal that ends with `signal`, or once nothing was `heard` for too long. */
function whileHeard(signal) {
  const own = new AbortController();
  const abort = () => own.abort();
  let timer = setTimeout(abort, SILENCE);
  const heard = () => {
    clearTimeout(timer);
    timer = setTimeout(abort, SILENCE);
  };
  const ended = () => {
    clearTimeout(timer);
    signal.removeEventListener("abort", abort);
  };
  signal.addEventListener("abort", abort);
  return { signal: own.signal, heard, ended };
}

/**
 * Read one stream to its end. The page asks with the version that it shows, and is told of what it has missed.
 * Where the bot has not answered meanwhile, the page reads all that it shows once more: that may have failed too.
 */
async function readStream(signal) {
  if (seen === undefined) seen = shownVersion();
  const { signal: own, heard, ended } = whileHeard(signal);
  try {
    const response = await call("GET", "live", { query: { seen }, signal: own });
    if (seen === null) changed();
    reach(true);
    await read(response, own, heard);
  } finally {
    ended();
  }
}

/** Streams end by themselves, before a proxy cuts them: then the next one begins. */
async function follow(signal) {
  let wait = SHORTEST_PAUSE;
  while (!signal.aborted) {
    try {
      await readStream(signal);
      wait = SHORTEST_PAUSE;
    } catch (error) {
      if (signal.aborted) return;
      if (error.status === 401) {
        reach(true);
        return;
      }
      const isRefused = error.status > 0 && error.status < 500;
      if (error.status !== undefined || error.name === "AbortError") reach(isRefused);
      wait = Math.min(wait * 2, isRefused ? LONGEST_PAUSE : PAUSE_WITHOUT_ANSWER);
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
  whenUnanswered(() => { seen = null; });
  document.addEventListener("visibilitychange", look);
  look();
}

export function stopLive() {
  document.removeEventListener("visibilitychange", look);
  stream?.abort();
  stream = null;
}
