"""Fair turns: one person's updates are handled in order, a few at a time, and not without end."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, nullcontext
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any, Protocol

from bot.domain.limits import Limits
from handlers.telegram.ui.source import Sort, Source, source_of

_MINUTE_SECONDS = 60.0
_HANDLERS_AT_ONCE = 100
_HANDLERS_OF_A_PERSON = 3
_HANDLERS_OF_AN_ADMIN = 8
_LONGEST_ORDER_SECONDS = 2.0
"""A message waits for the one before it, but not for a handler that takes long."""
_SECONDS_BETWEEN_REQUESTS = 1.0
_LONGEST_WAIT_SECONDS = 3.0
"""A message that Telegram lets nobody answer for longer is put off, on disk."""
_MANY_PEOPLE = 1000


class Waits(Protocol):
    """The waits that Telegram asked for."""

    def seconds(self, method: str, chat_id: int | None) -> float:
        """Return how long the method must wait in the chat; zero or less if it needn't."""


class ChatPace(Protocol):
    """The pace of answers to one chat."""

    @property
    def waits(self) -> Waits:
        """The waits that Telegram asked for."""

    def seconds_until_answer(self, chat_id: int) -> float:
        """Return how long the next answer must wait; zero or less if it needn't."""


class Verdict(Enum):
    """Says what to do with an update."""

    HANDLE = auto()
    LATER = auto()
    """Telegram lets nobody answer yet: keep it until then."""
    TOO_MANY = auto()
    """Tell the person, once, that there are too many."""
    ACKNOWLEDGE = auto()
    """The same button is being handled already."""
    TOO_MANY_PRESSES = auto()
    NOTHING = auto()
    """Another one stands for it, or the person has been told."""


@dataclass(slots=True)
class Turn:
    """The turn of an update, or of a newer one that has taken its place."""

    verdict: Verdict
    update: dict[str, Any]


@dataclass(slots=True)
class _Count:
    """Counts within a minute, from the first."""

    since: float = float("-inf")
    number: int = 0

    def add(self, now: float, minute_seconds: float) -> int:
        if now - self.since >= minute_seconds:
            self.since, self.number = now, 0
        self.number += 1
        return self.number


@dataclass(slots=True)
class _Lately:
    """One person's updates of the last minute, as far as later ones depend on them."""

    messages: _Count = field(default_factory=_Count)
    presses: _Count = field(default_factory=_Count)
    album: str | None = None
    requested_at: float = float("-inf")

    def is_over(self, now: float) -> bool:
        last = max(self.messages.since, self.presses.since, self.requested_at)
        return now - last >= _MINUTE_SECONDS


@dataclass(slots=True)
class _Person:
    """One person's updates that wait or are being handled. Locks take 2 KB, so a person without any
    such update has none."""

    handlers: asyncio.Semaphore
    lately: _Lately
    waiting: dict[object, dict[str, Any]] = field(default_factory=dict)
    pressed: set[object] = field(default_factory=set)
    """The buttons whose presses wait for a handler."""
    order: asyncio.Lock = field(default_factory=asyncio.Lock)
    requests: asyncio.Lock = field(default_factory=asyncio.Lock)
    running: int = 0
    idle: asyncio.Event = field(default_factory=asyncio.Event)
    present: int = 0


