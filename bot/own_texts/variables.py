"""Compares the variables and the choices of an owner's text with those of the original."""

import difflib
import re
from collections.abc import Collection, Iterable, Iterator

from bot.own_texts.entries import Own
from bot.own_texts.known import Known
from bot.own_texts.plurals import lacking
from bot.own_texts.shapes import Choice, Shape
from bot.texts.problems import TextFault, TextProblem

_WITHOUT = re.compile(r"\bwithout\b((?:[\s,]*\$[\w-]+)+)", re.IGNORECASE)
_FUNCTIONS = {"NUMBER"}
_OPTIONS = {
    *("useGrouping", "minimumIntegerDigits", "minimumFractionDigits", "maximumFractionDigits"),
    *("minimumSignificantDigits", "maximumSignificantDigits", "style", "currency"),
    "currencyDisplay",
}
"""The options of NUMBER() that fluent.runtime knows."""
_ENDS = {"when", "until"}


def may_be_omitted(key: str, variable: str, variables: set[str]) -> bool:
    """Return whether a text can do without a variable of the original.

    A greeting needs no name, and beside the moment of an end the time left says the same again.
    All others are facts that people act on.
    """
    if variable == "left":
        return bool(variables & _ENDS)
    return (key, variable) == ("shop-hello", "name")


def problems_of(own: Own, shape: Shape, locale: str, known: Known) -> Iterator[TextProblem]:
    """Yield what is wrong with the variables and choices of a text that the bot has too; `shape`
    includes what it refers to."""
    original = known.shape(own.key, locale)
    typos = list(_unknown(own, shape, original))
    yield from typos
    meant = {one.hint for one in typos}
    yield from (one for one in _lost(own, shape, original, known) if one.detail not in meant)
    yield from _numbers(own, shape, known)
    yield from _variants(own, shape, original, locale, known)


def function_problems(own: Own, shape: Shape) -> Iterator[TextProblem]:
    for name, at in shape.functions.items():
        if name not in _FUNCTIONS:
            yield own.problem(TextFault.FUNCTION, f"{name}()", "NUMBER()", at=at)
    for name, at in shape.options.items():
        if name not in _OPTIONS:
            near = difflib.get_close_matches(name, _OPTIONS, n=1) or ["useGrouping"]
            yield own.problem(TextFault.FUNCTION, f"NUMBER({name}: …)", near[0], at=at)


def plural_problems(
    own: Own, shape: Shape, locale: str, numbers: Collection[str]
) -> Iterator[TextProblem]:
    """Yield the forms of counting that a text or term lacks; `numbers` are the variables that are
    numbers, also where a choice names none of the forms."""
    for choice in shape.choices:
        by_names = len(choice.names) == len(choice.keys)
        if choice.counts or (choice.variable in numbers and by_names):
            missing = lacking(locale, set(choice.keys), choice.default)
            if missing:
                yield own.problem(TextFault.PLURAL, _in_brackets(missing), at=choice.at)


def _unknown(own: Own, shape: Shape, original: Shape) -> Iterator[TextProblem]:
    for name, at in shape.variables.items():
        if name not in original.variables:
            near = difflib.get_close_matches(name, original.variables, n=1)
            hint = _in_braces(near or sorted(original.variables))
            yield own.problem(TextFault.VARIABLE, _in_braces([name]), hint, at=at)


def _lost(own: Own, shape: Shape, original: Shape, known: Known) -> Iterator[TextProblem]:
    variables, numbers = set(original.variables), known.numbers(own.key)
    for name in sorted(variables - shape.variables.keys()):
        if name in numbers and name not in original.shown:
            continue  # it only chooses a form of counting, which not every language has
        if not may_be_omitted(own.key, name, variables):
            yield own.problem(TextFault.LOST, _in_braces([name]))
        elif name not in _meant_to_be_without(own):
            yield own.problem(TextFault.OMITTED, _in_braces([name]), f"# without ${name}")


def _meant_to_be_without(own: Own) -> set[str]:
    """Return the variables that a comment above the text leaves out: `# without $name`."""
    return {
        name for found in _WITHOUT.findall(own.comment) for name in re.findall(r"[\w-]+", found)
    }


def _numbers(own: Own, shape: Shape, known: Known) -> Iterator[TextProblem]:
    numbers = known.numbers(own.key)
    for name, at in shape.numbers.items():
        if name not in numbers and not known.may_count(own.key, name):
            yield own.problem(TextFault.NO_NUMBER, _in_braces([name]), at=at)


def _variants(
    own: Own, shape: Shape, original: Shape, locale: str, known: Known
) -> Iterator[TextProblem]:
    for name, at in shape.variables.items():
        needed = known.names(own.key, name, locale)
        present = shape.names(name)
        if name in original.selected and needed - present:
            yield own.problem(TextFault.VARIANT_LOST, _in_brackets(sorted(needed - present)), at=at)
        every = known.all_names(own.key, name)
        for choice in shape.choices:
            if choice.variable == name and every and not choice.is_by_number:
                yield from _never_chosen(own, choice, every)


def _never_chosen(own: Own, choice: Choice, every: set[str]) -> Iterator[TextProblem]:
    for key in sorted(choice.names - every - {choice.default}):
        hint = _in_brackets(difflib.get_close_matches(key, every, n=1))
        yield own.problem(TextFault.VARIANT_UNKNOWN, f"[{key}]", hint, at=choice.keys[key])


def _in_braces(names: Iterable[str]) -> str:
    return ", ".join(f"{{ ${name} }}" for name in names)


def _in_brackets(names: Iterable[str]) -> str:
    return ", ".join(f"[{name}]" for name in names)
