// Drawing again what somebody may be using: the focus stays on the same control.

/** Return a selector of a control by its test id and those of what it stands in: a menu of one row is no other's. */
function placeOf(root, control) {
  const ids = [];
  for (let one = control; one !== root; one = one.parentElement) {
    if (one.dataset.testid) ids.unshift(`[data-testid="${CSS.escape(one.dataset.testid)}"]`);
  }
  return ids.join(" ");
}

/** Replace the content of `root`; what has the focus keeps it, if a control with its test id is there again. */
export function redraw(root, children) {
  const focused = root.contains(document.activeElement) ? document.activeElement : null;
  const place = focused?.dataset.testid ? placeOf(root, focused) : null;
  root.replaceChildren(...children);
  if (place && !root.contains(document.activeElement)) root.querySelector(place)?.focus({ preventScroll: true });
}
