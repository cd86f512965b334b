// A field for formatted words, as people write them in Telegram: by its buttons or the same shortcuts.

import { el } from "../page_parts/dom.js";
import { icon } from "../icons.js";
import { openDialog } from "./ask.js";
import { select, selectedIn } from "./caret.js";
import { textField, setError } from "./fields.js";
import { asNodes, asWords, cut, hasMark, marked, runsIn, runsOf, textOf, tidy } from "./formatted.js";
import { t } from "../words.js";

const TOOLS = [
  { mark: "bold", icon: "bold", keys: "b" },
  { mark: "italic", icon: "italic", keys: "i" },
  { mark: "underline", icon: "underline", keys: "u" },
  { mark: "strike", icon: "strike", keys: "shift+x" },
  { mark: "code", icon: "code", keys: "shift+m" },
  { mark: "spoiler", icon: "spoiler", keys: "shift+p" },
  { mark: "quote", icon: "quote", keys: "shift+." },
  { mark: "link", icon: "link", keys: "k" },
];
const ELEMENTS = { quote: "blockquote", link: "a", strike: "s", underline: "u", italic: "i", bold: "b", code: "code", pre: "pre" };
const MOST_UNDONE = 200;

let last = 0;

function make(mark, value, children) {
  const detail = typeof value === "string" ? value : null;
  return el(ELEMENTS[mark] ?? "span", {
    "data-mark": mark, "data-detail": detail, class: `mark-${mark}`,
    title: mark === "link" ? detail : null,
  }, children);
}

/** Ask for the address of a link; null leaves it as it is, "" takes it off. */
function askLink(before) {
  return new Promise((resolve) => {
    const field = textField({
      name: "link", label: t("console-composing-link"), value: before ?? "", placeholder: "https://", inputmode: "url",
    });
    const input = field.querySelector("input");
    const take = (event) => {
      event.preventDefault();
      const typed = input.value.trim();
      const url = !typed || /^[a-z][a-z0-9+.-]*:/i.test(typed) ? typed : `https://${typed}`;
      if (url && !/^(https?|tg|mailto):\S+$/i.test(url)) {
        setError(field, t("console-composing-link-wrong"));
        input.focus();
        return;
      }
      dialog.close(JSON.stringify(url));
    };
    const dialog = el("dialog", { class: "ask", "aria-label": t("console-composing-mark-link") },
      el("form", { class: "form", novalidate: true, onsubmit: take }, field,
        el("div", { class: "ask-buttons" },
          el("button", { type: "button", class: "button", onclick: () => dialog.close("") }, t("console-no")),
          el("button", { class: "button primary", "data-testid": "link-done" }, t("console-composing-link-done")))));
    openDialog(dialog, (value) => resolve(value ? JSON.parse(value) : null));
    input.select();
  });
}

/** Return the stretch with whole lines, which a quote always has. */
function wholeLines(text, { from, to }) {
  const begin = text.lastIndexOf("\n", from - 1) + 1;
  const end = text.indexOf("\n", to);
  return { from: begin, to: end === -1 ? text.length : end };
}

/**
 * Return an editor. `html` is Telegram's; `changed()` is called after each change; `inserts` are
 * `{ label, text }` for buttons that put a text in. `words()` is what the server reads.
 */
