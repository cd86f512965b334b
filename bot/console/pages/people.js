// People: the list with its filters; `#/people/700001` is one person.

import { showCard } from "./people/card.js";
import { showList } from "./people/list.js";

export const page = {
  show: (view) => (view.path.length ? showCard(view, view.path[0]) : showList(view)),
};
