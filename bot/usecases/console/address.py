"""The addresses of the console: for a Mini App, for any browser, and for one on this machine."""

from typing import NamedTuple

from bot.settings.settings import Settings

_PATH = "/console/"
_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  (where such a bot is reached)


class LocalWay(NamedTuple):
    """The way to a console without PUBLIC_URL: an address on the bot's own machine, and the
    command by which another machine reaches it there."""

    url: str
    tunnel: str


def mini_app_url(settings: Settings) -> str | None:
    """Return the address that Telegram opens; None without PUBLIC_URL, which it needs."""
    return None if settings.public_url is None else settings.public_url + _PATH


def link(settings: Settings, token: str) -> str | None:
    """Return a one-time link below PUBLIC_URL; None without.

    The token is in the fragment, which browsers send to nobody: it stands in no log.
    """
    url = mini_app_url(settings)
    return None if url is None else f"{url}#{token}"


def local_way(settings: Settings, token: str) -> LocalWay:
    """Return the way to a one-time link on loopback."""
    name = _EVERYWHERE.get(settings.host, settings.host)
    host, port = f"[{name}]" if ":" in name else name, settings.port
    return LocalWay(
        f"http://{host}:{port}{_PATH}#{token}", f"ssh -L {port}:{host}:{port} user@server"
    )
