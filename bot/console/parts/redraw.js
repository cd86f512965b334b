// Drawing again what somebody may be using: the focus stays on the same control.

/** Replace the content of `root`; what has the focus keeps it, if a control with its test id is there again. */
export function redraw(root, children) {
  const focused = root.contains(document.activeElement) ? document.activeElement : null;
  root.replaceChildren(...children);
  const { testid } = focused?.dataset ?? {};
  if (focused && !root.contains(document.activeElement) && testid) {
    root.querySelector(`[data-testid="${CSS.escape(testid)}"]`)?.focus({ preventScroll: true });
  }
}
