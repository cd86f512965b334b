// The plans that a plan includes: the people whom a change touches are counted first.

import { el } from "../../page_parts/dom.js";
import { get, post } from "../../api.js";
import { actButton, paragraphs } from "../../parts/act.js";
import { confirm, openDialog, panel } from "../../parts/ask.js";
import { attempt, toast } from "../../parts/toast.js";
import { t } from "../../words.js";

export function openIncludes(context, plan) {
  const others = context.found.plans.filter((one) => plan.may_include.includes(one.id));
  const dialog = panel(t("console-plans-includes"),
    el("p", { class: "muted" }, t(others.length ? "console-plans-includes-about" : "console-plans-includes-none")),
    el("ul", { class: "rows" }, others.map((one) => row(context, plan, one, () => dialog.close()))));
  openDialog(dialog);
}

function row(context, plan, other, close) {
  const includes = plan.includes.includes(other.id);
  const change = async () => {
    const asked = { other: other.id, include: !includes };
    const question = await get(`plans/${plan.id}/inclusion`, asked);
    const yes = await confirm({
      title: other.name, text: paragraphs(question.lines),
      yes: includes ? t("console-plans-exclude") : t("console-plans-include"), danger: question.shortened > 0,
    });
    return yes ? post(`plans/${plan.id}/inclusion`, { ...asked, people: question.people, shortened: question.shortened }) : null;
  };
  const press = async () => {
    const done = await attempt(change);
    if (done) toast(done.text);
    close();
    await context.reload();
  };
  return el("li", { class: "row" },
    el("span", { class: "row-main" }, other.name),
    actButton(includes ? t("console-plans-exclude") : t("console-plans-include"), press, { testid: `include-${other.id}` }));
}
