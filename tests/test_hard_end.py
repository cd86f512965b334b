"""Checks that a test which hangs ends its process, where its limit doesn't."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

_CONFTEST = """
import pytest
from tests.hard_end import HardEnd

def pytest_configure(config):
    if {guarded}:
        config.pluginmanager.register(HardEnd(config, spare_seconds=1))
"""
_HANGS_AFTER_A_FAILURE = """
import threading, pytest

@pytest.fixture
def shop():
    yield
    threading.Event().wait({longest})

@pytest.mark.timeout(0.5)
def test_that_hangs(shop):
    assert False
"""
_TAKES_NO_NOTICE = """
import threading, pytest

@pytest.mark.timeout(0.5)
def test_that_hangs():
    for _ in range(2):
        try:
            threading.Event().wait({longest})
        except BaseException:
            pass
"""
_UNGUARDED_SECONDS = 4
"""How long they hang without the guard."""


def _run(folder: Path, test: str, *, guarded: bool) -> subprocess.CompletedProcess[str]:
    (folder / "conftest.py").write_text(_CONFTEST.format(guarded=guarded))
    longest = None if guarded else _UNGUARDED_SECONDS
    (folder / "test_it.py").write_text(test.format(longest=longest))
    (folder / "pytest.ini").write_text("[pytest]\n")
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(folder)],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[1])},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("test", [_HANGS_AFTER_A_FAILURE, _TAKES_NO_NOTICE])
def test_a_process_that_hangs_ends_and_says_where(tmp_path: Path, test: str) -> None:
    ended = _run(tmp_path, test, guarded=True)
    assert ended.returncode == 1
    assert "Timeout (0:00:01.5" in ended.stderr
    assert 'test_it.py", line' in ended.stderr
    assert "failed in" not in ended.stdout, "nothing has ended it"


@pytest.mark.long
@pytest.mark.parametrize("test", [_HANGS_AFTER_A_FAILURE, _TAKES_NO_NOTICE])
def test_without_the_guard_it_hangs(tmp_path: Path, test: str) -> None:
    ended = _run(tmp_path, test, guarded=False)
    took = float(ended.stdout.split(" in ")[-1].split("s")[0])
    assert took >= _UNGUARDED_SECONDS
