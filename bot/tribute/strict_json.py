"""Reads JSON from outside, and leaves out everything that couldn't be stored or understood."""

import json
import math
import re
from dataclasses import dataclass, field

INT64_MIN, INT64_MAX = -(2**63), 2**63 - 1
MAX_DEPTH = 64
"""Deeper nesting is refused, so that a body reads the same however deep the call stack is."""

_INT64_DIGITS = 20  # with the sign; longer texts are refused without converting them
_PLAIN_KEY = re.compile(r"[a-zA-Z_]{1,40}")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Unstorable:
    """Replaces a number that can't be stored. It only tells two of them apart."""

    text: str


class NotReadableError(Exception):
    """The bytes are not one JSON object. The message says why, without quoting them."""


@dataclass(frozen=True, slots=True)
class ReadObject:
    """A JSON object that is safe to store, and the problems for which parts were left out."""

    value: dict[str, object]
    problems: tuple[str, ...]


def read_object(body: bytes) -> ReadObject:
    """Return the one JSON object in these bytes; raise NotReadableError where there is none.

    Members that occur twice are left out (nobody can say which was meant), as are members whose
    name can't be stored; NaN, infinities and integers beyond 64 bits become `Unstorable`; NUL and
    lone surrogates are cut out of strings. Each of these is a problem.
    """
    usual = _usual_object(body)
    return _careful_object(body) if usual is None else ReadObject(usual, ())


def _usual_object(body: bytes) -> dict[str, object] | None:
    """Return the object in a body that plainly has no problem, as nearly every body; else None.

    Reading each value and checking that it is safe costs four times as much. Here the text is
    checked once: without a backslash before a `u` no string can hold a character that can't be
    stored (JSON forbids raw control characters, UTF-8 forbids surrogates), and with so few brackets
    nothing is too deep. The decoder's hooks check the rest, and give up at the first problem.
    """
    try:
        text = body.decode("utf-8")
        if "\\u" in text or text.count("{") + text.count("[") > MAX_DEPTH:
            return None
        value = _USUAL.decode(text)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _members(members: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(members)
    if len(found) < len(members):
        raise ValueError("a member occurs twice")
    return found


def _short_int(text: str) -> int:
    if len(text) >= _INT64_DIGITS - 1:
        raise ValueError("it may be beyond 64 bits")
    return int(text)


def _finite(text: str) -> float:
    if not math.isfinite(number := float(text)):
        raise ValueError("infinite or not a number")
    return number


_USUAL = json.JSONDecoder(
    object_pairs_hook=_members, parse_int=_short_int, parse_float=_finite, parse_constant=_finite
)


def _careful_object(body: bytes) -> ReadObject:
    reader = _Reader()
    try:
        value = reader.decoder.decode(body.decode("utf-8"))
    except UnicodeDecodeError:
        raise NotReadableError("the body is not UTF-8") from None
    except ValueError:
        raise NotReadableError("the body is not JSON") from None
    except RecursionError:
        raise NotReadableError("the body is nested too deeply") from None
    if not isinstance(value, dict):
        raise NotReadableError("the body is not a JSON object")
    return ReadObject(reader.cleaned_object(value, 1), tuple(reader.problems))


@dataclass(slots=True)
class _Reader:
    """One reading: the decoder's hooks, and the problems they found, each once and in order."""

    problems: dict[str, None] = field(default_factory=dict)

    @property
    def decoder(self) -> json.JSONDecoder:
        return json.JSONDecoder(
            object_pairs_hook=self.unique_members,
            parse_int=self.int64,
            parse_float=self.finite,
            parse_constant=self.finite,
        )

    def unique_members(self, members: list[tuple[str, object]]) -> dict[str, object]:
        found: dict[str, object] = {}
        repeated: set[str] = set()
        for name, value in members:
            if name in found:
                repeated.add(name)
                self.problems[f"{_shown(name)} occurs twice"] = None
            found[name] = value
        return {name: value for name, value in found.items() if name not in repeated}

    def int64(self, text: str) -> int | Unstorable:
        if len(text) <= _INT64_DIGITS and INT64_MIN <= int(text) <= INT64_MAX:
            return int(text)
        self.problems["an integer is beyond 64 bits"] = None
        return Unstorable(text)

    def finite(self, text: str) -> float | Unstorable:
        if math.isfinite(number := float(text)):
            return number
        self.problems["a number is infinite or not a number"] = None
        return Unstorable(text)

    def cleaned(self, value: object, depth: int) -> object:
        if isinstance(value, dict):
            return self.cleaned_object(value, depth + 1)
        if isinstance(value, list):
            _check_depth(depth + 1)
            return [self.cleaned(item, depth + 1) for item in value]
        if isinstance(value, str) and _UNSTORABLE.search(value):
            self.problems["a text has characters that can't be stored"] = None
            return _UNSTORABLE.sub("", value)
        return value

    def cleaned_object(self, value: dict[str, object], depth: int) -> dict[str, object]:
        _check_depth(depth)
        unstorable = [name for name in value if _UNSTORABLE.search(name)]
        if unstorable:
            self.problems["a name has characters that can't be stored"] = None
        return {
            name: self.cleaned(item, depth)
            for name, item in value.items()
            if name not in unstorable
        }


def _check_depth(depth: int) -> None:
    if depth > MAX_DEPTH:
        raise NotReadableError("the body is nested too deeply")


def _shown(name: str) -> str:
    """Return a member's name for a message; an unusual name isn't shown, since it may be
    personal."""
    return name if _PLAIN_KEY.fullmatch(name) else "a member"
