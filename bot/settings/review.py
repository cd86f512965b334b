"""The settings as a new version finds them: all that it refuses, not only the first."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from dotenv.parser import parse_stream
from pydantic import AfterValidator, BeforeValidator, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import SettingsError
from bot.settings import paths, shown
from bot.settings.settings import Settings, explain, load_settings, nearest_setting

_READ = SettingsConfigDict(
    frozen=True, extra="ignore", env_ignore_empty=True, env_file_encoding="utf-8-sig"
)


class _Known(Settings):
    """The settings without the names that are none."""

    model_config = SettingsConfigDict(extra="ignore")


class Places(BaseSettings):
    """The settings that say where things are and how to write about them, whatever the others are;
    each as in `Settings`."""

    model_config = _READ

    database_path: Annotated[Path, BeforeValidator(paths.read_database_path)] = Path(
        "data/tributary.db"
    )
    texts_dir: Annotated[Path | None, AfterValidator(paths.check_path)] = None
    default_locale: Annotated[str, AfterValidator(shown.check_default_locale)] = "en"
    timezone: Annotated[str, AfterValidator(shown.check_timezone)] = "UTC"


@dataclass(frozen=True, slots=True)
class UnknownName:
    """A name in `.env` that is no setting; empty where it may be a secret that was pasted alone."""

    name: str
    line: int
    nearest: str
    """The setting whose name is most like it, such as after a change of names; empty: none is."""


@dataclass(frozen=True, slots=True)
class SettingsReview:
    """The outcome; `places` is None where not even these can be read."""

    unknown: tuple[UnknownName, ...]
    refused: str | None
    """One sentence about what else is wrong; it never shows a secret."""
    places: Places | None


def review_settings(env_file: Path = Path(".env")) -> SettingsReview:
    """Read the environment and `env_file`, which may be missing, and raise nothing."""
    unknown = tuple(unknown_names(env_file))
    return SettingsReview(unknown, _refusal(env_file, unknown), _places(env_file))


def unknown_names(env_file: Path) -> list[UnknownName]:
    """Return the names that are no settings; none from a file that can't be read."""
    try:
        with env_file.open(encoding="utf-8-sig") as stream:
            lines = list(parse_stream(stream))
    except (OSError, UnicodeDecodeError):
        return []
    return [
        UnknownName(
            line.key if re.fullmatch(r"[A-Za-z_]{1,40}", line.key) else "",
            line.original.line,
            nearest_setting(line.key) or "",
        )
        for line in lines
        if line.key and line.value is not None and line.key.lower() not in Settings.model_fields
    ]


def _refusal(env_file: Path, unknown: tuple[UnknownName, ...]) -> str | None:
    """Return the sentence about anything but unknown names."""
    try:
        if unknown:
            _Known(_env_file=env_file)
        else:
            load_settings(env_file)
    except ValidationError as error:
        return explain(error)
    except SettingsError as error:
        return str(error)
    return None


def _places(env_file: Path) -> Places | None:
    try:
        return Places(_env_file=env_file)
    except (ValidationError, UnicodeDecodeError, OSError):
        return None
