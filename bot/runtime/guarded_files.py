"""Files that decide what the bot does or says: only root and the bot's user may write them."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

_OTHERS_MAY_WRITE = stat.S_IWGRP | stat.S_IWOTH
_ROOT = 0


class OthersMayWrite(Exception):
    """Raised for a path that others may write, or could put another file in the place of."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.path = path
        """The file or folder that is open to others."""


def refuse_open_folder(folder: Path) -> None:
    """Raise OthersMayWrite where others could add a file to the folder, also one like /tmp.

    Raises OSError where it can't be looked at.
    """
    refuse_if_others_may_write(folder)
    if _others_may_write(folder.stat()):
        raise OthersMayWrite(folder)


def read_guarded(path: Path, most: int = -1) -> bytes:
    """Return the file's bytes, up to `most`, read from the very file that was examined.

    Raises OthersMayWrite, or OSError where it can't be read.
    """
    refuse_if_others_may_write(path)
    with os.fdopen(_open_at_once(path), "rb") as file:
        seen = os.fstat(file.fileno())
        if not stat.S_ISREG(seen.st_mode):
            raise OSError("not a file")
        if _others_may_write(seen):
            raise OthersMayWrite(path)
        return file.read(most)


def _open_at_once(path: Path) -> int:
    """Open without waiting: a pipe among the files would hold up the start for ever."""
    return os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)


def refuse_if_others_may_write(path: Path) -> None:
    """Raise OthersMayWrite where others than this process's user or root may write the path, what a
    symbolic link on the way leads to, or a folder above: they could put another file there.

    Raises OSError where something on the way is missing, or links lead in a circle.
    """
    for part in _way(path):
        seen = part.stat()
        if _others_may_write(seen) and not _keeps_others_files(seen):
            raise OthersMayWrite(part)


def _way(path: Path) -> Iterator[Path]:
    """Yield the path and all folders above it, from the nearest on; then the same for each symbolic
    link's target, and for the path without any links."""
    hops = [Path(os.path.abspath(path))]  # noqa: PTH100  (resolve() would follow the links)
    hops.append(_without_links(hops[0]))  # from here on no link leads in a circle
    while hops[-2].is_symlink():
        hops.insert(-1, Path(os.path.abspath(hops[-2].parent / hops[-2].readlink())))  # noqa: PTH100
    seen: set[Path] = set()
    for start in hops:
        for part in (start, *start.parents):
            if part not in seen:
                seen.add(part)
                yield part


def _without_links(path: Path) -> Path:
    try:
        return path.resolve(strict=True)
    except RuntimeError as error:  # Python 3.11 raises this for a circle
        raise OSError("the symbolic links lead in a circle") from error


def _others_may_write(seen: os.stat_result) -> bool:
    return seen.st_uid not in (_ROOT, os.geteuid()) or bool(seen.st_mode & _OTHERS_MAY_WRITE)


def _keeps_others_files(seen: os.stat_result) -> bool:
    """Return whether this is a folder of root's like /tmp, where nobody can rename another's file.

    Such a folder may be on the way to the owner's folder, whose own files are looked at besides.
    """
    return stat.S_ISDIR(seen.st_mode) and seen.st_uid == _ROOT and bool(seen.st_mode & stat.S_ISVTX)
