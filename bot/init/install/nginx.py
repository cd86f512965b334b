"""The bot's site in nginx, and its certificate from Let's Encrypt by certbot."""

import re
from dataclasses import dataclass

from bot.errors import SettingsError
from bot.init.install.answers import Site
from bot.init.install.steps import Work, add_packages
from bot.runtime.shipped import shipped_file

AVAILABLE = "/etc/nginx/sites-available/tributary"
ENABLED = "/etc/nginx/sites-enabled/tributary"
ALONE = "/etc/nginx/conf.d/tributary.conf"
_MAIN = "/etc/nginx/nginx.conf"
_WEBROOT = "/var/www/html"
WRITE_SITE = f"sed 's/bot.example.com/YOUR.NAME/g' nginx.conf > {AVAILABLE}"
ENABLE = f"ln -s {AVAILABLE} {ENABLED}"
CERTIFY = (
    f"certbot certonly --non-interactive --agree-tos --register-unsafely-without-email"
    f" --webroot -w {_WEBROOT} --deploy-hook 'systemctl reload nginx' -d YOUR.NAME"
)
RELOAD = "nginx -t && systemctl reload-or-restart nginx"
_HTTPS = 443


@dataclass(frozen=True, slots=True)
class Nginx:
    """The site in nginx."""

    work: Work
    site: Site
    name: str = "nginx"

    def is_done(self) -> bool:
        text = self.work.host.text(self._path())
        if text is None or not self._is_enabled():
            return False
        if text == self._whole():
            return True
        if self.work.notes.is_ours(self._path()):
            return False
        self.work.talk.say("install-changed-kept", "!", path=self._path())
        return True

    def do(self) -> None:
        """Write the site, get the certificate, and reload nginx. Where nginx doesn't like the
        result, everything is put back. Raises SettingsError."""
        site, talk = self.site, self.work.talk
        if site.port != _HTTPS:
            talk.refuse("install-nginx-port", name=site.host, port=site.port)
        if self.work.host.runs("nginx", "-t").code != 0:
            talk.refuse("install-nginx-broken", reason=self._reason())
        if site.host in self._names():
            talk.refuse("install-name-used", name=site.host, path="nginx -T")
        if not self._has_certificate():
            self._put(plain_part(self._whole()))
            self._certify()
        self._put(self._whole())

    def undo(self) -> None:
        """Take the site out; the certificate stays with certbot."""
        host, notes, talk = self.work.host, self.work.notes, self.work.talk
        path = self._path()
        if not notes.wrote(path):
            return
        ours = host.text(path) is None or notes.is_ours(path)
        if ours or talk.agrees("install-changed-remove", default=False, path=path):
            talk.say("install-nginx-undone", path=path)
            self._remove()
            host.runs("sh", "-c", RELOAD)
        else:
            talk.say("install-changed-stays", "!", path=path)
        notes.forget_file(path)

    def _put(self, text: str) -> None:
        """Write the site and reload nginx; put everything back where that fails."""
        host, path = self.work.host, self._path()
        before = host.text(path)
        self.work.notes.write(path, text)
        if not self._is_enabled():
            host.shell(ENABLE)
        reason = "" if host.runs("sh", "-c", RELOAD).code == 0 else self._reason()
        if reason:
            if before is None:
                self._remove()
            else:
                self.work.notes.write(path, before)
            host.runs("sh", "-c", RELOAD)
            self.work.talk.refuse("install-nginx-invalid", reason=reason)

    def _remove(self) -> None:
        self.work.host.remove(self._path())
        if self._path() == AVAILABLE:
            self.work.host.remove(ENABLED)

    def _certify(self) -> None:
        """Get the certificate. Raises SettingsError, and the site for certbot stays."""
        host, talk = self.work.host, self.work.talk
        if not talk.agrees("install-certificate-ask", default=True, name=self.site.host):
            talk.refuse("install-certificate-own", name=self.site.host)
        if not host.has("certbot"):
            add_packages(self.work, "certbot")
        host.path(_WEBROOT).mkdir(parents=True, exist_ok=True)
        talk.say("install-certificate", name=self.site.host)
        ended = host.runs("sh", "-ec", CERTIFY.replace("YOUR.NAME", self.site.host))
        if ended.code or not self._has_certificate():
            talk.refuse("install-certificate-failed", reason=_told(ended.said))

    def _has_certificate(self) -> bool:
        folder = self.work.host.path(f"/etc/letsencrypt/live/{self.site.host}")
        return (folder / "fullchain.pem").exists()

    def _names(self) -> set[str]:
        """Return the names that other sites of nginx have."""
        names = set()
        ours = {self._path(), ENABLED if self._path() == AVAILABLE else self._path()}
        for part in self.work.host.runs("nginx", "-T").said.split("# configuration file ")[1:]:
            path, _, text = part.partition(":\n")
            if path not in ours:
                for row in re.findall(r"^\s*server_name\s+([^;]+);", text, re.MULTILINE):
                    names |= set(row.split())
        return names

    def _reason(self) -> str:
        lines = self.work.host.runs("nginx", "-t").said.splitlines()
        return next((one for one in lines if "[emerg]" in one), "") or "systemctl status nginx"

    def _path(self) -> str:
        """Return where the site goes: only Debian's nginx has a folder of sites."""
        has_sites = "sites-enabled" in (self.work.host.text(_MAIN) or "")
        return AVAILABLE if has_sites else ALONE

    def _is_enabled(self) -> bool:
        return self._path() == ALONE or self.work.host.path(ENABLED).is_symlink()

    def _whole(self) -> str:
        path = shipped_file("nginx.conf")
        if path is None:
            raise SettingsError("nginx.conf is missing: this program was copied without its files.")
        return self.site.filled(path.read_text(encoding="utf-8"))


def plain_part(text: str) -> str:
    """Return the first server of the shipped site: with it certbot gets the certificate, without
    which nginx refuses the second."""
    first, second, _ = text.partition("\nserver {")
    between, *_ = _.partition("\nserver {")
    return f"{first}{second}{between}"


def _told(said: str) -> str:
    """Return what certbot says about the failure, without its advice."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    details = [line for line in lines if line.startswith(("Detail:", "Type:"))]
    return " ".join(details or lines[-2:])
