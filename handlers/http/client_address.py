"""Finds the caller's address; only trusted proxies may report it."""

import ipaddress
from collections.abc import Sequence

from aiohttp import web

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

UNKNOWN = "unknown"
LOOPBACK: Sequence[Network] = (
    ipaddress.ip_network("127.0.0.0/8"),
    ipaddress.ip_network("::1/128"),
)


def client_address(request: web.Request, proxies: Sequence[Network]) -> str:
    """Return the caller's address: the nearest one that is none of the trusted proxies.

    Each proxy appends its own caller to X-Forwarded-For, so the header is read from its end. The
    first address that isn't trusted is the caller; that caller could have written anything before.
    """
    nearest = _read(request.remote or "")
    forwarded = ",".join(request.headers.getall("X-Forwarded-For", [])).split(",")
    while nearest is not None and any(nearest in network for network in proxies) and forwarded:
        further = _read(forwarded.pop())
        if further is None:
            break
        nearest = further
    return str(nearest) if nearest is not None else UNKNOWN


def _read(text: str) -> Address | None:
    try:
        address = ipaddress.ip_address(text.strip())
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return mapped or address
