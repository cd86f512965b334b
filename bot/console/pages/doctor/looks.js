// The findings of an examination: problems first, each with its next step; then what is fine.

import { el } from "../../page_parts/dom.js";
import { icon } from "../../icons.js";
import { badge } from "../../parts/badge.js";
import { toast } from "../../parts/toast.js";
import { t } from "../../words.js";

const LEVELS = { broken: ["bad", () => t("console-doctor-broken")], warning: ["warn", () => t("console-doctor-warning")] };

function copying(text) {
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      toast(t("console-doctor-copied"));
    } catch {
      getSelection().selectAllChildren(shown); // without https the browser keeps its clipboard
    }
  };
  const shown = el("code", {}, text);
  return el("p", { class: "copying" }, shown, el("button", { type: "button", class: "button", onclick: copy }, t("console-doctor-copy")));
}

function problem(view, one) {
  const [kind, label] = LEVELS[one.level];
  return el("li", { class: "look" },
    el("p", {}, badge(label(), kind), " ", one.text),
    one.step ? one.step.split("\n").map((line) => el("p", { class: "small" }, line)) : null,
    one.copy_text ? copying(one.copy_text) : null,
    one.page ? el("p", {}, el("a", { class: "button", href: view.href(one.page), "data-testid": `to-${one.page}` },
      t(`console-${one.page}-title`), icon("right", 16))) : null);
}

export function examination(view, found) {
  const problems = found.looks.filter((one) => one.level !== "ok");
  const fine = found.looks.filter((one) => one.level === "ok");
  return el("section", { class: "card looks", "data-testid": "looks" },
    el("h2", {}, found.title),
    el("p", { class: "small muted" }, t("console-doctor-examined", { when: found.at_text })),
    problems.length ? el("ul", { class: "rows" }, problems.map((one) => problem(view, one))) : null,
    el("details", { open: problems.length === 0 },
      el("summary", {}, t("console-doctor-fine", { count: fine.length })),
      el("ul", { class: "fine" }, fine.map((one) => el("li", {}, icon("check", 18), el("span", {}, one.text))))));
}
