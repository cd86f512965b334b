"""File ownership: files that root creates for the bot must stay usable for the bot's own user."""

import os
from pathlib import Path


def copy_owner(path: Path, source: Path) -> None:
    """Give the file the owner and group of `source`, a file or folder, if this process is root.

    Only root can do that, and only root must: other users own the files they create.
    """
    if os.geteuid() == 0:
        found = source.stat()
        os.chown(path, found.st_uid, found.st_gid)
