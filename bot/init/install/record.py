"""The record of what was done on this machine, so that exactly that can be undone."""

import json
from dataclasses import asdict, dataclass, field

from bot.errors import SettingsError
from bot.init.install.host import Host, digest

PATH = "/etc/tributary/installed.json"


@dataclass(slots=True)
class Record:
    """All acts so far. Each is noted before it is done, so an interruption loses none."""

    acts: list[str] = field(default_factory=list)
    """Names of acts, such as `user`."""
    packages: list[str] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    """A digest of the text that was written, by path."""


class Notebook:
    """The record in its file, which root alone can change. Not in the bot's folder: what stands
    there is carried out by root."""

    def __init__(self, host: Host) -> None:
        """Raise SettingsError where the record can't be read."""
        self._host = host
        self._record = _read(host.text(PATH))

    @property
    def packages(self) -> tuple[str, ...]:
        return tuple(self._record.packages)

    @property
    def written(self) -> tuple[str, ...]:
        """The paths of all files that were written here."""
        return tuple(self._record.files)

    @property
    def is_empty(self) -> bool:
        return self._record == Record()

    def has(self, act: str) -> bool:
        return act in self._record.acts

    def note(self, act: str) -> None:
        if act not in self._record.acts:
            self._record.acts.append(act)
            self._save()

    def forget(self, act: str) -> None:
        if act in self._record.acts:
            self._record.acts.remove(act)
            self._save()

    def note_package(self, name: str) -> None:
        if name not in self._record.packages:
            self._record.packages.append(name)
            self._save()

    def forget_package(self, name: str) -> None:
        self._record.packages.remove(name)
        self._save()

    def wrote(self, name: str) -> bool:
        """Return whether this file was ever written here."""
        return name in self._record.files

    def is_ours(self, name: str) -> bool:
        """Return whether the file is as it was written here, so nobody has changed it since."""
        text = self._host.text(name)
        return text is not None and self._record.files.get(name) == digest(text)

    def write(self, name: str, text: str) -> None:
        """Write a file of the machine, and remember it."""
        self._record.files[name] = digest(text)
        self._save()
        self._host.write(name, text)

    def forget_file(self, name: str) -> None:
        self._record.files.pop(name, None)
        self._save()

    def _save(self) -> None:
        if self.is_empty:
            self._host.remove(PATH)
            folder = self._host.path(PATH).parent
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()
            return
        self._host.write(PATH, json.dumps(asdict(self._record), indent=1) + "\n")


def _read(text: str | None) -> Record:
    if text is None:
        return Record()
    try:
        found = json.loads(text)
        record = Record(**found)
        good = all(isinstance(one, str) for one in (*record.acts, *record.packages, *record.files))
    except (ValueError, TypeError):
        good = False
    if not good:
        raise SettingsError(f"{PATH} can't be read. Put it aside, then run this again.")
    return record
