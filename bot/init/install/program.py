"""The program where the bot's user can read it, and its command for everyone."""

import json
import shlex
import sys
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bot import __version__
from bot.init.install.host import COMMAND, PROGRAM, USER, VENV
from bot.init.install.steps import RESTART, Work, add_packages
from bot.runtime.shipped import shipped_file

ADD_VENV = f"/usr/bin/python3 -m venv {VENV}"
ADD_COMMAND = f"ln -s {VENV}/bin/tributary {COMMAND}"
_TARGET = f"{VENV}/bin/tributary"
_PIP = f"{VENV}/bin/python -m pip install --quiet --disable-pip-version-check"
_NEW_ENOUGH = "import sys; sys.exit(sys.version_info < (3, 11))"
_CLONE = Path(PROGRAM)
_PACKAGES = ("bot", "handlers", "storage")
_ACT = "program"


@dataclass(frozen=True, slots=True)
class Program:
    """The program in `/opt/tributary/.venv`, with the packages of the lock file."""

    work: Work
    name: str = "program"

    def is_done(self) -> bool:
        """Return whether the bot's user can start this version."""
        line = ("runuser", "-u", USER, "--", f"{VENV}/bin/python", "-m", "bot", "--version")
        return self.work.host.runs(*line).last_line == f"tributary {__version__}"

    def do(self) -> None:
        host, talk = self.work.host, self.work.talk
        if host.path(VENV) == Path(sys.prefix):
            host.shell(readable_line(Path(__file__).parents[3]))  # root's umask may have closed it
        else:
            self._install()
        if not self.is_done():
            talk.refuse("install-program-closed", user=USER, path=PROGRAM)

    def undo(self) -> None:
        """Remove the program, if it was put there here. It goes on running from memory."""
        notes = self.work.notes
        if not notes.has(_ACT):
            if self.work.host.path(VENV).exists():
                self.work.talk.say("install-program-stays", "!", path=PROGRAM)
            return
        self.work.talk.say("install-program-undone", path=VENV)
        self.work.host.shell(f"rm -rf {VENV}")
        self.work.host.runs("rmdir", PROGRAM)
        notes.forget(_ACT)

    def _install(self) -> None:
        host, talk, notes = self.work.host, self.work.talk, self.work.notes
        source = origin()
        if source is None:
            command = f"{ADD_VENV} && {VENV}/bin/pip install WHEEL"
            talk.refuse("install-program-unknown", command=command, venv=VENV)
        if not host.path(VENV).exists():
            if host.runs("/usr/bin/python3", "-c", _NEW_ENOUGH).code:
                talk.refuse("install-python-old")
            add_packages(self.work, "python3-venv")
            notes.note(_ACT)
        notes.note(RESTART)
        for line in (ADD_VENV, *pip_lines(str(source))):
            host.shell(line)


@dataclass(frozen=True, slots=True)
class Command:
    """The command `tributary`, which finds the program from everywhere."""

    work: Work
    name: str = "command"

    def is_done(self) -> bool:
        return self._path().is_symlink() and str(self._path().readlink()) == _TARGET

    def do(self) -> None:
        if self._path().exists() or self._path().is_symlink():
            self.work.talk.say("install-command-other", "!", path=COMMAND, target=_TARGET)
            return
        self.work.notes.note(self.name)
        self.work.host.shell(ADD_COMMAND)

    def undo(self) -> None:
        if not self.work.notes.has(self.name):
            return
        if self.is_done():
            self.work.talk.say("install-command-undone", path=COMMAND)
            self.work.host.remove(COMMAND)
        self.work.notes.forget(self.name)

    def _path(self) -> Path:
        return self.work.host.path(COMMAND)


def readable_line(code: Path) -> str:
    """Return the line that opens the program for its user; `code` is the folder of its packages,
    which in a clone lie beside an owner's secrets."""
    is_clone = code == _CLONE
    folders = [PROGRAM, *([f"{PROGRAM}/deploy"] if is_clone else [])]
    whole = [VENV, *(str(code / name) for name in _PACKAGES if is_clone)]
    return f"chmod go+rx {' '.join(folders)} && chmod -R go+rX {' '.join(whole)}"


def pip_lines(source: str) -> tuple[str, ...]:
    """Return the lines that install the program: the packages of the lock file, each checked by its
    hash, then the wheel or the clone `source`."""
    lock = shipped_file("requirements.lock")
    locked = () if lock is None else (f"{_PIP} --require-hashes -r {shlex.quote(str(lock))}",)
    return (*locked, f"{_PIP} {'--no-deps ' if locked else ''}{shlex.quote(source)}")


def origin() -> Path | None:
    """Return the wheel or the clone from which this program was installed; None if it isn't known
    or gone. pip, pipx and uv note it (Python packaging guide, direct_url.json)."""
    try:
        text = metadata.distribution("tributary").read_text("direct_url.json")
        url = urlsplit(json.loads(text or "{}").get("url", ""))
    except (metadata.PackageNotFoundError, ValueError, AttributeError):
        return None
    path = Path(unquote(url.path))
    return path if url.scheme == "file" and path.exists() else None
