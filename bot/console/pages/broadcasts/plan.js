// The time of a broadcast: a day and a time of the shop's clock, said back in words before it counts.

import { el } from "../../page_parts/dom.js";
import { get, post } from "../../api.js";
import { openDialog } from "../../parts/ask.js";
import { textField } from "../../parts/fields.js";
import { form } from "../../parts/form.js";
import { clock } from "../../parts/time.js";
import { t } from "../../words.js";

const HOUR = 3_600_000;

/** Return the day and the time that are proposed, of the shop's clock: what is planned already, else the next full hour. */
function proposed(one, zone, now) {
  const planned = one.state === "planned" && one.planned;
  if (planned) return new Date(planned.iso).toLocaleString("sv-SE", { timeZone: zone }).slice(0, 16).split(" ");
  const hour = Math.ceil((Date.parse(`${now}Z`) + 1) / HOUR) * HOUR;
  return new Date(hour).toISOString().slice(0, 16).split("T");
}

/** Ask for the time of a broadcast, and call `plan(at)` once the admin has said yes to the moment. */
export async function askWhen(one, plan) {
  const { zone, now } = await get("broadcasts");
  const [today] = now.split("T");
  const [day, time] = proposed(one, zone, now);
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
  el("p", { class: "muted" }, t("console-broadcasts-when-zone", { zone, now: clock(now) })),
  textField({ name: "day", label: t("console-broadcasts-when-day"), type: "date", value: day, min: today, required: true }),
  textField({ name: "time", label: t("console-broadcasts-when-time"), type: "time", value: time, required: true }));
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
