"""The machine on which the bot is installed: its commands and its files."""

import contextlib
import hashlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.errors import SettingsError

USER = "tributary"
HOME = "/var/lib/tributary"
PROGRAM = "/opt/tributary"
VENV = f"{PROGRAM}/.venv"
COMMAND = "/usr/local/bin/tributary"
_EVERYONE_READS = 0o644
_NOT_FOUND = 127


@dataclass(frozen=True, slots=True)
class Ended:
    """A command that has ended; `said` is what it printed, errors too."""

    code: int
    said: str = ""

    @property
    def last_line(self) -> str:
        lines = [line.strip() for line in self.said.splitlines() if line.strip()]
        return lines[-1] if lines else ""


@dataclass(frozen=True, slots=True)
class Host:
    """This machine. `root` is another folder than `/` in tests only."""

    root: Path = Path("/")

    def path(self, name: str) -> Path:
        """Return where a file of the machine is."""
        return self.root / name.lstrip("/")

    def runs(self, *command: str) -> Ended:
        """Run a command without input; return how it ended. It is never killed halfway: after
        Ctrl-C, which reaches it too, its end is waited for."""
        with tempfile.TemporaryFile() as out:
            code = self.watched(command, out=out.fileno())
            out.seek(0)
            return Ended(code, out.read().decode(errors="replace"))

    def watched(
        self, command: Sequence[str], *, out: int | None = None, environ: Mapping[str, str] = {}
    ) -> int:
        """Run a command until it ends; return its exit code. Without `out` it has the terminal."""
        source = None if out is None else subprocess.DEVNULL
        around = {**os.environ, "PATH": _path(), **environ}
        try:
            process = subprocess.Popen(  # noqa: S603  # only commands of this package
                command, stdin=source, stdout=out, stderr=out, cwd="/", env=around, umask=0o022
            )
        except FileNotFoundError:
            return _NOT_FOUND
        try:
            return process.wait()
        except KeyboardInterrupt:
            process.wait()
            raise

    def shell(self, line: str) -> None:
        """Run a line as it stands in the manual. Raises SettingsError with what it said last."""
        ended = self.runs("sh", "-ec", line)
        if ended.code:
            raise SettingsError(f"{line}: {ended.last_line or ended.code}")

    def has(self, program: str) -> bool:
        return shutil.which(program, path=_path()) is not None

    def text(self, name: str) -> str | None:
        """Return the text of a file; None if there is none."""
        try:
            return self.path(name).read_text(encoding="utf-8", errors="surrogateescape")
        except (FileNotFoundError, NotADirectoryError):
            return None

    def write(self, name: str, text: str) -> None:
        """Replace a file as a whole; an old one keeps its mode, a new one is for everyone."""
        path = self.path(name).resolve()
        path.parent.mkdir(parents=True, exist_ok=True)
        mode = path.stat().st_mode & 0o7777 if path.exists() else _EVERYONE_READS
        number, unfinished = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with os.fdopen(number, "wb") as file:
                os.fchmod(number, mode)
                file.write(text.encode("utf-8", errors="surrogateescape"))
                file.flush()
                os.fsync(number)
            Path(unfinished).replace(path)
        finally:
            with contextlib.suppress(FileNotFoundError):
                Path(unfinished).unlink()

    def remove(self, name: str) -> None:
        self.path(name).unlink(missing_ok=True)


def _path() -> str:
    """Return where programs are looked for: also where root's are, which `su` leaves out."""
    return f"{os.environ.get('PATH', os.defpath)}:/usr/sbin:/sbin"


def digest(text: str) -> str:
    """Return by what a text is recognised as the one that was written."""
    return hashlib.sha256(text.encode("utf-8", errors="surrogateescape")).hexdigest()
