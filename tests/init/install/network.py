"""A network of its own for a test: every port is free, and nothing outside can be reached."""

import contextlib
import ctypes
import fcntl
import os
import socket
import struct
from collections.abc import Iterator

_NEW_NETWORK = 0x40000000
"""CLONE_NEWNET (Linux, sched.h)."""
_SET_FLAGS, _UP = 0x8914, 0x1
"""SIOCSIFFLAGS and IFF_UP (netdevice(7))."""


@contextlib.contextmanager
def own_network() -> Iterator[None]:
    """Move this thread, and all that it starts, into a network that has only the loopback."""
    libc = ctypes.CDLL(None, use_errno=True)
    before = os.open("/proc/thread-self/ns/net", os.O_RDONLY)
    try:
        if libc.unshare(_NEW_NETWORK):
            raise OSError(ctypes.get_errno(), "no network of its own")
        try:
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
                fcntl.ioctl(one, _SET_FLAGS, struct.pack("16sh", b"lo", _UP))
            yield
        finally:
            libc.setns(before, _NEW_NETWORK)
    finally:
        os.close(before)
