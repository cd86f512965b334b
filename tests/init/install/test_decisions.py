"""The decisions of the installation, on a machine that is only a folder."""

import io
import socket
from dataclasses import replace
from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.init.install import caddy, nginx
from bot.init.install.host import COMMAND, HOME, VENV, digest
from bot.init.install.record import PATH as RECORD
from bot.init.install.service import UNIT
from bot.init.install.start import Surroundings, install, uninstall
from bot.init.install.talk import Talk
from bot.init.terminal import Terminal
from bot.probes.listeners import listener_at
from bot.probes.machine import Machine
from bot.texts import Texts
from tests.init.install.pretended import PACKAGED, Pretended

NAME = "bot.example.com"
ENV = f"BOT_TOKEN=1:a\nTRIBUTE_API_KEY=k\nPUBLIC_URL=https://{NAME}\nADMIN_IDS=555\nPORT=9\n"
OTHER = "other.example.com {\n\trespond hello\n}\n"


class Nowhere(Machine):
    """A machine from which no name leads anywhere."""

    async def resolve(self, host: str) -> frozenset[str]:
        return frozenset()


@pytest.fixture
def host(tmp_path: Path) -> Pretended:
    """A Debian with systemd, and the program in its place."""
    made = Pretended(tmp_path, answers=ENV)
    made.write("/etc/os-release", 'ID=ubuntu\nID_LIKE="debian"\n')
    made.path("/run/systemd/system").mkdir(parents=True)
    made.write(f"{VENV}/bin/python", "")
    return made


def carried_out(
    host: Pretended,
    *,
    user_id: int = 0,
    held: dict[int, str] | None = None,
    needed_mb: int = 0,
    **flags: object,
) -> str:
    """Install; return all that was said."""
    shown = io.StringIO()
    talk = Talk(Terminal(None, shown), Texts("en"), yes=True)
    around = Surroundings(
        host,
        (held or {}).get,
        user_id,
        needed_mb,
        ready_seconds=0.01,
        look_seconds=0.01,
        machine=Nowhere(),
    )
    install(flags, talk, around)
    return " ".join(shown.getvalue().split())


def uninstalled(host: Pretended) -> str:
    shown = io.StringIO()
    uninstall(Talk(Terminal(None, shown), Texts("en"), yes=True), Surroundings(host, user_id=0))
    return " ".join(shown.getvalue().split())


def refused(host: Pretended, **flags: object) -> str:
    with pytest.raises(SettingsError) as found:
        carried_out(host, **flags)  # type: ignore[arg-type]
    return str(found.value)


def files(host: Pretended) -> dict[str, str]:
    return {
        str(path.relative_to(host.root)): path.read_text(encoding="utf-8")
        for path in host.root.rglob("*")
        if path.is_file()
    }


def test_a_bare_machine_gets_everything_and_a_second_run_changes_nothing(host: Pretended) -> None:
    carried_out(host)
    assert host.packages == {"caddy"}
    assert host.active == {"caddy", "tributary"}
    assert f"https://{NAME}" in (host.text(caddy.CONFIG) or "")
    assert "127.0.0.1:9}" in (host.text(caddy.CONFIG) or "")
    before, done = files(host), len(host.done)
    said = carried_out(host)
    assert "nothing was changed" in said
    assert files(host) == before
    assert [one for one in host.done[done:] if "doctor" not in one] == []


def test_exactly_what_was_done_is_undone(host: Pretended) -> None:
    before = files(host)
    carried_out(host)
    said = uninstalled(host)
    assert f"stay in {HOME}" in said
    assert host.users == set()
    assert host.active == {"caddy"}
    left = files(host)
    assert {one: left[one] for one in left.keys() - before.keys()} == {
        "var/lib/tributary/.env": ENV,
        "etc/caddy/Caddyfile": PACKAGED,
    }
    assert not host.path(COMMAND).is_symlink()
    assert "DEBIAN_FRONTEND=noninteractive apt-get remove -y -q caddy" in host.done
    assert "Nothing was installed here" in uninstalled(host)


def test_what_was_there_before_is_never_uninstalled(host: Pretended) -> None:
    host.users.add("tributary")
    host.packages.add("caddy")
    host.write(caddy.CONFIG, OTHER)
    carried_out(host)
    uninstalled(host)
    assert host.users == {"tributary"}
    assert host.text(caddy.CONFIG) == OTHER
    assert [one for one in host.done if "userdel" in one or "apt-get" in one] == []


