// Words that somebody has written and not saved yet: nobody loses them by going to another page unasked.

import { confirm } from "./ask.js";
import { t } from "../words.js";

/** Forms that somebody has been in, with what stood in them before. */
const before = new WeakMap();

const written = (form) => JSON.stringify([
  [...new FormData(form)].map(([name, value]) => [name, String(value.name ?? value)]),
  [...form.querySelectorAll("[contenteditable]")].map((one) => one.innerHTML),
]);

/** Remember what stands in the form when somebody begins to write in it. */
export function noteWriting(form) {
  form.addEventListener("focusin", () => before.has(form) || before.set(form, written(form)));
}

/** All that stands in the form is saved now. */
export function noteSaved(form) {
  before.set(form, written(form));
}

/** Return whether a form of the page, dialogs left out, has something that isn't saved. */
export const isUnsaved = () => [...document.querySelectorAll("main form")].some(
  (form) => before.has(form) && before.get(form) !== written(form));

/** Return whether the page, or a part of it, may go: what isn't saved would be lost, so that is asked first. */
export async function mayLeave() {
  return !isUnsaved() || confirm({
    title: t("console-unsaved-title"), text: t("console-unsaved-text"), yes: t("console-unsaved-leave"),
  });
}
