// Where the caret stands in the editor, as places in its text.

const isFiller = (node) => Boolean(node.dataset?.filler);
const lengthOf = (node) => {
  if (node.nodeType === Node.TEXT_NODE) return node.data.length;
  if (isFiller(node)) return 0;
  if (node.tagName === "BR") return 1;
  return [...node.childNodes].reduce((sum, child) => sum + lengthOf(child), 0);
};

function placeOf(root, container, offset) {
  if (!root.contains(container)) return null;
  let at = container.nodeType === Node.TEXT_NODE ? offset
    : [...container.childNodes].slice(0, offset).reduce((sum, child) => sum + lengthOf(child), 0);
  for (let node = container; node !== root; node = node.parentNode) {
    for (let before = node.previousSibling; before; before = before.previousSibling) at += lengthOf(before);
  }
  return at;
}

/** Return the selected stretch, `{ from, to }`; null where the selection is elsewhere. */
export function selectedIn(root) {
  const selection = document.getSelection();
  if (!selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  const from = placeOf(root, range.startContainer, range.startOffset);
  const to = placeOf(root, range.endContainer, range.endOffset);
  return from === null || to === null ? null : { from: Math.min(from, to), to: Math.max(from, to) };
}

function pointAt(root, place) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  let left = place;
  let last = null;
  while (walker.nextNode()) {
    last = walker.currentNode;
    if (left <= last.data.length) return [last, left];
    left -= last.data.length;
  }
  return last ? [last, last.data.length] : [root, 0];
}

/** Select a stretch of the text. */
export function select(root, from, to = from) {
  const range = document.createRange();
  range.setStart(...pointAt(root, from));
  range.setEnd(...pointAt(root, to));
  const selection = document.getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
}
