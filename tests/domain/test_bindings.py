"""A payment is for what was bound when it was made, not for what is bound now."""

from dataclasses import dataclass

import pytest

from bot.domain.bindings import held_at


@dataclass(frozen=True)
class Bound:
    to: str
    bound_at: int


YEAR, MONTH = Bound("a year", 1200), Bound("a month", 1500)


@pytest.mark.parametrize(
    ("paid_at", "held"),
    [(1100, YEAR), (1200, YEAR), (1459, YEAR), (1500, YEAR), (1501, MONTH), (9999, MONTH)],
)
def test_the_binding_before_the_payment_counts_and_the_first_one_for_earlier_payments(
    paid_at: int, held: Bound
) -> None:
    assert held_at([YEAR, MONTH], paid_at) is held


def test_without_any_binding_none_holds() -> None:
    empty: list[Bound] = []
    assert held_at(empty, 1100) is None
