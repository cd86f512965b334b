// Calls to the sandbox's JSON API, and its one stream of events.

import { el, byId } from "../page_parts/dom.js";
import { t, translated } from "./words.js";

export class ApiError extends Error {}

async function answerOf(response) {
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new ApiError(body.error ?? `The sandbox answered ${response.status}.`);
  return body;
}

export async function get(path) {
  return answerOf(await fetch(`/api/${path}`, { cache: "no-store" }));
}

/** Another site's page can't send the header X-Sandbox here without asking first. */
export async function post(path, body = {}) {
  return answerOf(await fetch(`/api/${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Sandbox": "1" },
    body: JSON.stringify(body),
  }));
}

/** Send a form with files. */
export async function postForm(path, form) {
  return answerOf(await fetch(`/api/${path}`, { method: "POST", headers: { "X-Sandbox": "1" }, body: form }));
}

/** Run an action; show its error in a toast, or `done` after a success. */
export async function attempt(action, done = null) {
  try {
    const result = await action();
    if (done) toast(done);
    return result;
  } catch (error) {
    toast(error instanceof ApiError ? translated(error.message) : t("The sandbox does not answer. Is it running?"),
      "bad");
    return null;
  }
}

export function toast(text, kind = "good") {
  const node = el("p", { class: `toast ${kind}`, "data-testid": "toast" }, text);
  byId("toasts").append(node);
  setTimeout(() => node.classList.add("leaving"), 3600);
  setTimeout(() => node.remove(), 4000);
}

export function listen(handlers) {
  const stream = new EventSource("/events");
  for (const [name, handler] of Object.entries(handlers)) {
    stream.addEventListener(name, (event) => handler(JSON.parse(event.data)));
  }
  stream.addEventListener("open", () => document.body.classList.remove("offline"));
  stream.addEventListener("error", () => document.body.classList.add("offline"));
}
