"""The settings of the shop: `tributary init` asks for them as the bot's own user."""

import re
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.errors import SettingsError
from bot.init.dotenv_file import DotenvFile
from bot.init.install.host import HOME, USER, VENV
from bot.init.install.steps import RESTART, Work
from bot.init.options import INSTALL, STARTED_BY
from bot.init.terminal import Stopped
from bot.settings.addresses import check_public_url, reached_locally
from bot.settings.settings import Settings

ENV_FILE = f"{HOME}/.env"
SETTINGS = f"cd {HOME} && runuser -u {USER} -- tributary init"
_NEEDED = ("BOT_TOKEN", "TRIBUTE_API_KEY", "PUBLIC_URL", "ADMIN_IDS")
_NAME = re.compile(r"[A-Za-z0-9.-]+(:[0-9]+)?")
_LISTENS = ("HOST", "PORT")
_INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Site:
    """The site for a web server: its https address, and where the bot listens."""

    address: str
    upstream: str

    @property
    def host(self) -> str:
        return urlsplit(f"https://{self.address}").hostname or ""

    @property
    def port(self) -> int:
        return urlsplit(f"https://{self.address}").port or 443

    def filled(self, text: str) -> str:
        """Return a shipped site with its own name, as the lines of the manual do with sed."""
        own = text.replace("bot.example.com", self.address)
        return own.replace("127.0.0.1:8080", self.upstream)


@dataclass(frozen=True, slots=True)
class Answers:
    """The file `.env`. `flags` answer its questions beforehand."""

    work: Work
    flags: Sequence[str] = ()
    name: str = "answers"

    def is_done(self) -> bool:
        """Return whether nothing is missing, and nothing was given to be changed."""
        values = self.values()
        return not self.flags and all(values.get(name) for name in _NEEDED)

    def do(self) -> None:
        """Ask as `tributary init` does, on this terminal. Raises SettingsError, and Stopped."""
        before = self.values()
        flags = [*self.flags, *(["--yes"] if self.work.talk.yes else [])]
        line = f"cd {HOME} && umask 077 && exec runuser -u {USER} -- {VENV}/bin/tributary init"
        command = ("sh", "-ec", " ".join((line, *map(shlex.quote, flags))))
        code = self.work.host.watched(command, environ={STARTED_BY: INSTALL, "HOME": HOME})
        if self.values() != before:
            self.work.notes.note(RESTART)
        if code == _INTERRUPTED:
            raise Stopped
        if code:
            self.work.talk.refuse("install-answers-refused")

    def undo(self) -> None:
        """Leave the settings: they belong to the data."""

    def values(self) -> dict[str, str]:
        return DotenvFile(self.work.host.path(ENV_FILE)).values()

    def site(self) -> Site | None:
        """Return the site that the settings name; None where there is no address.

        The file is the bot's own: what root puts into other files is checked first. Raises
        SettingsError for an address that no web server here can serve.
        """
        url = self.values().get("PUBLIC_URL")
        if url is None:
            return None
        try:
            parts = urlsplit(check_public_url(url) or "")
            good = parts.path == "" and _NAME.fullmatch(parts.netloc) and parts.scheme == "https"
        except ValueError:
            good = False
        if not good:
            self.work.talk.refuse("install-address-own", url=url, local=self.local())
        return Site(parts.netloc.lower(), self.local())

    def local(self) -> str:
        """Return the host and port at which this machine reaches the bot."""
        values, fields = self.values(), Settings.model_fields
        host, port = (values.get(name) or str(fields[name.lower()].default) for name in _LISTENS)
        local = reached_locally(host, port)
        if not re.fullmatch(r"[\w.:\[\]-]+:[0-9]+", local, re.ASCII):
            raise SettingsError(f"HOST and PORT in {ENV_FILE} must be an address and a number.")
        return local


def flags_of(given: Mapping[str, object], names: Sequence[str]) -> list[str]:
    """Return the flags of `init` that were given, to be passed on as they are: a secret that comes
    from standard input or the environment is never read here."""
    flags = []
    for flag in names:
        value = given.get(flag.removeprefix("--").replace("-", "_"))
        if value:
            flags += [flag, str(value)]
    return flags
