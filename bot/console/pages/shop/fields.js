// The fields of a place: words with a picture or a button, a contact, or the terms.

import { el } from "../../page_parts/dom.js";
import { editor } from "../../parts/editor.js";
import { setError, textField } from "../../parts/fields.js";
import { pictureField } from "../../parts/picture.js";
import { segments } from "../../parts/tabs.js";
import { t } from "../../words.js";

const inputOf = (field) => field.querySelector("input");

/** A contact is a line of its own. */
function contactFields(found) {
  const field = textField({
    name: "address", label: t("console-shop-slot-contact"), value: found.content.address ?? "", maxlength: found.most,
    hint: t("console-shop-contact-hint"), placeholder: "@name",
  });
  return {
    nodes: [field],
    content: () => ({ address: inputOf(field).value }),
    counted: () => {},
  };
}

function wordFields(found, soon, { label }) {
  const counter = el("p", { class: "counter", role: "status", "data-testid": "counter" });
  const hints = el("div", { class: "stack small-gap", role: "status" });
  const words = editor({
    name: "words", label, html: found.content.html ?? found.original ?? "", changed: soon,
    inserts: [{ label: t("console-shop-insert-name"), text: "{name}" }],
  });
  const untouched = JSON.stringify(words.words());
  return {
    words, nodes: [words.node, counter, hints],
    /** The bot's own words, as long as nobody has changed them, stay the bot's. */
    value() {
      const now = words.words();
      const isOriginal = found.content.html === null && found.original !== null && JSON.stringify(now) === untouched;
      return isOriginal || words.isBlank() ? null : now;
    },
    counted(shown) {
      counter.textContent = t("console-composing-counter", { length: shown.length, most: shown.most });
      counter.hidden = shown.length === 0;
      counter.classList.toggle("too-long", shown.length > shown.most);
      setError(words.node, shown.problem);
      hints.replaceChildren(...shown.hints.map((text) => el("p", { class: "muted small" }, text)));
    },
  };
}

function buttonFields(found) {
  const { button } = found.content;
  const label = textField({ name: "label", label: t("console-composing-label-label"), value: button?.label ?? "", maxlength: 64, hint: t("console-shop-button-hint") });
  const url = textField({ name: "url", label: t("console-composing-url-label"), value: button?.url ?? "", placeholder: "https://", inputmode: "url", maxlength: 2048 });
  return {
    nodes: [label, url],
    value({ whole }) {
      const [words, address] = [inputOf(label).value.trim(), inputOf(url).value.trim()];
      if (!words && !address) return null;
      return whole || (words && address) ? { label: words, url: address } : null;
    },
  };
}

function ownFields(found, soon) {
  const words = wordFields(found, soon, { label: t("console-shop-words") });
  const picture = found.takes_picture
    ? pictureField({ label: t("console-shop-picture"), id: found.content.picture_id, hint: t("console-shop-picture-hint", { most: found.most_with_picture }), changed: soon })
    : null;
  const button = found.takes_button ? buttonFields(found) : null;
  return {
    nodes: [...words.nodes, ...(picture ? [picture.node] : []), ...(button ? button.nodes : [])],
    content: ({ whole }) => ({
      words: words.value(), picture_id: picture ? picture.id() : null, button: button ? button.value({ whole }) : null,
    }),
    counted: words.counted,
  };
}

/** Terms are a page, or words. */
function termsFields(found, soon) {
  const words = wordFields(found, soon, { label: t("console-shop-slot-terms") });
  const address = textField({ name: "address", label: t("console-shop-terms-address"), value: found.content.address ?? "", placeholder: "https://", inputmode: "url", maxlength: 2048 });
  let kind = found.content.html ? "words" : "page";
  const shown = el("div", { class: "stack" }, words.nodes);
  const draw = () => { address.hidden = kind !== "page"; shown.hidden = kind !== "words"; };
  const kinds = segments({
    label: t("console-shop-terms-kind"), value: kind, testid: "terms",
    options: [{ value: "page", label: t("console-shop-terms-page") }, { value: "words", label: t("console-shop-terms-words") }],
    chosen: (value) => { kind = value; draw(); soon(); },
  });
  draw();
  return {
    nodes: [kinds.node, address, shown],
    content: () => (kind === "page" ? { address: inputOf(address).value } : { words: words.value() }),
    counted: (answer) => { if (kind === "words") words.counted(answer); },
  };
}

/** Return the fields of a place: `nodes`, `content()` as the server reads it, and `counted(preview)`. */
export function fieldsOf(found, soon) {
  if (found.kind === "contact") return contactFields(found);
  return found.kind === "terms" ? termsFields(found, soon) : ownFields(found, soon);
}
