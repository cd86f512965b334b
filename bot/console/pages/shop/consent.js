// Consent: whether buyers agree to the terms before they pay.

import { el } from "../../page_parts/dom.js";
import { get, post } from "../../api.js";
import { actButton } from "../../parts/act.js";
import { confirm } from "../../parts/ask.js";
import { calmly } from "../../parts/calm.js";
import { fresh } from "../../parts/fresh.js";
import { redraw } from "../../parts/redraw.js";
import { attempt } from "../../parts/toast.js";
import { t } from "../../words.js";

/** Return the card, which follows what changes: it needs terms, which are saved beside it. */
export function consentCard(view, first) {
  const node = el("section", { class: "card stack", "data-testid": "consent" });

  const read = async () => (await get("shop", null, { signal: view.signal })).consent;

  async function act(path, body, done) {
    const answer = await attempt(() => post(path, body), done);
    if (answer) show(answer);
    else await load().catch(() => {}); // why nothing was done is said already
  }

  async function askAgain(seen) {
    const yes = await confirm({ title: t("console-shop-consent-again"), text: t("console-shop-consent-again-text"), yes: t("console-shop-consent-again") });
    if (yes) await act("shop/consent/ask-again", { seen }, t("console-shop-consent-asked"));
  }

  function draw(consent) {
    const { on, seen } = consent;
    redraw(node, [
      el("h2", {}, t("console-shop-consent")),
      el("p", { class: "muted" }, t("console-shop-consent-about")),
      el("p", { "data-testid": "consent-said" }, consent.said),
      ...(consent.agreed || on ? [el("p", { class: "small" }, el("a", { href: view.href("shop/agreed"), "data-testid": "to-agreed" },
        t("console-shop-consent-agreed", { count: consent.agreed })))] : []),
      ...(consent.has_terms ? [] : [el("p", { class: "muted small" }, t("console-shop-consent-no-terms"))]),
      el("div", { class: "form-buttons" },
        on || consent.has_terms ? actButton(
          t(on ? "console-shop-consent-off" : "console-shop-consent-on"),
          () => act("shop/consent", { on: !on, seen }, t(on ? "console-shop-consent-now-off" : "console-shop-consent-now-on")),
          { testid: "consent-switch" }) : null,
        on && consent.has_terms ? actButton(t("console-shop-consent-again"), () => askAgain(seen), {
          kind: "quiet", testid: "consent-again",
        }) : null),
    ]);
  }

  const { load, show } = fresh(read, draw);
  show(first);
  view.onChange(calmly(load, view.signal));
  return node;
}
