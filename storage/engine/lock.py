"""The lock beside the database file, so that only one process uses it at a time."""

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from bot.errors import StorageError
from storage.engine.owner import copy_owner


@contextlib.contextmanager
def single_process(path: Path) -> Iterator[None]:
    """Hold the lock; the database file need not exist yet.

    The kernel frees it when the process dies. Raises StorageError if another process holds it.
    """
    old_umask = os.umask(0o077)
    try:
        lock = _open_lock(path)
    finally:
        os.umask(old_umask)
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise StorageError(f"Another Tributary already uses {path}; stop it first.") from None
        yield


def _open_lock(path: Path) -> TextIO:
    try:
        beside = path.with_name(path.name + ".lock")
        is_new = not beside.exists()
        lock = beside.open("w")
        if is_new:
            copy_owner(beside, path.parent)
    except OSError as error:
        raise StorageError(f"{path} can't be written: {error.strerror}.") from error
    return lock
