// The start of the console: who is here, in which language, then the frame and the first page.

import { ApiError, whenSessionEnds } from "./api.js";
import { startLive, stopLive } from "./live.js";
import { showLogin } from "./login.js";
import { startRouter, stopRouter } from "./router.js";
import { openSession } from "./session.js";
import { drawShell } from "./shell.js";
import { startCounting } from "./waiting.js";
import { guessedLocale, loadWords } from "./words.js";

/** Words of the guessed language are on their way while the session is asked for. */
async function start() {
  const guessed = loadWords(guessedLocale());
  let admin;
  try {
    admin = await openSession();
  } catch (error) {
    await guessed;
    showLogin(error instanceof ApiError ? error : new ApiError(0, "network", ""), start);
    return;
  }
  await guessed;
  await loadWords(admin.locale);
  drawShell(admin);
  startRouter(admin);
  startCounting();
  startLive();
}

/** The session is over: it was eight hours old, or its person is no admin any more. */
function end(error) {
  stopRouter();
  stopLive();
  showLogin(error, () => location.reload());
}

whenSessionEnds(end);
start();
