"""Measures labels of buttons with values as real shops have them, as phones show them."""

from collections.abc import Iterator, Mapping
from typing import Final

from bot.domain.durations import Duration
from bot.domain.money import STARS, Money
from bot.own_texts.entries import Own
from bot.own_texts.known import Known
from bot.own_texts.shapes import Shape
from bot.texts.catalog import Texts
from bot.texts.labels import ALONE
from bot.texts.problems import TextFault, TextProblem
from bot.texts.visible import columns

NAME: Final = "Ann"
"""A short one: the bot cuts longer ones until the label fits."""
NAMES: Final = ("name", "who", "what", "text", "title", "label", "language", "range")
_PRICES = (Money(123_456_789, "RUB"), Money(123_456_789, "USD"), Money(12_345, STARS))
_COUNTS = (1, 2, 5, 21, 12_345)
VALUES: Final[Mapping[str, tuple[object, ...]]] = {
    "paid": _PRICES,
    "price": _PRICES,
    "duration": (Duration(months=18), Duration(days=365), Duration(lifetime=True)),
    "id": (741_250_001,),
    "emoji": ("⏸", "↩️"),
    "number": (10,),
}
"""Values of the most usual width, and of the largest that shops have."""
SHORTER: Final = {
    "button-rehearsal-plan": "button-rehearsal-short",
    "button-shop-pay": "button-shop-pay-short",
    "button-shop-pay-extend": "button-shop-pay-short",
    "button-shop-pay-card": "button-shop-pay-card-short",
}
"""The label that takes the place of one that is too wide."""


def problem_in(
    own: Own, texts: Texts, locale: str, shape: Shape, known: Known
) -> TextProblem | None:
    """Report a label that a phone would cut although the names in it are short."""
    keys = [own.key] + ([SHORTER[own.key]] if own.key in SHORTER else [])
    widest = 0
    for values in _filled(own.key, shape, known):
        shown = (texts.plain(key, locale, **values) for key in keys)
        widest = max(widest, min(map(columns, shown)))
    return own.problem(TextFault.WIDE, str(widest), str(ALONE)) if widest > ALONE else None


def _filled(key: str, shape: Shape, known: Known) -> Iterator[dict[str, object]]:
    """Yield the values that fill the text, each of them once beside the usual ones."""
    choices = {name: _values(key, name, shape, known) for name in known.shape(key, "en").variables}
    usual = {name: values[0] for name, values in choices.items()}
    yield usual
    for name, values in choices.items():
        for value in values[1:]:
            yield {**usual, name: value}


def _values(key: str, name: str, shape: Shape, known: Known) -> tuple[object, ...]:
    if name in VALUES:
        return VALUES[name]
    if name in NAMES:
        return (NAME,)
    if name not in known.numbers(key):
        names = known.all_names(key, name) | shape.names(name)
        if names:
            return tuple(sorted(names))
    return _COUNTS
