"""The packages of `make dist`: the same bytes from one commit, and whole wherever installed."""

import asyncio
import os
import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import aiohttp
import pytest

from bot import __version__
from bot.runtime import shipped
from tests.deploy.fronts import DEPLOY
from tests.journeys.process import free_port
from tests.settings.settings_file import KEY, TOKEN

ROOT = DEPLOY.parent
WHEEL = f"tributary-{__version__}-py3-none-any.whl"
SDIST = f"tributary-{__version__}.tar.gz"
_SETTINGS = {
    "BOT_TOKEN": TOKEN,
    "TRIBUTE_API_KEY": KEY,
    "TELEGRAM_API_URL": "http://127.0.0.1:9",  # the discard port: nothing listens there
    "TRIBUTE_API_URL": "http://127.0.0.1:9",
}
_CHART = """
import asyncio
from bot.charts.painter import Chart, Painter, Panel
panel = Panel("bars", "Sales", "number", (1.0, 2.0))
chart = Chart((panel,), ("1 May", "2 May"), "day", " ")
print(asyncio.run(Painter().draw(chart))[:4])
"""


def run(*command: str, cwd: Path, **settings: str) -> tuple[int, str, str]:
    """Run it with none of this machine's settings; return its exit code, stdout and stderr."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(cwd), **settings}
    done = subprocess.run(
        command, check=False, capture_output=True, text=True, cwd=cwd, env=environment
    )
    return done.returncode, done.stdout, done.stderr


def packed(folder: Path, umask: str) -> Path:
    """Make the packages in a clone in this folder, with the tools of this environment."""
    venv = sys.prefix
    makes = f"make dist VENV={venv} --old-file={venv}/.runtime"
    script = f"git clone -q --no-local {ROOT} clone && cd clone && umask {umask} && {makes}"
    folder.mkdir()
    code, out, err = run("sh", "-ec", script, cwd=folder)
    assert code == 0, out + err
    return folder / "clone" / "dist"


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return packed(tmp_path_factory.mktemp("packages") / "first", "022")


@pytest.mark.long
def test_one_commit_gives_the_same_bytes_in_every_folder_and_under_every_umask(
    dist: Path, tmp_path: Path
) -> None:
    again = packed(tmp_path / "another-folder", "077")
    names = {one.name for one in dist.iterdir()}
    assert names == {WHEEL, SDIST, "compose.yaml", "Dockerfile", ".env.example"}
    assert {one.name: one.read_bytes() for one in again.iterdir()} == {
        one.name: one.read_bytes() for one in dist.iterdir()
    }


@pytest.mark.long
def test_the_wheel_has_the_whole_program_and_the_files_that_run_it(dist: Path) -> None:
    """A file left out is missing only where a package is installed, and in no clone."""
    files = {name for name in _committed() if name.startswith(("bot/", "handlers/", "storage/"))}
    assert len(files) > 200
    shipped_names = {".env.example", "requirements.lock", "requirements-pip.lock"}
    with zipfile.ZipFile(dist / WHEEL) as wheel:
        assert files <= set(wheel.namelist())
        for name in shipped_names | {one for one in _committed() if one.startswith("deploy/")}:
            packed_name = f"bot/deploy/{name.removeprefix('deploy/')}"
            original = run("git", "show", f"HEAD:{name}", cwd=ROOT)[1]
            assert wheel.read(packed_name).decode() == original, name


def _committed() -> set[str]:
    """Return the files of the commit, from which `make dist` builds."""
    return set(run("git", "ls-tree", "-r", "--name-only", "HEAD", cwd=ROOT)[1].splitlines())


@pytest.mark.long
def test_the_sdist_has_everything_that_checks_it(dist: Path) -> None:
    with tarfile.open(dist / SDIST) as sdist:
        within = {name.partition("/")[2] for name in sdist.getnames()}
    missing = {name for name in _committed() if not name.startswith("docs/screens/")} - within
    assert missing == set()


def test_the_changelog_begins_with_this_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    releases = re.findall(r"^## (\d+\.\d+\.\d+) – \d{4}-\d{2}-\d{2}$", changelog, re.MULTILINE)
    assert releases[:1] == [__version__]


@pytest.mark.parametrize("name", [".env.example", "compose.yaml", "requirements.lock"])
def test_a_clone_has_the_files_in_its_own_folders(name: str) -> None:
    found = shipped.shipped_file(name)
    assert found is not None
    assert found in (ROOT / name, DEPLOY / name)


def test_a_copy_of_the_code_alone_has_none_of_them() -> None:
    assert shipped.shipped_file("no-such-file") is None


@pytest.fixture(scope="module")
def installed(dist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Run what the image's build stage runs, beside the wheel; return the environment's `bin`."""
    folder = tmp_path_factory.mktemp("image")
    (folder / WHEEL).write_bytes((dist / WHEEL).read_bytes())
    dockerfile = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    [commands] = re.findall(r"^RUN (python -m zipfile(?:.*\\\n)*.*)$", dockerfile, re.MULTILINE)
    commands = commands.replace("python -m", f"{sys.executable} -m", 1)
    code, out, err = run(
        "sh", "-ec", commands.replace("&& python ", f"&& {sys.executable} "), cwd=folder
    )
    assert code == 0, out + err
    return folder / ".venv" / "bin"


