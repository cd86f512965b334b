"""The doctor's probe of addresses: PUBLIC_URL from outside, `/readyz` of this machine, clocks."""

import json
import socket
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp

from bot.domain.checkup import Fault, PublicView, ReadyView
from bot.server_time import date_of

_TIMEOUT = aiohttp.ClientTimeout(total=8)
_MOST_BYTES = 64 * 1024
_NO_ANSWER = (aiohttp.ClientError, TimeoutError, UnicodeError)
"""The errors that mean no answer. UnicodeError is for a host that can't be a name, such as
`bot..example.com`."""


class WebProbe:
    """Asks addresses over HTTP. Redirects are not followed, since Telegram and Tribute don't follow
    them either. `certificates` are trusted besides the machine's own (for tests)."""

    def __init__(self, certificates: ssl.SSLContext | None = None) -> None:
        self._ssl = certificates or True

    async def public(self, url: str, nonce: str, webhook_path: str) -> PublicView:
        """Send the nonce to the process behind `url`, and an unsigned delivery to Tribute's path;
        return both answers."""
        async with self._session() as session:
            try:
                return await self._look(session, url, nonce, webhook_path)
            except _NO_ANSWER as error:
                return PublicView(_fault(error))

    async def _look(
        self, session: aiohttp.ClientSession, url: str, nonce: str, webhook_path: str
    ) -> PublicView:
        get = session.get(f"{url}/healthz", params={"nonce": nonce}, allow_redirects=False)
        async with get as response:
            if response.status != 200:
                return PublicView(Fault.STATUS, response.status)
            content = await _object(response)
        proof = content.get("proof")
        if content.get("status") != "ok" or not isinstance(proof, str):
            return PublicView(Fault.STRANGER)
        async with session.post(url + webhook_path, data=b"", allow_redirects=False) as response:
            return PublicView(proof=proof, unsigned_status=response.status)

    async def ready(self, url: str) -> ReadyView | None:
        """Return the answer of `/readyz`; None where nothing answers, or no Tributary."""
        async with self._session() as session:
            try:
                async with session.get(f"{url}/readyz", allow_redirects=False) as response:
                    content = await _object(response)
            except _NO_ANSWER:
                return None
        storage, telegram = content.get("storage"), content.get("telegram")
        if not isinstance(storage, str) or not isinstance(telegram, str):
            return None
        return ReadyView(content.get("status") == "ok", storage, telegram)

    async def clock(self, url: str) -> int | None:
        """Return the server's time, from the Date header of its answer; None without one."""
        async with self._session() as session:
            try:
                async with session.head(url, allow_redirects=False) as response:
                    return date_of(response.headers)
            except _NO_ANSWER:
                return None

    @asynccontextmanager
    async def _session(self) -> AsyncIterator[aiohttp.ClientSession]:
        connector = aiohttp.TCPConnector(force_close=True, ssl=self._ssl)
        async with aiohttp.ClientSession(
            connector=connector, timeout=_TIMEOUT, headers={"User-Agent": "Tributary"}
        ) as session:
            yield session


async def _object(response: aiohttp.ClientResponse) -> dict[str, object]:
    """Return the answer's JSON object; an empty one where it is something else."""
    body = await response.content.read(_MOST_BYTES)
    try:
        content = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}


def _fault(error: Exception) -> Fault:
    match error:
        case TimeoutError():
            return Fault.TIMEOUT
        case aiohttp.ClientConnectorCertificateError() | aiohttp.ClientConnectorSSLError():
            return Fault.CERTIFICATE
        case aiohttp.ClientConnectorDNSError() | UnicodeError():
            return Fault.UNRESOLVED
        case aiohttp.ClientConnectorError() if isinstance(error.os_error, socket.gaierror):
            return Fault.UNRESOLVED
        case aiohttp.ClientConnectorError():
            return Fault.NO_CONNECTION
        case _:
            return Fault.STRANGER
