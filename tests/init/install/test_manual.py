"""The commands of the manual are those of the installation, and have the same result."""

import subprocess
from pathlib import Path

from bot.init.install import account, answers, caddy, nginx, program, service
from bot.init.install.answers import Site
from bot.init.install.host import USER
from tests.docs.pages import blocks, read

DEPLOY = Path(__file__).parents[3] / "deploy"
AS_USER = answers.SETTINGS.removesuffix("init")
WITH_CADDY = [
    program.ADD_VENV,
    f"{program.VENV}/bin/pip install WHEEL",
    program.ADD_COMMAND,
    account.ADD_USER,
    account.ADD_FOLDER,
    f"{AS_USER}init",
    f"cd \"$(find {program.VENV} -path '*/bot/deploy')\"",
    caddy.WRITE_CONFIG,
    caddy.RELOAD,
    service.WRITE_UNIT,
    service.RELOAD,
    service.START,
    f"{AS_USER}doctor",
]
WITH_NGINX = [nginx.WRITE_SITE, nginx.ENABLE, nginx.CERTIFY, nginx.RELOAD]


def test_the_manual_has_every_step_as_the_installation_takes_it() -> None:
    found = [block.strip().splitlines() for block in blocks(read("docs/first-start.md"), "sh")]
    assert WITH_CADDY in found
    assert WITH_NGINX in found
    assert USER in AS_USER


def test_sed_writes_the_same_site_as_the_installation(tmp_path: Path) -> None:
    site = Site("shop.example.com", "127.0.0.1:8080")
    for line, name in ((caddy.WRITE_CONFIG, "Caddyfile"), (nginx.WRITE_SITE, "nginx.conf")):
        command, _, _ = line.partition(" > ")
        command = command.replace("YOUR.NAME", site.address)
        done = subprocess.run(
            ("sh", "-ec", command), cwd=DEPLOY, capture_output=True, text=True, check=True
        )
        assert done.stdout == site.filled((DEPLOY / name).read_text(encoding="utf-8"))
