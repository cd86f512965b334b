// A chart that can be pointed at: with a mouse, a finger or the arrow keys; and its numbers as a table.

import { el } from "../page_parts/dom.js";
import { file } from "../files.js";
import { locale, t } from "../words.js";

const HEIGHT = 260;
const LABEL_WIDTH = 74;
const LEAST_AXIS = 52;
const NOWHERE = { left: -10, top: -10 };

let library = null;

/** uPlot is a third of all the console's scripts, so that it is loaded with the first chart. */
function loadLibrary() {
  library ??= Promise.all([
    new Promise((resolve, reject) => {
      document.head.append(el("script", { src: file("vendor/uplot.js"), onload: resolve, onerror: reject }));
    }),
    new Promise((resolve) => {
      document.head.append(el("link", { rel: "stylesheet", href: file("vendor/uplot.css"), onload: resolve, onerror: resolve }));
    }),
  ]).catch((error) => {
    library = null;
    throw error;
  });
  return library;
}

const short = (value) => new Intl.NumberFormat(locale(), { notation: "compact", maximumFractionDigits: 1 }).format(value);
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** Return the places of labels on the x axis, as many as fit, the same distance apart. */
function places(plot, count) {
  const step = Math.max(1, Math.ceil(count / Math.max(1, Math.floor(plot.width / LABEL_WIDTH))));
  return Array.from({ length: Math.ceil(count / step) }, (_, at) => at * step);
}

/** Return how wide the y axis is: as its longest label needs. */
function widthOf(plot, found, axis) {
  const { font: [font], gap } = plot.axes[axis];
  plot.ctx.font = font;
  const widest = Math.max(0, ...(found ?? []).map((one) => plot.ctx.measureText(one).width / devicePixelRatio));
  return Math.max(LEAST_AXIS, Math.ceil(widest) + gap + 2);
}

function axes(labels) {
  const common = { stroke: colour("--ink-3"), font: "12px system-ui, sans-serif", ticks: { show: false }, border: { show: false } };
  return [
    {
      ...common, grid: { show: false }, gap: 8, size: 30,
      splits: (plot) => places(plot, labels.length), values: (_, found) => found.map((at) => labels[at] ?? ""),
    },
    {
      ...common, gap: 8, size: widthOf, space: 46, grid: { stroke: colour("--line"), width: 1 },
      values: (_, found) => found.map(short), incrs: [1, 2, 5].flatMap((n) => powers.map((p) => n * p)).sort((a, b) => a - b),
    },
  ];
}
const powers = Array.from({ length: 14 }, (_, at) => 10 ** (at - 2));

function series(kind) {
  const accent = colour("--accent");
  if (kind === "bars") {
    return { stroke: accent, fill: accent, width: 0, points: { show: false }, paths: window.uPlot.paths.bars({ size: [0.68, 44], radius: 0.18 }) };
  }
  return {
    stroke: accent, width: 2.2, fill: colour("--accent-soft"), points: { show: false },
    paths: window.uPlot.paths.spline(),
  };
}

function options(data, width, { moved, ready }) {
  const last = data.values.length - 1;
  return {
    width, height: HEIGHT, legend: { show: false }, padding: [12, 8, 0, 0],
    scales: {
      x: { time: false, range: () => [-0.6, last + 0.6] },
      y: { range: (_, low, high) => (data.kind === "bars" ? [Math.min(0, low), high > 0 ? high * 1.08 : 1] : around(low, high)) },
    },
    axes: axes(data.points.map((one) => one.label)),
    series: [{}, series(data.kind)],
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 9, width: 2, fill: colour("--surface"), stroke: colour("--accent") } },
    hooks: { ready: [ready], setCursor: [moved] },
  };
}

/** A line doesn't need to begin at zero, but must not make a ripple look like a cliff. */
function around(low, high) {
  if (high - low < 4) return [Math.max(0, low - 2), high + 2];
  const margin = (high - low) * 0.15;
  return [Math.max(0, low - margin), high + margin];
}

