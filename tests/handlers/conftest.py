"""Fixtures of these tests: starts set no menus, except where a test looks at them, and the notices
to one chat don't wait for each other."""

from dataclasses import replace

import pytest

from bot.sandbox.world import World
from tests.menus import no_menus_but_where_a_test_looks

__all__ = ["no_menus_but_where_a_test_looks"]


@pytest.fixture(autouse=True)
def no_second_between_notices(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the notices to one chat follow each other at once. Telegram's second between them changes
    nothing that people read here; it has its tests in `tests/journeys` and `tests/workers`."""
    limits = replace(World.limits, seconds_between_messages_to_a_chat=0)
    monkeypatch.setattr(World, "limits", limits)
