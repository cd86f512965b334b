"""Choosing how long something is sold for: buttons for the usual answers, and typed ones read."""

import re
from collections.abc import Callable
from typing import Final

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton

from bot.domain.durations import Duration
from bot.usecases.outbox.wording import Wording

OTHER: Final = "other"
"""The code of the button after which a duration is typed."""

_USUAL = (
    Duration(months=1),
    Duration(months=3),
    Duration(months=12),
    Duration(lifetime=True),
)
_LIFETIME = "life"
_CODE = re.compile(r"(\d{1,6})m(\d{1,6})d", re.ASCII)

# Word stems in both languages; what follows a stem is an ending (“месяц|ев”, “month|s”).
_UNITS = (
    ("day", r"days?|д(?:ень|ня|ней|н)|сут(?:ки|ок)"),
    ("week", r"weeks?|недел[ьюия]"),
    ("month", r"months?|мес(?:яц(?:а|ев)?)?"),
    ("year", r"years?|года?|лет"),
)
_TYPED = re.compile(
    r"(?:(?P<number>[0-9]{1,6})\s*|(?:an?|one|один|одну|одна)\s+)?(?:"
    + "|".join(f"(?P<{unit}>{words})" for unit, words in _UNITS)
    + r")\.?"
)
_FOR_LIFE = frozenset(
    {"lifetime", "for life", "life", "forever", "навсегда", "пожизненно", "бессрочно", "навечно"}
)
_LONGEST_WORDS = 3  # “half a year”
_HALF_A_YEAR = frozenset({"half a year", "полгода", "пол года"})


def encode(duration: Duration) -> str:
    """A few letters for callback data, such as `3m0d` or `life`; `decode` reads them back."""
    return _LIFETIME if duration.lifetime else f"{duration.months}m{duration.days}d"


def decode(code: str) -> Duration | None:
    """The duration of a button; None for `OTHER` and for what no button of ours says."""
    if code == _LIFETIME:
        return Duration(lifetime=True)
    match = _CODE.fullmatch(code)
    return _checked(int(match[1]), int(match[2])) if match else None


def duration_rows(
    say: Wording, choose: Callable[[str], CallbackData]
) -> list[list[InlineKeyboardButton]]:
    """The usual durations, two to a row, then “other…”. `choose(code)` is what a button says."""
    buttons = [
        _button(say.plain("duration-choice", duration=duration), choose(encode(duration)))
        for duration in _USUAL
    ]
    other = _button(say.plain("duration-other"), choose(OTHER))
    return [buttons[:2], buttons[2:], [other]]


def read_duration(text: str) -> Duration | None:
    """What a person typed, in English or Russian: `10 days`, `6 месяцев`, `год`, `навсегда`.

    None for anything else, as for nothing at all and for more than 100 years.
    """
    words = " ".join(text.lower().replace("ё", "е").split()).strip("«»“”\"'")
    if words in _FOR_LIFE:
        return Duration(lifetime=True)
    if words in _HALF_A_YEAR:
        return Duration(months=6)
    match = _TYPED.fullmatch(words)
    if match is None:
        return None
    number = int(match["number"] or 1)
    return _checked(
        number * (bool(match["month"]) + 12 * bool(match["year"])),
        number * (bool(match["day"]) + 7 * bool(match["week"])),
    )


def read_duration_and_rest(text: str) -> tuple[Duration, str] | None:
    """A duration and the words behind it: `1 month for the delay`. None where it doesn't begin
    with one, or where a second one follows: `1 month 3 days` must not become one month."""
    words = text.split()
    for length in range(min(len(words), _LONGEST_WORDS), 0, -1):
        duration = read_duration(" ".join(words[:length]))
        if duration is not None:
            rest = words[length:]
            return None if read_duration_and_rest(" ".join(rest)) else (duration, " ".join(rest))
    return None


def _checked(months: int, days: int) -> Duration | None:
    try:
        return Duration(months, days)
    except ValueError:
        return None


def _button(label: str, says: CallbackData) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=label, callback_data=says.pack())
