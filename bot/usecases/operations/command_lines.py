"""The whole command lines that messages name, for each way of running the bot."""

import os
import pwd
import shlex
from pathlib import Path

_COMPOSE = "docker-compose run --rm tributary"


def restore(file: Path, here: Path) -> dict[str, str]:
    """Return the lines that put `file` in the place of the database, by way of running the bot.

    `here` is the folder in which it was started.
    """
    arguments = f"restore {shlex.quote(str(file))}"
    return {
        "systemd": f"{_to(here)} && tributary {arguments}",
        "compose": f"{_COMPOSE} tributary {arguments}",
        "plain": f"python -m bot {arguments}",
    }


def new_shop() -> dict[str, str]:
    """Return the lines that begin a new shop, by way of running the bot."""
    return {
        "systemd": f"{_to(Path.cwd())} && {_as_user()}tributary run --new-shop",
        "compose": f"{_COMPOSE} tributary run --new-shop",
        "plain": "python -m bot run --new-shop",
    }


def _as_user() -> str:
    """Return the beginning of a line that root types for the bot's user."""
    try:
        name = pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:
        name = "tributary"
    return "" if name == "root" else f"runuser -u {shlex.quote(name)} -- "


def _to(folder: Path) -> str:
    return f"cd {shlex.quote(str(folder))}"
