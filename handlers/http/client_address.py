"""Who is really calling, for the log: a proxy's word counts only if the owner named the proxy."""

import ipaddress
from collections.abc import Sequence

from aiohttp import web

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

UNKNOWN = "unknown"


def client_address(request: web.Request, proxies: Sequence[Network]) -> str:
    """The caller's address: the nearest one that is no proxy of ours.

    Each proxy appends to X-Forwarded-For whom it was called by, so it is read from its end; what
    stands before the first stranger is that stranger's own writing, and anything.
    """
    nearest = _read(request.remote or "")
    told = ",".join(request.headers.getall("X-Forwarded-For", [])).split(",")
    while nearest is not None and any(nearest in network for network in proxies) and told:
        further = _read(told.pop())
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
