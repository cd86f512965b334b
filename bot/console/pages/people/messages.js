// The talk between a person and the admins, and the answer; what is being typed stays.

import { el } from "../../page_parts/dom.js";
import { post } from "../../api.js";
import { badge } from "../../parts/badge.js";
import { textArea } from "../../parts/fields.js";
import { form } from "../../parts/form.js";
import { moment } from "../../parts/time.js";
import { toast } from "../../parts/toast.js";
import { t } from "../../words.js";

const LONGEST = 3500;
const NOTHING_YET = 0;

const said = (one) => el("li", { class: one.by_admin ? "said ours" : "said" },
  el("p", { class: "said-text" }, one.text),
  el("p", { class: "muted small" }, el("bdi", {}, one.who), " · ", moment(one.at.text, one.at.at)));

/** Return the talk of the person at this path; `draw(card)` shows what is true now, and leaves a half-typed answer alone. */
export function messagesOf(path, after) {
  let seen = null;
  const head = el("header", { class: "card-head" }, el("h2", {}, t("console-people-messages")));
  const talk = el("ul", { class: "talk" });
  const none = el("p", { class: "muted" }, t("console-people-messages-none"));
  const answer = form({
    label: t("console-people-message-send"),
    send: async ({ text }, node) => {
      try {
        const { lines } = await post(`${path}/messages`, { text, seen: seen ?? NOTHING_YET });
        node.reset();
        toast(lines.join("\n"));
      } finally {
        await after();
      }
    },
  }, textArea({ name: "text", label: t("console-people-message"), maxlength: LONGEST, rows: 3 }));
  const node = el("section", { class: "card", "data-testid": "messages" }, head, none, talk, answer);

  function draw(card) {
    ({ seen } = card);
    head.querySelector(".badge")?.remove();
    if (card.waits) head.append(badge(t("console-people-waits"), "warn"));
    none.hidden = seen !== null;
    talk.replaceChildren(...card.messages.map(said));
  }
  /** Bring the field for the answer into view. */
  const focus = () => answer.querySelector("textarea").focus();
  return { node, draw, focus };
}
