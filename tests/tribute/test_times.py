"""Times of Tribute are read to the second, and have one spelling to the nanosecond."""

import pytest

from bot.tribute.times import exact, is_coarser, is_zero, unix_time


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("2020-01-01T00:00:00Z", 1577836800),
        ("2019-12-31T23:59:59.999Z", None),
        ("2099-12-31T23:59:59Z", 4102444799),
        ("2100-01-01T00:00:00Z", None),
        (" 2026-05-12 15:33:20 +0000 utc ", 1778600000),
        ("2026-05-12 15:33:20 +03:00", 1778589200),
        ("2026-05-12T15:33:20", None),
        ("2026-05-12T15:33:20 UTC", None),
        ("2026-05-12", None),
        (1778600000, None),
        (None, None),
    ],
)
def test_a_time_with_a_zone_from_2020_to_2099_is_read(text, seconds):
    assert unix_time(text) == seconds


@pytest.mark.parametrize(
    ("text", "spelling"),
    [
        ("2026-05-12T15:33:20Z", "2026-05-12T15:33:20Z"),
        ("2026-05-12T15:33:20.000Z", "2026-05-12T15:33:20Z"),
        ("2026-05-12T15:33:20.120Z", "2026-05-12T15:33:20.12Z"),
        ("2026-05-12T15:33:20,5+00:00", "2026-05-12T15:33:20.5Z"),
        ("2026-05-12T18:33:20.123456789+03:00", "2026-05-12T15:33:20.123456789Z"),
        ("2026-05-12 15:33:20.5 +0000 UTC", "2026-05-12T15:33:20.5Z"),
        ("0001-01-01T00:00:00+01:00", "0001-01-01T00:00:00+01:00"),
        ("2026-05-12T15:33:20", "2026-05-12T15:33:20"),
        ("week 12, #31", "week 12, #31"),
        ("1778600000", "2026-05-12T15:33:20Z"),
        (" 1778600000120 ", "2026-05-12T15:33:20.12Z"),
        ("17786000001", "17786000001"),
    ],
)
def test_a_moment_has_one_spelling_and_other_texts_stay_as_they_are(text, spelling):
    assert exact(text) == spelling


@pytest.mark.parametrize(
    ("text", "zero"),
    [
        ("0001-01-01T00:00:00Z", True),
        ("1970-01-01 00:00:00 +0000 UTC", True),
        ("1970-01-01T03:00:00+03:00", True),
        ("0001-01-01T00:00:00+01:00", True),
        ("1970-01-02T00:00:00Z", False),
        ("2026-05-12T15:33:20Z", False),
    ],
)
def test_the_zero_times_of_go_and_unix_are_known_in_any_zone(text, zero):
    assert is_zero(text) is zero


@pytest.mark.usefixtures("in_new_york")
def test_the_spelling_is_in_utc_wherever_the_machine_is():
    for text in ("2026-05-12T18:33:20+03:00", "1778600000"):
        assert exact(text) == "2026-05-12T15:33:20Z"


@pytest.mark.parametrize(
    ("text", "other", "coarser"),
    [
        ("2026-05-12T15:33:20Z", "2026-05-12T15:33:20.5Z", True),
        ("2026-05-12T15:33:20.52Z", "2026-05-12T15:33:20.5Z", True),
        ("2026-05-12T15:33:20.5Z", "2026-05-12T15:33:20.6Z", False),
        ("2026-05-12T15:33:20Z", "2026-05-12T15:33:21.5Z", False),
        ("", "2026-05-12T15:33:20Z", False),
    ],
)
def test_a_time_with_fewer_digits_may_be_the_same_moment(text, other, coarser):
    assert is_coarser(text, other) is coarser
