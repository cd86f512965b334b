"""The whole installation on a booted machine: systemd, users, Caddy and nginx are real.

Telegram and Tribute are the sandbox's; certificates are Caddy's own or self-signed.
"""

import asyncio
import hashlib
import stat
from pathlib import Path

import pytest

from tests.deploy.fronts import certificate
from tests.init.conftest import ANN, KEY, TOKEN
from tests.init.install.booted import Booted
from tests.init.install.conftest import NAME, Outside
from tests.init.install.typing_there import typing_there
from tests.init.questions import code_shown
from tests.init.typing_person import CTRL_C
from tests.needed import program

pytestmark = [pytest.mark.long, pytest.mark.timeout(180)]
FLAGS = (
    *("--bot-token", TOKEN, "--tribute-key", KEY, "--public-url", f"https://{NAME}"),
    *("--admin-id", str(ANN), "--yes"),
)
VENV_COMMAND = "/opt/tributary/.venv/bin/tributary"
OTHER_SITES = """{
\tlocal_certs
\tskip_install_trust
}

other.example.com {
\trespond "the other site"
}
"""
NGINX_SITE = """server {
    listen 80 default_server;
    server_name other.example.com;
    location /.well-known/acme-challenge/ {
        root /var/www/html;
    }
    location / {
        return 200 "the other site";
    }
}
"""
CERTBOT = """#!/bin/sh
# As certbot does it: puts a file below the webroot, fetches it at the name, keeps the certificate.
set -e
case "$*" in
    *"certonly"*"--webroot -w /var/www/html"*"-d {name}") ;;
    *) echo "unexpected: $*"; exit 2 ;;
esac
mkdir -p /var/www/html/.well-known/acme-challenge
echo proof > /var/www/html/.well-known/acme-challenge/token
[ "$(curl -s http://{name}/.well-known/acme-challenge/token)" = proof ]
mkdir -p /etc/letsencrypt/live/{name}
cp /root/fullchain.pem /root/privkey.pem /etc/letsencrypt/live/{name}/
"""


async def install(outside: Outside, *flags: str) -> str:
    return await run(outside, VENV_COMMAND, "init", "--install", *flags)


async def run(outside: Outside, *command: str, check: bool = True) -> str:
    """Run a command there, while Telegram and Tribute answer; return what it printed."""
    return await asyncio.to_thread(outside.machine.run, *command, check=check)


def tree(machine: Booted) -> dict[str, str]:
    """Return every file that an installation may change, by path, with its owner and content."""
    found = {}
    for top in ("/etc", "/usr/local", "/opt/tributary/.venv"):
        for path in sorted(machine.path(top).rglob("*")):
            if path.is_symlink() or not path.is_file():
                content = str(path.readlink()) if path.is_symlink() else ""
            else:
                content = hashlib.sha256(path.read_bytes()).hexdigest()
            mode = path.lstat()
            name = str(path).removeprefix(str(machine.path("/")))
            found[name] = f"{stat.filemode(mode.st_mode)} {mode.st_uid} {content}"
    return found


def changed(before: dict[str, str], after: dict[str, str]) -> set[str]:
    """Return what differs, but for the copies that useradd keeps and compiled Python."""
    names = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    return {name for name in names if not name.endswith("-") and "__pycache__" not in name}


async def with_caddy(outside: Outside, text: str) -> None:
    """Let Caddy run with this file, and the machine trust its certificates."""
    outside.machine.path("/etc/caddy/Caddyfile").write_text(text)
    await run(outside, "systemctl", "start", "caddy")
    authority = "/var/lib/caddy/.local/share/caddy/pki/authorities/local/root.crt"
    async with asyncio.timeout(30):
        while not outside.machine.path(authority).exists():
            await asyncio.sleep(0.05)
    await run(outside, "sh", "-c", f"cat {authority} >> /etc/ssl/certs/ca-certificates.crt")


async def answer(outside: Outside, url: str) -> str:
    return await run(outside, "curl", "-s", "-S", "--max-time", "10", url)


