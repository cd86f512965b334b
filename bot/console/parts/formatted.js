// Formatted words: runs of text with marks, read from elements or Telegram's HTML, and written as a text
// with entities, whose places are counted in UTF-16 as JavaScript counts them.

/** Marks with the element that shows each in the editor, the outermost first. */
const MARKS = ["quote", "link", "spoiler", "strike", "underline", "italic", "bold", "time", "code", "pre", "emoji"];
const TYPES = {
  quote: "blockquote", link: "text_link", spoiler: "spoiler", strike: "strikethrough", underline: "underline",
  italic: "italic", bold: "bold", time: "date_time", code: "code", pre: "pre", emoji: "custom_emoji",
};
const TAGS = {
  B: "bold", STRONG: "bold", I: "italic", EM: "italic", U: "underline", INS: "underline", S: "strike",
  STRIKE: "strike", DEL: "strike", CODE: "code", PRE: "pre", "TG-SPOILER": "spoiler",
};
const PLAIN = new Set(["code", "pre", "emoji"]);

const same = (one, other) => MARKS.every((mark) => one[mark] === other[mark]);

/** Join neighbours with the same marks, and leave out empty runs. */
export function tidy(runs) {
  const found = [];
  for (const run of runs) {
    const last = found.at(-1);
    if (!run.text) continue;
    if (last && same(last.marks, run.marks)) last.text += run.text;
    else found.push({ text: run.text, marks: { ...run.marks } });
  }
  return found;
}

export const textOf = (runs) => runs.map((run) => run.text).join("");

function markOf(node) {
  if (node.dataset?.mark) return [node.dataset.mark, node.dataset.detail ?? true];
  if (node.tagName === "A") {
    const href = node.getAttribute("href") ?? "";
    return /^(https?|tg|mailto):/i.test(href) ? ["link", href] : null;
  }
  if (node.tagName === "BLOCKQUOTE") return ["quote", node.hasAttribute("expandable") ? "long" : "short"];
  if (node.tagName === "TG-EMOJI") return ["emoji", node.getAttribute("emoji-id") ?? ""];
  if (node.tagName === "TG-TIME") {
    return ["time", [node.getAttribute("unix"), node.getAttribute("format")].filter(Boolean).join(" ")];
  }
  if (node.tagName === "SPAN" && node.className === "tg-spoiler") return ["spoiler", true];
  const language = /^language-(.+)$/.exec(node.className)?.[1];
  if (node.tagName === "CODE" && node.parentElement?.tagName === "PRE") return language ? ["pre", language] : null;
  const mark = TAGS[node.tagName];
  return mark ? [mark, mark === "pre" ? "" : true] : null;
}

/** Return the runs below a node: of the editor, or of parsed HTML. */
export function runsIn(root) {
  const runs = [];
  const walk = (node, marks) => {
    if (node.nodeType === Node.TEXT_NODE) {
      runs.push({ text: node.data.replaceAll("\r", ""), marks });
      return;
    }
    if (node.nodeType !== Node.ELEMENT_NODE || node.dataset.filler) return;
    if (node.tagName === "BR") {
      runs.push({ text: "\n", marks });
      return;
    }
    const isBlock = ["DIV", "P"].includes(node.tagName);
    if (isBlock && runs.length && !runs.at(-1).text.endsWith("\n")) runs.push({ text: "\n", marks });
    const found = markOf(node);
    const inner = found ? { ...marks, [found[0]]: found[1] } : marks;
    for (const child of node.childNodes) walk(child, inner);
  };
  for (const child of root.childNodes) walk(child, {});
  return tidy(runs);
}

/** Return the runs of Telegram's HTML. `DOMParser` runs no script and loads nothing. */
export function runsOf(html) {
  return runsIn(new DOMParser().parseFromString(html ?? "", "text/html").body);
}

function entityOf(mark, value, offset, length) {
  const isLong = mark === "quote" && value === "long";
  const type = isLong ? "expandable_blockquote" : TYPES[mark];
  const detail = ["link", "emoji", "pre", "time"].includes(mark) && typeof value === "string" ? value : "";
  return { type, offset, length, detail };
}

/** Call `open(mark, value, runs)` for each stretch of a mark, the outer ones first, so that all are nested. */
function nested(runs, level, leaf, open) {
  if (level === MARKS.length) return runs.map(leaf);
  const mark = MARKS[level];
  const parts = [];
  for (let from = 0; from < runs.length;) {
    let to = from + 1;
    while (to < runs.length && runs[to].marks[mark] === runs[from].marks[mark]) to += 1;
    const stretch = runs.slice(from, to);
    const value = runs[from].marks[mark];
    const inner = () => nested(stretch, level + 1, leaf, open);
    parts.push(value === undefined || value === false ? inner() : open(mark, value, stretch, inner));
    from = to;
  }
  return parts.flat();
}

/** Return runs as the server reads them. */
export function asWords(runs) {
  const entities = [];
  let at = 0;
  nested(runs, 0, (run) => { at += run.text.length; return run; }, (mark, value, stretch, inner) => {
    entities.push(entityOf(mark, value, at, textOf(stretch).length));
    return inner();
  });
  return { text: textOf(runs), entities };
}

/** Return runs as elements for the editor; `make(mark, value, children)` builds one. */
export const asNodes = (runs, make) =>
  nested(runs, 0, (run) => document.createTextNode(run.text), (mark, value, _, inner) => make(mark, value, inner()));

/** Return the runs before, inside and after a stretch of the text. */
export function cut(runs, from, to) {
  const parts = [[], [], []];
  let at = 0;
  for (const { text, marks } of runs) {
    const end = at + text.length;
    const pieces = [text.slice(0, Math.max(0, from - at)), text.slice(Math.max(0, from - at), Math.max(0, to - at)),
      text.slice(Math.max(0, to - at))];
    pieces.forEach((piece, place) => piece && parts[place].push({ text: piece, marks }));
    at = end;
  }
  return parts;
}

/** Set a mark on a stretch, or with `undefined` take it off. Code has no other marks, as in Telegram. */
export function marked(runs, from, to, mark, value) {
  const [before, inside, after] = cut(runs, from, to);
  const changed = inside.map((run) => {
    const marks = { ...run.marks };
    if (value !== undefined && PLAIN.has(mark)) MARKS.filter((one) => one !== "quote").forEach((one) => delete marks[one]);
    else if (value !== undefined && mark !== "quote") PLAIN.forEach((one) => delete marks[one]);
    if (value === undefined) delete marks[mark];
    else marks[mark] = value;
    return { text: run.text, marks };
  });
  return tidy([...before, ...changed, ...after]);
}

/** Return whether all of a stretch has a mark; of an empty one, what stands before it. */
export function hasMark(runs, from, to, mark) {
  const [before, inside, after] = cut(runs, from, to);
  if (from === to) return Boolean((before.at(-1) ?? after[0])?.marks[mark]);
  return inside.length > 0 && inside.every((run) => run.marks[mark]);
}
