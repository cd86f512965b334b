"""Checks where `tests/memory.py` lets the temporary files of tests go."""

import os
import tempfile
from pathlib import Path

import pytest

from tests import memory


@pytest.fixture
def outside(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Return a way to change the environment, as it is before the tests choose a folder."""
    monkeypatch.delenv("TMPDIR", raising=False)
    monkeypatch.setattr(tempfile, "tempdir", tempfile.gettempdir())
    return monkeypatch


def test_temporary_files_go_into_a_folder_that_will_do(
    outside: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    outside.setattr(memory, "will_do", lambda disk: True)
    memory.install(tmp_path)
    assert tempfile.gettempdir() == os.environ["TMPDIR"] == str(tmp_path)


def test_a_folder_that_will_not_do_is_left(outside: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = tempfile.gettempdir()
    outside.setattr(memory, "will_do", lambda disk: False)
    memory.install(tmp_path)
    memory.install(tmp_path / "none")
    assert tempfile.gettempdir() == before
    assert "TMPDIR" not in os.environ


def test_the_folder_that_somebody_chose_stays(outside: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = tempfile.gettempdir()
    outside.setenv("TMPDIR", before)
    memory.install(tmp_path)
    assert tempfile.gettempdir() == os.environ["TMPDIR"] == before


def _disk(free: int, flags: int = 0) -> os.statvfs_result:
    blocks = free // 4096
    return os.statvfs_result((4096, 4096, blocks, blocks, blocks, 0, 0, 0, flags, 255))


def test_a_folder_needs_enough_space_and_must_let_programs_run() -> None:
    assert memory.will_do(_disk(free=1 << 30))
    assert not memory.will_do(_disk(free=64 << 20))
    assert not memory.will_do(_disk(free=1 << 30, flags=8))
