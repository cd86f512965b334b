// Broadcasts: those that are written, planned, on their way or over; one of them; a new one.

import { showList } from "./broadcasts/list.js";
import { showOne } from "./broadcasts/one.js";
import { showWriting } from "./broadcasts/writing.js";

export const page = {
  show(view) {
    const [part] = view.path;
    if (part === undefined) return showList(view);
    if (part === "new") return showWriting(view);
    return showOne(view, part);
  },
};
