"""The base of clients of others' HTTP APIs: each has one session, open within `async with`."""

from abc import ABC, abstractmethod
from types import TracebackType
from typing import Self

import aiohttp


class HttpClient(ABC):
    """A client that opens its session on entry and closes it at the end."""

    def __init__(self) -> None:
        self._open: aiohttp.ClientSession | None = None

    @abstractmethod
    def _new_session(self) -> aiohttp.ClientSession:
        """Return the session for all calls."""

    @property
    def _session(self) -> aiohttp.ClientSession:
        """The open session. Raises RuntimeError outside of `async with`."""
        if self._open is None:
            raise RuntimeError(f"{type(self).__name__} is not open")
        return self._open

    async def __aenter__(self) -> Self:
        self._open = self._new_session()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._open is not None:
            await self._open.close()
            self._open = None
