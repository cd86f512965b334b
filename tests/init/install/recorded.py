"""Records a first start as a new owner has it: a bare Debian, two typed commands, the answers.

    debootstrap --variant=minbase --include=systemd,systemd-sysv,dbus,ca-certificates bookworm BASE
    python -m tests.init.install.recorded BASE WHEEL

Needs root, Caddy, iproute2, and free ports 80 and 443. Packages come from where apt and pip get
them; Telegram and Tribute are the sandbox's. A second Caddy stands for Let's Encrypt, at the end
of a cable of its own, and the machine trusts it: so its Caddy gets a real certificate in the way it
always does. Prints a table; docs/first-start.md has one.
"""

import argparse
import asyncio
import contextlib
import ctypes
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bot.sandbox.telegram import TelegramServer
from bot.sandbox.tribute import TributeServer
from tests.init.conftest import ANN, KEY, TOKEN
from tests.init.install.booted import Booted, booted
from tests.init.install.typing_there import typing_there
from tests.init.questions import code_shown
from tests.init.typing_person import Typist
from tests.needed import program

NAME, AUTHORITY = "bot.example.com", "acme-v02.api.letsencrypt.org"
OURS, THEIRS = "198.51.100.1", "198.51.100.2"
"""Both ends of the cable (addresses for documentation, RFC 5737)."""
HOSTS = f"127.0.0.1 localhost\n{OURS} {NAME}\n{THEIRS} {AUTHORITY}\n"
LETS_ENCRYPT = f"""{{
\tadmin off
\tskip_install_trust
}}

https://{AUTHORITY} {{
\ttls internal
\trewrite /directory /acme/local/directory
\tacme_server
}}
"""
_BUNDLE = "/etc/ssl/certs/ca-certificates.crt"
_CONFIGURED = ("/etc/pip.conf", "/etc/xdg/pip", "/root/.config/pip", "/etc/resolv.conf")
"""How this machine reaches the archives of packages, if in another way than a bare one."""
_FOLDER = "FIRST_START_FOLDER"
_NEW_MOUNTS = 0x00020000
"""CLONE_NEWNS (Linux, sched.h)."""
_PROMPT = "root@vps:~#"
_LONGEST_SECONDS = 600


@dataclass(slots=True)
class Watch:
    """The table: each line that was typed, what it was for, and the seconds until the next."""

    rows: list[tuple[str, str, float]] = field(default_factory=list)
    began: float = field(default_factory=time.monotonic)

    def typed(self, what: str, line: str) -> None:
        self.rows.append((what, line, time.monotonic() - self.began))

    def table(self) -> str:
        lines = ["| at second | for | typed |", "|---:|---|---|"]
        lines += [f"| {at:.0f} | {what} | {line} |" for what, line, at in self.rows]
        return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("base", type=Path)
    parser.add_argument("wheel", type=Path)
    parser.add_argument("--bind", action="append", default=[], help="a folder that is there too")
    chosen = parser.parse_args()
    if _FOLDER not in os.environ:
        _begin_again(Path(tempfile.mkdtemp(prefix="first-start-")))
    folder = Path(os.environ[_FOLDER])
    (folder / "machine").mkdir()
    with _lets_encrypt(folder) as root, _machine(folder, chosen, root) as machine:
        shutil.copy(chosen.wheel, machine.path("/root/"))
        sys.stdout.write(asyncio.run(_first_start(machine, chosen.wheel.name)) + "\n")


def _begin_again(folder: Path) -> None:
    """Start this program once more, where the names lead to the cable and Python believes the
    authority."""
    (folder / "hosts").write_text(HOSTS)
    if ctypes.CDLL(None).unshare(_NEW_MOUNTS):
        raise SystemExit("only root can do this")
    _run("mount", "--make-rprivate", "/")
    _run("mount", "--bind", str(folder / "hosts"), "/etc/hosts")
    environ = {**os.environ, _FOLDER: str(folder), "SSL_CERT_FILE": str(folder / "trusted.crt")}
    with _lets_encrypt(folder, with_cable=False) as root:
        (folder / "trusted.crt").write_bytes(Path(_BUNDLE).read_bytes() + root.read_bytes())
    arguments = (sys.executable, "-m", "tests.init.install.recorded", *sys.argv[1:])
    os.execve(sys.executable, arguments, environ)


@contextlib.contextmanager
def _lets_encrypt(folder: Path, *, with_cable: bool = True) -> Iterator[Path]:
    """Run the authority in a network of its own, at the other end of a cable; yield its root."""
    (folder / "Caddyfile").write_text(LETS_ENCRYPT)
    environ = {"PATH": os.environ["PATH"], "HOME": str(folder), "XDG_DATA_HOME": str(folder)}
    caddy = program("caddy", "caddy")
    line = f'read started && exec {caddy} run --adapter caddyfile --config "$HOME/Caddyfile"'
    process = subprocess.Popen(
        ("unshare", "--net", "sh", "-ec", line),
        env=environ,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=(folder / "authority.log").open("wb"),
    )
    try:
        time.sleep(0.2)  # until the network is there
        if with_cable:
            _cable(process.pid)
        assert process.stdin is not None
        process.stdin.write(b"started\n")
        process.stdin.flush()
        root = folder / "caddy/pki/authorities/local/root.crt"
        while not root.exists():
            time.sleep(0.05)
        yield root
    finally:
        process.kill()
        process.wait()