async def is_ready(outside: Outside) -> bool:
    return '"status":"ok"' in (await answer(outside, f"https://{NAME}/readyz")).replace(" ", "")


async def test_beside_other_sites_of_caddy(outside: Outside) -> None:
    """Installed, run again, and uninstalled; the other site answers all the time."""
    program("caddy", "caddy")
    await with_caddy(outside, OTHER_SITES)
    machine, before = outside.machine, tree(outside.machine)
    said = await install(outside, *FLAGS)
    assert "The bot is ready to take payments." in said
    assert f"PUBLIC_URL: https://{NAME} leads to this bot" in " ".join(said.split()), said
    assert await is_ready(outside)
    assert await answer(outside, "https://other.example.com") == "the other site"
    assert await run(outside, "systemctl", "is-enabled", "tributary") == "enabled\n"
    env = machine.path("/var/lib/tributary/.env").stat()
    assert stat.S_IMODE(env.st_mode) == 0o600
    assert env.st_uid == machine.path("/var/lib/tributary").stat().st_uid != 0

    installed, started = tree(machine), await run(outside, *_STARTED)
    again = await install(outside, "--yes")
    assert "nothing was changed" in again
    assert "→ Making" not in again
    assert changed(installed, tree(machine)) == set()
    assert await run(outside, *_STARTED) == started

    said = await run(outside, VENV_COMMAND, "init", "--uninstall", "--yes")
    assert "stay in /var/lib/tributary" in " ".join(said.split())
    assert changed(before, tree(machine)) == set()
    assert await answer(outside, "https://other.example.com") == "the other site"
    assert (await run(outside, "getent", "passwd", "tributary", check=False)) == ""
    home = machine.path("/var/lib/tributary")
    assert (home / ".env").exists()
    assert (home / "data/tributary.db").stat().st_uid == 0


async def test_a_caddy_with_nothing_but_its_own_page_gets_the_whole_file(outside: Outside) -> None:
    program("caddy", "caddy")
    before = tree(outside.machine)
    await install(outside, *FLAGS)
    told = await answer(outside, f"http://{NAME}/readyz")
    assert told == ""
    shown = await run(outside, "curl", "-s", "-o", "/dev/null", "-w", "%{redirect_url}", _PLAIN)
    assert shown == f"https://{NAME}/readyz"
    await run(outside, VENV_COMMAND, "init", "--uninstall", "--yes")
    links = {one for one in changed(before, tree(outside.machine)) if "caddy.service" not in one}
    assert links == set()


async def test_beside_other_sites_of_nginx_with_a_certificate_of_certbot(
    outside: Outside, tmp_path: Path
) -> None:
    program("nginx", "nginx")
    machine = outside.machine
    certificate(tmp_path, NAME)
    for one in ("fullchain.pem", "privkey.pem"):
        machine.path(f"/root/{one}").write_bytes((tmp_path / one).read_bytes())
    trusted = machine.path("/etc/ssl/certs/ca-certificates.crt")
    trusted.write_bytes(trusted.read_bytes() + (tmp_path / "fullchain.pem").read_bytes())
    certbot = machine.path("/usr/local/bin/certbot")
    certbot.write_text(CERTBOT.format(name=NAME))
    certbot.chmod(0o755)
    machine.path("/etc/nginx/sites-enabled/default").unlink(missing_ok=True)
    machine.path("/etc/nginx/conf.d/other.conf").write_text(NGINX_SITE)
    await run(outside, "systemctl", "start", "nginx")
    before = tree(machine)

    await install(outside, *FLAGS, "--web-server", "nginx")
    assert await is_ready(outside)
    assert await answer(outside, "http://other.example.com") == "the other site"
    installed = tree(machine)
    assert "nothing was changed" in await install(outside, "--yes", "--web-server", "nginx")
    assert changed(installed, tree(machine)) == set()

    await run(outside, VENV_COMMAND, "init", "--uninstall", "--yes")
    left = {one for one in changed(before, tree(machine)) if "letsencrypt" not in one}
    assert left == set()
    assert await answer(outside, "http://other.example.com") == "the other site"


