// How far a broadcast has come.

import { el } from "../../page_parts/dom.js";
import { t } from "../../words.js";

export function progressBar(counts) {
  return el("span", { class: "progress" },
    el("progress", {
      max: Math.max(1, counts.total), value: counts.sent,
      "aria-label": t("console-broadcasts-progress", { sent: counts.sent, total: counts.total }), "data-testid": "progress",
    }),
    el("span", { class: "small muted" }, t("console-broadcasts-progress", { sent: counts.sent, total: counts.total })));
}
