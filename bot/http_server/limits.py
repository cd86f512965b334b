"""The limits of the server: how long, how large and how many; and who must give way."""

import asyncio
import contextlib
import resource
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

_MOST_CONNECTIONS = 512
_FEWEST_CONNECTIONS = 8
_OTHER_FILES = 40
"""Files that the process needs for anything else: the database, its log and copies, Telegram,
Tribute, the owner's service, the event loop. A busy bot has about 25 of them open."""
_LONGEST_BACKLOG = 1024
_SHORTEST_BACKLOG = 8


def _files() -> int:
    """Return how many files this process may have open (`ulimit -n`, `LimitNOFILE=`)."""
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return 1 << 20 if soft == resource.RLIM_INFINITY else soft


def affordable_connections() -> int:
    """Return how many connections there may be at once.

    Below the limit of files there is space left for the others and for a short burst, which is
    accepted before it can be counted: what comes beyond is refused with an answer, and the
    database and Telegram never run out of files.
    """
    spare = _files() - _OTHER_FILES - _SHORTEST_BACKLOG
    return max(_FEWEST_CONNECTIONS, min(_MOST_CONNECTIONS, spare))


def backlog() -> int:
    """Return how many new connections may wait in the kernel, and be accepted in one go."""
    spare = _files() - _OTHER_FILES - affordable_connections()
    return max(_SHORTEST_BACKLOG, min(_LONGEST_BACKLOG, spare))


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one process. A connection costs some 10 KB, with a body up to 80 KB."""

    header_seconds: float = 10.0
    """From connecting, or from a request's first byte, until its head is complete."""
    idle_seconds: float = 75.0
    """Between two requests; a proxy keeps its connections for about so long."""
    unread_seconds: float = 30.0
    """How long an answer may wait for a client that doesn't read it."""
    download_seconds: float = 600.0
    """The same for a download to an admin. A proxy takes the next piece only after a good part of
    the megabytes that it holds has gone over the line, which may be a slow one."""
    connections: int = field(default_factory=affordable_connections)
    """512, or fewer where the process may open few files."""


class Limited(Protocol):
    """A connection, as the limiter sees it."""

    serving: bool
    """True from a request's complete head until its answer."""

    @property
    def is_unread(self) -> bool:
        """Whether the client leaves an answer unread."""

    def close(self) -> None:
        """Close after the answer under way."""

    def drop(self) -> None:
        """Close now."""


OneConnection = TypeVar("OneConnection", bound=Limited)


class ConnectionLimiter(Generic[OneConnection]):
    """Counts the connections, and knows which of them keep the bot waiting: longest first."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._connected: set[OneConnection] = set()
        self._waiting: dict[OneConnection, None] = {}
        self._closing = False
        self._changed = asyncio.Event()

    def accept(self, connection: OneConnection) -> bool:
        """Return whether this new connection may stay. At the limit, the one that has been longest
        without a complete request is closed for it: an honest request is complete in a moment.
        While all are being served, the new one is refused."""
        if len(self._connected) >= self.limits.connections:
            longest = next(iter(self._waiting), None)
            if longest is None:
                return False
            self.remove(longest)
            longest.drop()
        self._connected.add(connection)
        self._waiting[connection] = None
        return True

    def request_received(self, connection: OneConnection) -> None:
        """Note that the whole request has come, so that this connection waits for the bot."""
        self._waiting.pop(connection, None)

    def waits_for_reader(self, connection: OneConnection) -> None:
        """Note that an answer is there and isn't read: this connection may give way to others."""
        if connection in self._connected:
            self._waiting[connection] = None
        if self._closing:
            connection.drop()

    def response_sent(self, connection: OneConnection) -> None:
        if connection in self._connected:
            self._waiting[connection] = None
        if self._closing:
            connection.close()
        self._changed.set()

    def remove(self, connection: OneConnection) -> None:
        self._connected.discard(connection)
        self._waiting.pop(connection, None)
        self._changed.set()

    async def drain(self, timeout_seconds: float) -> None:
        """Close idle connections, and wait until the requests under way are answered. aiohttp's own
        shutdown reads no more: a body whose last bytes are on their way would be answered 408."""
        self._closing = True
        for deaf in [one for one in self._connected if one.is_unread]:
            deaf.drop()
        for idle in [one for one in self._connected if not one.serving]:
            idle.close()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(timeout_seconds):
                while any(one.serving for one in self._connected):
                    self._changed.clear()
                    await self._changed.wait()