def test_other_sites_of_caddy_stay_and_get_one_more_line(host: Pretended) -> None:
    host.packages.add("caddy")
    host.write(caddy.CONFIG, OTHER.rstrip())
    said = carried_out(host)
    assert host.text(caddy.CONFIG) == f"{OTHER}{caddy.IMPORT}\n"
    site = host.text(caddy.BESIDE) or ""
    assert "timeouts" not in site
    assert "@private path /api /api/* /metrics" in site
    assert "has one more line that imports it" in said


def test_a_caddyfile_that_was_edited_stays_in_both_directions(host: Pretended) -> None:
    carried_out(host)
    mine = f"{host.text(caddy.CONFIG)}\n{OTHER}"
    host.write(caddy.CONFIG, mine)
    assert f"{caddy.CONFIG} was edited since it was written, and stays as it is." in carried_out(
        host
    )
    assert host.text(caddy.CONFIG) == mine
    assert f"{caddy.CONFIG} was edited since it was written, and stays." in uninstalled(host)
    assert host.text(caddy.CONFIG) == mine
    assert [one for one in host.done if "apt-get remove" in one] == []


def test_a_unit_that_was_edited_stays_in_both_directions(host: Pretended) -> None:
    carried_out(host)
    host.write(UNIT, "[Unit]\nDescription=mine\n")
    assert f"{UNIT} was edited since it was written, and stays as it is." in carried_out(host)
    assert f"{UNIT} was edited since it was written, and stays." in uninstalled(host)
    assert host.text(UNIT) == "[Unit]\nDescription=mine\n"


def test_a_unit_of_an_earlier_version_is_written_again_and_the_bot_restarted(
    host: Pretended,
) -> None:
    carried_out(host)
    shipped = host.text(UNIT) or ""
    host.write(UNIT, "[Unit]\n")
    record = host.text(RECORD) or ""
    host.write(RECORD, record.replace(digest(shipped), digest("[Unit]\n")))
    carried_out(host)
    assert host.text(UNIT) == shipped
    assert "systemctl enable tributary && systemctl restart tributary" in host.done


def test_another_address_moves_the_site(host: Pretended) -> None:
    carried_out(host)
    moved = replace(host, answers=ENV.replace(NAME, "new.example.com"))
    carried_out(moved, public_url="https://new.example.com")
    text = host.text(caddy.CONFIG) or ""
    assert "https://new.example.com" in text
    assert NAME not in text
    uninstalled(moved)
    assert host.text(caddy.CONFIG) == PACKAGED


def test_nginx_gets_a_file_of_its_own_and_the_certificate_first(host: Pretended) -> None:
    host.packages.update({"nginx", "certbot"})
    host.active.add("nginx")
    host.write("/etc/nginx/nginx.conf", "include /etc/nginx/sites-enabled/*;")
    host.path("/etc/nginx/sites-enabled").mkdir()
    carried_out(host)
    assert f"server_name {NAME};" in (host.text(nginx.AVAILABLE) or "")
    assert host.path(nginx.ENABLED).is_symlink()
    lines = [one for one in host.done if "certbot" in one or "nginx" in one]
    assert [one.split()[0] for one in lines] == ["ln", "nginx", "certbot", "nginx"]
    uninstalled(host)
    assert host.text(nginx.AVAILABLE) is None
    assert not host.path(nginx.ENABLED).is_symlink()


def test_a_site_that_nginx_refuses_is_uninstalled(host: Pretended) -> None:
    host.packages.add("nginx")
    host.write("/etc/nginx/nginx.conf", "include /etc/nginx/sites-enabled/*;")
    host.path("/etc/nginx/sites-enabled").mkdir()
    host.write(f"/etc/letsencrypt/live/{NAME}/fullchain.pem", "")
    host.breaks["systemctl reload-or-restart nginx"] = "failed"
    assert "nginx doesn't accept the bot's site" in refused(host)
    assert host.text(nginx.AVAILABLE) is None
    assert not host.path(nginx.ENABLED).is_symlink()


def test_a_certificate_that_fails_is_named_and_the_way_for_it_stays(host: Pretended) -> None:
    host.packages.update({"nginx", "certbot"})
    host.write("/etc/nginx/nginx.conf", "include /etc/nginx/sites-enabled/*;")
    host.path("/etc/nginx/sites-enabled").mkdir()
    host.breaks["certbot certonly"] = "  Type:   dns\n  Detail: no A record\nHint: none"
    said = " ".join(refused(host).split())
    assert "There is no certificate yet: Type: dns Detail: no A record" in said
    assert "ssl_certificate" not in (host.text(nginx.AVAILABLE) or "ssl_certificate")


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


def test_the_program_that_holds_a_port_is_found() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        name = Path("/proc/self/comm").read_text(encoding="utf-8").strip()
        assert listener_at(port) == name
    assert listener_at(port) is None