export function editor({ name, label, html = "", hint = null, changed = () => {}, inserts = [] }) {
  const id = `editor-${++last}`;
  let runs = runsOf(html);
  let before = [];
  let after = [];
  let lastSelection = null;

  const area = el("div", {
    id, class: "editor-area", role: "textbox", "aria-multiline": "true", "aria-labelledby": `${id}-label`,
    "aria-describedby": `${id}-error${hint ? ` ${id}-hint` : ""}`, tabindex: 0, spellcheck: "true", "data-testid": `field-${name}`,
  });
  try {
    area.contentEditable = "plaintext-only";
  } catch {
    area.contentEditable = "true";
  }

  const buttons = TOOLS.map((tool) => el("button", {
    type: "button", class: "tool", "aria-pressed": "false", "data-testid": `tool-${tool.mark}`, tabindex: -1,
    "aria-label": t(`console-composing-mark-${tool.mark}`), title: `${t(`console-composing-mark-${tool.mark}`)} (Ctrl+${shown(tool.keys)})`,
    onmousedown: (event) => event.preventDefault(), onclick: () => toggle(tool.mark),
  }, icon(tool.icon, 18)));
  const insertButtons = inserts.map((one) => el("button", {
    type: "button", class: "tool wide", "data-testid": "tool-insert", tabindex: -1, onmousedown: (event) => event.preventDefault(),
    onclick: () => replaceSelection(one.text),
  }, one.label));
  const toolbar = el("div", { class: "toolbar", role: "toolbar", "aria-label": t("console-composing-toolbar"), "aria-controls": id },
    buttons, insertButtons);
  [...toolbar.children][0].tabIndex = 0;

  const node = el("div", { class: "field editor", "data-field": name },
    el("span", { class: "label", id: `${id}-label` }, label), toolbar, area,
    hint ? el("p", { class: "field-hint", id: `${id}-hint` }, hint) : null,
    el("p", { class: "field-error", id: `${id}-error`, hidden: true }));

  const here = () => selectedIn(area) ?? lastSelection ?? { from: textOf(runs).length, to: textOf(runs).length };

  /** Draw the text once more; a line break at its end is shown only with something behind it. */
  function draw() {
    const text = textOf(runs);
    const filler = text === "" || text.endsWith("\n") ? [el("br", { "data-filler": "yes" })] : [];
    area.replaceChildren(...asNodes(runs, make), ...filler);
    area.classList.toggle("blank", text === "");
  }

  function remember() {
    before.push({ runs, at: here() });
    if (before.length > MOST_UNDONE) before.shift();
    after = [];
  }

  function set(next, from, to = from) {
    runs = tidy(next);
    draw();
    area.focus();
    select(area, from, to);
    lastSelection = { from, to };
    tell();
  }

  function tell() {
    setError(node, null);
    press();
    changed();
  }

  function step(stack, other) {
    const found = stack.pop();
    if (!found) return;
    other.push({ runs, at: here() });
    set(found.runs, found.at.from, found.at.to);
  }

  function replaceSelection(text) {
    const { from, to } = here();
    remember();
    const [left, inside, right] = cut(runs, from, to);
    const marks = { ...(left.at(-1) ?? inside[0])?.marks };
    delete marks.link;
    delete marks.emoji;
    set([...left, { text, marks }, ...right], from + text.length);
  }

  async function toggle(mark) {
    const at = mark === "quote" ? wholeLines(textOf(runs), here()) : here();
    const has = hasMark(runs, at.from, at.to, mark);
    if (mark === "link") {
      await link(at);
      return;
    }
    if (at.from === at.to) return;
    remember();
    set(marked(runs, at.from, at.to, mark, has ? undefined : mark === "quote" ? "short" : true), at.from, at.to);
  }

  async function link({ from, to }) {
    if (from === to) return;
    const known = cut(runs, from, to)[1].find((run) => run.marks.link)?.marks.link;
    const url = await askLink(known);
    if (url === null) return;
    remember();
    set(marked(runs, from, to, "link", url || undefined), from, to);
  }

  /** Show which marks the selected words have. */
  function press() {
    const at = here();
    TOOLS.forEach((tool, place) => buttons[place].setAttribute("aria-pressed", String(hasMark(runs, at.from, at.to, tool.mark))));
  }

  /** The browser has changed the text: read it, and remember what was there before. */
  function typed() {
    const next = runsIn(area);
    if (textOf(next) === textOf(runs)) return;
    remember();
    runs = next;
    area.classList.toggle("blank", textOf(runs) === "");
    lastSelection = selectedIn(area);
    tell();
  }

  function beforeInput(event) {
    const acts = {
      insertParagraph: () => replaceSelection("\n"),
      insertLineBreak: () => replaceSelection("\n"),
      historyUndo: () => step(before, after),
      historyRedo: () => step(after, before),
      formatBold: () => toggle("bold"),
      formatItalic: () => toggle("italic"),
      formatUnderline: () => toggle("underline"),
    };
    const act = acts[event.inputType];
    const pasted = ["insertFromPaste", "insertFromDrop"].includes(event.inputType);
    if (!act && !pasted) return;
    event.preventDefault();
    if (act) act();
    else replaceSelection((event.dataTransfer?.getData("text/plain") ?? event.data ?? "").replaceAll("\r", ""));
  }

  function keys(event) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const key = `${event.shiftKey ? "shift+" : ""}${event.key.toLowerCase()}`;
    const code = `${event.shiftKey ? "shift+" : ""}${{ Period: "." }[event.code] ?? event.code.replace(/^Key/, "").toLowerCase()}`;
    const tool = TOOLS.find((one) => one.keys === key || one.keys === code);
    if (tool) toggle(tool.mark);
    else if (code === "z" || key === "z") step(before, after);
    else if (["shift+z", "y"].some((one) => one === code || one === key)) step(after, before);
    else return;
    event.preventDefault();
  }

  /** Arrow keys walk along the buttons: they are one stop of the Tab key. */
  function walk(event) {
    const all = [...toolbar.children];
    const at = all.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    all.forEach((one) => { one.tabIndex = -1; });
    const next = all.at(to % all.length);
    next.tabIndex = 0;
    next.focus();
  }

  const follow = () => {
    if (!area.isConnected) document.removeEventListener("selectionchange", follow);
    const found = selectedIn(area);
    if (!found) return;
    lastSelection = found;
    press();
  };
  area.addEventListener("input", typed);
  area.addEventListener("beforeinput", beforeInput);
  area.addEventListener("keydown", keys);
  area.addEventListener("focus", () => document.addEventListener("selectionchange", follow));
  toolbar.addEventListener("keydown", walk);
  draw();
  return {
    node,
    words: () => asWords(runs),
    isBlank: () => textOf(runs).trim() === "",
    setHtml: (value) => { runs = runsOf(value); before = []; after = []; lastSelection = null; draw(); },
    focus: () => area.focus(),
  };
}

const shown = (keys) => keys.split("+").map((one) => (one === "shift" ? "Shift" : one.toUpperCase())).join("+");
