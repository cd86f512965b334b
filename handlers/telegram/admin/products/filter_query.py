"""Reads the filter typed after /products: price and Stars ranges, and the names of filters."""

import re
from dataclasses import replace
from decimal import Decimal

from bot.usecases.tariffs.product_list import Range, SortOrder, Wanted
from handlers.telegram.callbacks.products import MAX_NUMBER

_NUMBER = r"[0-9]{1,9}(?:[.,][0-9]{1,2})?"
_RANGE_TEXT = rf"(?:{_NUMBER})?-(?:{_NUMBER})?|{_NUMBER}"
_RANGE = re.compile(_RANGE_TEXT)
_STARS_WORD = r"(?:stars?|xtr|зв[её]зд[аы]?)"
_STARS = (
    re.compile(rf"(?<!\S){_STARS_WORD}\s+(?P<range>{_RANGE_TEXT})(?!\S)"),
    re.compile(rf"(?<!\S)(?P<range>{_RANGE_TEXT})\s*{_STARS_WORD}(?!\S)"),
)
_SIGNS = str.maketrans(
    {"⭐": " stars ", "$": " usd ", "€": " eur ", "₽": " rub ", "–": "-", "—": "-"}
)

_WORDS: dict[str, dict[str, object]] = {
    "digital": {"type": "digital"},
    "цифровые": {"type": "digital"},
    "custom": {"type": "custom"},
    "заказные": {"type": "custom"},
    "physical": {"type": "physical"},
    "физические": {"type": "physical"},
    "approved": {"status": "approved"},
    "одобренные": {"status": "approved"},
    "pending": {"status": "pending"},
    "ожидающие": {"status": "pending"},
    "rejected": {"status": "rejected"},
    "отклонённые": {"status": "rejected"},
    "отклоненные": {"status": "rejected"},
    "stars": {"with_stars": True},
    "звёзды": {"with_stars": True},
    "звезды": {"with_stars": True},
    "orders": {"with_orders": True},
    "заказы": {"with_orders": True},
    "bound": {"bound": True},
    "unbound": {"bound": False},
    "cheapest": {"order": SortOrder.CHEAPEST},
    "дешёвые": {"order": SortOrder.CHEAPEST},
    "дешевые": {"order": SortOrder.CHEAPEST},
    "dearest": {"order": SortOrder.DEAREST},
    "дорогие": {"order": SortOrder.DEAREST},
    "usd": {"currency": "USD"},
    "eur": {"currency": "EUR"},
    "rub": {"currency": "RUB"},
    "руб": {"currency": "RUB"},
}


def read_wanted(text: str) -> Wanted | None:
    """Read a filter such as `5-20`, `stars 100-500` or `10-20 eur custom`; None if unclear."""
    rest = re.sub(r"(?<=[0-9])\s*-\s*(?=[0-9])", "-", text.lower().translate(_SIGNS))
    wanted = Wanted()
    for pattern in _STARS:
        match = pattern.search(rest)
        if match is not None and wanted.stars is None:
            stars = _range(match["range"], 1)
            if stars is None:
                return None
            wanted = replace(wanted, stars=stars)
            rest = rest[: match.start()] + rest[match.end() :]
    return _words(wanted, rest.split())


def _words(wanted: Wanted, words: list[str]) -> Wanted | None:
    for word in words:
        if word in _WORDS:
            wanted = replace(wanted, **_WORDS[word])  # type: ignore[arg-type]
            continue
        price = _range(word, 100)
        if price is None or wanted.price is not None:
            return None
        wanted = replace(wanted, price=price)
    return wanted


def _range(text: str, units: int) -> Range | None:
    """Read `5-20`, `5-`, `-20` or `9.99` into the smallest units, `units` of which are a whole."""
    if text == "-" or _RANGE.fullmatch(text) is None:
        return None
    first, dash, second = text.partition("-")
    ends = [_units(end, units) for end in ((first, second) if dash else (first, first))]
    if any(end is not None and not 0 <= end <= MAX_NUMBER for end in ends):
        return None
    low, high = ends
    if low is not None and high is not None and low > high:
        low, high = high, low
    return Range(low, high)


def _units(text: str, units: int) -> int | None:
    """Return None for an open end; -1, which is in no range, for a fraction of a smallest unit."""
    if not text:
        return None
    amount = Decimal(text.replace(",", ".")) * units
    return int(amount) if amount == int(amount) else -1
