"""Looks whether this machine can be installed on, before anything is changed."""

import shutil

from bot.init.install.host import Host
from bot.init.install.talk import Talk

NEEDED_MB = 400
"""The program with its packages, Caddy, and a ledger that begins."""
_MB = 1024 * 1024
_BOOTED = "/run/systemd/system"
"""Is there while systemd runs as the first process (sd_booted(3))."""


def refuse_unfit(host: Host, talk: Talk, user_id: int, needed_mb: int) -> None:
    """Raise SettingsError, with a next step, where this can't work: not root, another
    distribution, no systemd, or a full disk."""
    if user_id != 0:
        talk.refuse("install-not-root")
    if not _is_debian(host.text("/etc/os-release") or ""):
        talk.refuse("install-not-debian")
    if not host.path(_BOOTED).is_dir():
        talk.refuse("install-no-systemd")
    free = shutil.disk_usage(host.root).free // _MB
    if free < needed_mb:
        talk.refuse("install-disk-full", free=free, needed=needed_mb)


def _is_debian(release: str) -> bool:
    """Return whether /etc/os-release names Debian or one made from it (os-release(5))."""
    values = dict(line.split("=", 1) for line in release.splitlines() if "=" in line)
    named = f"{values.get('ID', '')} {values.get('ID_LIKE', '')}"
    return "debian" in named.replace('"', " ").split()
