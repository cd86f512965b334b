"""Reads the files of FEATURES_DIR, and refuses those that somebody else could have written."""

from pathlib import Path

from bot.domain.features import FeatureFault, FeatureProblem
from bot.runtime.guarded_files import (
    OthersMayWrite,
    read_guarded,
    refuse_if_others_may_write,
    refuse_open_folder,
)

_IMPORTED = {".py", ".pyc", ".so"}


class LeftOutError(Exception):
    """Raised for a file that must not or can't be loaded."""

    def __init__(self, fault: FeatureFault, detail: str = "") -> None:
        super().__init__(fault, detail)
        self.fault = fault
        self.detail = detail

    def problem(self, file: str) -> FeatureProblem:
        return FeatureProblem(file, self.fault, self.detail)


def feature_files(folder: Path) -> list[Path]:
    """Return the files `*.py` of the folder by name, except those that begin with an underscore:
    these are helpers that the others import.

    Raises LeftOutError where it can't be read, or where others may write it and so add files.
    """
    try:
        refuse_open_folder(folder)  # anybody could add a helper
        found = [one for one in sorted(folder.iterdir()) if _is_feature(one)]
        for helper in sorted(folder.rglob("*")):
            if helper not in found and _can_be_imported(helper):
                refuse_if_others_may_write(helper)
    except OthersMayWrite as refused:
        raise LeftOutError(FeatureFault.WRITABLE, str(refused.path)) from None
    except OSError as error:
        raise LeftOutError(FeatureFault.FOLDER, error.strerror or str(error)) from None
    return found


def _is_feature(path: Path) -> bool:
    return path.suffix == ".py" and not path.name.startswith("_")


def _can_be_imported(path: Path) -> bool:
    return path.suffix in _IMPORTED or path.is_dir()


def read_source(path: Path) -> bytes:
    """Return the file's bytes, read from the very file that was examined.

    Raises LeftOutError.
    """
    try:
        return read_guarded(path)
    except OthersMayWrite as refused:
        raise LeftOutError(FeatureFault.WRITABLE, str(refused.path)) from None
    except OSError as error:
        raise LeftOutError(FeatureFault.UNREADABLE, error.strerror or str(error)) from None
