// Short messages at the edge of the screen, read aloud too.

import { el } from "../page_parts/dom.js";
import { ApiError } from "../api.js";
import { t } from "../words.js";

const SECONDS = 5;

/** Show a text for some seconds; `kind` is "good" or "bad". */
export function toast(text, kind = "good") {
  const node = el("p", { class: `toast ${kind}`, "data-testid": "toast" }, text);
  document.getElementById("toasts").append(node);
  setTimeout(() => node.classList.add("leaving"), SECONDS * 1000 - 400);
  setTimeout(() => node.remove(), SECONDS * 1000);
}

/** Return what an error says to people. */
export const textOf = (error) => (error instanceof ApiError && error.text ? error.text : t("console-failed"));

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
