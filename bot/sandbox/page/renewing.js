// Telegram's settings: the Stars of the chosen person, and what they pay again every 30 days.

import { byId, el } from "../page_parts/dom.js";
import { attempt, post } from "./api.js";
import { refreshState, selectedPerson, store, subscribe } from "./store.js";
import { day } from "./times.js";
import { t } from "./words.js";

const nodes = {};

async function act(path, body = {}) {
  await attempt(() => post(`people/${selectedPerson().id}/stars/${path}`, body));
  refreshState();
}

const button = (id, label, onclick) => el("button", { type: "button", "data-testid": id, onclick }, label);

function build() {
  nodes.balance = el("p", { class: "waiting", "data-testid": "settings-balance", role: "status" });
  nodes.list = el("div", { "data-testid": "settings-renewing" });
  return el("section", { class: "control across", "aria-label": t("Telegram’s settings: Stars"), "data-testid": "settings-stars" },
    el("h3", {}, t("Telegram’s settings: Stars")),
    el("p", { class: "hint" }, t("What is paid in Stars and renews does so as time passes, if the Stars suffice.")),
    nodes.balance,
    el("div", { class: "ask" },
      button("settings-more", t("Get 5,000 more Stars"), () => act("more")),
      button("settings-none", t("Have no Stars left"), () => act("none"))),
    nodes.list);
}

function standing(one, now) {
  const date = day(one.until);
  if (one.until <= now) return t("It ended on {date}.", { date });
  if (one.failed) return t("It couldn’t be renewed: it ends on {date}.", { date });
  if (one.renews) return t("It renews automatically on {date}.", { date });
  return one.stopped_by_bot ? t("The bot has stopped it: it ends on {date}.", { date })
    : t("Cancelled: it ends on {date}.", { date });
}

function row(one, index) {
  const { charge } = one;
  const change = one.renews
    ? button(`settings-cancel-${index}`, t("Cancel “{title}”", one), () => act("cancel", { charge }))
    : button(`settings-resume-${index}`, t("Resume “{title}”", one), () => act("resume", { charge }));
  return el("div", { class: "ask" },
    el("p", { class: "waiting", "data-testid": `settings-standing-${index}` },
      `${one.title}, ${one.amount} ⭐. ${standing(one, store.state.now)}`),
    one.until > store.state.now ? change : null);
}

function draw() {
  const person = selectedPerson();
  if (!store.state || !person) return;
  nodes.balance.textContent = t("Balance: {count} ⭐", { count: person.stars });
  nodes.list.replaceChildren(...(person.renewing.length ? person.renewing.map(row)
    : [el("p", { class: "hint" }, t("Nothing that renews."))]));
}

export function initRenewing() {
  byId("panel").append(build());
  subscribe(draw);
}
