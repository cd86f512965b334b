"""The bot's site in Caddy: in a Caddyfile of its own, or in a file beside other sites."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass

from bot.errors import SettingsError
from bot.init.install.answers import Site
from bot.init.install.steps import Work
from bot.runtime.shipped import shipped_file

CONFIG = "/etc/caddy/Caddyfile"
BESIDE = "/etc/caddy/tributary.caddy"
KEPT = f"{CONFIG}.before-tributary"
IMPORT = f"import {BESIDE}"
WRITE_CONFIG = "sed 's/bot.example.com/YOUR.NAME/g' Caddyfile > /etc/caddy/Caddyfile"
RELOAD = "systemctl enable caddy && systemctl reload-or-restart caddy"
_SITE_BEGINS = "\n{$PUBLIC_URL"
_VALIDATE = (
    *("runuser", "-u", "caddy", "--", "env", "HOME=/var/lib/caddy"),
    *("caddy", "validate", "--adapter", "caddyfile", "--config", CONFIG),
)
"""As Caddy's own user: a log that a site names is made by it, and root's would be closed to it."""


@dataclass(frozen=True, slots=True)
class Caddy:
    """The site in Caddy."""

    work: Work
    site: Site
    name: str = "caddy"

    def is_done(self) -> bool:
        text = self.work.host.text(CONFIG) or ""
        if text == self._whole():
            return True
        beside = self.work.host.text(BESIDE)
        if beside is not None and _imports(text):
            return beside == self._beside() or not self._may_replace(BESIDE)
        return self._was_changed(text)

    def do(self) -> None:
        """Write the site, and reload Caddy. Where it doesn't like the result, everything is put
        back. Raises SettingsError."""
        talk, before = self.work.talk, self.work.host.text(CONFIG)
        whole = before is None or self._is_replaceable(before)
        if not whole:
            self._refuse_taken()
        old_beside = self.work.host.text(BESIDE)
        if whole:
            self._write_whole(before)
        else:
            self._write_beside(before or "")
        wrong = self._wrong_with_it()
        if wrong:
            key, reason = wrong
            self._put_back(CONFIG, before)
            self._put_back(BESIDE, old_beside)
            self.work.host.runs("sh", "-ec", RELOAD)
            talk.refuse(key, reason=reason, path=CONFIG)
        if not whole:
            talk.say("install-caddy-beside", "!", path=BESIDE, config=CONFIG)

    def undo(self) -> None:
        """Take the site out, and leave the others as they are."""
        host, notes, talk = self.work.host, self.work.notes, self.work.talk
        if not notes.wrote(CONFIG) and not notes.wrote(BESIDE):
            return
        if notes.wrote(BESIDE):
            self._undo_beside()
        elif notes.is_ours(CONFIG) or talk.agrees(
            "install-changed-remove", default=False, path=CONFIG
        ):
            talk.say("install-caddy-undone", path=CONFIG)
            self._put_back(CONFIG, host.text(KEPT))
            host.remove(KEPT)
        else:
            talk.say("install-changed-stays", "!", path=CONFIG)
        for name in (CONFIG, BESIDE):
            notes.forget_file(name)
        if host.has("caddy"):
            host.runs("systemctl", "try-reload-or-restart", "caddy")

    def is_unused(self) -> bool:
        """Return whether Caddy serves nothing but the page of its package."""
        text = self.work.host.text(CONFIG)
        return text is None or self._is_packaged(text)

    def _undo_beside(self) -> None:
        host, notes, talk = self.work.host, self.work.notes, self.work.talk
        ours = host.text(BESIDE) is None or notes.is_ours(BESIDE)
        if not ours and not talk.agrees("install-changed-remove", default=False, path=BESIDE):
            talk.say("install-changed-stays", "!", path=BESIDE)
            return
        talk.say("install-caddy-undone", path=BESIDE)
        text = host.text(CONFIG)
        if text is not None and _imports(text):
            left = [one for one in text.splitlines(keepends=True) if one.strip() != IMPORT]
            host.write(CONFIG, "".join(left))
        host.remove(BESIDE)

    def _is_replaceable(self, text: str) -> bool:
        """Return whether the Caddyfile is the package's own, or an earlier one of ours."""
        return self.work.notes.is_ours(CONFIG) or self._is_packaged(text)

    def _is_packaged(self, text: str) -> bool:
        found = self.work.host.runs("dpkg-query", "--show", "--showformat=${Conffiles}", "caddy")
        known = hashlib.md5(text.encode(errors="surrogateescape"), usedforsecurity=False)
        return f"{CONFIG} {known.hexdigest()}" in found.said

    def _may_replace(self, name: str) -> bool:
        """Return whether a site of an earlier run may be replaced."""
        if self.work.notes.is_ours(name):
            return True
        self.work.talk.say("install-changed-kept", "!", path=name)
        return False

    def _was_changed(self, text: str) -> bool:
        """Return whether our Caddyfile was edited since, and still has the site."""
        notes = self.work.notes
        if not notes.wrote(CONFIG) or notes.wrote(BESIDE) or notes.is_ours(CONFIG):
            return False
        if not text or self.site.host not in self._hosts():
            return False
        self.work.talk.say("install-changed-kept", "!", path=CONFIG)
        return True

    def _refuse_taken(self) -> None:
        mine = self.work.notes.wrote(BESIDE) or self.work.notes.wrote(CONFIG)
        if self.site.host in self._hosts() and not mine:
            self.work.talk.refuse("install-name-used", name=self.site.host, path=CONFIG)

    def _hosts(self) -> set[str]:
        """Return the names that Caddy serves. Raises SettingsError where it can't read its file."""
        found = self.work.host.runs(
            "sh", "-c", f"caddy adapt --adapter caddyfile --config {CONFIG} 2>/dev/null"
        )
        try:
            return set(_hosts_in(json.loads(found.said)))
        except ValueError:
            reason = self.work.host.runs(*_VALIDATE).last_line
            self.work.talk.refuse("install-caddy-broken", path=CONFIG, reason=reason)

    def _write_whole(self, before: str | None) -> None:
        notes = self.work.notes
        if before is not None and not notes.is_ours(CONFIG):
            self.work.host.write(KEPT, before)
        notes.write(CONFIG, self._whole())

    def _write_beside(self, before: str) -> None:
        self.work.notes.write(BESIDE, self._beside())
        if not _imports(before):
            end = "" if before.endswith("\n") else "\n"
            self.work.host.write(CONFIG, f"{before}{end}{IMPORT}\n")

    def _put_back(self, name: str, text: str | None) -> None:
        if text is None:
            self.work.host.remove(name)
        else:
            self.work.host.write(name, text)

    def _wrong_with_it(self) -> tuple[str, str] | None:
        """Let Caddy read its file; return the key of what is wrong, and the reason; else None."""
        host = self.work.host
        valid = host.runs(*_VALIDATE)
        if valid.code:
            return "install-caddy-invalid", valid.last_line
        if host.runs("sh", "-ec", RELOAD).code:
            said = host.runs(
                "journalctl", "-u", "caddy", "-n", "30", "-o", "cat", "--no-pager"
            ).said
            errors = [line for line in said.splitlines() if line.startswith("Error: ")]
            return "install-caddy-stopped", next(iter(reversed(errors)), "")
        return None

    def _whole(self) -> str:
        return self.site.filled(_shipped())

    def _beside(self) -> str:
        return self.site.filled(site_alone(_shipped()))


def site_alone(text: str) -> str:
    """Return the shipped Caddyfile without its first block, which is for all sites."""
    _, found, rest = text.partition(_SITE_BEGINS)
    return f"# The site of Tributary.{found}{rest}"


def _shipped() -> str:
    path = shipped_file("Caddyfile")
    if path is None:
        raise SettingsError("Caddyfile is missing: this program was copied without its files.")
    return path.read_text(encoding="utf-8")


def _imports(text: str) -> bool:
    return IMPORT in (line.strip() for line in text.splitlines())


def _hosts_in(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "host" and isinstance(value, list):
                yield from map(str, value)
            else:
                yield from _hosts_in(value)
    elif isinstance(node, list):
        for value in node:
            yield from _hosts_in(value)
