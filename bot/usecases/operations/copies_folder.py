"""BACKUP_DIR: the folder of one shop's daily copies."""

import json
import os
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.errors import StorageError
from bot.settings.settings import Settings
from storage.engine.marker import Shop
from storage.engine.owner import copy_owner

OWNER_FILE = ".tributary-copies"
"""The file that says whose copies these are."""
_ABOUT = (
    "The daily copies in this folder are those of one Tributary shop. Another shop makes none here,"
    " since it would take these for its own. This file holds no secret."
)
_COPY_NAME = re.compile(r"tributary-(\d{8}T\d{6}Z)\.db")
_STAMP = "%Y%m%dT%H%M%SZ"


class AnotherShops(StorageError):
    """The folder has another shop's copies. By the newest of them this shop would seem to be
    copied, and by their number its own would be removed."""


def stamp(now: int) -> str:
    """Return a moment as it stands in the names of copies; sorted by it they are in order."""
    return datetime.fromtimestamp(now, UTC).strftime(_STAMP)


def file_name(now: int) -> str:
    """Return a name like `tributary-20260512T215900Z.db`."""
    return f"tributary-{stamp(now)}.db"


@dataclass(frozen=True, slots=True)
class CopiesFolder:
    """The folder, and the shop whose copies may be in it: known by its bot, since the path of the
    database is the same in each container."""

    path: Path
    shop: Shop

    @classmethod
    def of(cls, settings: Settings) -> "CopiesFolder | None":
        """Return the folder of these settings; None where no daily copies are wanted."""
        if settings.backup_dir is None:
            return None
        return cls(settings.backup_dir, Shop.of(settings.bot_id, settings.database_path))

    def newest(self, now: int) -> int | None:
        """Return when the latest copy was made, by its name; None where there is none.

        Copies that are named later than `now` don't count: the clock was ahead when they were made.
        Raises AnotherShops, and StorageError where the folder isn't there.
        """
        self._refuse_others()
        made = [_made_at(path) for path in self._copies()]
        return max((at for at in made if at <= now), default=None)

    def take(self) -> None:
        """Note that the copies in this folder are this shop's; raise as `newest` does."""
        if self._refuse_others():
            return
        unfinished = self._owner_file.with_name(f"{OWNER_FILE}.{os.getpid()}")
        content = {"about": _ABOUT, "bot": self.shop.bot, "database": self.shop.database}
        try:
            unfinished.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
            unfinished.chmod(0o644)  # another shop's user has to read it
            copy_owner(unfinished, self.path)
            unfinished.replace(self._owner_file)
        except OSError as error:
            raise StorageError(f"{error.filename} can't be written: {error.strerror}.") from error
        finally:
            unfinished.unlink(missing_ok=True)

    def rotate(self, keep: int, now: int) -> None:
        """Remove all copies but the latest `keep`; other files in the folder are never touched.

        Copies that are named later than `now` stay, and take no other copy's place.
        """
        made = [path for path in sorted(self._copies()) if _made_at(path) <= now]
        for path in made[:-keep]:
            path.unlink(missing_ok=True)

    @property
    def _owner_file(self) -> Path:
        return self.path / OWNER_FILE

    def _refuse_others(self) -> bool:
        """Return whether it is noted that this folder is this shop's; raise AnotherShops where it
        is another's."""
        if not self.path.is_dir():
            raise StorageError(
                f"The folder {self.path} of BACKUP_DIR doesn't exist; create or mount it."
            )
        try:
            noted = json.loads(self._owner_file.read_text(encoding="utf-8"))
            bot, database = str(noted["bot"]), str(noted["database"])
        except FileNotFoundError:
            return False
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise StorageError(f"{self._owner_file} can't be read: {error}") from error
        if bot != self.shop.bot:
            raise AnotherShops(
                f"The folder {self.path} of BACKUP_DIR has the copies of another shop, whose"
                f" database is {database}. Name a folder for this shop alone."
            )
        return True

    def _copies(self) -> list[Path]:
        return [path for path in self.path.iterdir() if _COPY_NAME.fullmatch(path.name)]


def _made_at(path: Path) -> int:
    found = _COPY_NAME.fullmatch(path.name)
    if found is None:
        raise ValueError(f"{path} has not the name of a copy")
    return int(datetime.strptime(found[1], _STAMP).replace(tzinfo=UTC).timestamp())
