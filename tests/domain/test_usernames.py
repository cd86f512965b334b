"""A username is stored without its @, and an empty one is none."""

import pytest

from bot.domain.models import bare_username


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("durov", "durov"),
        (" @durov ", "durov"),
        ("@@ durov", "durov"),
        ("@Xander", "Xander"),
        ("durov@", "durov@"),
        ("@", None),
        (" ", None),
        ("", None),
        (None, None),
    ],
)
def test_a_username_is_stored_without_its_at_sign(written: str | None, stored: str | None) -> None:
    assert bare_username(written) == stored
