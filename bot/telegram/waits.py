"""The waits that Telegram asks for with a 429: each belongs to the method and chat that got it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

_LONGEST_HOLD_SECONDS = 30.0
_CAREFUL_SECONDS = 30.0
_LONGEST_TRIAL_SECONDS = 1.0
"""A slow first call must not hold up the others of its method for longer."""

Key = tuple[str, int | None]
"""A method, and the chat it was called for; None for a method without a chat."""


class Waits:
    """Knows how long a method must wait in a chat.

    A wait is no reason to stop elsewhere. Only when a second chat gets one while the first lasts,
    the bot as a whole is too fast: all messages are held then, for half a minute at most. After a
    429 every other method is tried by one call at a time until a call went through.
    """

    def __init__(self) -> None:
        self._until: dict[Key, float] = {}
        self._held_until = 0.0
        self._careful_until = 0.0
        self._proven: set[str] = set()
        self._trials: dict[str, asyncio.Lock] = {}

    def begin(self, method: str, chat_id: int | None, seconds: float) -> None:
        """Note that Telegram asks this method now to wait in this chat."""
        self.resume(method, chat_id, seconds, age=0)

    def resume(self, method: str, chat_id: int | None, seconds: float, age: float) -> None:
        """Note that this method must still wait so long, as Telegram asked `age` seconds ago."""
        now = self._forget_past()
        if writes(method) and any(writes(other) and chat != chat_id for other, chat in self._until):
            hold = min(seconds, _LONGEST_HOLD_SECONDS - age)
            self._held_until = max(self._held_until, now + hold)
        key = (method, chat_id)
        self._until[key] = max(self._until.get(key, 0.0), now + seconds)
        self._careful_until = now + min(seconds, _CAREFUL_SECONDS)
        self._proven.clear()

    def seconds(self, method: str, chat_id: int | None) -> float:
        """Return how long this method must wait in this chat; zero or less if it needn't."""
        until = max(self._until.get((method, chat_id), 0.0), self._until.get((method, None), 0.0))
        if writes(method):
            until = max(until, self._held_until)
        return until - asyncio.get_running_loop().time()

    @property
    def held_seconds(self) -> float:
        """How long no message may go to anybody; zero or less if they may."""
        return self._held_until - asyncio.get_running_loop().time()

    def chats(self, method: str) -> dict[int, float]:
        """Return the chats in which this method must wait, and until when on the loop's clock."""
        self._forget_past()
        return {
            chat_id: until
            for (waiting, chat_id), until in self._until.items()
            if waiting == method and chat_id is not None
        }

    @asynccontextmanager
    async def trial(self, method: str) -> AsyncIterator[None]:
        """Let calls of a method go one at a time while it isn't known whether it must wait too."""
        if method in self._proven or self._careful_until < asyncio.get_running_loop().time():
            yield
            return
        lock = self._trials.setdefault(method, asyncio.Lock())
        alone = False
        with suppress(TimeoutError):
            async with asyncio.timeout(_LONGEST_TRIAL_SECONDS):
                alone = await lock.acquire()
        try:
            yield
        finally:
            if alone:
                lock.release()

    def went_through(self, method: str) -> None:
        """Note that Telegram took a call of this method."""
        self._proven.add(method)

    def _forget_past(self) -> float:
        now = asyncio.get_running_loop().time()
        self._until = {key: until for key, until in self._until.items() if until > now}
        return now


def writes(method: str) -> bool:
    """Return whether the method sends a message or edits one."""
    if method == "sendChatAction":
        return False
    return method.startswith(("send", "copy", "forward", "edit"))


def sends(method: str) -> bool:
    """Return whether the method sends a new message."""
    return writes(method) and not method.startswith("edit")
