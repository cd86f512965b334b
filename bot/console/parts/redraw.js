// Drawing again what somebody may be using: the focus stays on the same control, and what is open stays open.

/** Return a selector of an element by its test id and those of what it stands in: a menu of one row is no other's. */
function placeOf(root, element) {
  const ids = [];
  for (let one = element; one !== root; one = one.parentElement) {
    if (one.dataset.testid) ids.unshift(`[data-testid="${CSS.escape(one.dataset.testid)}"]`);
  }
  return ids.join(" ");
}

/** Make `children` the content of `root`. One that stays isn't taken out: it would lose the focus, and what is pointed at. */
function replaceOthers(root, children) {
  for (const one of [...root.childNodes]) if (!children.includes(one)) one.remove();
  children.forEach((one, at) => root.childNodes[at] === one || root.insertBefore(one, root.childNodes[at] ?? null));
}

/** Replace the content of `root`. A control keeps the focus, and details stay open, if one with its test id is there again. */
export function redraw(root, children) {
  const focused = root.contains(document.activeElement) ? document.activeElement : null;
  const place = focused?.dataset.testid ? placeOf(root, focused) : null;
  const opened = [...root.querySelectorAll("details[open][data-testid]")].map((one) => placeOf(root, one));
  replaceOthers(root, children);
  for (const one of opened) root.querySelector(one)?.setAttribute("open", "");
  if (place && !root.contains(document.activeElement)) root.querySelector(place)?.focus({ preventScroll: true });
}
