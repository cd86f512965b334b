"""The choice of a duration: buttons for the usual ones, and a reader for typed ones."""

import re
from collections.abc import Callable
from typing import Final

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton

from bot.domain.durations import UNITS, Duration
from bot.domain.models import FIRST_PLAN, PlanId
from bot.domain.records import NewTariff, Tariff
from bot.usecases.outbox.wording import Wording
from handlers.telegram.ui.screen import button, side_by_side

OTHER: Final = "other"
"""The code of the button that asks for a typed duration."""

_USUAL = (
    Duration(months=1),
    Duration(months=3),
    Duration(months=12),
    Duration(lifetime=True),
)
_LIFETIME = "life"
_PLAN = re.compile(r"[1-9]\d{0,5}", re.ASCII)
_CODE = re.compile(r"(\d{1,6})m(\d{1,6})d", re.ASCII)

# The unit words in both languages, in every grammatical form (“месяц|ев”, “month|s”).
_UNIT_WORDS = {
    "day": r"days?|д(?:ень|ня|ней|н)|сут(?:ки|ок)",
    "week": r"weeks?|недел[ьюия]",
    "month": r"months?|мес(?:яц(?:а|ев)?)?",
    "year": r"years?|года?|лет",
}
_TYPED = re.compile(
    r"(?:(?P<number>[0-9]{1,6})\s*|(?:an?|one|один|одну|одна)\s+)?(?:"
    + "|".join(f"(?P<{unit}>{_UNIT_WORDS[unit]})" for unit in UNITS)
    + r")\.?"
)
_FOR_LIFE = frozenset(
    {"lifetime", "for life", "life", "forever", "навсегда", "пожизненно", "бессрочно", "навечно"}
)
_LONGEST_WORDS = 3  # “half a year”
_HALF_A_YEAR = frozenset({"half a year", "полгода", "пол года"})


def encode(duration: Duration) -> str:
    """Encode a duration for callback data, such as `3m0d` or `life`; `decode` reads it back."""
    return _LIFETIME if duration.lifetime else f"{duration.months}m{duration.days}d"


def decode(code: str) -> Duration | None:
    """Return the duration of a button; None for `OTHER` and for a code that no button has."""
    if code == _LIFETIME:
        return Duration(lifetime=True)
    match = _CODE.fullmatch(code)
    if match is None:
        return None
    months, days = int(match[1]), int(match[2])
    return _valid(lambda: Duration(months, days))


def of_plan(plan_id: PlanId, code: str) -> str:
    """Return a button's code for a plan; the first plan's has no mark, as when it was the only
    one."""
    return code if plan_id == FIRST_PLAN else f"{plan_id}.{code}"


def split_plan(code: str) -> tuple[PlanId, str]:
    """Return the plan of a code that `of_plan` made, and the rest of it."""
    plan, dot, rest = code.rpartition(".")
    return (PlanId(int(plan)), rest) if dot and _PLAN.fullmatch(plan) else (FIRST_PLAN, code)


def encode_tariff(tariff: Tariff | NewTariff) -> str:
    """Encode a plan and a duration for callback data; `decode_tariff` reads it back."""
    return of_plan(tariff.plan_id, encode(tariff.duration))


def decode_tariff(code: str) -> NewTariff | None:
    """Return the plan and the duration of a button; None for a code that names no duration."""
    plan_id, rest = split_plan(code)
    duration = decode(rest)
    return NewTariff(plan_id, duration) if duration is not None else None


def duration_rows(
    say: Wording, choose: Callable[[str], CallbackData]
) -> list[list[InlineKeyboardButton]]:
    """Return the usual durations, two to a row, then “other…”; `choose` makes a button's data."""
    buttons = [
        button(say.plain("label-duration", duration=duration), choose(encode(duration)))
        for duration in _USUAL
    ]
    other = button(say.plain("button-duration-type"), choose(OTHER))
    return [*side_by_side(buttons[:2]), *side_by_side(buttons[2:]), [other]]


def read_duration(text: str) -> Duration | None:
    """Read a typed duration in English or Russian: `10 days`, `6 месяцев`, `год`, `навсегда`.

    Return None for any other text, also for none at all and for more than 100 years.
    """
    words = " ".join(text.lower().replace("ё", "е").split()).strip("«»“”\"'")
    if words in _FOR_LIFE:
        return Duration(lifetime=True)
    if words in _HALF_A_YEAR:
        return Duration(months=6)
    match = _TYPED.fullmatch(words)
    if match is None:
        return None
    unit = next(unit for unit in UNITS if match[unit])
    return _valid(lambda: Duration.of(int(match["number"] or 1), unit))


def read_duration_and_rest(text: str) -> tuple[Duration, str] | None:
    """Read a duration and the words after it: `1 month for the delay`. Return None where the text
    doesn't begin with one, or where a second one follows: `1 month 3 days` isn't one month."""
    words = text.split()
    for length in range(min(len(words), _LONGEST_WORDS), 0, -1):
        duration = read_duration(" ".join(words[:length]))
        if duration is not None:
            rest = words[length:]
            return None if read_duration_and_rest(" ".join(rest)) else (duration, " ".join(rest))
    return None


def _valid(build: Callable[[], Duration]) -> Duration | None:
    try:
        return build()
    except ValueError:
        return None
