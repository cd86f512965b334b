// A picture that an admin chooses: taken by Telegram at once, so that what isn't a picture is known at once.

import { el } from "../page_parts/dom.js";
import { ApiError, upload } from "../api.js";
import { setError } from "./fields.js";
import { keepPicture, shopPicture } from "./phone.js";
import { textOf } from "./toast.js";
import { t } from "../words.js";

const MOST_BYTES = 10 * 1024 * 1024;
const TYPES = "image/jpeg,image/png,image/webp";

/** Return a field; `id()` is the picture's number on the server, null without one. */
export function pictureField({ name = "picture", label, id = null, hint = null, changed = () => {}, check = () => null }) {
  let chosen = id;
  const input = el("input", { type: "file", accept: TYPES, class: "visually-hidden", "data-testid": `field-${name}`, "aria-label": label });
  const choose = el("button", { type: "button", class: "button", "data-testid": "picture-choose", onclick: () => input.click() });
  const remove = el("button", { type: "button", class: "button quiet", "data-testid": "picture-remove", onclick: () => take(null) },
    t("console-composing-picture-remove"));
  const shown = el("div", { class: "picture-shown" });
  const node = el("div", { class: "field", "data-field": name },
    el("span", { class: "label" }, label), shown,
    el("div", { class: "form-buttons" }, choose, remove, input),
    hint ? el("p", { class: "field-hint" }, hint) : null,
    el("p", { class: "field-error", role: "alert", hidden: true }));

  function draw() {
    remove.hidden = chosen === null;
    choose.textContent = t(chosen === null ? "console-composing-picture-choose" : "console-composing-picture-other");
    shown.replaceChildren(...(chosen === null ? [] : [shopPicture(chosen)]));
  }

  function take(next) {
    chosen = next;
    draw();
    changed();
  }

  async function send(file) {
    if (file.size > MOST_BYTES) throw new ApiError(0, "picture", t("console-composing-picture-heavy"));
    const form = new FormData();
    form.append("picture", file);
    const found = await upload("pictures", form);
    const problem = check(found);
    if (problem) throw new ApiError(0, "picture", problem);
    keepPicture(found.id, file);
    return found.id;
  }

  input.addEventListener("change", async () => {
    const [file] = input.files;
    input.value = "";
    if (!file) return;
    setError(node, null);
    choose.disabled = true;
    choose.textContent = t("console-composing-picture-sending");
    try {
      take(await send(file));
    } catch (error) {
      if (error.status !== 401) setError(node, textOf(error));
      draw();
    } finally {
      choose.disabled = false;
    }
  });
  draw();
  return { node, id: () => chosen, setId: (next) => { chosen = next; draw(); } };
}
