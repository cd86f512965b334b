"""The quick reader of bodies without problems returns the same as the careful one."""

import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.tribute import strict_json
from bot.tribute.strict_json import NotReadableError, ReadObject, Unstorable
from tests.tribute.bodies import sample

_scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(min_value=-(2**70), max_value=2**70),
    st.floats(),
    st.text(),
    st.sampled_from([2**63 - 1, 2**63, -(2**63), -(2**63) - 1, 10**18, 1e308, "\x00", "\ud800"]),
)
_values = st.recursive(
    _scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=12,
)


def _read(read: Any, body: bytes) -> object:
    try:
        return read(body)
    except NotReadableError as error:
        return str(error)


@given(st.dictionaries(st.text(max_size=8), _values), st.booleans())
@example(value={"deep": json.loads("[" * 63 + "]" * 63)}, escaped=True)
@example(value={"deep": json.loads("[" * 64 + "]" * 64)}, escaped=True)
@pytest.mark.long
def test_both_readers_read_the_same(value: dict[str, object], escaped: bool) -> None:
    try:
        body = json.dumps(value, ensure_ascii=escaped).encode()
    except UnicodeEncodeError:
        return  # a lone surrogate has no UTF-8
    # By their texts: NaN is not equal to itself.
    both = (strict_json.read_object, strict_json._careful_object)
    quick, careful = (repr(_read(read, body)) for read in both)
    assert quick == careful


@given(st.binary(max_size=40) | st.text(alphabet='{}[]":,0123456789.eE-Na\\u ', max_size=40))
def test_both_readers_refuse_the_same(body: bytes | str) -> None:
    raw = body if isinstance(body, bytes) else body.encode()
    both = (strict_json.read_object, strict_json._careful_object)
    quick, careful = (repr(_read(read, raw)) for read in both)
    assert quick == careful


@pytest.mark.parametrize(
    "body",
    [
        b'{"a": 1, "a": 2}',
        b'{"a": NaN}',
        b'{"a": 1e999}',
        b'{"a": 9223372036854775808}',
        b'{"a": "\\ud800"}',
        b'{"a": {"b": 1, "b": 1}}',
        b"[" * 10_000,
        b'\xef\xbb\xbf{"a": 1}',
    ],
)
def test_odd_bodies_are_left_to_the_careful_reader(body: bytes) -> None:
    assert strict_json._usual_object(body) is None


@pytest.mark.parametrize(
    ("body", "value", "problems"),
    [
        (b'{"a": 999999999999999999}', {"a": 10**18 - 1}, ()),
        (b'{"a": 9223372036854775807}', {"a": 2**63 - 1}, ()),
        (b'{"a": -9223372036854775808}', {"a": -(2**63)}, ()),
        (
            b'{"a": 9223372036854775808}',
            {"a": Unstorable("9223372036854775808")},
            ("an integer is beyond 64 bits",),
        ),
        (
            b'{"a": -9223372036854775809, "b": [NaN, -1e999, 1.5]}',
            {
                "a": Unstorable("-9223372036854775809"),
                "b": [Unstorable("NaN"), Unstorable("-1e999"), 1.5],
            },
            ("an integer is beyond 64 bits", "a number is infinite or not a number"),
        ),
        (
            b'{"a": 1, "b": {"c": 1, "c": 2, "d": 3}, "a": 1, "a": 1}',
            {"b": {"d": 3}},
            ("c occurs twice", "a occurs twice"),
        ),
        (
            b'{"a": "x\\u0000y", "b\\u0000": 1, "c": [{"d\\ud800": 1, "e": "\\udfff"}]}',
            {"a": "xy", "c": [{"e": ""}]},
            (
                "a name has characters that can't be stored",
                "a text has characters that can't be stored",
            ),
        ),
        (b'{"a": "\\u0416"}', {"a": "Ж"}, ()),
    ],
)
def test_what_cannot_be_stored_is_left_out_and_named(body, value, problems):
    assert strict_json.read_object(body) == ReadObject(value, problems)


@pytest.mark.parametrize("name", ["x" * 41, "a b", "a1", ""])
def test_the_name_of_an_odd_member_that_occurs_twice_is_not_shown(name):
    body = f'{{"{name}": 1, "{name}": 2}}'.encode()
    assert strict_json.read_object(body) == ReadObject({}, ("a member occurs twice",))


def test_a_body_with_many_brackets_beside_each_other_is_not_too_deep():
    body = b'{"a": [' + b"[], " * 70 + b"[]]}"
    assert strict_json.read_object(body) == ReadObject({"a": [[]] * 71}, ())


@pytest.mark.parametrize("nested", [b"[%s]", b'{"a": %s}'])
def test_nesting_is_read_to_64_levels_and_refused_beyond(nested):
    inner = b'"\\u0416"'  # left to the careful reader
    for _ in range(63):
        inner = nested % inner
    assert strict_json.read_object(b'{"a": %s}' % inner).problems == ()
    with pytest.raises(NotReadableError, match="the body is nested too deeply"):
        strict_json.read_object(b'{"a": %s}' % (nested % inner))


@pytest.mark.parametrize(
    "body",
    [
        sample("new_subscription"),
        b'{"a": [' + b"[], " * 61 + b"[]]}",
        b'{"a": [1.5, 999999999999999999]}',
    ],
)
def test_usual_bodies_are_read_by_the_quick_reader(body: bytes) -> None:
    assert strict_json._usual_object(body) == json.loads(body)
