"""The systemd unit, and the bot that it runs."""

from dataclasses import dataclass

from bot.errors import SettingsError
from bot.init.install.steps import RESTART, Work
from bot.runtime.shipped import shipped_file

UNIT = "/etc/systemd/system/tributary.service"
WRITE_UNIT = f"cp tributary.service {UNIT}"
RELOAD = "systemctl daemon-reload"
START = "systemctl enable --now tributary"
_AGAIN = "systemctl enable tributary && systemctl restart tributary"
_LAST_WORDS = ("journalctl", "-u", "tributary", "-n", "20", "-o", "cat", "--no-pager")


@dataclass(frozen=True, slots=True)
class Unit:
    """The unit as it is shipped. An owner's changes belong into a drop-in (`systemctl edit`)."""

    work: Work
    name: str = "unit"

    def is_done(self) -> bool:
        text = self.work.host.text(UNIT)
        if text is None or text == _shipped():
            return text is not None
        talk = self.work.talk
        if self.work.notes.is_ours(UNIT) or talk.agrees(
            "install-changed-replace", default=False, path=UNIT
        ):
            return False
        talk.say("install-changed-kept", "!", path=UNIT)
        return True

    def do(self) -> None:
        self.work.notes.note(RESTART)
        self.work.notes.write(UNIT, _shipped())

    def undo(self) -> None:
        host, notes, talk = self.work.host, self.work.notes, self.work.talk
        if not notes.wrote(UNIT):
            return
        ours = host.text(UNIT) is None or notes.is_ours(UNIT)
        if ours or talk.agrees("install-changed-remove", default=False, path=UNIT):
            talk.say("install-unit-undone", path=UNIT)
            host.remove(UNIT)
            host.shell(RELOAD)
        else:
            talk.say("install-changed-stays", "!", path=UNIT)
        notes.forget_file(UNIT)


@dataclass(frozen=True, slots=True)
class Service:
    """The bot itself, now and at every boot."""

    work: Work
    name: str = "service"

    def is_done(self) -> bool:
        return (
            not self.work.notes.has(RESTART)
            and self._is("is-enabled") == "enabled"
            and self._is("is-active") == "active"
        )

    def do(self) -> None:
        """Start it, or start it again; systemd returns once the bot is ready. Raises SettingsError
        with the bot's own sentence."""
        host, notes = self.work.host, self.work.notes
        notes.note(self.name)
        host.shell(RELOAD)
        line = _AGAIN if self._is("is-active") == "active" else START
        if host.runs("sh", "-ec", line).code:
            self.work.talk.refuse("install-service-failed", reason=self._last_words())
        notes.forget(RESTART)

    def undo(self) -> None:
        host, notes = self.work.host, self.work.notes
        notes.forget(RESTART)
        if not notes.has(self.name):
            return
        self.work.talk.say("install-service-undone")
        if host.text(UNIT) is not None:
            host.shell("systemctl disable --now tributary")
        notes.forget(self.name)

    def _is(self, question: str) -> str:
        return self.work.host.runs("systemctl", question, "tributary").said.strip()

    def _last_words(self) -> str:
        said = self.work.host.runs(*_LAST_WORDS).said.splitlines()
        own = [line for line in said if line.startswith("tributary: ")]
        return next(iter(reversed(own or said)), "")


def _shipped() -> str:
    path = shipped_file("tributary.service")
    if path is None:
        raise SettingsError("tributary.service is missing: this program was copied without it.")
    return path.read_text(encoding="utf-8")
