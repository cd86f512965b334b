// The session of the admin. In Telegram the bearer is in memory only, and ends with the page.

import { get, getEarly, post, useBearer } from "./api.js";
import { forgetLaunch, isLaunch, launch } from "./telegram.js";

/** The days that the overview shows first. */
export const DEFAULT_DAYS = "30";

/** The token of the one-time link: at least 128 bits in base64url. */
const TOKEN = /^#([A-Za-z0-9_-]{22,86})$/;

/** The link or the launch that opened the page, until the server has answered to it. */
let credential = null;

/**
 * Take the credential from the address. A link's token is out of it, and of the history, before anything
 * else happens; a launch, which opens nothing else, once Telegram's script has read it too.
 */
function takeCredential() {
  const token = TOKEN.exec(location.hash)?.[1];
  if (token) {
    credential = { token };
    forgetLaunch();
  } else if (isLaunch()) {
    credential = { init_data: launch() };
  }
}

/** A link that is opened in a window of the console changes its address alone: the page begins again. */
window.addEventListener("hashchange", (event) => {
  if (!TOKEN.test(location.hash)) return;
  event.stopImmediatePropagation(); // to the pages it would be an unknown one of them
  location.reload();
});

/** The numbers that the first page shows are on their way before its script is. */
function askForNumbers() {
  if (isLaunch() || ["", "#", "#/"].includes(location.hash)) getEarly("overview", { days: DEFAULT_DAYS });
}

/**
 * Return the admin: by the one-time link, by Telegram's launch data, else by the browser's session.
 *
 * Raises ApiError: whoever has no session gets status 401. Where no answer came, the same credential
 * is sent with the next call.
 */
export async function openSession() {
  takeCredential();
  const admin = credential ? await logIn() : null;
  askForNumbers();
  return admin ?? get("me");
}

async function logIn() {
  try {
    const { admin, bearer } = await post("login", credential);
    useBearer(bearer);
    credential = null;
    return admin;
  } catch (error) {
    if (error.status >= 400 && error.status < 500 && error.status !== 429) credential = null;
    throw error;
  }
}

/** End the session on the server too. */
export async function closeSession() {
  await post("logout");
  useBearer(null);
}
