"""Looks at this machine: its addresses, names that lead to it, its ports, its time zone."""

import asyncio
import os
import re
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import aiohttp

_OUTSIDE = (
    (socket.AF_INET, "192.0.2.1"),
    (socket.AF_INET6, "2001:db8::1"),
)
"""Addresses for documentation (RFC 5737, RFC 3849): nothing is sent there."""
_SECONDS = aiohttp.ClientTimeout(total=3)
_ZONE_FOLDER = "zoneinfo/"
_ROUTE = 9


@dataclass(frozen=True, slots=True)
class Machine:
    """This machine; `zone_link` and `zone_file` are where Debian keeps its time zone."""

    zone_link: Path = Path("/etc/localtime")
    zone_file: Path = Path("/etc/timezone")

    def addresses(self) -> frozenset[str]:
        """Return the addresses from which this machine reaches the internet, one of each kind.

        Behind a router or in a container they are private.
        """
        found = set()
        for family, outside in _OUTSIDE:
            with socket.socket(family, socket.SOCK_DGRAM) as one:
                try:
                    one.connect((outside, _ROUTE))  # only chooses the route: UDP has no handshake
                except OSError:
                    continue
                found.add(str(one.getsockname()[0]))
        return frozenset(found)

    async def resolve(self, host: str) -> frozenset[str]:
        """Return the addresses that a name leads to; none if it leads nowhere."""
        loop = asyncio.get_running_loop()
        try:
            rows = await loop.getaddrinfo(host, None, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            return frozenset()
        return frozenset(str(row[4][0]) for row in rows)

    def is_free(self, host: str, port: int) -> bool:
        """Return whether a server could listen there now."""
        try:
            socket.create_server((host, port), family=_family(host)).close()
        except OSError:
            return False
        return True

    def free_port(self, host: str, ports: Iterable[int]) -> int | None:
        """Return the first of the ports that is free; None if none is."""
        return next((port for port in ports if self.is_free(host, port)), None)

    async def listener(self, port: int) -> str | None:
        """Return what answers at this port of this machine, such as `nginx` or `Caddy`.

        Empty where it doesn't say; None where nothing listens.
        """
        try:
            _, writer = await asyncio.wait_for(asyncio.open_connection("127.0.0.1", port), 3)
        except (OSError, TimeoutError):
            return None
        writer.close()
        return await _server_name(f"http://127.0.0.1:{port}/")

    def zone(self) -> str:
        """Return the name of the machine's time zone, as far as it has one; else empty."""
        named = os.environ.get("TZ", "").lstrip(":")
        if named:
            return named.partition(_ZONE_FOLDER)[2] or named
        try:
            target = str(self.zone_link.readlink())
        except OSError:
            target = ""
        if _ZONE_FOLDER in target:
            return target.partition(_ZONE_FOLDER)[2]
        try:
            return self.zone_file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeError):
            return ""


async def _server_name(url: str) -> str:
    async with aiohttp.ClientSession(timeout=_SECONDS) as session:
        try:
            async with session.head(url, allow_redirects=False) as response:
                name = response.headers.get("Server", "")
        except (aiohttp.ClientError, TimeoutError):
            return ""
    return re.split(r"[/\s]", name)[0][:40]


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET
