"""The parts that every step of the installation has, and what the steps share."""

from dataclasses import dataclass
from typing import Protocol

from bot.init.install.host import Host
from bot.init.install.record import Notebook
from bot.init.install.talk import Talk


class Step(Protocol):
    """A step that can be done, found done, and undone. Its texts are `install-NAME`, said
    before it is done, and `install-NAME-there`, said where there is nothing to do."""

    @property
    def name(self) -> str: ...

    def is_done(self) -> bool: ...

    def do(self) -> None:
        """Do it. Raises SettingsError with the next step where it can't be done."""
        ...

    def undo(self) -> None:
        """Undo what the record says was done here, and say so; nothing else."""
        ...


@dataclass(frozen=True, slots=True)
class Work:
    """Everything that the steps share."""

    host: Host
    notes: Notebook
    talk: Talk


RESTART = "restart"
"""The act of changing something that the running bot doesn't know yet."""


def package_is_there(work: Work, name: str) -> bool:
    """Return whether a package is installed."""
    found = work.host.runs("dpkg-query", "--show", "--showformat=${db:Status-Status}", name)
    return found.code == 0 and found.said.endswith("installed")


def add_packages(work: Work, *names: str) -> None:
    """Install packages of the distribution. Raises SettingsError with what apt said."""
    missing = [name for name in names if not package_is_there(work, name)]
    for name in missing:
        work.notes.note_package(name)
    if missing:
        work.talk.say("install-packages", names=", ".join(missing))
        work.host.shell("apt-get update -q")
        line = " ".join(("apt-get install -y -q --no-install-recommends", *missing))
        work.host.shell(f"DEBIAN_FRONTEND=noninteractive {line}")
