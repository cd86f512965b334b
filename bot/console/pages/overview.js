// The overview: the numbers of some days beside those of the days before, and what is to do.

import { el } from "../page_parts/dom.js";
import { get } from "../api.js";
import { DEFAULT_DAYS } from "../session.js";
import { icon } from "../icons.js";
import { drawCount } from "../shell.js";
import { calmly } from "../parts/calm.js";
import { redraw } from "../parts/redraw.js";
import { attempt } from "../parts/toast.js";
import { chartCard } from "./overview/charts.js";
import { expiringCard } from "./overview/expiring.js";
import { incomeCards, peopleCards } from "./overview/numbers.js";
import { periodChoice, periodText } from "./overview/period.js";
import { waitingCard } from "./overview/waiting.js";
import { t } from "../words.js";

/** The days that the address names; those that the server is asked for. */
function asked(query) {
  if (query.get("from") && query.get("to")) return { from: query.get("from"), to: query.get("to") };
  return { days: query.get("days") ?? DEFAULT_DAYS };
}

function emptyShop() {
  return el("section", { class: "card empty first-sale", "data-testid": "no-sales" },
    el("span", { class: "first-sale-mark" }, icon("chart", 30)),
    el("h2", {}, t("console-overview-no-sales")),
    el("p", {}, t("console-overview-no-sales-step")));
}

function content(view, found, chart) {
  const waiting = waitingCard(view, found.waiting);
  if (found.is_new) return [waiting, emptyShop()].filter(Boolean);
  return [
    waiting,
    periodText(found),
    incomeCards(view, found),
    peopleCards(view, found),
    chart,
    expiringCard(view, found.expiring),
  ].filter(Boolean);
}

export const page = {
  async show(view) {
    let days = asked(view.query);
    let shown = null; // the latest answer as text, so that only another one is drawn
    let chart = { data: null, card: null, abort: new AbortController() };

    /** The chart stays while its numbers do: somebody may be pointing at it. */
    function drawChart(found) {
      const data = JSON.stringify(found.chart);
      if (chart.data === data) return;
      chart.abort.abort();
      const abort = new AbortController();
      chart = { data, abort, card: chartCard(found.chart, abort.signal, chart.card) };
    }

    async function load() {
      const wanted = days;
      const found = await get("overview", wanted, { signal: view.signal });
      if (wanted !== days || JSON.stringify(found) === shown) return; // others were chosen meanwhile
      shown = JSON.stringify(found);
      drawCount("attention", found.waiting.reduce((sum, one) => sum + one.count, 0));
      drawChart(found);
      redraw(view.root, content(view, found, chart.card.node));
      choice.draw(found);
    }

    const choice = periodChoice(days, (chosen) => {
      days = chosen;
      view.setQuery(chosen);
      attempt(load);
    });
    view.actions.append(choice.node);
    view.onLeave(() => chart.abort.abort());
    view.onChange(calmly(load, view.signal));
    await load();
  },
};
