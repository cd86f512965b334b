"""Decides which web server gets the bot's site: what is there and runs, else Caddy."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.init.install.answers import Answers, Site
from bot.init.install.caddy import Caddy
from bot.init.install.nginx import Nginx
from bot.init.install.steps import Step, Work, add_packages
from bot.probes.listeners import listener_at

CADDY, NGINX, NONE = "caddy", "nginx", "none"
CHOICES = (CADDY, NGINX, NONE)
_PORTS = (80, 443)
_NO_SITE = Site("", "")
Listener = Callable[[int], str | None]


@dataclass(frozen=True, slots=True)
class WebServer:
    """The site, in the web server that was chosen, or that is here."""

    work: Work
    answers: Answers
    choice: str = ""
    listener: Listener = listener_at

    @property
    def name(self) -> str:
        return "site" if self._is_wanted() else "no-site"

    def is_done(self) -> bool:
        if not self._is_wanted():
            return True
        step = self._step(self._found())
        return step is not None and step.is_done()

    def do(self) -> None:
        """Put the site there. Raises SettingsError where another program holds the ports."""
        which = self._found() or CADDY
        self._refuse_held_ports(which)
        if which == CADDY and not self.work.host.has(CADDY):
            self._add_caddy()
        if which == NGINX and not self.work.host.has(NGINX):
            add_packages(self.work, NGINX)
        step = self._step(which)
        if step is not None:
            step.do()

    def undo(self) -> None:
        """Take the site out of both: only the one that has it changes anything."""
        Caddy(self.work, _NO_SITE).undo()
        Nginx(self.work, _NO_SITE).undo()
        self._remove_packages()

    def _is_wanted(self) -> bool:
        return self.choice != NONE and bool(self.answers.values().get("PUBLIC_URL"))

    def _found(self) -> str:
        """Return which web server the site belongs to; empty where there is none yet. One that has
        it already keeps it; else it is the one that runs, Caddy first."""
        if self.choice:
            return self.choice
        host = self.work.host
        here = [one for one in (CADDY, NGINX) if host.has(one)]
        has_site = [one for one in here if self._is_noted(one)]
        runs = [one for one in here if host.runs("systemctl", "is-active", one).code == 0]
        return next(iter((*has_site, *runs, *here)), "")

    def _is_noted(self, which: str) -> bool:
        return any(f"/etc/{which}/" in name for name in self.work.notes.written)

    def _step(self, which: str) -> Step | None:
        site = self.answers.site()
        if site is None:
            return None
        match which:
            case "caddy":
                return Caddy(self.work, site)
            case "nginx":
                return Nginx(self.work, site)
            case _:
                return None

    def _refuse_held_ports(self, which: str) -> None:
        for port in _PORTS:
            holder = self.listener(port)
            if holder is not None and holder != which:
                self.work.talk.refuse(
                    "install-port-held", port=port, holder=holder or "?", which=which
                )

    def _add_caddy(self) -> None:
        if not self.work.talk.agrees("install-caddy-ask", default=True):
            self.work.talk.refuse("install-caddy-refused", local=self.answers.local())
        add_packages(self.work, CADDY)

    def _remove_packages(self) -> None:
        """Remove what was installed for the bot, where nothing else uses it by now."""
        talk, notes, host = self.work.talk, self.work.notes, self.work.host
        for name in notes.packages:
            if name == CADDY and Caddy(self.work, _NO_SITE).is_unused():
                talk.say("install-package-undone", name=name)
                host.shell(f"DEBIAN_FRONTEND=noninteractive apt-get remove -y -q {name}")
            else:
                talk.say("install-package-stays", "!", name=name)
            notes.forget_package(name)
