"""The kinds of texts: what each may hold, and how long it may be."""

_LABELS = ("button-", "label-")
_ON_BUTTONS_OR_IN_POPUPS = ("error-", "tribute-error-", "stars-refused-")
_WORDS = (
    *("command-", "chart-", "duration-", "doctor-", "init-", "plan-first", "plan-tariff"),
    "console-",
)
_ABOUT_INVOICES = ("stars-invoice-about", "stars-link-about")
_ALSO_WORDS = {
    *("product-number", "product-unknown", "purchase-buyer-unknown", "recurring-number"),
    *("feature-fault", "product-sell-duration-placeholder", "face-reader-unnamed"),
    *("profile-part", "profile-everyone", *_ABOUT_INVOICES),
    *("texts-fault", "texts-problem", "texts-used", "texts-used-of", "texts-missing"),
}
_MESSAGES = {
    *("doctor-title", "doctor-problem", "doctor-fine", "duration-ask"),
    *("console-access-link", "console-access-local"),
}
"""Messages among the words."""

_PLACEHOLDER = 64
_TOAST = 200
_COMMAND = 256
_INVOICE = 255
"""The longest description of an invoice (https://core.telegram.org/bots/api#sendinvoice)."""
MOST = 2000
"""The most characters of any text: several of them share a message, which has 4,096."""


def is_label(key: str) -> bool:
    return key.startswith(_LABELS)


def is_plain(key: str) -> bool:
    """Return whether a text is shown where there is no markup: on a button, in a menu, in a window
    that pops up, in a terminal, or as words inside another text."""
    if key in _MESSAGES:
        return False
    kinds = (*_LABELS, "toast-", *_ON_BUTTONS_OR_IN_POPUPS, *_WORDS)
    return key.startswith(kinds) or key in _ALSO_WORDS


def is_html_too(key: str) -> bool:
    """Return whether a plain text is also shown as part of a message, where `<` has a meaning."""
    return is_plain(key) and not key.startswith(("button-", "command-", "chart-"))


def is_one_line(key: str) -> bool:
    one_line = (*_LABELS, "command-", "chart-", "duration-", "plan-first", "plan-tariff")
    return key not in _MESSAGES and (key.startswith(one_line) or key.endswith("-placeholder"))


def longest(key: str) -> int:
    """Return the most characters that the text may have, as Telegram counts them."""
    if key.endswith("-placeholder"):
        return _PLACEHOLDER
    if key.startswith(("toast-", *_ON_BUTTONS_OR_IN_POPUPS)):
        return _TOAST
    if key in _ABOUT_INVOICES:
        return _INVOICE
    return _COMMAND if key.startswith("command-") else MOST
