// A field to search with: what is typed goes into the address, and is looked for after a short pause.

import { el } from "../page_parts/dom.js";
import { icon } from "../icons.js";

const PAUSE = 250;

/** Return a search field; `changed(text)` is called once the typing rests, or at once with Enter, until `signal` ends. */
export function searchField({ label, value = "", changed, maxlength = 200 }, signal) {
  let timer = 0;
  let last = value;
  const input = el("input", {
    type: "search", value, maxlength, placeholder: label, "aria-label": label, autocomplete: "off", spellcheck: "false",
    enterkeyhint: "search", "data-testid": "search",
  });
  const tell = () => {
    clearTimeout(timer);
    const text = input.value.trim();
    if (text === last) return;
    last = text;
    changed(text);
  };
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(tell, PAUSE);
  });
  signal.addEventListener("abort", () => clearTimeout(timer));
  return el("form", { role: "search", class: "search", onsubmit: (event) => { event.preventDefault(); tell(); } },
    icon("search"), input);
}
