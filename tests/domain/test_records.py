"""A wait that Telegram asked for ends after its seconds, also where the clock went back."""

import pytest

from bot.domain.records import TelegramWait


@pytest.mark.parametrize(
    ("now", "left"), [(1000, 30), (1001, 29), (1029, 1), (1030, 0), (1031, 0), (900, 30)]
)
def test_a_wait_lasts_its_seconds_and_no_longer_after_a_clock_that_went_back(
    now: int, left: int
) -> None:
    wait = TelegramWait("sendMessage", None, asked_at=1000, seconds=30)
    assert wait.seconds_left(now) == left
