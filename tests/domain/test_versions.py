"""Versions: what an admin saw of something, and whether anybody has decided about it since."""

import re

import pytest

from bot.domain.decisions.versions import (
    NOT_DECIDED,
    TAG_PATTERN,
    UNSURE_SECONDS,
    Decision,
    version_of,
)

FIRST, SECOND = Decision(1, 1000), Decision(2, 1000)


def test_a_version_is_known_by_its_facts_and_by_the_latest_decision() -> None:
    versions = [
        version_of(NOT_DECIDED),
        version_of(NOT_DECIDED, None),
        version_of(NOT_DECIDED, 0),
        version_of(NOT_DECIDED, "0"),
        version_of(FIRST, 1, 2),
        version_of(FIRST, 2, 1),
        version_of(SECOND, 1, 2),
    ]
    assert len({one.tag for one in versions}) == len(versions)
    assert all(re.fullmatch(TAG_PATTERN, one.tag) for one in versions)
    assert version_of(FIRST, 1, 2) == version_of(FIRST, 1, 2)


def test_the_tag_stays_through_versions_of_the_program() -> None:
    """Buttons keep it: another one would make each button that was sent a stale one."""
    assert version_of(FIRST, 1, "a", None).tag == "ujunlfaa"


@pytest.mark.parametrize(
    ("looked_at", "seen"),
    [(999, False), (1000, False), (1000 + UNSURE_SECONDS, False), (1001 + UNSURE_SECONDS, True)],
)
def test_somebody_who_looked_well_after_the_latest_decision_has_seen_it(
    looked_at: int, *, seen: bool
) -> None:
    assert version_of(FIRST).seen_at(looked_at) == seen


def test_what_nobody_has_decided_was_seen_at_any_time() -> None:
    assert version_of(NOT_DECIDED, 5).seen_at(0)
