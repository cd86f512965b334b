"""Leaves out the menus of commands, except where a test looks at them.

At each start Telegram gets eleven menus, with twenty commands each, and that takes as long as the
rest of the start. A test that looks at menus has the mark `menus`; any other that does fails. In a
browser everything is as it is for people.

A `conftest.py` that imports the fixture does so for its folder.
"""

from typing import Any, NoReturn

import pytest

from bot.sandbox.telegram import TelegramServer
from bot.sandbox.telegram.models import Call

_METHODS = {"setMyCommands", "deleteMyCommands", "setChatMenuButton"}
_UNMARKED = "a test that looks at menus needs the mark `menus`: see tests/menus.py"


@pytest.fixture(autouse=True)
def no_menus_but_where_a_test_looks(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    if request.node.get_closest_marker("menus") or request.node.get_closest_marker("browser"):
        return
    calls_of = TelegramServer.calls_of

    def other_calls_of(self: TelegramServer, method: str) -> list[Call]:
        assert method not in _METHODS, _UNMARKED
        return calls_of(self, method)

    monkeypatch.setattr("bot.app.menus_at_start", _none)
    monkeypatch.setattr(TelegramServer, "calls_of", other_calls_of)
    monkeypatch.setattr(TelegramServer, "commands_for", _refuse)
    monkeypatch.setattr(TelegramServer, "menu_button", _refuse)


async def _none(*_: Any) -> tuple[()]:
    return ()


def _refuse(*_: Any) -> NoReturn:
    raise AssertionError(_UNMARKED)
