// The time of a broadcast: a day and a time of the shop's clock, said back in words before it counts.

import { el } from "../../page_parts/dom.js";
import { get, post } from "../../api.js";
import { openDialog } from "../../parts/ask.js";
import { textField } from "../../parts/fields.js";
import { form } from "../../parts/form.js";
import { t } from "../../words.js";

/** Ask for the time of a broadcast, and call `plan(at)` once the admin has said yes to the moment. */
export async function askWhen(one, plan) {
  const { zone, now } = await get("broadcasts");
  const [today] = now.split("T");
  const asked = form({
    label: t("console-broadcasts-when-check"),
    async send(values) {
      const found = await post("broadcasts/when", { day: values.day, time: values.time });
      said.replaceChildren(...found.texts.map((text) => el("p", {}, text)), el("p", { class: "muted" }, one.reached.text));
      said.hidden = false;
      yes.hidden = false;
      yes.onclick = () => { dialog.close(); plan(found.at); };
      yes.focus();
    },
  },
  el("p", { class: "muted" }, t("console-broadcasts-when-zone", { zone, now: now.replace("T", " ") })),
  textField({ name: "day", label: t("console-broadcasts-when-day"), type: "date", value: today, min: today, required: true }),
  textField({ name: "time", label: t("console-broadcasts-when-time"), type: "time", value: "09:00", required: true }));
  const said = el("div", { class: "stack small-gap", role: "status", hidden: true, "data-testid": "when-said" });
  const yes = el("button", { type: "button", class: "button primary", hidden: true, "data-testid": "when-yes" }, t("console-broadcasts-when-yes"));
  asked.addEventListener("input", () => { said.hidden = true; yes.hidden = true; });
  const dialog = el("dialog", { class: "ask", "aria-labelledby": "when-title", "data-testid": "when" },
    el("h2", { id: "when-title" }, t("console-broadcasts-when-title")),
    el("div", { class: "ask-text" }, asked, said),
    el("div", { class: "ask-buttons" },
      el("button", { type: "button", class: "button", onclick: () => dialog.close() }, t("console-no")), yes));
  openDialog(dialog);
}
