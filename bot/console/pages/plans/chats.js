// The private chats of a plan; whoever would have to leave is counted and shown first.

import { el } from "../../page_parts/dom.js";
import { get, post } from "../../api.js";
import { actButton, paragraphs } from "../../parts/act.js";
import { confirm, openDialog, panel } from "../../parts/ask.js";
import { badge } from "../../parts/badge.js";
import { attempt, toast } from "../../parts/toast.js";
import { t } from "../../words.js";

async function change(plan, chat) {
  if (chat.question.length) {
    const [title, ...lines] = chat.question;
    const yes = await confirm({
      title, text: paragraphs(lines), yes: chat.is_open ? t("console-plans-close-chat") : t("console-plans-open-chat"),
      danger: chat.removed > 0,
    });
    if (!yes) return null;
  }
  return post(`plans/${plan.id}/chats/${chat.id}/${chat.is_open ? "close" : "open"}`, { seen: chat.removed });
}

export async function openChats(context, plan) {
  const place = el("div", { class: "chats" });
  const dialog = panel(t("console-plans-chats"), place);
  async function draw() {
    const found = await get(`plans/${plan.id}/chats`);
    place.replaceChildren(
      found.chats.length ? el("ul", { class: "rows" }, found.chats.map(row)) : el("p", { class: "empty" }, t("console-plans-no-chats")),
      el("p", { class: "small muted" }, found.hint));
  }
  function row(chat) {
    const press = async () => {
      const done = await attempt(() => change(plan, chat));
      if (done) toast(done.text);
      await attempt(draw);
      await context.reload();
    };
    return el("li", { class: "row" },
      el("span", { class: "row-main" },
        el("span", { class: "row-title" }, chat.title, " ", chat.is_open ? badge(t("console-plans-chat-open"), "good") : null),
        chat.lines.map((line) => el("span", { class: "row-detail" }, line))),
      chat.in_settings ? null : actButton(
        chat.is_open ? t("console-plans-close-chat") : t("console-plans-open-chat"), press, { testid: `chat-${chat.id}` }));
  }
  if ((await attempt(async () => { await draw(); return true; })) === null) return;
  openDialog(dialog);
}
