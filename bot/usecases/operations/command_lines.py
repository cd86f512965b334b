"""The whole command lines that messages name, for each way of running the bot."""

import shlex
from pathlib import Path

_COMPOSE = "docker-compose -f deploy/compose.yaml run --rm tributary"


def restore(file: Path) -> dict[str, str]:
    """Return the lines that put `file` in the place of the database, by way of running the bot."""
    arguments = f"restore {shlex.quote(str(file))}"
    return {
        "systemd": f"cd {_folder()} && tributary {arguments}",
        "compose": f"{_COMPOSE} tributary {arguments}",
        "plain": f"python -m bot {arguments}",
    }


def _folder() -> str:
    return shlex.quote(str(Path.cwd()))
