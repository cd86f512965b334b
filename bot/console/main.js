// The start of the console: who is here, in which language, then the frame and the first page.

import { ApiError, whenSessionEnds } from "./api.js";
import { startLive, stopLive } from "./live.js";
import { showLogin } from "./login.js";
import { startRouter, stopRouter } from "./router.js";
import { opening } from "./early.js";
import { openSession } from "./session.js";
import { drawShell } from "./shell.js";
import { startCounting } from "./waiting.js";
import { guessedLocale } from "./wordfiles.js";
import { loadWords } from "./words.js";

/** Show the first page to the admin whom `asked` brings, or why there is none. */
async function start(asked) {
  let admin;
  try {
    admin = await asked;
  } catch (error) {
    await loadWords(guessedLocale);
    const shown = error instanceof ApiError ? error : new ApiError(0, "network", "");
    showLogin(shown, () => start(openSession()));
    if (shown !== error) throw error;
    return;
  }
  await loadWords(admin.locale);
  drawShell(admin);
  const first = startRouter(admin);
  startCounting();
  await first.finally(followNews); // which then know what is shown
}

let isOver = false;

function followNews() {
  if (!isOver) startLive();
}

/** The session is over: it was eight hours old, or its person is no admin any more. */
function end(error) {
  isOver = true;
  stopRouter();
  stopLive();
  showLogin(error, () => location.reload());
}

whenSessionEnds(end);
start(opening);
