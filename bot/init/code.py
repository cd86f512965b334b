"""Finds the owner by a code: whoever sends it to the bot sees this terminal.

Telegram confirms updates from the oldest on, and a confirmed update is lost to the shop. So nothing
is confirmed while the code is awaited, and the code's own update only if it is the oldest.
"""

import asyncio
import contextlib
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from bot.init.answers import Said
from bot.init.desk import Desk
from bot.telegram.first_contact import (
    MOST_UPDATES,
    FirstContact,
    TelegramRefused,
    TelegramSilent,
    UpdatesElsewhere,
    WaitingUpdate,
)

_CODE = re.compile(r"(?:/start(?:@\w+)?\s+)?([0-9]{6})", re.ASCII)
_MOST_WRONG = 5


class NoWay(StrEnum):
    """Why nobody can be found by a code. Each has a text, `init-code-…`."""

    ELSEWHERE = "elsewhere"
    """Another program reads this bot's messages."""
    FULL = "full"
    """As many updates wait as one call returns, so a new one can't be seen."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How long a code counts, and how often Telegram is asked, in seconds."""

    code_seconds: float = 600
    look_seconds: float = 1.5


@dataclass(slots=True)
class _Round:
    """One code, and how it goes with it."""

    code: str
    until: float
    wrong: int = 0


class OwnerCode:
    """Shows codes until somebody has sent one and the terminal has said that it was the owner."""

    def __init__(self, desk: Desk, telegram: FirstContact, username: str, pace: Pace) -> None:
        self._desk = desk
        self._telegram = telegram
        self._username = username
        self._pace = pace
        self._seen: set[int] = set()
        self._is_silent = False

    async def find(self) -> int | str | NoWay:
        """Return the owner's id; or what was typed instead of waiting, which may be nothing; or why
        there is no way. Raises Stopped."""
        try:
            if not self._remember(await self._look()):
                return NoWay.FULL
            while True:
                found = await self._one_code()
                if found is not None:
                    return found
        except UpdatesElsewhere:
            return NoWay.ELSEWHERE

    async def _one_code(self) -> int | str | NoWay | None:
        """Show a code and wait; return None where another code is needed."""
        now = asyncio.get_running_loop().time
        one = _Round(f"{secrets.randbelow(10**6):06}", now() + self._pace.code_seconds)
        link = f"https://t.me/{self._username}?start={one.code}"
        bot = {"username": self._username, "code": one.code, "link": link}
        self._desk.say(Said("init-code", bot))
        while now() < one.until:
            typed = await self._desk.terminal.typed_within(self._pace.look_seconds)
            if typed is not None:
                return typed
            waiting = await self._look()
            right = next(self._right(waiting, one), None)
            if right is not None:
                return await self._confirmed(right, is_oldest=right is waiting[0])
            if one.wrong >= _MOST_WRONG:
                self._desk.say(Said("init-code-wrong"), "!")
                return None
            if len(waiting) >= MOST_UPDATES:
                return NoWay.FULL
        self._desk.say(Said("init-code-late"), "!")
        return None

    async def _look(self) -> list[WaitingUpdate]:
        """Return what waits; nothing while Telegram is silent, which is said once."""
        try:
            waiting = await self._telegram.waiting()
        except (TelegramSilent, TelegramRefused):
            if not self._is_silent:
                self._desk.say(Said("init-code-silent"), "!")
            self._is_silent = True
            return []
        self._is_silent = False
        return waiting

    def _remember(self, waiting: list[WaitingUpdate]) -> bool:
        """Leave out what was sent before any code; return whether a later update can be seen."""
        self._seen.update(one.update_id for one in waiting)
        return len(waiting) < MOST_UPDATES

    def _right(self, waiting: list[WaitingUpdate], one: _Round) -> Iterator[WaitingUpdate]:
        """Yield the update with the code; count the other codes, whoever sent them."""
        for update in waiting:
            if update.update_id in self._seen or one.wrong >= _MOST_WRONG:
                continue
            self._seen.add(update.update_id)
            sent = _CODE.fullmatch(update.text.strip())
            if sent is None:
                continue
            if secrets.compare_digest(sent[1], one.code):
                yield update
                return
            one.wrong += 1

    async def _confirmed(self, update: WaitingUpdate, *, is_oldest: bool) -> int | None:
        """Return the sender's id if the terminal says that it is the owner."""
        name = f"@{update.sender_username}" if update.sender_username else update.sender_name
        person = {"name": name, "id": update.sender_id}
        if not await self._desk.agrees("init-is-it-you", default=False, always=True, **person):
            return None
        if is_oldest:
            with contextlib.suppress(TelegramSilent, TelegramRefused, UpdatesElsewhere):
                await self._telegram.confirm(update.update_id)
        return update.sender_id
