"""A page of the product list tells whether another one follows, and how much of it was readable."""

import pytest

from bot.tribute import answers
from tests.tribute.upstream import page, product

ONE, TWO = product(1), product(2)


@pytest.mark.parametrize(
    ("number", "size", "answer", "expected"),
    [
        # By the total, where it isn't less than what has been seen.
        (1, 1, page(ONE, total=2), (1, True, 2, 0)),
        (2, 1, page(TWO, total=2), (1, False, 2, 0)),
        (3, 1, page(TWO, total=4), (1, True, 4, 0)),
        (1, 1, page(ONE, total=1), (1, False, 1, 0)),
        (1, 100, page(ONE, TWO, total=3), (2, True, 3, 0)),
        # By the page's length, where the total is unknown or too small.
        (1, 1, page(ONE, total=0), (1, True, 0, 0)),
        (1, 2, page(ONE, TWO), (2, True, None, 0)),
        (1, 3, page(ONE, TWO), (2, False, None, 0)),
        # By the length that Tribute limits a page to.
        (1, 3, page(ONE, TWO, limit=2), (2, True, None, 0)),
        (2, 100, page(ONE, total=3, limit=2), (1, False, 3, 0)),
        (1, 1, page(ONE, limit=2), (1, True, None, 0)),
        # Rows that can't be read count for the length.
        (1, 2, page(ONE, None, total=2), (1, False, 2, 1)),
        (1, 2, page(None, {"id": 0}), (0, True, None, 2)),
        (1, 2, {"rows": "none", "meta": {"total": 5}}, (0, False, 5, 0)),
        (1, 2, {"meta": []}, (0, False, None, 0)),
    ],
)
def test_a_page_is_followed_by_another_by_its_total_or_else_by_its_length(
    number, size, answer, expected
):
    found = answers.page(answer, number, size)
    assert (len(found.products), found.has_more, found.total, found.skipped) == expected
