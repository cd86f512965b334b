// Short messages at the edge of the screen, read aloud too.

import { el } from "../page_parts/dom.js";
import { ApiError } from "../api.js";
import { t } from "../words.js";

const LEAST_SECONDS = 5;
const LETTERS_A_SECOND = 12;

/** Show a text for as long as it takes to read it; `kind` is "good" or "bad". */
export function toast(text, kind = "good") {
  const milliseconds = 1000 * Math.max(LEAST_SECONDS, text.length / LETTERS_A_SECOND);
  const node = el("p", { class: `toast ${kind}`, "data-testid": "toast" }, text);
  document.getElementById("toasts").append(node);
  setTimeout(() => node.classList.add("leaving"), milliseconds - 400);
  setTimeout(() => node.remove(), milliseconds);
}

/** Show a text until the returned function is called. */
export function notice(text, testid) {
  const node = el("p", { class: "toast", "data-testid": testid }, text);
  document.getElementById("toasts").append(node);
  return () => node.remove();
}

/** Return what an error says to people. */
export const textOf = (error) => {
  if (error instanceof ApiError && error.text) return error.text;
  return t(error.code === "network" ? "console-login-offline" : "console-failed");
};

/** Run an act; show its error, and return null then. `done` is shown after a success. */
export async function attempt(act, done = null) {
  try {
    const answer = await act();
    if (done) toast(done);
    return answer;
  } catch (error) {
    if (error.name !== "AbortError" && error.status !== 401) toast(textOf(error), "bad");
    if (!(error instanceof ApiError) && error.name !== "AbortError") throw error;
    return null;
  }
}
