// The frame around every page: the menu at the side or below, the head of the page, who is signed in.

import { el } from "./page_parts/dom.js";
import { file } from "./files.js";
import { icon } from "./icons.js";
import { onReach } from "./live.js";
import { PAGES } from "./pages.js";
import { closeSession } from "./session.js";
import { attempt, notice } from "./parts/toast.js";
import { inTelegram } from "./telegram.js";
import { t } from "./words.js";

/** As many pages as fit into a phone's bar beside "More". */
const IN_THE_BAR = 5;

function pageLink(page, label) {
  return el("a", { href: `#/${page.path}`, "data-path": page.path, "data-testid": `nav-${page.path || "overview"}` },
    icon(page.icon, 22), el("span", { class: "nav-label" }, t(label)),
    el("span", { class: "nav-count", hidden: true }));
}

/** A browser can be left; the Mini App ends with its window. */
function leaveButton() {
  if (inTelegram()) return null;
  const leave = () => attempt(async () => {
    await closeSession();
    location.reload();
  });
  return el("button", { type: "button", class: "leave", onclick: leave, "data-testid": "leave" },
    icon("leave"), el("span", {}, t("console-leave")));
}

function side(admin) {
  return el("header", { class: "side" },
    el("a", { class: "brand", href: "#/" },
      el("img", { src: file("page_parts/icon.svg"), alt: "", width: 32, height: 32 }),
      el("span", {}, t("console-name"))),
    el("nav", { "aria-label": t("console-menu") }, PAGES.map((page) => pageLink(page, page.title))),
    el("div", { class: "who" },
      el("p", {}, el("b", {}, admin.name ?? String(admin.id)), el("span", {}, t(admin.is_owner ? "console-owner" : "console-admin"))),
      leaveButton()));
}

function moreSheet(pages) {
  const sheet = el("dialog", { class: "sheet", "aria-label": t("console-more"), "data-testid": "more-sheet" },
    el("nav", { "aria-label": t("console-more") }, pages.map((page) => pageLink(page, page.title)), leaveButton()));
  sheet.addEventListener("click", () => sheet.close()); // a link, or the space beside the sheet
  return sheet;
}

function bar() {
  const first = PAGES.slice(0, IN_THE_BAR);
  const rest = PAGES.slice(IN_THE_BAR);
  const sheet = moreSheet(rest);
  return el("nav", { class: "bar", "aria-label": t("console-menu") },
    first.map((page) => pageLink(page, page.short)),
    el("button", {
      type: "button", "aria-haspopup": "dialog", class: "bar-more", "data-testid": "more", onclick: () => sheet.showModal(),
    }, icon("more", 22), el("span", { class: "nav-label" }, t("console-more"))),
    sheet);
}

/** Draw the frame in place of everything. */
export function drawShell(admin) {
  document.getElementById("app").replaceChildren(
    el("a", { class: "skip", href: "#main", onclick: skip, "data-testid": "skip" }, t("console-skip")),
    side(admin),
    el("main", { id: "main", tabindex: -1 }),
    bar());
  sayWhetherReached();
}

/** A bot that is started again answers after some seconds: until then the page says so. */
function sayWhetherReached() {
  let remove = () => {};
  onReach((isReached) => {
    remove();
    remove = isReached ? () => {} : notice(t("console-unreached"), "unreached");
  });
}

/** The fragment names pages, so the link itself must not change it. */
function skip(event) {
  event.preventDefault();
  document.getElementById("main").focus();
}

/** Mark the page that is shown in both menus. */
export function drawPlace(shown) {
  for (const link of document.querySelectorAll("a[data-path]")) {
    if (link.dataset.path === shown.path) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  const hidden = PAGES.slice(IN_THE_BAR).includes(shown);
  document.querySelector(".bar-more").classList.toggle("current", hidden);
}

/** Show how much waits on a page, in the menus; 0 shows nothing. */
export function drawCount(path, count) {
  for (const link of document.querySelectorAll(`a[data-path="${CSS.escape(path)}"]`)) {
    const node = link.querySelector(".nav-count");
    node.hidden = count === 0;
    node.textContent = count > 99 ? "99+" : String(count);
  }
}

/** Return the head of a page: its title, which can be changed, and a place for its buttons. */
export function pageHead(title) {
  const heading = el("h1", { tabindex: -1 }, title);
  const actions = el("div", { class: "page-actions" });
  const setTitle = (text) => {
    heading.textContent = text;
    document.title = `${text} · ${t("console-name")}`;
  };
  setTitle(title);
  const node = el("header", { class: "page-head" }, heading, actions);
  return { node, actions, setTitle, focus: () => heading.focus({ preventScroll: true }) };
}
