"""A well configured bot, and the ways in which a test examines and changes it."""

import dataclasses
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp

from bot import checkup
from bot.domain.checkup import Finding, Level
from bot.sandbox.world import PLAY_TOKEN, World
from bot.texts import Texts
from tests.handlers.telegram.payments import deps

TEXTS = Texts()


@dataclass
class Patient:
    """A well configured bot that a test damages and then lets the doctor examine."""

    world: World
    folder: Path

    async def examined(self, **settings: Any) -> list[Finding]:
        """Return the findings of `python -m bot doctor` beside the running bot.

        The settings given here replace those of the bot.
        """
        return await checkup.examine(self.world.settings.model_copy(update=settings))

    async def examined_inside(self, **changes: Any) -> list[Finding]:
        """Return the findings of `/doctor`, with these fields of the doctor changed."""
        return await dataclasses.replace(deps(self.world).doctor, **changes).examine()

    async def telegram(self, method: str, **params: str) -> None:
        url = f"{self.world.telegram.url}/bot{PLAY_TOKEN}/{method}"
        async with aiohttp.ClientSession() as session, session.post(url, data=params) as answer:
            assert answer.status == 200

    def sql(self, statement: str) -> None:
        connection = sqlite3.connect(self.world.settings.database_path, isolation_level=None)
        connection.execute(statement)
        connection.close()


def problems(findings: Sequence[Finding]) -> set[str]:
    """Return the keys of all findings that are not OK."""
    return {one.key for one in findings if one.level is not Level.OK}


def step(findings: Sequence[Finding], key: str) -> str:
    """Return the next step that a finding names, in English."""
    (finding,) = [one for one in findings if one.key == key]
    return TEXTS.plain(f"{key}-step", "en", **finding.params)