class FairTurns:
    """Decides when an update's turn has come, and whether it gets one.

    Messages and presses of one person beyond `limits` get none until the minute is over. A command
    that waits already stands for those that repeat it, as does a press. Admins have no limit, and
    updates that carry money never wait.
    """

    def __init__(self, pace: ChatPace, is_admin: Callable[[int], bool], limits: Limits) -> None:
        self._pace = pace
        self._is_admin = is_admin
        self._limits = limits
        self._handlers = asyncio.Semaphore(_HANDLERS_AT_ONCE)
        self._people: dict[int, _Person] = {}
        self._lately: dict[int, _Lately] = {}
        self._closing = asyncio.Event()

    def close(self) -> None:
        """Put off all messages that still wait: the bot is about to stop."""
        self._closing.set()

    @asynccontextmanager
    async def turn(self, update: dict[str, Any]) -> AsyncIterator[Turn]:
        """Wait for the turn of an update; the turn lasts as long as the block."""
        source = source_of(update)
        if source.sort is Sort.MONEY:
            yield Turn(Verdict.HANDLE, update)
            return
        if source.person_id is None:
            async with self._handlers:
                yield Turn(Verdict.HANDLE, update)
            return
        person = self._person(source.person_id)
        person.present += 1
        try:
            verdict, update = await self._decide(person, source, update)
            handlers = self._running(person, source) if verdict is Verdict.HANDLE else nullcontext()
            async with handlers:
                yield Turn(verdict, update)
        finally:
            person.present -= 1
            if not person.present:
                del self._people[source.person_id]

    def _person(self, person_id: int) -> _Person:
        known = self._people.get(person_id)
        if known is None:
            is_admin = self._is_admin(person_id)
            at_once = _HANDLERS_OF_AN_ADMIN if is_admin else _HANDLERS_OF_A_PERSON
            lately = self._remembered(person_id)
            known = self._people[person_id] = _Person(asyncio.Semaphore(at_once), lately)
            known.idle.set()
        return known

    def _remembered(self, person_id: int) -> _Lately:
        if len(self._lately) > _MANY_PEOPLE and person_id not in self._lately:
            now = asyncio.get_running_loop().time()
            self._lately = {
                id_: one
                for id_, one in self._lately.items()
                if id_ in self._people or not one.is_over(now)
            }
        return self._lately.setdefault(person_id, _Lately())

    async def _decide(
        self, person: _Person, source: Source, update: dict[str, Any]
    ) -> tuple[Verdict, dict[str, Any]]:
        match source.sort:
            case Sort.MESSAGE:
                return await self._message(person, source, update)
            case Sort.PRESS:
                return self._press(person, source), update
            case Sort.REQUEST:
                return await self._request(person, source, update)
            case _:
                return Verdict.HANDLE, update

    async def _message(
        self, person: _Person, source: Source, update: dict[str, Any]
    ) -> tuple[Verdict, dict[str, Any]]:
        chat_id = source.person_id or 0
        if self._is_admin(chat_id):
            return (Verdict.LATER if self._must_wait_long(chat_id) else Verdict.HANDLE), update
        is_rest_of_album = source.album is not None and source.album == person.lately.album
        over = self._count(person, source) - self._limits.messages_a_minute
        if over > 0:
            is_first = over == 1 and not is_rest_of_album
            return (Verdict.TOO_MANY if is_first else Verdict.NOTHING), update
        if source.key in person.waiting:
            person.waiting[source.key] = update
            return Verdict.NOTHING, update
        person.waiting[source.key] = update
        try:
            async with person.order:
                later = await self._until_turn(person, chat_id)
        finally:
            update = person.waiting.pop(source.key)
        return (Verdict.LATER if later else Verdict.HANDLE), update

    def _count(self, person: _Person, source: Source) -> int:
        """Count a message, and return how many came within the minute; an album is one."""
        lately = person.lately
        if source.album is not None and source.album == lately.album:
            return lately.messages.number
        lately.album = source.album
        return lately.messages.add(asyncio.get_running_loop().time(), self._limits.minute_seconds)

    async def _until_turn(self, person: _Person, chat_id: int) -> bool:
        """Wait until the message before is handled, and the chat may be written to; return True if
        that takes too long."""
        loop = asyncio.get_running_loop()
        in_order_until = loop.time() + _LONGEST_ORDER_SECONDS
        while True:
            if self._closing.is_set() or self._must_wait_long(chat_id):
                return True
            wait = self._pace.seconds_until_answer(chat_id)
            if not person.idle.is_set():
                await _wait(person.idle, in_order_until - loop.time())
                if person.idle.is_set():
                    continue
            if wait <= 0:
                return False
            await _wait(self._closing, min(wait, _LONGEST_WAIT_SECONDS))

    def _must_wait_long(self, chat_id: int) -> bool:
        return self._pace.waits.seconds("sendMessage", chat_id) > _LONGEST_WAIT_SECONDS

    def _press(self, person: _Person, source: Source) -> Verdict:
        if self._is_admin(source.person_id or 0):
            return Verdict.HANDLE
        now = asyncio.get_running_loop().time()
        number = person.lately.presses.add(now, self._limits.minute_seconds)
        if number > self._limits.presses_a_minute:
            return Verdict.TOO_MANY_PRESSES
        if source.key in person.pressed:
            return Verdict.ACKNOWLEDGE
        person.pressed.add(source.key)
        return Verdict.HANDLE

    async def _request(
        self, person: _Person, source: Source, update: dict[str, Any]
    ) -> tuple[Verdict, dict[str, Any]]:
        """Handle the newest of repeated join requests, or of reports that the bot was blocked."""
        if source.key in person.waiting:
            person.waiting[source.key] = update
            return Verdict.NOTHING, update
        person.waiting[source.key] = update
        try:
            async with person.requests:
                now = asyncio.get_running_loop().time()
                free_at = person.lately.requested_at + _SECONDS_BETWEEN_REQUESTS
                if free_at > now:
                    await asyncio.sleep(free_at - now)
                person.lately.requested_at = asyncio.get_running_loop().time()
        finally:
            update = person.waiting.pop(source.key)
        return Verdict.HANDLE, update

    @asynccontextmanager
    async def _running(self, person: _Person, source: Source) -> AsyncIterator[None]:
        person.running += 1
        person.idle.clear()
        try:
            async with person.handlers, self._handlers:
                person.pressed.discard(source.key)
                yield
        finally:
            person.pressed.discard(source.key)
            person.running -= 1
            if not person.running:
                person.idle.set()


async def _wait(event: asyncio.Event, seconds: float) -> None:
    """Wait for the event, so many seconds at most."""
    try:
        async with asyncio.timeout(max(0.0, seconds)):
            await event.wait()
    except TimeoutError:
        return
