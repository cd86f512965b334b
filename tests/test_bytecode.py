"""Checks that what is compiled beforehand is what Python and pytest read afterwards."""

import os
from importlib.util import cache_from_source
from pathlib import Path

import pytest
from _pytest.assertion import rewrite

from tests.bytecode import compile_one, rewritten_of


@pytest.mark.parametrize("name", ["test_one.py", "conftest.py"])
def test_pytest_reads_what_was_compiled_of_a_test(
    pytestconfig: pytest.Config, tmp_path: Path, name: str
) -> None:
    file = tmp_path / name
    file.write_text("assert 1 == 2, 'no'")
    compile_one(file, pytestconfig)
    code = rewrite._read_pyc(file, rewritten_of(file))
    assert code is not None
    assert "@pytest_ar" in code.co_names  # what a rewritten `assert` calls


def test_python_reads_what_was_compiled_of_another_module(
    pytestconfig: pytest.Config, tmp_path: Path
) -> None:
    file = tmp_path / "shop.py"
    file.write_text("x = 1")
    compile_one(file, pytestconfig)
    assert Path(cache_from_source(str(file))).exists()
    assert not rewritten_of(file).exists()


@pytest.mark.parametrize("name", ["test_one.py", "shop.py"])
def test_only_what_has_changed_is_compiled_again(
    pytestconfig: pytest.Config, tmp_path: Path, name: str
) -> None:
    file = tmp_path / name
    file.write_text("x = 1")
    compile_one(file, pytestconfig)
    [compiled] = (tmp_path / "__pycache__").iterdir()
    first = compiled.stat().st_ino
    compile_one(file, pytestconfig)
    assert compiled.stat().st_ino == first
    os.utime(file, ns=(compiled.stat().st_mtime_ns + 1,) * 2)
    compile_one(file, pytestconfig)
    assert compiled.stat().st_ino != first
