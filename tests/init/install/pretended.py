"""A machine that is only a folder, for what must be tested where no machine can be booted.

It knows the commands of the installation, each as strictly as the real one, and refuses any other.
"""

import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from bot import __version__
from bot.init.install import account, caddy, nginx, program, service
from bot.init.install.host import COMMAND, HOME, VENV, Ended, Host

PACKAGED = ":80 {\n\tfile_server\n}\n"
"""The Caddyfile of the package; dpkg-query shows its digest."""
_PACKAGED_MD5 = hashlib.md5(PACKAGED.encode(), usedforsecurity=False).hexdigest()


@dataclass(frozen=True, slots=True)
class Pretended(Host):
    """The folder, and what the commands have done."""

    users: set[str] = field(default_factory=set)
    packages: set[str] = field(default_factory=set)
    active: set[str] = field(default_factory=set)
    enabled: set[str] = field(default_factory=set)
    done: list[str] = field(default_factory=list)
    """The lines that changed something, in their order."""
    breaks: dict[str, str] = field(default_factory=dict)
    """The words of a line that fails, by a part of it."""
    answers: str = ""
    """The lines of `.env` once the owner has answered."""

    def has(self, program: str) -> bool:
        return program in self.packages

    def runs(self, *command: str) -> Ended:
        line = command[2] if command[0] == "sh" else " ".join(command)
        for part, said in self.breaks.items():
            if part in line:
                return Ended(1, said)
        for pattern, does in _KNOWN:
            found = re.fullmatch(pattern, line)
            if found is not None:
                return does(self, found)
        raise AssertionError(f"no machine knows: {line}")

    def watched(
        self, command: Sequence[str], *, out: int | None = None, environ: Mapping[str, str] = {}
    ) -> int:
        line = command[2]
        self.done.append(line)
        if line.endswith("tributary doctor"):
            return 1
        assert f"-- {VENV}/bin/tributary init" in line
        assert environ["TRIBUTARY_STARTED_BY"] == "install"
        self.write(f"{HOME}/.env", self.answers)
        return 0 if self.answers else 2


Does = Callable[[Pretended, re.Match[str]], Ended]


def _fine(host: Pretended, found: re.Match[str]) -> Ended:
    host.done.append(found[0])
    return Ended(0)


def _silent(host: Pretended, found: re.Match[str]) -> Ended:
    return Ended(0)


def _version(host: Pretended, found: re.Match[str]) -> Ended:
    there = host.path(f"{VENV}/bin/python").exists()
    return Ended(0, f"tributary {__version__}\n") if there else Ended(1, "No such file")


def _add_user(host: Pretended, found: re.Match[str]) -> Ended:
    assert "tributary" not in host.users
    host.users.add("tributary")
    return _fine(host, found)


def _remove_user(host: Pretended, found: re.Match[str]) -> Ended:
    host.users.remove("tributary")
    return _fine(host, found)


def _add_folder(host: Pretended, found: re.Match[str]) -> Ended:
    host.path(HOME).mkdir(parents=True, exist_ok=True)
    return _fine(host, found)


def _add_venv(host: Pretended, found: re.Match[str]) -> Ended:
    host.write(f"{VENV}/bin/python", "")
    return _fine(host, found)


def _add_command(host: Pretended, found: re.Match[str]) -> Ended:
    path = host.path(COMMAND)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(f"{VENV}/bin/tributary")
    return _fine(host, found)


def _package_status(host: Pretended, found: re.Match[str]) -> Ended:
    return Ended(0, "installed") if found[1] in host.packages else Ended(1, "no packages found")


def _add_packages(host: Pretended, found: re.Match[str]) -> Ended:
    host.packages.update(found[1].split())
    if "caddy" in found[1]:
        host.write(caddy.CONFIG, PACKAGED)
        host.active.add("caddy")
    return _fine(host, found)


def _conffiles(host: Pretended, found: re.Match[str]) -> Ended:
    return Ended(0, f" {caddy.CONFIG} {_PACKAGED_MD5}")


def _active(host: Pretended, found: re.Match[str]) -> Ended:
    there = found[1] in host.active
    return Ended(0 if there else 3, "active\n" if there else "inactive\n")


def _enabled(host: Pretended, found: re.Match[str]) -> Ended:
    there = found[1] in host.enabled
    return Ended(0 if there else 1, "enabled\n" if there else "disabled\n")


