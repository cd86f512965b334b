// People: the list with its filters; `#/people/700001` is one person, `#/people/renewing` whose subscription
// at Tribute renews.

import { showCard } from "./people/card.js";
import { showList } from "./people/list.js";
import { showRenewing } from "./people/renewing.js";

export const page = {
  show(view) {
    const [asked] = view.path;
    if (asked === "renewing") return showRenewing(view);
    return asked ? showCard(view, asked) : showList(view);
  },
};
