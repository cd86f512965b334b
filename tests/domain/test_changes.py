"""Changes of access have a name: started, extended, shortened or ended; others aren't reported."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.changes import Change, change
from bot.domain.models import PersonId, Subscription

NOW = 1000
ENDS = st.one_of(st.none(), st.integers(1, 2000))


def until(expires_at: int | None) -> Subscription:
    return Subscription(PersonId(1), 1, expires_at)


@pytest.mark.parametrize(
    ("before", "after", "was_active", "called"),
    [
        (None, until(2000), False, Change.STARTED),
        (None, until(None), False, Change.STARTED),
        (until(900), until(2000), False, Change.STARTED),
        (until(1500), until(2000), True, Change.EXTENDED),
        (until(1500), until(None), True, Change.EXTENDED),
        (until(2000), until(1500), True, Change.SHORTENED),
        (until(None), until(1500), True, Change.SHORTENED),
        (until(2000), None, True, Change.ENDED),
        (until(2000), until(900), True, Change.ENDED),
        (until(None), until(NOW), True, Change.ENDED),
        (None, until(900), False, None),
        (None, None, False, None),
        (until(2000), until(2000), True, None),
        (until(None), until(None), True, None),
        # The lifecycle has not reported this end yet, so for its listeners it has not happened.
        (until(900), until(2000), True, Change.EXTENDED),
        (until(900), until(950), True, Change.ENDED),
        (None, until(2000), True, None),
    ],
)
def test_each_change_has_its_name(before, after, was_active, called):
    assert change(before, after, was_active=was_active, now=NOW) is called


@given(before=ENDS, after=ENDS, was_active=st.booleans())
def test_the_name_never_contradicts_the_access_afterwards(before, after, was_active):
    found = change(until(before), until(after), was_active=was_active, now=NOW)
    active = until(after).active_at(NOW)
    if found in {Change.STARTED, Change.EXTENDED, Change.SHORTENED}:
        assert active
    if found is Change.ENDED:
        assert not active
    if found is None:
        assert active == was_active