def _cable(other: int) -> None:
    """Lay the cable from this network to the one of the process `other`."""
    there = ("nsenter", "--target", str(other), "--net")
    _run(
        "ip",
        "link",
        "add",
        "first-start",
        "type",
        "veth",
        "peer",
        "name",
        "far",
        "netns",
        f"{other}",
    )
    _run("ip", "addr", "add", f"{OURS}/30", "dev", "first-start")
    _run("ip", "link", "set", "first-start", "up")
    for line in (f"addr add {THEIRS}/30 dev far", "link set far up", "link set lo up"):
        _run(*there, "ip", *line.split())


@contextlib.contextmanager
def _machine(folder: Path, chosen: argparse.Namespace, root: Path) -> Iterator[Booted]:
    """Boot the bare machine, which knows the names and the authority."""
    binds = {Path(one): str(one) for one in chosen.bind}
    with booted(folder / "machine", chosen.base, binds) as machine:
        machine.path("/etc/hosts").write_text(HOSTS)
        bundle = machine.path(_BUNDLE)
        bundle.write_bytes(Path(_BUNDLE).read_bytes() + root.read_bytes())
        for one in filter(lambda name: Path(name).exists(), _CONFIGURED):
            copy = shutil.copytree if Path(one).is_dir() else shutil.copyfile
            machine.path(one).parent.mkdir(parents=True, exist_ok=True)
            copy(one, machine.path(one))
        yield machine


async def _first_start(machine: Booted, wheel: str) -> str:
    telegram, tribute = TelegramServer(TOKEN), TributeServer(KEY)
    await telegram.start()
    await tribute.start()
    telegram.add_person(ANN, "Ann", username="ann")
    tribute.add_product("Basic – 1 month")
    tribute.add_product("Basic – 1 year")
    home = machine.path("/var/lib/tributary")
    home.mkdir(mode=0o700)
    urls = f"TELEGRAM_API_URL={telegram.url}\nTRIBUTE_API_URL={tribute.url}\n"
    (home / ".env").write_text(urls)
    watch = Watch()
    async with typing_there(machine, "sh", PS1=f"{_PROMPT} ") as typist:
        typist.patience_seconds = _LONGEST_SECONDS
        await _type(typist, watch, telegram, wheel)
        sys.stderr.write(typist.shown)
    sent = await telegram.send(ANN, "/start")
    answer = await telegram.wait_for(ANN, lambda _: True, after=sent.message_id, timeout=60)
    watch.typed("the bot has answered", f"“{answer.text.splitlines()[0]}”")
    await tribute.stop()
    await telegram.stop()
    return watch.table()


async def _type(typist: Typist, watch: Watch, telegram: TelegramServer, wheel: str) -> None:
    """Type the two commands, and each answer once its question is there."""
    venv = "/opt/tributary/.venv"
    first = f"apt update && apt install -y python3-venv && python3 -m venv {venv}"
    commands = (
        f"{first} && {venv}/bin/pip install ./{wheel}",
        f"{venv}/bin/tributary init --install",
    )
    for line in commands:
        await typist.sees(_PROMPT)
        watch.typed("command", f"`{line}`")
        typist.types(f"cd; {line}" if line is commands[0] else line)
    for question, line in (
        ("Bot token:", TOKEN),
        ("Tribute key:", KEY),
        ("Address:", NAME),
        ("new or moved [new]:", ""),
    ):
        await _answer(typist, watch, question, line)
    code = await code_shown(typist)
    watch.typed("the code, in Telegram", f"`/start {code}`")
    await telegram.send(ANN, f"/start {code}")
    for question, line in (
        ("Is that you? [y/N]", "y"),
        ("Time zone [", ""),
        ("Language [", ""),
        ("Install Caddy, which also gets the certificate? [Y/n]", ""),
    ):
        await _answer(typist, watch, question, line)
    await typist.sees("Then send /start to your bot")
    await typist.sees(_PROMPT)
    watch.typed("in Telegram", "`/start`")


async def _answer(typist: Typist, watch: Watch, question: str, line: str) -> None:
    await typist.sees(question)
    shown = {TOKEN: "the token", KEY: "the key", "": "Enter"}.get(line, f"`{line}`")
    watch.typed(question.removesuffix("[").strip(" :"), shown)
    typist.types(line)


def _run(*command: str) -> None:
    subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
