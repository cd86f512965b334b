// The start of the page: it builds every part and follows the sandbox's events.

import { byId } from "../page_parts/dom.js";
import { listen } from "./api.js";
import { initChannel } from "./channel.js";
import { initChat } from "./chat.js";
import { initCheckout } from "./checkout.js";
import { initComposer } from "./composer.js";
import { initConsole } from "./console.js";
import { initGuide } from "./guide.js";
import { initKeys } from "./keys.js";
import { addLines, clearLog, initLog } from "./log.js";
import { initPanel } from "./panel.js";
import { initPeople } from "./people.js";
import { initRenewing } from "./renewing.js";
import { initService } from "./service.js";
import { initStars } from "./stars.js";
import { refreshChat, refreshState, store, subscribe } from "./store.js";
import { initSubscription } from "./subscription.js";
import { initTabs } from "./tabs.js";
import { day, hoursToSeconds } from "./times.js";
import { initWebApp } from "./webapp.js";
import { initWords } from "./words.js";

/** Show the time: between two answers of the sandbox the page counts the seconds itself. */
function tick() {
  if (!store.state) return;
  const now = store.state.now + Math.floor((performance.now() - store.state.fetched) / 1000);
  byId("clock-day").textContent = `${day(now)},`;
  byId("clock-hours").textContent = `${hoursToSeconds(now)} UTC`;
  byId("clock").dateTime = new Date(now * 1000).toISOString();
}

let pending = 0;

/** Fetch the state after a short pause, because a payment makes a dozen lines at once. */
function refreshSoon() {
  clearTimeout(pending);
  pending = setTimeout(refreshState, 120);
}

let chosen = null;

function followSelection() {
  if (store.selected === chosen) return;
  chosen = store.selected;
  refreshChat();
}

const startUp = [
  initWords, initTabs, initPeople, initChat, initComposer, initKeys, initCheckout, initPanel, initSubscription,
  initRenewing, initChannel, initService, initConsole, initStars, initWebApp, initLog, initGuide,
];
startUp.forEach((init) => init());
subscribe(followSelection);
subscribe(tick);
setInterval(tick, 1000);
listen({
  traffic: (lines) => { addLines(lines); refreshSoon(); },
  chat: (changed) => { if (changed.includes(store.selected)) refreshChat(); refreshSoon(); },
  hello: () => { clearLog(); refreshState(); refreshChat(); },
});
