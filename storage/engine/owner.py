"""Whose a file is: what root does for the bot must stay usable for the bot's own user."""

import os
from pathlib import Path


def belong_like(path: Path, other: Path) -> None:
    """Give the file the owner of another one, or of a folder. Only root can, and only root must:
    what anybody else makes is theirs already."""
    if os.geteuid() == 0:
        found = other.stat()
        os.chown(path, found.st_uid, found.st_gid)
