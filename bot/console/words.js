// The words of the console, from the same Fluent files that the bot reads, in the admin's language.

const { FluentBundle, FluentResource } = globalThis.FluentBundle;
const FALLBACK = "en";

/** The language asked for comes first, then English for what it lacks. */
let bundles = [];
export let locale = FALLBACK;

/** Before anybody is known: Telegram's language, else the browser's. */
export function guessedLocale() {
  const told = /language_code%22%3A%22([a-z]{2})/.exec(location.hash)?.[1] ?? navigator.language.slice(0, 2);
  return told === "ru" ? "ru" : FALLBACK;
}

async function fetched(name) {
  const response = await fetch(`words/${encodeURIComponent(name)}.ftl`);
  if (!response.ok) return null;
  const bundle = new FluentBundle(name, { useIsolating: false });
  bundle.addResource(new FluentResource(await response.text()));
  return bundle;
}

/** Load the words of a language, once; the page's own language becomes this one. */
export async function loadWords(name) {
  if (bundles.some((one) => one.locales[0] === name) && locale === name) return;
  const found = await fetched(name) ?? await fetched(FALLBACK);
  if (!found) return;
  bundles = [found, ...bundles.filter((one) => one.locales[0] === FALLBACK && one !== found)];
  [locale] = found.locales;
  document.documentElement.lang = locale;
}

/** Return a text filled with values, `key` or `key.attribute`. */
export function t(key, values = {}) {
  const [id, attribute] = key.split(".");
  for (const bundle of bundles) {
    const message = bundle.getMessage(id);
    const pattern = attribute ? message?.attributes[attribute] : message?.value;
    if (pattern) return bundle.formatPattern(pattern, values, []);
  }
  return key;
}

/** Return a number as the admin's language writes it. */
export const number = (value) => new Intl.NumberFormat(locale).format(value);
