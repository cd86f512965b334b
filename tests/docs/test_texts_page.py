"""Tests that docs/texts.md works as it is printed: each command, each file, each answer."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot.clock import FixedClock
from bot.sandbox.cast import BUYER
from bot.settings.settings import Settings
from storage.engine.database import open_database
from tests.docs.pages import ROOT, blocks, read
from tests.handlers.telegram.talk import ask, labels, open_world, until
from tests.settings.settings_file import KEY, TOKEN

PAGE = read("docs/texts.md")
OKSANA = 700_500


def section(title: str) -> str:
    return PAGE.split(f"\n## {title}\n")[1].split("\n## ")[0]


class Owner:
    """An owner who types what the page says, on a machine of their own."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.said: dict[str, str] = {}
        """The answers of the blocks of commands."""

    def follow(self, text: str) -> None:
        """Save each file of a section under its name, and run its commands for systemd."""
        for language, content in re.findall(r"^```(\w+)\n(.*?)^```$", text, re.DOTALL | re.M):
            if language == "ftl":
                [name] = re.findall(r"^# \w+/(\S+)$", content, re.M)
                (self.home / name).write_text(content, encoding="utf-8")
            elif language == "sh" and "docker" not in content and "sudo" not in content:
                self.said[content] = self._run(content)

    def _run(self, script: str) -> str:
        command = f"{sys.executable} -m bot"
        for theirs, ours in {
            "/opt/tributary": str(ROOT),
            "/var/lib/tributary": str(self.home),
            "runuser -u tributary -- tributary": command,
            "systemctl restart tributary": "true",
        }.items():
            script = script.replace(theirs, ours)
        unset = {field.upper() for field in Settings.model_fields}
        done = subprocess.run(
            ["bash", "-ec", script],
            cwd=self.home,
            env={name: value for name, value in os.environ.items() if name not in unset},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout.replace(str(self.home), "/var/lib/tributary")


@pytest.fixture
async def owner(tmp_path: Path) -> Owner:
    home = tmp_path / "home"
    (home / "data").mkdir(parents=True, mode=0o755)
    (home / ".env").write_text(f"BOT_TOKEN={TOKEN}\nTRIBUTE_API_KEY={KEY}\n")
    (home / ".env").chmod(0o600)
    async with open_database(home / "data" / "tributary.db"):
        pass
    return Owner(home)


def agrees(printed: str, real: str) -> bool:
    """Return whether an answer is the printed one; “…” stands for anything."""
    pattern = re.escape(printed.strip()).replace("…", ".*")
    return re.match(pattern, real.strip(), re.DOTALL) is not None


@pytest.mark.long
async def test_a_text_is_replaced_as_the_page_says(clock: FixedClock, owner: Owner) -> None:
    owner.follow(section("Replace a text"))
    found, set_up = owner.said.values()
    assert "shop-offers-new = Choose how long" in found
    assert "en: own texts used: 2\nok: the texts" in set_up
    async with open_world(clock, texts_dir=owner.home / "texts") as world:
        said = (await ask(world, BUYER.id, "/start")).text
        assert said.startswith("👋 Welcome to The Book Club!\n\nChoose how long you want to read")


async def test_a_language_is_added_as_the_page_says(clock: FixedClock, owner: Owner) -> None:
    text = section("Add a language")
    owner.follow(text)
    checked, started = blocks(text, "text")
    [said] = [one for script, one in owner.said.items() if "tributary check" in script]
    assert agrees(checked, said), said
    async with open_world(clock, texts_dir=owner.home / "texts") as world:
        world.telegram.add_person(OKSANA, "Оксана", language_code="uk")
        shown = (await ask(world, OKSANA, "/start")).text.replace("\xa0", " ")
        assert agrees(started, shown), shown
        assert labels(await ask(world, BUYER.id, "/language")) == [
            *("✓ English", "Русский", "Українська")
        ]
        await until(
            lambda: (
                "Ціни й оплата" in {one.description for one in world.telegram.commands_for(OKSANA)}
            )
        )


async def test_the_missing_keys_are_listed_as_the_page_says(owner: Owner) -> None:
    # The answer of `check` is looked at above; here it would only take a second.
    text = section("Add a language")
    owner.follow(text.replace("runuser -u tributary -- tributary check", "true"))
    [listed] = [said for script, said in owner.said.items() if "comm" in script]
    keys = {line.strip() for line in listed.splitlines()}
    assert {"shop-plans", "terms-none"} <= keys
    assert {"shop-hello", "command-buy"} & keys == set()


def test_the_page_names_the_language_that_stays_for_lengths_of_time() -> None:
    assert "understood in English and Russian" in " ".join(PAGE.split())
