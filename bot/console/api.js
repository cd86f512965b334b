// Calls to the console's own API; each error is an ApiError whose text people can read.

const BASE = new URL("api/", document.baseURI);

let bearer = null;
let onSessionEnd = () => {};
let onUnanswered = () => {};

let shown;

/** Return the version of the shop that all answers have shown; undefined before any, null where they differ. */
export const shownVersion = () => shown;

function note(version) {
  if (version) shown = shown === undefined || shown === version ? version : null;
}

export class ApiError extends Error {
  /** `status` is 0 and `code` "network" where no answer came; `text` is in the admin's language. */
  constructor(status, code, text, fields = null) {
    super(text);
    this.status = status;
    this.code = code;
    this.text = text;
    this.fields = fields;
  }
}

/** In Telegram the session is a bearer, because cookies don't reach a page inside a page. */
export function useBearer(value) {
  bearer = value ?? null;
}

/** Say whom to call when the server knows the session no more. */
export function whenSessionEnds(listener) {
  onSessionEnd = listener;
}

/** Say whom to call when a question wasn't answered: what it asked for may be shown as it was before. */
export function whenUnanswered(listener) {
  onUnanswered = listener;
}

/** Return the address of a path of the API; values of the query that are null or "" are left out. */
export function address(path, query = null) {
  const url = new URL(path, BASE);
  const pairs = query instanceof URLSearchParams ? [...query] : Object.entries(query ?? {});
  for (const [name, value] of pairs) {
    if (value !== null && value !== undefined && value !== "") url.searchParams.append(name, String(value));
  }
  return url;
}

async function errorOf(response) {
  const body = await response.json().catch(() => ({}));
  const { code = "unknown", text = "", fields = null } = body.error ?? {};
  return new ApiError(response.status, code, text, fields);
}

/** Ask the API; raise ApiError unless the answer is a success. */
async function ask(method, path, { query, body, signal } = {}) {
  const headers = new Headers();
  if (bearer) headers.set("Authorization", `Bearer ${bearer}`);
  const isForm = body instanceof FormData;
  if (body !== undefined && !isForm) headers.set("Content-Type", "application/json");
  let response;
  try {
    response = await fetch(address(path, query), {
      method, headers, signal, cache: "no-store", credentials: "same-origin", redirect: "error",
      body: body === undefined || isForm ? body : JSON.stringify(body),
    });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new ApiError(0, "network", "");
  }
  if (!response.ok) throw await errorOf(response);
  note(response.headers.get("Shop-Version"));
  return response;
}

/** Ask the API; raise ApiError unless the answer is a success, and say so where the session has ended. */
export async function call(method, path, options = {}) {
  try {
    return await ask(method, path, options);
  } catch (error) {
    if (error.status === 401 && path !== "login" && path !== "me") onSessionEnd(error);
    if (error.status === 0 || error.status >= 500) onUnanswered();
    throw error;
  }
}

/** Answers that were asked for before anybody needs them, by address; each is taken once. */
const early = new Map();

/** Ask already for what the first page will `get`; where that fails, the page asks itself. */
export function getEarly(path, query = null) {
  const answer = ask("GET", path, { query }).then((response) => response.json());
  early.set(address(path, query).href, answer.catch(() => null));
}

export async function get(path, query = null, { signal } = {}) {
  const { href } = address(path, query);
  const waiting = early.get(href);
  early.delete(href);
  return (await waiting) ?? (await call("GET", path, { query, signal })).json();
}

/** Act; an answer without content is null. */
export async function post(path, body = {}, { signal } = {}) {
  const response = await call("POST", path, { body, signal });
  return response.status === 204 ? null : response.json();
}

/**
 * Let the browser save a file. It would show a refusal in place of the page, so the session is asked about first:
 * where that has ended, the page says how it is opened again, as everywhere.
 */
export async function download(path) {
  try {
    await ask("GET", "me");
  } catch (error) {
    if (error.status === 401) onSessionEnd(error);
    throw error;
  }
  location.assign(address(path));
}

/** Send a form with a file. */
export async function upload(path, form, { signal } = {}) {
  return (await call("POST", path, { body: form, signal })).json();
}
