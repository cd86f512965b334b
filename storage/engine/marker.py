"""The marker: a small file apart from the database, which says that there is a shop.

An unmounted volume leaves an empty folder in its place. With nothing but that folder to go by, a
missing database can't be told from a first start.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from bot.errors import StorageError
from storage.engine.owner import copy_owner

FILE_NAME = ".tributary-shop"
_ABOUT = (
    "There is a Tributary shop. Without this file, a database that is missing at a start would not"
    " be noticed. It holds no secret."
)


@dataclass(frozen=True, slots=True)
class Shop:
    """A shop that was started: its bot, as a hash of the id, and the path of its database.

    `admins` is the ledger's random word for the admins as they are; another ledger, or an older
    copy of this one, has another.
    """

    bot: str
    database: str
    admins: str = ""

    @classmethod
    def of(cls, bot_id: int, database: Path) -> "Shop":
        digest = hashlib.sha256(f"tributary shop {bot_id}".encode()).hexdigest()
        return cls(digest[:16], str(database.absolute()))


@dataclass(frozen=True, slots=True)
class Trace:
    """The evidence of an earlier shop: the marker that was found, and its database if known."""

    marker: Path
    database: str | None


@dataclass(frozen=True, slots=True)
class Marker:
    """The files of the marker, one in each of these folders that can be written."""

    folders: tuple[Path, ...]

    def trace(self, shop: Shop) -> Trace | None:
        """Return what says that this shop existed: its bot, or a database at the same path.

        A marker that can't be read says so too.
        """
        for path in self._files():
            try:
                known = _read(path)
            except (OSError, ValueError, TypeError, KeyError):
                return Trace(path, None)
            for one in known:
                if one.bot == shop.bot or one.database == shop.database:
                    return Trace(path, one.database)
        return None

    def admins_of(self, shop: Shop) -> str | None:
        """Return the word for the admins that was written last for this bot and this database; None
        if nothing was."""
        for path in self._files():
            with suppress(OSError, ValueError, TypeError, KeyError):
                for one in _read(path):
                    if (one.bot, one.database) == (shop.bot, shop.database):
                        return one.admins
        return None

    def write(self, shop: Shop) -> None:
        """Add the shop to each file, in the place of what it said of the same bot or database.

        Raises StorageError if none can be written.
        """
        failed: OSError | None = None
        written = 0
        for folder in self.folders:
            try:
                _add(folder / FILE_NAME, shop)
                written += 1
            except OSError as error:
                failed = error
        if failed is not None and not written:
            raise StorageError(f"{failed.filename} can't be written: {failed.strerror}.")

    def _files(self) -> Iterable[Path]:
        """Yield the files that are there, also those that this user may not look at."""
        for folder in self.folders:
            path = folder / FILE_NAME
            try:
                path.lstat()
            except (FileNotFoundError, NotADirectoryError):
                continue
            except OSError:
                pass
            yield path


def folders(environ: Mapping[str, str], here: Path) -> tuple[Path, ...]:
    """Return where the marker belongs: beside `.env`, and in systemd's StateDirectory.

    The image of Docker names its second volume the same way. With neither, it is `here`.
    """
    found = [here] if (here / ".env").exists() else []
    state = environ.get("STATE_DIRECTORY", "").split(":")[0]
    if state:
        found.append(Path(state))
    return tuple(dict.fromkeys(folder.resolve() for folder in found or [here]))


def _read(path: Path) -> list[Shop]:
    shops = json.loads(path.read_text(encoding="utf-8"))["shops"]
    return [
        Shop(str(one["bot"]), str(one["database"]), str(one.get("admins", ""))) for one in shops
    ]


def _add(path: Path, shop: Shop) -> None:
    known: list[Shop] = []
    with suppress(OSError, ValueError, TypeError, KeyError):
        known = _read(path)
    if shop in known:
        return
    others = [one for one in known if one.bot != shop.bot and one.database != shop.database]
    content = {"about": _ABOUT, "shops": [asdict(one) for one in (*others, shop)]}
    unfinished = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        unfinished.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
        copy_owner(unfinished, path.parent)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
