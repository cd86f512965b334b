// Words of the other writing direction, kept apart from those around them, as the bot's own texts keep them:
// else a Hebrew or Arabic name turns the number after it around.

const TURNS = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;

/** Return the words between Unicode's isolates, where they need them. */
export const isolated = (words) => (TURNS.test(words) ? `\u2068${words}\u2069` : words);

/** Return the parts that are there, one beside the other. */
export const beside = (parts, sign = " · ") => parts.filter(Boolean).map(isolated).join(sign);
