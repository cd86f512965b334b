// Helpers to build and find elements; text is always inserted as text, never as HTML.

export const byId = (id) => document.getElementById(id);

export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "value") node.value = value;
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return node;
}

/** Replace the options of a select and keep the choice if it is still among them. */
export function setOptions(select, options) {
  const signature = JSON.stringify(options);
  if (select.dataset.signature === signature) return;
  const chosen = select.value;
  select.dataset.signature = signature;
  select.replaceChildren(
    ...options.map(({ value, label }) => el("option", { value: String(value) }, label)),
  );
  if (options.some((option) => String(option.value) === chosen)) select.value = chosen;
}
