"""Access begins at Tribute's time, and Tribute's time is believed up to a day ahead of ours."""

import pytest

from bot.domain.times import arrival, beginning, iso

NOW, DAY = 1_000_000, 86_400


@pytest.mark.parametrize("theirs", [NOW - 400 * DAY, NOW - 1, NOW, NOW + 1, NOW + DAY])
def test_access_begins_at_tributes_time_up_to_a_day_ahead(theirs: int) -> None:
    assert beginning(theirs, arrival(theirs, NOW)) == theirs


@pytest.mark.parametrize("theirs", [NOW + DAY + 1, NOW + 30 * DAY, 2**60, None])
def test_a_later_time_or_none_makes_it_begin_now(theirs: int | None) -> None:
    assert beginning(theirs, arrival(theirs, NOW)) == NOW


def test_nothing_arrives_before_it_happened() -> None:
    assert arrival(NOW - 10, NOW) == NOW
    assert arrival(NOW + 10, NOW) == NOW + 10


def test_a_time_is_written_in_utc_for_other_programs() -> None:
    assert iso(1_778_600_000) == "2026-05-12T15:33:20Z"
