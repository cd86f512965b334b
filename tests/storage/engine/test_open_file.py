"""The open file: whether a path still leads to it, also where there is no `-wal`."""

import sqlite3
from pathlib import Path

import pytest

from storage.engine.open_file import Loss, OpenFile


@pytest.fixture
def opened(path: Path) -> OpenFile:
    """Return a file without a `-wal`, as on a file system that allows none."""
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE t (x)")
    connection.close()
    return OpenFile(path)


def test_without_a_wal_there_is_none_to_be_lost(opened: OpenFile, path: Path) -> None:
    assert opened.loss() is None
    path.unlink()
    assert opened.loss() is Loss.REMOVED


def test_a_file_that_grows_is_there_and_one_that_shrinks_is_lost(
    opened: OpenFile, path: Path
) -> None:
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.truncate(size + 4096)
        assert opened.loss() is None
        file.truncate(size)
    assert opened.loss() is Loss.EMPTIED


def test_a_folder_that_is_moved_and_linked_in_its_old_place_is_no_loss(
    opened: OpenFile, path: Path
) -> None:
    path.parent.rename(path.parent.with_name("moved"))
    path.parent.symlink_to(path.parent.with_name("moved"))
    assert opened.loss() is None


def test_the_log_is_that_of_the_file_that_was_opened_wherever_the_path_leads(path: Path) -> None:
    first, second = path.with_name("first"), path.with_name("second")
    with sqlite3.connect(first) as connection:
        connection.execute("CREATE TABLE t (x)")
    connection.close()
    path.symlink_to(first)
    opened = OpenFile(path)
    assert opened.log_bytes() == 0
    path.with_name("first-wal").write_bytes(b"123")
    path.with_name("second-wal").write_bytes(b"12345")
    path.unlink()
    path.symlink_to(second)
    assert opened.log_bytes() == 3
