"""Finds the program that listens at a port of this machine, in the files of Linux's /proc."""

from collections.abc import Iterator
from pathlib import Path

_LISTENS = "0A"
"""The state of a listening socket (Linux, include/net/tcp_states.h)."""
_LOCAL, _STATE, _INODE = 1, 3, 9
"""Columns of /proc/net/tcp (proc(5))."""


def listener_at(port: int, proc: Path = Path("/proc")) -> str | None:
    """Return the name of the program that listens at this port; empty where that can't be seen, and
    None where nothing listens."""
    sockets = {f"socket:[{inode}]" for inode in _listening(port, proc)}
    if not sockets:
        return None
    return next(_names(sockets, proc), "")


def _listening(port: int, proc: Path) -> Iterator[str]:
    for table in ("net/tcp", "net/tcp6"):
        try:
            rows = (proc / table).read_text(encoding="ascii").splitlines()[1:]
        except OSError:
            continue
        for row in rows:
            columns = row.split()
            found = int(columns[_LOCAL].rpartition(":")[2], 16)
            if found == port and columns[_STATE] == _LISTENS:
                yield columns[_INODE]


def _names(sockets: set[str], proc: Path) -> Iterator[str]:
    for link in proc.glob("[0-9]*/fd/*"):
        try:
            if str(link.readlink()) in sockets:
                yield (link.parents[1] / "comm").read_text(encoding="utf-8").strip()
        except OSError:  # the process has ended, or is somebody else's
            continue
