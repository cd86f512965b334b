"""Compiles every module once, before each process of pytest does so for itself.

In a new clone all processes begin at the same moment, and each of them would compile the bot and
rewrite the `assert` of all tests: some 20 s of processor time more before the first test runs.
"""

import os
import py_compile
import sys
from collections.abc import Iterable
from importlib.util import cache_from_source
from pathlib import Path

import pytest
from _pytest.assertion import rewrite

_ROOT = Path(__file__).parents[1]
_FOLDERS = ("bot", "handlers", "storage", "tests")


def compile_all(config: pytest.Config) -> None:
    """Compile what has changed since, on all cores, if several processes are to run all tests."""
    several = getattr(config.option, "numprocesses", None)
    whole = config.args_source is pytest.Config.ArgsSource.TESTPATHS
    if several and whole and not sys.dont_write_bytecode:
        files = [one for folder in _FOLDERS for one in (_ROOT / folder).rglob("*.py")]
        cores = os.cpu_count() or 1
        for process in [_started(files[first::cores], config) for first in range(cores)]:
            os.waitpid(process, 0)


def _started(files: Iterable[Path], config: pytest.Config) -> int:
    """Start a process that compiles these, and return its id. A file that can't be compiled ends
    it: whoever imports that file says why."""
    process = os.fork()
    if process:
        return process
    try:
        for one in files:
            compile_one(one, config)
    finally:
        os._exit(0)


def compile_one(file: Path, config: pytest.Config) -> None:
    """Compile the file unless that was done; a test as pytest does, which rewrites its `assert`."""
    if not _is_rewritten(file):
        if not _is_newer(Path(cache_from_source(str(file))), file):
            py_compile.compile(str(file), doraise=True)
        return
    compiled = rewritten_of(file)
    if not _is_newer(compiled, file):
        source_hash, code = rewrite._rewrite_test(file, config)
        compiled.parent.mkdir(parents=True, exist_ok=True)
        rewrite._write_pyc(config.stash[rewrite.assertstate_key], code, source_hash, compiled)


def rewritten_of(file: Path) -> Path:
    """Return where pytest keeps what it has compiled of a test."""
    return rewrite.get_cache_dir(file) / (file.stem + rewrite.PYC_TAIL)


def _is_rewritten(file: Path) -> bool:
    return file.name == "conftest.py" or file.name.startswith("test_")


def _is_newer(compiled: Path, file: Path) -> bool:
    return compiled.exists() and compiled.stat().st_mtime > file.stat().st_mtime
