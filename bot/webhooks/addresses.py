"""Which network addresses a webhook may go to: the public internet, or also what is private."""

import ipaddress
import socket
from collections.abc import Callable
from typing import Any

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_COMPATIBLE = ipaddress.IPv6Network("::/96")
_LOCAL_NAT64 = ipaddress.IPv6Network("64:ff9b:1::/48")  # RFC 8215; Python takes it for global

AddressInfo = tuple[int, int, int, str, Any]
"""What getaddrinfo gives: family, type, protocol, name, and the address with its port."""


class PrivateAddress(OSError):
    """The target's name leads to this machine or its own network, and that isn't allowed."""


def is_public(text: str) -> bool:
    """Whether this address belongs to the public internet, as all IPv4 in it does too.

    An IPv6 address may carry an IPv4 one, by which a gateway goes on: then both must be public.
    """
    address = ipaddress.ip_address(text)
    if isinstance(address, ipaddress.IPv6Address):
        carried = _carried(address)
        if carried is not None:
            return is_public(str(carried))
        if address.is_site_local or address in _LOCAL_NAT64:
            return False
    return address.is_global and not address.is_multicast


def _carried(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if address in _NAT64 or (address in _COMPATIBLE and int(address) > 1):
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    if address.teredo is not None:
        return address.teredo[1]
    return address.ipv4_mapped or address.sixtofour


def guarded_sockets(*, allow_private: bool) -> Callable[[AddressInfo], socket.socket]:
    """Makes the sockets of a connector: the address is looked at here, after its name was
    resolved and right before the connection, so a name that changes its mind gains nothing."""

    def make(info: AddressInfo) -> socket.socket:
        family, kind, protocol, _, address = info
        if not allow_private and not is_public(address[0]):
            raise PrivateAddress("the address is not a public one")
        return socket.socket(family, kind, protocol)

    return make
