"""An obstacle to an installation is named with its next step, and stays."""

import socket
from dataclasses import replace
from pathlib import Path

import pytest

from bot.init.install import caddy
from bot.init.install.host import COMMAND, HOME, VENV, Host
from bot.init.install.program import origin, readable_line
from bot.init.install.record import PATH as RECORD
from bot.probes.listeners import listener_at
from tests.init.install.carrying import ENV, NAME, carried_out, refused, uninstalled
from tests.init.install.pretended import Pretended


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"user_id": 1000}, "only root can. Run it as root, or with sudo in front."),
        ({"needed_mb": 10**9}, "MB left, and 1000000000 MB are needed. Delete something"),
        ({"web_server": "apache"}, "--web-server names the one that gets the site."),
        ({"held": {80: "apache2"}}, "Port 80 is held by another program (apache2), and caddy"),
    ],
)
def test_what_stands_in_the_way_is_named(
    host: Pretended, changes: dict[str, object], said: str
) -> None:
    assert said in refused(host, **changes)
    assert host.text(caddy.CONFIG) is None


def test_its_own_web_server_may_hold_the_ports(host: Pretended) -> None:
    host.packages.add("caddy")
    carried_out(host, held={80: "caddy", 443: "caddy"})
    assert "tributary" in host.active


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("/etc/os-release", "ID=fedora\n", "This knows only Debian, Ubuntu"),
        (RECORD, "[]", f"{RECORD} can't be read."),
        (caddy.CONFIG, f"{NAME} {{\n}}\n", f"There is a site for {NAME} already"),
    ],
)
def test_a_file_that_stands_in_the_way_is_named(
    host: Pretended, file: str, text: str, said: str
) -> None:
    if file == caddy.CONFIG:
        host.packages.add("caddy")
    host.write(file, text)
    assert said in refused(host)


def test_without_systemd_nothing_is_begun(host: Pretended) -> None:
    host.path("/run/systemd/system").rmdir()
    assert "systemd doesn't run here" in refused(host)
    assert host.done == []


def test_answers_that_are_not_complete_start_nothing(host: Pretended) -> None:
    assert "The settings aren't complete" in refused(replace(host, answers=""))
    assert host.active == set()


def test_without_an_address_or_with_none_no_web_server_is_touched(host: Pretended) -> None:
    private = replace(host, answers="BOT_TOKEN=1:a\nTRIBUTE_API_KEY=k\nADMIN_IDS=5\nPORT=9\n")
    assert "No site is added:" in carried_out(private)
    assert "No site is added:" in carried_out(host, web_server="none")
    assert host.packages == set()


@pytest.mark.parametrize(
    "url", ["https://a.example/shop", "https://a.example\\{x", "https://[2a00::1]"]
)
def test_an_address_that_no_site_can_have_is_refused(host: Pretended, url: str) -> None:
    """`.env` belongs to the bot's user, and what root writes elsewhere comes from it."""
    odd = replace(host, answers=ENV.replace(f"https://{NAME}", url))
    assert "No web server here can get a site for" in refused(odd)


def test_a_bot_that_does_not_start_is_named_with_its_own_sentence(host: Pretended) -> None:
    host.breaks["systemctl enable --now tributary"] = "Job failed"
    assert "The bot doesn't start: tributary: BOT_TOKEN is not set." in refused(host)
    host.breaks.clear()
    carried_out(host)
    assert "tributary" in host.active


def test_a_program_elsewhere_is_installed_with_the_locked_packages(host: Pretended) -> None:
    host.remove(f"{VENV}/bin/python")
    host.path(VENV).joinpath("bin").rmdir()
    host.path(VENV).rmdir()
    carried_out(host)
    lines = [one for one in host.done if " pip install " in one]
    assert " --require-hashes -r " in lines[0]
    assert " --no-deps " in lines[1]
    assert host.packages == {"caddy", "python3-venv"}
    uninstalled(host)
    assert f"rm -rf {VENV}" in host.done


def test_an_old_folder_of_data_is_given_to_the_new_user(host: Pretended) -> None:
    host.write(f"{HOME}/.env", ENV)
    carried_out(host)
    assert f"chown -Rh tributary:tributary {HOME}" in host.done


def test_a_command_of_somebody_else_stays(host: Pretended) -> None:
    host.write(COMMAND, "mine")
    said = carried_out(host)
    assert f"{COMMAND} is something else and stays." in said
    uninstalled(host)
    assert host.text(COMMAND) == "mine"


def test_a_line_that_fails_is_named_with_what_it_said(host: Pretended) -> None:
    host.breaks["apt-get install"] = "E: No space left on device\n"
    assert refused(host).endswith("E: No space left on device")
    host.breaks.clear()
    carried_out(host)
    assert "tributary" in host.active


def test_a_file_that_cannot_be_written_is_named(host: Pretended) -> None:
    host.write("/etc/systemd", "in the way")
    said = refused(host)
    assert "/etc/systemd" in said
    assert "can't be written (Not a directory). Fix that, then run this again" in said


def test_programs_of_root_are_found_after_su(monkeypatch: pytest.MonkeyPatch) -> None:
    """`su` without a dash keeps the PATH of the user, which has no /usr/sbin on Debian."""
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    assert Host().has("ldconfig")
    assert Host().runs("ldconfig", "--version").code == 0


def test_a_program_that_the_umask_has_closed_is_opened_without_what_lies_beside_it() -> None:
    """In a clone an owner's `.env` may lie at the top, or in deploy/: only their names are seen."""
    top, venv = "/opt/tributary", "/opt/tributary/.venv"
    installed = readable_line(Path(f"{venv}/lib/python3.11/site-packages"))
    assert installed == f"chmod go+rx {top} && chmod -R go+rX {venv}"
    code = " ".join(f"{top}/{one}" for one in ("bot", "handlers", "storage"))
    opened = f"chmod go+rx {top} {top}/deploy && chmod -R go+rX {venv} {code}"
    assert readable_line(Path(top)) == opened


def test_the_program_knows_what_it_was_installed_from() -> None:
    assert origin() == Path(__file__).parents[3]


def test_the_program_that_holds_a_port_is_found() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        name = Path("/proc/self/comm").read_text(encoding="utf-8").strip()
        assert listener_at(port) == name
    assert listener_at(port) is None
