"""The network addresses that a webhook may go to: only public ones, or private ones too."""

import ipaddress
import socket
from collections.abc import Callable
from typing import Any

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_COMPATIBLE = ipaddress.IPv6Network("::/96")
_LOCAL_NAT64 = ipaddress.IPv6Network("64:ff9b:1::/48")  # RFC 8215; Python takes it for global

AddressInfo = tuple[int, int, int, str, Any]
"""The result of getaddrinfo: family, type, protocol, name, and the address with its port."""


class PrivateAddress(OSError):
    """The target's name resolves to this machine or its own network, and that isn't allowed."""


def is_public(text: str) -> bool:
    """Return whether this address belongs to the public internet.

    An IPv6 address may carry an IPv4 one, to which a gateway forwards: then that one decides.
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
    """Return the function that makes a connector's sockets, and raises PrivateAddress.

    The address is checked there, after its name was resolved and right before the connection, so
    that a name which resolves differently the second time gains nothing.
    """

    def make(info: AddressInfo) -> socket.socket:
        family, kind, protocol, _, address = info
        if not allow_private and not is_public(address[0]):
            raise PrivateAddress("the address is not a public one")
        return socket.socket(family, kind, protocol)

    return make
