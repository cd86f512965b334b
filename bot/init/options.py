"""The flags of `tributary init` and what the environment says, read before the first question."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TextIO

from bot.errors import SettingsError

FLAGS = {
    "BOT_TOKEN": "--bot-token",
    "TRIBUTE_API_KEY": "--tribute-key",
    "PUBLIC_URL": "--public-url",
    "ADMIN_IDS": "--admin-id",
    "TIMEZONE": "--timezone",
    "DEFAULT_LOCALE": "--locale",
    "PORT": "--port",
}
"""The settings that are asked for, each with the flag that answers the question."""
FROM_STDIN = "-"
STARTED_BY, INSTALL = "TRIBUTARY_STARTED_BY", "install"
"""The name and the value in the environment by which `--install` says that it goes on."""


@dataclass(frozen=True, slots=True)
class Options:
    """The answers that are given beforehand."""

    given: Mapping[str, str] = field(default_factory=dict)
    """Values by setting: a flag's, else the environment's."""
    shop: str = ""
    """`new` or `moved`; empty where it is to be asked."""
    yes: bool = False
    """Whether defaults are taken without asking, and values that are there may be replaced."""
    environ: Mapping[str, str] = field(default_factory=dict)
    """The environment, with names in upper case as pydantic reads them."""


def read(flags: Mapping[str, object], environ: Mapping[str, str], stdin: TextIO) -> Options:
    """Return the options. A flag whose value is `-` is read from a line of `stdin`, in the order of
    `FLAGS`. Raises SettingsError where there is no such line."""
    around = {name.upper(): value.strip() for name, value in environ.items() if value.strip()}
    given = {}
    for name, flag in FLAGS.items():
        value = flags.get(flag.removeprefix("--").replace("-", "_"))
        text = _line(stdin, flag) if value == FROM_STDIN else str(value or "").strip()
        text = text or around.get(name, "")
        if text:
            given[name] = text
    return Options(given, str(flags.get("shop") or ""), flags.get("yes") is True, around)


def _line(stdin: TextIO, flag: str) -> str:
    try:
        text = stdin.readline().strip()
    except (OSError, UnicodeDecodeError, ValueError):
        text = ""
    if not text:
        raise SettingsError(f"{flag} - reads a line of standard input, and there is none.")
    return text