async def test_a_site_that_caddy_refuses_is_undone(outside: Outside) -> None:
    """A Caddyfile with one site and no braces can't take another."""
    program("caddy", "caddy")
    text = "other.example.com:80\nrespond hello\n"
    outside.machine.path("/etc/caddy/Caddyfile").write_text(text)
    await run(outside, "systemctl", "start", "caddy")
    said = await run(outside, VENV_COMMAND, "init", "--install", *FLAGS, check=False)
    assert "Caddy doesn't accept the bot's site, so everything is as it was before" in said
    assert outside.machine.path("/etc/caddy/Caddyfile").read_text() == text
    assert not outside.machine.path("/etc/caddy/tributary.caddy").exists()
    assert await answer(outside, "http://other.example.com") == "hello"


async def test_a_name_that_another_site_has_is_refused(outside: Outside) -> None:
    program("caddy", "caddy")
    text = OTHER_SITES.replace("other.example.com", NAME)
    await with_caddy(outside, text)
    said = await run(outside, VENV_COMMAND, "init", "--install", *FLAGS, check=False)
    assert f"There is a site for {NAME} already, which isn't the bot's" in said
    assert outside.machine.path("/etc/caddy/Caddyfile").read_text() == text


async def test_a_bot_that_does_not_start_is_named_with_its_own_sentence(outside: Outside) -> None:
    program("caddy", "caddy")
    await with_caddy(outside, OTHER_SITES)
    with outside.machine.path("/var/lib/tributary/.env").open("a") as file:
        file.write("DATABASE_PATH=/nowhere/tributary.db\n")
    said = await run(outside, VENV_COMMAND, "init", "--install", *FLAGS, check=False)
    assert "The bot doesn't start: tributary: " in said
    assert "/nowhere" in said


async def test_ctrl_c_between_two_steps_and_run_again(outside: Outside) -> None:
    """Ctrl-C while the settings are asked for; the next run finishes, and all of it is undone."""
    program("caddy", "caddy")
    await with_caddy(outside, OTHER_SITES)
    machine, before = outside.machine, tree(outside.machine)
    async with typing_there(machine, VENV_COMMAND, "init", "--install") as typist:
        await typist.sees("Bot token:")
        typist.types(CTRL_C, end="")
        await typist.sees("Stopped. Everything done so far stays; run it again to go on.")
        assert await typist.ends() == 130
    assert (await run(outside, "getent", "passwd", "tributary")) != ""
    await install(outside, *FLAGS)
    assert await is_ready(outside)
    await run(outside, VENV_COMMAND, "init", "--uninstall", "--yes")
    assert changed(before, tree(machine)) == set()


async def test_a_person_answers_the_questions(outside: Outside) -> None:
    """The dialogue runs as the bot's user on the terminal of root, and learns the owner's id."""
    program("caddy", "caddy")
    await with_caddy(outside, OTHER_SITES)
    async with typing_there(outside.machine, VENV_COMMAND, "init", "--install") as typist:
        await typist.answers("Bot token:", TOKEN)
        await typist.answers("Tribute key:", KEY)
        await typist.answers("Address:", f"https://{NAME}")
        await typist.answers("new or moved [new]:", "")
        code = await code_shown(typist)
        await outside.telegram.send(ANN, f"/start {code}")
        await typist.answers("Is that you? [y/N]", "y")
        await typist.answers("Time zone [", "Europe/Berlin")
        await typist.answers("Language [", "")
        await typist.sees("The bot is ready to take payments.")
        await typist.sees("Then send /start to your bot")
        assert await typist.ends() == 0
    env = outside.machine.path("/var/lib/tributary/.env").read_text()
    assert f"ADMIN_IDS={ANN}\n" in env
    assert "TIMEZONE=Europe/Berlin\n" in env


_STARTED = ("systemctl", "show", "tributary", "--property=ExecMainStartTimestampMonotonic")
_PLAIN = f"http://{NAME}/readyz"
