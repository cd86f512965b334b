"""Carries the installation out on a machine that is only a folder."""

import io
from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.init.install.host import VENV
from bot.init.install.start import Surroundings, carry_out
from bot.init.install.talk import Talk
from bot.init.terminal import Terminal
from bot.probes.machine import Machine
from bot.texts import Texts
from tests.init.install.pretended import Pretended

NAME = "bot.example.com"
ENV = f"BOT_TOKEN=1:a\nTRIBUTE_API_KEY=k\nPUBLIC_URL=https://{NAME}\nADMIN_IDS=555\nPORT=9\n"
OTHER = "other.example.com {\n\trespond hello\n}\n"


class Nowhere(Machine):
    """A machine from which no name leads anywhere."""

    async def resolve(self, host: str) -> frozenset[str]:
        return frozenset()


def debian(folder: Path) -> Pretended:
    """A Debian with systemd, and the program in its place."""
    made = Pretended(folder, answers=ENV)
    made.write("/etc/os-release", 'ID=ubuntu\nID_LIKE="debian"\n')
    made.path("/run/systemd/system").mkdir(parents=True)
    made.write(f"{VENV}/bin/python", "")
    return made


def carried_out(
    host: Pretended,
    *,
    user_id: int = 0,
    held: dict[int, str] | None = None,
    needed_mb: int = 0,
    **flags: object,
) -> str:
    """Install; return all that was said."""
    shown = io.StringIO()
    talk = Talk(Terminal(None, shown), Texts("en"), yes=True)
    around = Surroundings(
        host,
        (held or {}).get,
        user_id,
        needed_mb,
        ready_seconds=0.01,
        look_seconds=0.01,
        machine=Nowhere(),
    )
    assert carry_out(flags, talk, around) == 0
    return " ".join(shown.getvalue().split())


def uninstalled(host: Pretended) -> str:
    shown = io.StringIO()
    talk = Talk(Terminal(None, shown), Texts("en"), yes=True)
    assert carry_out({"uninstall": True}, talk, Surroundings(host, user_id=0)) == 0
    return " ".join(shown.getvalue().split())


def refused(host: Pretended, **flags: object) -> str:
    with pytest.raises(SettingsError) as found:
        carried_out(host, **flags)  # type: ignore[arg-type]
    return str(found.value)


def files(host: Pretended) -> dict[str, str]:
    return {
        str(path.relative_to(host.root)): path.read_text(encoding="utf-8")
        for path in host.root.rglob("*")
        if path.is_file()
    }
