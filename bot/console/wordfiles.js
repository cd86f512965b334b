// The Fluent files with the words of the page, which are on their way before the script that reads them is.

import { file } from "./files.js";

const asked = new Map();

function guess() {
  const told = /language_code%22%3A%22([a-z]{2})/.exec(location.hash)?.[1] ?? navigator.language.slice(0, 2);
  return told === "ru" ? "ru" : "en";
}

/** Before anybody is known: Telegram's language, else the browser's. */
export const guessedLocale = guess();

async function fetched(name) {
  try {
    const response = await fetch(file(`words/${encodeURIComponent(name)}.ftl`));
    if (response.ok) return await response.text();
  } catch { /* no answer */ }
  asked.delete(name);
  return null;
}

/** Return the words of a language; null if there are none. Once they have come they aren't asked for again. */
export function wordFile(name) {
  if (!asked.has(name)) asked.set(name, fetched(name));
  return asked.get(name);
}
