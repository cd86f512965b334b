"""The targets by which `make bench-smoke` judges its measurements."""

import pytest

from benchmarks.targets import Target


@pytest.mark.parametrize(
    ("measured", "met", "fallen"), [(0.9, True, False), (0.7, False, False), (0.59, False, True)]
)
def test_a_ratio_has_fallen_when_it_lost_more_than_a_third(
    measured: float, met: bool, fallen: bool
) -> None:
    target = Target("speed", measured, 0.9)
    assert (target.met, target.fallen) == (met, fallen)


@pytest.mark.parametrize(
    ("measured", "met", "fallen"), [(2.9, True, False), (4.4, False, False), (4.6, False, True)]
)
def test_a_time_that_should_be_short_has_fallen_when_it_grew_by_more_than_half(
    measured: float, met: bool, fallen: bool
) -> None:
    target = Target("p99", measured, 3, at_most=True)
    assert (target.met, target.fallen) == (met, fallen)