def _start(host: Pretended, found: re.Match[str]) -> Ended:
    assert host.text(service.UNIT) is not None
    host.active.add("tributary")
    host.enabled.add("tributary")
    return _fine(host, found)


def _stop(host: Pretended, found: re.Match[str]) -> Ended:
    host.active.discard("tributary")
    host.enabled.discard("tributary")
    return _fine(host, found)


def _adapt(host: Pretended, found: re.Match[str]) -> Ended:
    text = host.text(caddy.CONFIG) or ""
    names = re.findall(r"^(?:\{\$\w+:)?(?:https://)?([\w.-]+)\}? \{$", text, re.MULTILINE)
    return Ended(0, json.dumps({"match": [{"host": names}]}))


def _validate(host: Pretended, found: re.Match[str]) -> Ended:
    text = host.text(caddy.CONFIG) or ""
    return Ended(0 if text.count("{") == text.count("}") else 1, "Error: braces")


def _nginx_files(host: Pretended, found: re.Match[str]) -> Ended:
    said = ""
    for name in ("/etc/nginx/sites-enabled/default", nginx.ENABLED):
        said += f"# configuration file {name}:\n{host.text(name) or ''}\n"
    return Ended(0, said)


def _enable_site(host: Pretended, found: re.Match[str]) -> Ended:
    host.path(nginx.ENABLED).symlink_to(host.path(nginx.AVAILABLE))
    return _fine(host, found)


def _certify(host: Pretended, found: re.Match[str]) -> Ended:
    host.write(f"/etc/letsencrypt/live/{found[1]}/fullchain.pem", "")
    return _fine(host, found)


_APT = "DEBIAN_FRONTEND=noninteractive apt-get"
_KNOWN: tuple[tuple[str, Does], ...] = (
    ("getent passwd tributary", lambda host, _: Ended(0 if host.users else 2)),
    (re.escape(account.ADD_USER), _add_user),
    (re.escape(account.ADD_FOLDER), _add_folder),
    (r"stat --format=%U %a \S+", lambda host, _: Ended(0, "tributary 700\n")),
    (r"chown -Rh (tributary:tributary|root:root) /var/lib/tributary", _fine),
    ("userdel tributary", _remove_user),
    (r"runuser -u tributary -- \S+ -m bot --version", _version),
    (r"/usr/bin/python3 -c .*", _silent),
    (re.escape(program.ADD_VENV), _add_venv),
    (rf"{VENV}/bin/python -m pip install .*", _fine),
    (rf"chmod go\+rx /opt/tributary && chmod -R go\+rX {VENV}", _fine),
    (rf"rm -rf {VENV}", _fine),
    ("rmdir /opt/tributary", _silent),
    (re.escape(program.ADD_COMMAND), _add_command),
    (r"dpkg-query --show --showformat=\$\{db:Status-Status\} (\S+)", _package_status),
    (r"dpkg-query --show --showformat=\$\{Conffiles\} caddy", _conffiles),
    ("apt-get update -q", _silent),
    (rf"{_APT} install -y -q --no-install-recommends (.+)", _add_packages),
    (rf"{_APT} remove -y -q (\S+)", _fine),
    (r"systemctl is-active (\S+)", _active),
    (r"systemctl is-enabled (\S+)", _enabled),
    ("systemctl daemon-reload", _silent),
    (re.escape(service.START), _start),
    ("systemctl enable tributary && systemctl restart tributary", _start),
    ("systemctl disable --now tributary", _stop),
    (re.escape(caddy.RELOAD), _fine),
    ("systemctl try-reload-or-restart caddy", _fine),
    (r"caddy adapt --adapter caddyfile --config \S+ 2>/dev/null", _adapt),
    (r"runuser -u caddy -- env HOME=/var/lib/caddy caddy validate .*", _validate),
    ("nginx -t", _silent),
    ("nginx -T", _nginx_files),
    (re.escape(nginx.ENABLE), _enable_site),
    (re.escape(nginx.RELOAD), _fine),
    (re.escape(nginx.CERTIFY).replace(re.escape("YOUR.NAME"), r"(\S+)"), _certify),
    (r"journalctl -u tributary .*", lambda host, _: Ended(0, "tributary: BOT_TOKEN is not set.\n")),
)
