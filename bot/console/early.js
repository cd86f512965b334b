// The first questions to the server, asked while the other scripts of the page are still on their way.

import { openSession } from "./session.js";
import { guessedLocale, wordFile } from "./wordfiles.js";

wordFile(guessedLocale);

/** The admin, or the ApiError that says why there is none. */
export const opening = openSession();

opening.then(({ locale }) => wordFile(locale), () => {});
