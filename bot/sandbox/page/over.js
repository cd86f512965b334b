// A part that lies over the phone: the focus stays inside it, and goes back to where it came from.

/** Make all that is beside a node inert, on each level, so that the focus stays inside it. */
function setBesideInert(inside, inert) {
  for (let node = inside; node !== document.body; node = node.parentElement) {
    for (const beside of node.parentElement.children) {
      if (beside !== node && beside.id !== "toasts") beside.inert = inert;
    }
  }
}

/** Show a node over everything and focus `first` in it; `close` hides it again. */
export function openOver(node, first) {
  const opener = document.activeElement;
  node.hidden = false;
  setBesideInert(node, true);
  first.focus();
  return {
    close() {
      node.hidden = true;
      setBesideInert(node, false);
      if (opener?.isConnected) opener.focus();
    },
  };
}
