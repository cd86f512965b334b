"""The forms of counting of each language, as CLDR has them, and a number that asks for each."""

from functools import cache

from bot.texts.languages import cldr

_IN_ORDER = ("zero", "one", "two", "few", "many", "other")
_FIRST = 1001
_LARGER = (10_000, 100_000)


@cache
def forms(locale: str) -> dict[str, int]:
    """Return the forms that whole numbers up to 100,000 ask for, with the least such number.

    Larger numbers ask for another form in some languages (“un millón de …”); the bot counts none.
    """
    rule = cldr(locale).plural_form
    found: dict[str, int] = {}
    for number in (*range(_FIRST), *_LARGER):
        found.setdefault(rule(number), number)
    return found


def examples(locale: str) -> tuple[int, ...]:
    return tuple(forms(locale).values())


def is_alone(number: int, locale: str, most: int) -> bool:
    """Return whether no other number up to the most has the form of this one."""
    rule = cldr(locale).plural_form
    return [one for one in range(most + 1) if rule(one) == rule(number)] == [number]


def lacking(locale: str, keys: set[str], default: str) -> list[str]:
    """Return the forms that a choice between these variants gives no words of their own.

    A number in brackets, as in `[1]`, stands for a form that asks for no other number.
    """
    typed = {int(key) for key in keys if key.lstrip("-").isdecimal()}
    rule = cldr(locale).plural_form
    return [
        form
        for form in _IN_ORDER
        if form in forms(locale)
        and form not in {*keys, default}
        and any(rule(n) == form and n not in typed for n in range(_FIRST))
    ]
