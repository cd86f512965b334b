// A form that is sent once at a time, and says beside the field what the server refused.

import { el } from "../page_parts/dom.js";
import { ApiError } from "../api.js";
import { setError } from "./fields.js";
import { textOf } from "./toast.js";
import { noteSaved, noteWriting } from "./unsaved.js";
import { t } from "../words.js";

const isEmpty = (field) => field.querySelector("input, textarea")?.value.trim() === "";

function showError(node, error) {
  const names = error instanceof ApiError ? error.fields ?? [] : [];
  const fields = names.map((name) => node.querySelector(`[data-field="${CSS.escape(name)}"]`)).filter(Boolean);
  for (const field of fields) setError(field, isEmpty(field) ? t("console-needed") : textOf(error));
  const place = node.querySelector(".form-error");
  place.hidden = fields.length > 0;
  place.textContent = fields.length > 0 ? "" : textOf(error);
  fields[0]?.querySelector("input, textarea, select, [role=textbox]").focus();
}

/**
 * Return a form. `send` gets its values by name, and returns false where nothing was saved; `label` is that of
 * its button. While it is sent, a second tap does nothing; the button keeps the focus.
 */
export function form({ label, send, danger = false }, ...fields) {
  const button = el("button", { class: `button ${danger ? "danger" : "primary"}`, "data-testid": "submit" }, label);
  const node = el("form", { class: "form", novalidate: true },
    ...fields, el("p", { class: "form-error", role: "alert", hidden: true }), el("div", { class: "form-buttons" }, button));
  node.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (button.hasAttribute("aria-busy")) return;
    for (const field of node.querySelectorAll(".field")) setError(field, null);
    node.querySelector(".form-error").hidden = true;
    button.setAttribute("aria-busy", "true");
    try {
      if (await send(Object.fromEntries(new FormData(node)), node) !== false) noteSaved(node);
    } catch (error) {
      if (error.status !== 401) showError(node, error);
      if (!(error instanceof ApiError)) throw error;
    } finally {
      button.removeAttribute("aria-busy");
    }
  });
  noteWriting(node);
  return node;
}
