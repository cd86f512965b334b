"""Reads the time from the answers of servers, for the comparison with the machine's clock."""

from collections.abc import Callable, Mapping
from datetime import UTC
from email.utils import parsedate_to_datetime
from types import SimpleNamespace

import aiohttp

Asking = Callable[[], Callable[[int], None]]
"""Is called when a server is asked; the result takes the time that its answer names, in Unix
seconds."""


def date_of(headers: Mapping[str, str]) -> int | None:
    """Return the time of an answer's `Date` header in Unix seconds.

    None without one, if it can't be read, and for an answer that a cache has kept (`Age`).
    """
    if headers.get("Age", "0").strip() != "0":
        return None
    try:
        found = parsedate_to_datetime(headers.get("Date", ""))
    except (ValueError, OverflowError):
        return None
    aware = found if found.tzinfo is not None else found.replace(tzinfo=UTC)
    return int(aware.timestamp())


def listening(asking: Asking) -> aiohttp.TraceConfig:
    """Return a trace for a client session that reports the time in each answer."""

    async def on_request_start(
        _session: aiohttp.ClientSession,
        request: SimpleNamespace,
        _params: aiohttp.TraceRequestStartParams,
    ) -> None:
        request.answered = asking()

    async def on_request_end(
        _session: aiohttp.ClientSession,
        request: SimpleNamespace,
        params: aiohttp.TraceRequestEndParams,
    ) -> None:
        at = date_of(params.response.headers)
        if at is not None:
            request.answered(at)

    trace = aiohttp.TraceConfig()
    trace.on_request_start.append(on_request_start)
    trace.on_request_end.append(on_request_end)
    trace.freeze()
    return trace