@pytest.mark.long
@pytest.mark.timeout(300)
class TestInstalled:
    """The wheel, installed as the image installs it, in an empty folder."""

    def test_nothing_but_the_locked_packages_is_there(self, installed: Path) -> None:
        lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
        locked = set(re.findall(r"^(\S+)==([^ ;\\]+)", lock, re.MULTILINE))
        found = {
            tuple(one.name.removesuffix(".dist-info").split("-"))
            for one in installed.parent.glob("lib/*/site-packages/*.dist-info")
        }
        own = ("tributary", __version__)
        assert own in found
        assert {_plain(*one) for one in found - {own}} <= {_plain(*one) for one in locked}

    def test_the_help_names_an_example_of_the_settings_that_is_there(
        self, installed: Path, tmp_path: Path
    ) -> None:
        assert run(f"{installed}/tributary", "--version", cwd=tmp_path)[1] == (
            f"tributary {__version__}\n"
        )
        _, out, _ = run(f"{installed}/tributary", "--help", cwd=tmp_path, COLUMNS="500")
        [named] = re.findall(r"(\S+\.env\.example) lists them", out)
        assert Path(named).read_bytes() == (ROOT / ".env.example").read_bytes()

    @pytest.mark.parametrize("command", ["run", "check", "backup copy.db", "restore copy.db"])
    def test_without_settings_each_command_is_refused_in_one_sentence(
        self, installed: Path, tmp_path: Path, command: str
    ) -> None:
        code, out, err = run(f"{installed}/tributary", *command.split(), cwd=tmp_path)
        assert (code, out, err.count("\n")) == (2, "", 1)
        assert err.startswith("tributary: BOT_TOKEN is not set")
        assert _within(tmp_path) == []

    def test_without_settings_the_doctor_names_them(self, installed: Path, tmp_path: Path) -> None:
        code, out, err = run(f"{installed}/tributary", "doctor", cwd=tmp_path)
        assert (code, err) == (1, "")
        assert out.startswith("broken   Settings: BOT_TOKEN is not set")

    def test_a_chart_is_drawn(self, installed: Path, tmp_path: Path) -> None:
        assert run(f"{installed}/python", "-c", _CHART, cwd=tmp_path)[1] == "b'\\x89PNG'\n"

    async def test_the_sandbox_serves_its_page_and_leaves_nothing_behind(
        self, installed: Path, tmp_path: Path
    ) -> None:
        port = free_port()
        process = await _started(installed, tmp_path, "sandbox", f"--port={port}")
        await _answer(process, f"http://127.0.0.1:{port}/")
        await _ended(process)
        assert _within(tmp_path) == []

    async def test_the_bot_runs_and_its_ledger_is_checked_and_copied(
        self, installed: Path, tmp_path: Path
    ) -> None:
        port = free_port()
        settings = {**_SETTINGS, "PORT": str(port)}
        process = await _started(installed, tmp_path, "run", **settings)
        await _answer(process, f"http://127.0.0.1:{port}/healthz")
        for command in ("check", "backup copy.db", "upgrade-check"):
            arguments = (f"{installed}/tributary", *command.split())
            code, out, err = await asyncio.to_thread(run, *arguments, cwd=tmp_path, **settings)
            assert (code, out[:2], err) == (0, "ok", "")
        await _ended(process)


def _plain(name: str, version: str) -> tuple[str, str]:
    return re.sub(r"[-_.]+", "-", name).lower(), version


def _within(folder: Path) -> list[Path]:
    return list(folder.iterdir())


async def _started(
    installed: Path, folder: Path, *arguments: str, **settings: str
) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        f"{installed}/tributary",
        *arguments,
        cwd=folder,
        env={"PATH": os.environ["PATH"], "HOME": str(folder), **settings},
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )


async def _answer(process: asyncio.subprocess.Process, url: str) -> None:
    """Wait until the process answers there; the test's time limit ends the waiting."""
    async with aiohttp.ClientSession() as session:
        while process.returncode is None:
            try:
                async with session.get(url) as answer:
                    assert answer.status == 200
                    return
            except aiohttp.ClientConnectionError:
                await asyncio.sleep(0.1)
    raise AssertionError(f"it ended with {process.returncode}")


async def _ended(process: asyncio.subprocess.Process) -> None:
    process.terminate()
    assert await process.wait() == 0
