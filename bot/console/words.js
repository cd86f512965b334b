// The words of the console, from the same Fluent files that the bot reads, in the admin's language.

import "./vendor/fluent-bundle.js";
import { isolated } from "./page_parts/directions.js";
import { wordFile } from "./wordfiles.js";

const { FluentBundle, FluentResource } = globalThis.FluentBundle;
const FALLBACK = "en";

/** The language asked for comes first, then English for what it lacks. */
let bundles = [];

/** Return the language of the page. */
export const locale = () => bundles[0]?.locales[0] ?? FALLBACK;

async function read(name) {
  const words = await wordFile(name);
  if (words === null) return null;
  const bundle = new FluentBundle(name, { useIsolating: false });
  bundle.addResource(new FluentResource(words));
  return bundle;
}

/** Load the words of a language, once; the page's own language becomes this one. */
export async function loadWords(name) {
  if (bundles[0]?.locales[0] === name) return;
  const found = await read(name) ?? await read(FALLBACK);
  if (!found) return;
  bundles = [found, ...bundles.filter((one) => one.locales[0] === FALLBACK && found.locales[0] !== FALLBACK)];
  document.documentElement.lang = locale();
}

/** Words of the other writing direction, such as a name, don't turn what stands beside them around. */
const apart = (values) => Object.fromEntries(
  Object.entries(values).map(([name, value]) => [name, typeof value === "string" ? isolated(value) : value]));

/** Return a text filled with values, `key` or `key.attribute`. */
export function t(key, values = {}) {
  const [id, attribute] = key.split(".");
  for (const bundle of bundles) {
    const message = bundle.getMessage(id);
    const pattern = attribute ? message?.attributes[attribute] : message?.value;
    if (pattern) return bundle.formatPattern(pattern, apart(values), []);
  }
  return key;
}

/** Return a number as the admin's language writes it. */
export const number = (value) => new Intl.NumberFormat(locale()).format(value);
