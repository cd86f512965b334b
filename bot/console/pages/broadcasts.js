// Broadcasts: those that are written, planned, on their way or over; one of them, and
// whom its numbers count; a new one.

import { showList } from "./broadcasts/list.js";
import { showOne } from "./broadcasts/one.js";
import { showReaders } from "./broadcasts/readers.js";
import { showWriting } from "./broadcasts/writing.js";

export const page = {
  show(view) {
    const [part, more] = view.path;
    if (part === undefined) return showList(view);
    if (part === "new") return showWriting(view);
    return more === "people" ? showReaders(view, part) : showOne(view, part);
  },
};
