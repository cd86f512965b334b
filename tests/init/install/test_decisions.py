"""The decisions of the installation, on a machine that is only a folder."""

from dataclasses import replace

from bot.init.install import caddy, nginx
from bot.init.install.host import COMMAND, HOME, digest
from bot.init.install.record import PATH as RECORD
from bot.init.install.service import UNIT
from tests.init.install.carrying import ENV, NAME, OTHER, carried_out, files, refused, uninstalled
from tests.init.install.pretended import PACKAGED, Pretended


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
    assert "The program in /opt/tributary was there before, and stays." in said
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


def test_what_was_there_before_is_never_undone(host: Pretended) -> None:
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


def test_a_site_that_nginx_refuses_is_undone(host: Pretended) -> None:
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
