"""Fills a text in with values of every kind, and looks at what people would read."""

import itertools
from collections.abc import Collection, Iterator, Mapping, Set
from dataclasses import dataclass
from math import prod
from unicodedata import category

from bot.own_texts import kinds, markup
from bot.own_texts.entries import Own
from bot.own_texts.plurals import examples, is_alone
from bot.own_texts.shapes import Shape
from bot.texts.bundles import Bundle, Number
from bot.texts.problems import TextFault, TextProblem

_USUAL_NUMBERS = (1, 0, 2, 5, 21)
_MOST_TOGETHER = 256
"""So many combinations of values are tried; of more, each value once beside the usual ones."""
_SMALL = 20
_LONGEST_REASON = 80
_LONGEST_SOURCE = 10 * kinds.MOST
_LOST = "\N{REPLACEMENT CHARACTER}"
_NO_OTHER = "none of these"

Values = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Original:
    """The bot's own texts, with which one of the owner's is compared."""

    bundle: Bundle
    needed: Set[str]
    """The variables that people act on."""
    numbers: Collection[str]
    """The variables that get numbers."""


def problem_in(own: Own, bundle: Bundle, shape: Shape, original: Original) -> TextProblem | None:
    """Return the first problem of a filled-in text; `shape` has all its variables and choices."""
    for values in _combinations(_choices(shape, original.numbers, bundle.locale)):
        text, reason = _fill(own.key, bundle, values)
        if reason is not None:
            return own.problem(TextFault.FAILS, reason)
        found = _of_characters(own, text) or _of_markup(own, text)
        if found is not None:
            return found
        for name in _unsaid(own, text, values, original):
            if str(values[name]) not in shape.names(name):
                return own.problem(TextFault.LOST, f"{{ ${name} }}")
    return None


def _fill(key: str, bundle: Bundle, values: Values) -> tuple[str, str | None]:
    """Return the text, and why it can't be filled in, if it can't."""
    pattern = bundle.get_message(key).value
    if pattern is None:
        return "", None
    try:
        text, errors = bundle.format_pattern(pattern, dict(values))
    except (ArithmeticError, LookupError, RuntimeError, TypeError, ValueError) as error:
        return "", str(error)[:_LONGEST_REASON]
    return str(text), str(errors[0])[:_LONGEST_REASON] if errors else None


def _unsaid(own: Own, text: str, values: Values, original: Original) -> Iterator[str]:
    """Yield the variables that the original says with these values and this text doesn't, in one of
    its variants."""
    if not original.bundle.has_message(own.key):
        return
    theirs, _ = _fill(own.key, original.bundle, values)
    for name in sorted(original.needed & values.keys()):
        value = values[name]
        if isinstance(value, int) and _may_be_words(value, own.source.locale):
            continue
        if str(value) in theirs and str(value) not in text:
            yield name


def _may_be_words(number: int, locale: str) -> bool:
    """Return whether a number may be left to words: “a day” for the only one with its form. Larger
    numbers share theirs with others."""
    return number > _SMALL or is_alone(number, locale, _SMALL)


def _of_characters(own: Own, text: str) -> TextProblem | None:
    lost = _unreadable(text)
    if lost is not None:
        return own.problem(TextFault.CHARACTERS, lost)
    too_long = own.problem(TextFault.LONG, str(kinds.longest(own.key)))
    if len(text) > _LONGEST_SOURCE:
        return too_long
    seen = text if kinds.is_plain(own.key) else markup.without(text)
    if not seen.strip():
        return own.problem(TextFault.EMPTY)
    if _length(seen) > kinds.longest(own.key):
        return too_long
    if kinds.is_one_line(own.key) and "\n" in text.strip():
        return own.problem(TextFault.LINES)
    return None


def _of_markup(own: Own, text: str) -> TextProblem | None:
    if kinds.is_plain(own.key):
        flaw = markup.flaw_of_words(text, in_html=kinds.is_html_too(own.key))
    else:
        flaw = markup.flaw_of(text)
    if flaw is None:
        return None
    return own.problem(flaw.fault, flaw.detail, at=own.offset_of(flaw.source, last=flaw.last))


def _unreadable(text: str) -> str | None:
    """Return a character that can't be shown, or that stands for a lost one."""
    for char in text:
        if char == _LOST or (category(char) in {"Cc", "Cs"} and char != "\n"):
            return f"U+{ord(char):04X}"
    return None


def _length(text: str) -> int:
    """Return the length as Telegram counts it, without the marks around values."""
    bare = text.replace(markup.VALUE, "").replace(markup.END, "")
    return len(bare.encode("utf-16-le", "surrogatepass")) // 2


def _choices(shape: Shape, numbers: Collection[str], locale: str) -> dict[str, list[object]]:
    """Return the values to try for each variable: all that choose another variant."""
    return {name: list(_values(name, shape, numbers, locale)) for name in shape.variables}


def _values(name: str, shape: Shape, numbers: Collection[str], locale: str) -> Iterator[object]:
    names = shape.names(name)
    if name in numbers or name in shape.counted:
        typed = {int(one) for one in names if one.lstrip("-").isdecimal()}
        for number in dict.fromkeys((*_USUAL_NUMBERS, *examples(locale), *sorted(typed))):
            yield Number(number)
    elif names:
        yield from sorted(names)
        yield _NO_OTHER
    else:
        yield f"{markup.VALUE}{name}{markup.END}"


def _combinations(choices: Mapping[str, list[object]]) -> Iterator[Values]:
    """Yield combinations of the values: all of them, or each value beside the usual ones."""
    if prod(map(len, choices.values())) <= _MOST_TOGETHER:
        for chosen in itertools.product(*choices.values()):
            yield dict(zip(choices, chosen, strict=True))
        return
    usual = {name: values[0] for name, values in choices.items()}
    yield usual
    for name, values in choices.items():
        for value in values[1:]:
            yield {**usual, name: value}
