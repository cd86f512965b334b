"""Machines for the installation: a real one in namespaces, with the program in its place."""

import contextlib
import os
import subprocess
import sys
import sysconfig
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.sandbox.telegram import TelegramServer
from bot.sandbox.tribute import TributeServer
from tests.init.conftest import ANN, KEY, TOKEN
from tests.init.install.booted import Booted, booted, why_not
from tests.init.install.carrying import debian
from tests.init.install.network import own_network
from tests.init.install.pretended import Pretended

ROOT = Path(__file__).parents[3]
NAME = "bot.example.com"
PYTHON = "/usr/bin/python3"
CLONE, PACKAGES = "/opt/tributary/clone", "/opt/tributary/packages"
_COMMAND = """#!/opt/tributary/.venv/bin/python
import sys
from bot.__main__ import main
sys.exit(main())
"""


@dataclass(frozen=True, slots=True)
class Outside:
    """A machine, and the two servers that it reaches."""

    machine: Booted
    telegram: TelegramServer
    tribute: TributeServer

    def settings(self) -> str:
        """Return the lines of `.env` by which the machine finds the two."""
        return f"TELEGRAM_API_URL={self.telegram.url}\nTRIBUTE_API_URL={self.tribute.url}\n"


@pytest.fixture
def host(tmp_path: Path) -> Pretended:
    return debian(tmp_path)


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Booted]:
    """A machine like this one, booted: systemd, Caddy and nginx are real; the program is in
    /opt/tributary/.venv as after the first typed command."""
    reason = why_not() or _python_differs()
    if reason:
        pytest.skip(reason)
    work = tmp_path / "machine"
    work.mkdir()
    purelib = Path(sysconfig.get_path("purelib"))
    with own_network(), booted(work, binds={ROOT: CLONE, purelib: PACKAGES}) as one:
        _put_program(one)
        with one.path("/etc/hosts").open("a") as hosts:
            hosts.write(f"127.0.0.1 {NAME} other.example.com\n")
        yield one


@pytest.fixture
async def outside(machine: Booted) -> AsyncIterator[Outside]:
    telegram, tribute = TelegramServer(TOKEN), TributeServer(KEY)
    async with contextlib.AsyncExitStack() as stack:
        for server in (telegram, tribute):
            await server.start()
            stack.push_async_callback(server.stop)
        telegram.add_person(ANN, "Ann", username="ann")
        found = Outside(machine, telegram, tribute)
        home = machine.path("/var/lib/tributary")
        home.mkdir(mode=0o700)
        (home / ".env").write_text(found.settings())
        yield found


def _put_program(machine: Booted) -> None:
    """Make the program's environment of the packages that the tests run with."""
    venv = "/opt/tributary/.venv"
    machine.run(PYTHON, "-m", "venv", "--without-pip", venv)
    found = machine.run("sh", "-c", f"echo {venv}/lib/python3*/site-packages").strip()
    machine.path(f"{found}/program.pth").write_text(f"{CLONE}\n{PACKAGES}\n")
    command = machine.path(f"{venv}/bin/tributary")
    command.write_text(_COMMAND)
    command.chmod(0o755)


def _python_differs() -> str:
    """Return why Debian's Python can't run the packages of this one; empty where it can."""
    asks = "import sys; print(sys.version_info[:2])"
    with contextlib.suppress(OSError):
        done = subprocess.run((PYTHON, "-c", asks), capture_output=True, text=True, check=False)
        if done.stdout.strip() == str(sys.version_info[:2]):
            return ""
    reason = f"{PYTHON} isn't the version that these tests run with"
    if os.environ.get("CI"):
        pytest.fail(reason)
    return reason
