// Filters of a list: a button that opens them, with how many are set, and what they are now.

import { el } from "../page_parts/dom.js";
import { icon } from "../icons.js";
import { choice, textField } from "./fields.js";
import { FIRST_DAY, LAST_DAY, day } from "./time.js";

const WIDE_ENOUGH = "(min-width: 1200px)";

/** Of the address's query only what the filters know, and only what is set. */
const known = (fields, query) => Object.fromEntries(
  fields.map(({ name }) => [name, query.get(name) ?? ""]).filter(([, value]) => value));

function control(field, value, changed) {
  const { name, label, options = null } = field;
  // Browsers tell of each year that is typed on the way: 0002, 0020, 0202.
  const onchange = ({ target }) => target.validity.valid && changed(name, target.value);
  if (!options) return textField({ name, label, value, type: "date", min: FIRST_DAY, max: LAST_DAY, onchange });
  // A value of the address that is offered no more stays visible as what it is.
  const offered = options.some((one) => one.value === value) || !value ? options : [...options, { value, label: value }];
  return choice({ name, label, options: offered, value, onchange });
}

/** Return what a value is called; a day of the address that is none stays as it is. */
function worded({ options = null }, value) {
  if (options) return options.find((one) => one.value === value)?.label ?? value;
  return Number.isNaN(Date.parse(value)) ? value : day(value, { year: true });
}

/**
 * Return filters: `button` opens and closes `panel`. `fields` are `{ name, label, options }`, without
 * options it is a day; `changed(values)` gets what is set. A field whose options tell nothing apart is
 * left out, unless the address sets it. Where they are closed, a line says what is set: on a phone the rows
 * come first.
 */
export function filters({ fields, query, labels, changed }) {
  const values = known(fields, query);
  const shown = fields.filter((one) => !one.options || one.options.length > 2 || values[one.name]);
  const count = el("span", { class: "filter-count" });
  const button = el("button", {
    type: "button", class: "button", "data-testid": "filters", onclick: () => open(fieldset.hidden),
  }, icon("down", 18), labels.open, count);
  const clear = el("button", { type: "button", class: "button quiet", onclick: reset, "data-testid": "filters-clear" }, labels.clear);
  const grid = el("div", { class: "filter-fields" });
  const summary = el("p", { class: "filter-summary small", "data-testid": "filter-summary" });
  const fieldset = el("section", { class: "card filter-panel", "aria-label": labels.open, hidden: true }, grid);
  const panel = el("div", {}, fieldset, el("div", { class: "filter-set" }, summary, clear));

  function open(now) {
    fieldset.hidden = !now;
    summary.hidden = now;
    button.setAttribute("aria-expanded", String(now));
  }
  function mark() {
    const set = shown.filter((one) => values[one.name]);
    count.textContent = set.length ? String(set.length) : "";
    count.hidden = !set.length;
    clear.parentElement.hidden = !set.length;
    summary.replaceChildren(...set.map((one) => el("span", {}, `${one.label}: ${worded(one, values[one.name])}`)));
  }
  function draw() {
    grid.replaceChildren(...shown.map((one) => control(one, values[one.name] ?? "", set)));
    mark();
  }
  function set(name, value) {
    if (value) values[name] = value;
    else delete values[name];
    mark();
    changed({ ...values });
  }
  function reset() {
    for (const name of Object.keys(values)) delete values[name];
    draw();
    changed({});
    button.focus();
  }

  draw();
  open(window.matchMedia(WIDE_ENOUGH).matches);
  return { button, panel, values: () => ({ ...values }) };
}
