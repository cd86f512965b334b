"""The time of servers is read from their answers, and never from what a cache has kept."""

import pytest

from bot.server_time import date_of


@pytest.mark.parametrize(
    "date",
    [
        "Tue, 12 May 2026 21:59:00 GMT",
        "Tue, 12 May 2026 21:59:00 -0000",
        "Wed, 13 May 2026 00:59:00 +0300",
    ],
)
def test_a_date_is_read_in_each_of_its_spellings(date: str) -> None:
    assert date_of({"Date": date}) == 1_778_623_140
    assert date_of({"Date": date, "Age": "0"}) == 1_778_623_140


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Date": ""},
        {"Date": "yesterday"},
        {"Date": "Tue, 99 May 2026 21:59:00 GMT"},
        {"Date": "Tue, 12 May 2026 21:59:00 GMT", "Age": "3600"},
    ],
)
def test_a_date_that_says_nothing_is_left_out(headers: dict[str, str]) -> None:
    assert date_of(headers) is None
