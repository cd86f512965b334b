"""Posts one webhook to the owner's service, exactly once, and says whether it was taken."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

import aiohttp

from bot.http_client import HttpClient
from bot.webhooks import signature
from bot.webhooks.addresses import PrivateAddress, guarded_sockets

TIMEOUT_SECONDS = 15.0
_CONNECT_SECONDS = 5.0
_MOST_HEADER_BYTES = 8190


class Why(StrEnum):
    """The reason why a webhook was not taken. STATUS, REDIRECT and GONE come with the answer's HTTP
    status."""

    STATUS = "status"
    REDIRECT = "redirect"
    TIMEOUT = "timeout"
    UNREACHABLE = "unreachable"
    CERTIFICATE = "certificate"
    PRIVATE = "private"
    BROKEN = "broken"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Taken:
    """The service answered with a 2xx."""


@dataclass(frozen=True, slots=True)
class NotTaken:
    """The service answered otherwise, or not at all."""

    why: Why
    status: int | None = None
    retry_after_seconds: int | None = None
    """How long the service asks to wait, where it does."""


PostOutcome: TypeAlias = Taken | NotTaken


class WebhookClient(HttpClient):
    """A client for one target and its key: `async with WebhookClient(…) as client`.

    Redirects are not followed, proxies of the environment are not used, cookies are not kept, and
    the body of an answer is not read at all: its status says everything.
    """

    def __init__(
        self,
        url: str,
        key: bytes,
        *,
        allow_private: bool = False,
        timeout_seconds: float = TIMEOUT_SECONDS,
    ) -> None:
        super().__init__()
        self._url = url
        self._key = key
        self._allow_private = allow_private
        self._timeout = aiohttp.ClientTimeout(
            total=timeout_seconds, connect=min(_CONNECT_SECONDS, timeout_seconds)
        )

    def _new_session(self) -> aiohttp.ClientSession:
        return aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(
                use_dns_cache=False,
                socket_factory=guarded_sockets(allow_private=self._allow_private),
            ),
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={"User-Agent": "Tributary", "Content-Type": "application/json"},
            timeout=self._timeout,
            auto_decompress=False,
            max_line_size=_MOST_HEADER_BYTES,
            max_field_size=_MOST_HEADER_BYTES,
        )

    async def post(self, webhook_id: str, timestamp: int, body: bytes) -> PostOutcome:
        """Try once, and return the outcome. aiohttp's errors hold the address, which may be a
        secret, so none of them leaves this method."""
        signed = signature.headers(self._key, webhook_id, timestamp, body)
        try:
            response = await self._session.post(
                self._url, data=body, headers=signed, allow_redirects=False
            )
        except aiohttp.ClientSSLError:
            return NotTaken(Why.CERTIFICATE)
        except aiohttp.ClientConnectorError as error:
            private = isinstance(error.os_error, PrivateAddress)
            return NotTaken(Why.PRIVATE if private else Why.UNREACHABLE)
        except TimeoutError:
            return NotTaken(Why.TIMEOUT)
        except aiohttp.ClientError:
            return NotTaken(Why.BROKEN)
        response.close()
        return _judge(response)


def _judge(response: aiohttp.ClientResponse) -> PostOutcome:
    """Return the outcome that a status means (Standard Webhooks, “Delivery success and
    failure”)."""
    status = response.status
    if 200 <= status < 300:
        return Taken()
    if 300 <= status < 400:
        return NotTaken(Why.REDIRECT, status)
    if status == 410:
        return NotTaken(Why.GONE, status)
    asked = response.headers.get("Retry-After", "")
    seconds = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 10 else None
    return NotTaken(Why.STATUS, status, seconds)
