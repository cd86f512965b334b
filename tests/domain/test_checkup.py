"""A finding has its level, the key of its text, and the values that the text shows."""

import pytest

from bot.domain.checkup import Finding, Level, broken, ok, warning


@pytest.mark.parametrize(
    ("make", "level"), [(ok, Level.OK), (warning, Level.WARNING), (broken, Level.BROKEN)]
)
def test_a_finding_has_its_level_key_and_values(make, level):
    assert make("doctor-disk", free=3) == Finding(level, "doctor-disk", {"free": 3})
