"""Reads the files of FEATURES_DIR, and refuses those that somebody else could have written."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from bot.domain.features import FeatureFault, FeatureProblem

_OTHERS_MAY_WRITE = stat.S_IWGRP | stat.S_IWOTH
_ROOT = 0
_IMPORTED = {".py", ".pyc", ".so"}


class LeftOutError(Exception):
    """Raised for a file that must not or can't be loaded."""

    def __init__(self, fault: FeatureFault, detail: str = "") -> None:
        super().__init__(fault, detail)
        self.fault = fault
        self.detail = detail

    def problem(self, file: str) -> FeatureProblem:
        return FeatureProblem(file, self.fault, self.detail)


def feature_files(folder: Path) -> list[Path]:
    """Return the files `*.py` of the folder by name, except those that begin with an underscore:
    these are helpers that the others import.

    Raises LeftOutError where it can't be read, or where others may write it and so add files.
    """
    try:
        refuse_if_others_may_write(folder)
        if _others_may_write(folder.stat()):  # also one like /tmp: anybody could add a helper
            raise LeftOutError(FeatureFault.WRITABLE, str(folder))
        found = [one for one in sorted(folder.iterdir()) if _is_feature(one)]
        for helper in sorted(folder.rglob("*")):
            if helper not in found and _can_be_imported(helper):
                refuse_if_others_may_write(helper)
    except OSError as error:
        raise LeftOutError(FeatureFault.FOLDER, error.strerror or str(error)) from None
    return found


def _is_feature(path: Path) -> bool:
    return path.suffix == ".py" and not path.name.startswith("_")


def _can_be_imported(path: Path) -> bool:
    return path.suffix in _IMPORTED or path.is_dir()


def read_source(path: Path) -> bytes:
    """Return the file's bytes, read from the very file that was examined.

    Raises LeftOutError.
    """
    try:
        refuse_if_others_may_write(path)
        with os.fdopen(_open_at_once(path), "rb") as file:
            seen = os.fstat(file.fileno())
            if not stat.S_ISREG(seen.st_mode):
                raise LeftOutError(FeatureFault.UNREADABLE, "not a file")
            if _others_may_write(seen):
                raise LeftOutError(FeatureFault.WRITABLE, str(path))
            return file.read()
    except OSError as error:
        raise LeftOutError(FeatureFault.UNREADABLE, error.strerror or str(error)) from None


def _open_at_once(path: Path) -> int:
    """Open without waiting: a pipe among the files would hold up the start for ever."""
    return os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)


def refuse_if_others_may_write(path: Path) -> None:
    """Raise LeftOutError where others than this process's user or root may write the path, what a
    symbolic link on the way leads to, or a folder above: they could put another file there."""
    for part in _way(path):
        seen = part.stat()
        if _others_may_write(seen) and not _keeps_others_files(seen):
            raise LeftOutError(FeatureFault.WRITABLE, str(part))


def _way(path: Path) -> Iterator[Path]:
    """Yield the path and all folders above it, from the nearest on; then the same for each symbolic
    link's target, and for the path without any links."""
    hops = [Path(os.path.abspath(path))]  # noqa: PTH100  (resolve() would follow the links)
    hops.append(hops[0].resolve(strict=True))  # from here on no link leads in a circle
    while hops[-2].is_symlink():
        hops.insert(-1, Path(os.path.abspath(hops[-2].parent / hops[-2].readlink())))  # noqa: PTH100
    seen: set[Path] = set()
    for start in hops:
        for part in (start, *start.parents):
            if part not in seen:
                seen.add(part)
                yield part


def _others_may_write(seen: os.stat_result) -> bool:
    return seen.st_uid not in (_ROOT, os.geteuid()) or bool(seen.st_mode & _OTHERS_MAY_WRITE)


def _keeps_others_files(seen: os.stat_result) -> bool:
    """Return whether this is a folder of root's like /tmp, where nobody can rename another's file.

    Such a folder may be on the way to FEATURES_DIR, whose own files are looked at besides.
    """
    return stat.S_ISDIR(seen.st_mode) and seen.st_uid == _ROOT and bool(seen.st_mode & stat.S_ISVTX)