function table(data) {
  return el("div", { class: "table-place", hidden: true, tabindex: 0, role: "region", "aria-label": data.label },
    el("table", {},
      el("caption", { class: "visually-hidden" }, data.label),
      el("thead", {}, el("tr", {}, el("th", { scope: "col" }, t("console-chart-when")), el("th", { scope: "col", class: "end" }, data.name))),
      el("tbody", {}, data.points.map((point, at) =>
        el("tr", {}, el("th", { scope: "row" }, point.text), el("td", { class: "end" }, data.texts[at]))))));
}

/**
 * Return `{ node, toggle }`: the chart, and a button that shows its numbers as a table instead.
 *
 * `data` has `kind` ("bars" or "line"), `name` (of what is counted), `label` (what the chart says, for a
 * screen reader), `points` (`{ label, text }` of each), `values` and `texts` (the values in words); with
 * `asTable` the table is shown first, and `onTable` gets each change of that; `at` is the point that the keys
 * have led to, if any, and `onWalk` gets each change of that. The chart is drawn again when its place or the
 * theme changes, until `signal` ends it.
 */
export function chart(data, signal) {
  const tip = el("p", { class: "chart-tip", hidden: true, "aria-hidden": "true" });
  const said = el("p", { class: "visually-hidden", "aria-live": "polite" });
  const place = el("div", {
    class: "chart-place", tabindex: 0, role: "group", "aria-roledescription": t("console-chart"),
    "aria-label": `${data.label}. ${t("console-chart-keys")}`, "data-testid": "chart",
  }, tip);
  const numbers = table(data);
  const node = el("div", { class: "chart" }, place, said, numbers);
  let plot = null;
  let walked = data.at ?? null;

  function moved(now) {
    const at = now.cursor.idx;
    const seen = at !== null && at !== undefined && now.cursor.left >= 0;
    tip.hidden = !seen;
    if (!seen) return;
    tip.replaceChildren(el("b", {}, data.texts[at]), el("span", {}, data.points[at].text));
    const left = now.valToPos(at, "x") + now.bbox.left / devicePixelRatio;
    const half = tip.offsetWidth / 2;
    tip.style.transform = `translateX(${Math.min(Math.max(left - half, 0), place.clientWidth - tip.offsetWidth)}px)`;
  }

  function draw() {
    if (!window.uPlot || !place.clientWidth) return;
    plot?.destroy();
    plot = new window.uPlot(options(data, place.clientWidth, { moved, ready: point }), [data.values.map((_, at) => at), data.values], place);
    plot.root.setAttribute("aria-hidden", "true");
  }

  /** Show the point that the keys have led to; keys count before the chart is drawn, too. */
  function point() {
    plot?.setCursor(walked === null ? NOWHERE : { left: plot.valToPos(walked, "x"), top: 10 });
  }

  function walk(to) {
    walked = to;
    data.onWalk?.(to);
    point();
  }

  function go(event) {
    const last = data.values.length - 1;
    const now = plot?.cursor.idx ?? walked ?? (event.key === "ArrowLeft" ? last + 1 : -1);
    const to = { ArrowLeft: now - 1, ArrowRight: now + 1, Home: 0, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    walk(Math.min(Math.max(to, 0), last));
    said.textContent = `${data.points[walked].text}: ${data.texts[walked]}`;
  }

  const toggle = el("button", { type: "button", class: "button quiet", "data-testid": "as-table" }, t("console-chart-as-table"));
  function showTable(shown) {
    numbers.hidden = !shown;
    place.hidden = shown;
    toggle.setAttribute("aria-pressed", String(shown));
    if (!shown) draw();
  }
  toggle.addEventListener("click", () => {
    showTable(numbers.hidden);
    data.onTable?.(!numbers.hidden);
  });
  showTable(Boolean(data.asTable));
  place.addEventListener("keydown", go);
  place.addEventListener("blur", () => walk(null));
  const sizes = new ResizeObserver(draw);
  const themes = new MutationObserver(draw);
  const dark = matchMedia("(prefers-color-scheme: dark)");
  loadLibrary().then(() => {
    if (signal.aborted) return;
    sizes.observe(place);
    themes.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme", "style"] });
    dark.addEventListener("change", draw, { signal });
  }, () => showTable(true)); // without the library there are still the numbers
  signal.addEventListener("abort", () => {
    sizes.disconnect();
    themes.disconnect();
    plot?.destroy();
  });
  return { node, toggle };
}
