"""Find the programs that tests need: without one a test is skipped on a laptop and fails in CI."""

import os
import shutil
import sys
from pathlib import Path

import pytest


def program(name: str, package: str, *also: str) -> str:
    """Return the path of the program `name`, which may also be installed under the names `also`."""
    beside_python = Path(sys.executable).parent
    for one in (name, *also):
        found = shutil.which(one) or shutil.which(one, path=f"{beside_python}:/usr/sbin:/sbin")
        if found:
            return found
    reason = f"no {name} here: install the package `{package}` to run this test"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
