// Labelled fields, each with a place for what is wrong with it.

import { el } from "../page_parts/dom.js";

let last = 0;

function framed(control, { label, hint, name }) {
  const id = `field-${++last}`;
  control.id = id;
  control.setAttribute("aria-describedby", `${id}-error${hint ? ` ${id}-hint` : ""}`);
  if (!control.dataset.testid) control.dataset.testid = `field-${name}`;
  return el("div", { class: "field", "data-field": name },
    el("label", { for: id }, label),
    control,
    hint ? el("p", { class: "field-hint", id: `${id}-hint` }, hint) : null,
    el("p", { class: "field-error", id: `${id}-error`, hidden: true }));
}

/** A line of text; further `attributes` go to the input, such as `type`, `required`, `maxlength`. */
export const textField = ({ name, label, hint = null, value = "", ...attributes }) =>
  framed(el("input", { name, value, type: "text", autocomplete: "off", ...attributes }), { label, hint, name });

/** Several lines of text. */
export const textArea = ({ name, label, hint = null, value = "", ...attributes }) =>
  framed(el("textarea", { name, value, rows: 4, ...attributes }), { label, hint, name });

/** One of several values; `options` are `{ value, label }`. */
export function choice({ name, label, options, hint = null, value = "", ...attributes }) {
  const select = el("select", { name, ...attributes },
    options.map((one) => el("option", { value: String(one.value) }, one.label)));
  select.value = String(value);
  return framed(select, { label, hint, name });
}

/** Something that is so or not. */
export const tick = ({ name, label, checked = false, ...attributes }) =>
  el("label", { class: "tick", "data-field": name },
    el("input", { type: "checkbox", name, checked, "data-testid": `field-${name}`, ...attributes }), el("span", {}, label));

/** Say what is wrong with a field, or with `text` null that nothing is. */
export function setError(field, text) {
  const control = field.querySelector("input, textarea, select, [role=textbox]");
  const place = field.querySelector(".field-error");
  place.hidden = !text;
  place.textContent = text ?? "";
  if (text) control.setAttribute("aria-invalid", "true");
  else control.removeAttribute("aria-invalid");
}
