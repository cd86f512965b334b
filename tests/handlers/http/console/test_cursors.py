"""Cursors come back as they were, and anything else is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.http.console.api import cursors
from handlers.http.console.api.cursors import NoCursorError

WHOLE = st.integers(-(2**63) + 1, 2**63 - 1)
SHORT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@given(WHOLE, SHORT)
def test_a_cursor_comes_back_as_it_was(number: int, text: str) -> None:
    cursor = cursors.encode(number, text)
    if len(cursor) <= cursors.LONGEST:
        assert cursors.decode(cursor, int, str) == (number, text)


@given(st.text(max_size=300))
def test_any_other_text_is_refused(text: str) -> None:
    with pytest.raises(NoCursorError):
        cursors.decode(text, int, str)


@pytest.mark.parametrize(
    "text",
    [
        cursors.encode(1),
        cursors.encode(1, 2, 3),
        cursors.encode("1", 2),
        cursors.encode(2**63, 1),
        "W3RydWUsMV0",  # [true,1]
        cursors.encode(1, 2) + "=",
        cursors.encode(1, 2) + "\n",
        "WzEsMi4wXQ",  # [1,2.0]
        "WzEsbnVsbF0",  # [1,null]
        "WzEsIDJd",  # [1, 2]
        "eyIxIjoyfQ",  # {"1":2}
        "WyJcdWQ4MDAiLDJd",  # ["\ud800",2]: half of a character, which nothing can store
        "W1tbW1tbW1tbW1tbW1tbW1tbW1tbW1tb",
        "",
        "'; DROP TABLE people; --",
        "a" * 10_000,
    ],
)
def test_a_cursor_of_another_list_is_refused(text: str) -> None:
    with pytest.raises(NoCursorError):
        cursors.decode(text, int, int)
