// Consent: whether buyers agree to the terms before they pay.

import { el } from "../../page_parts/dom.js";
import { get, post } from "../../api.js";
import { confirm } from "../../parts/ask.js";
import { attempt } from "../../parts/toast.js";
import { t } from "../../words.js";

export function consentCard(first) {
  const node = el("section", { class: "card stack", "data-testid": "consent" });

  async function act(path, body, done) {
    const answer = await attempt(() => post(path, body), done);
    draw(answer ?? (await get("shop")).consent);
  }

  async function askAgain(seen) {
    const yes = await confirm({ title: t("console-shop-consent-again"), text: t("console-shop-consent-again-text"), yes: t("console-shop-consent-again") });
    if (yes) await act("shop/consent/ask-again", { seen }, t("console-shop-consent-asked"));
  }

  function draw(consent) {
    const { on, seen } = consent;
    node.replaceChildren(
      el("h2", {}, t("console-shop-consent")),
      el("p", { class: "muted" }, t("console-shop-consent-about")),
      el("p", { "data-testid": "consent-said" }, consent.said),
      ...(consent.agreed || on ? [el("p", { class: "muted small" }, t("console-shop-consent-agreed", { count: consent.agreed }))] : []),
      ...(consent.has_terms ? [] : [el("p", { class: "muted small" }, t("console-shop-consent-no-terms"))]),
      el("div", { class: "form-buttons" },
        on || consent.has_terms ? el("button", {
          type: "button", class: "button", "data-testid": "consent-switch",
          onclick: () => act("shop/consent", { on: !on, seen }, t(on ? "console-shop-consent-now-off" : "console-shop-consent-now-on")),
        }, t(on ? "console-shop-consent-off" : "console-shop-consent-on")) : null,
        on && consent.has_terms ? el("button", {
          type: "button", class: "button quiet", "data-testid": "consent-again", onclick: () => askAgain(seen),
        }, t("console-shop-consent-again")) : null));
  }

  draw(first);
  return node;
}
