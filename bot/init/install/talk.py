"""The installation's side of the terminal: says each act, and asks the few questions."""

import asyncio
from dataclasses import dataclass
from typing import NoReturn

from bot.errors import SettingsError
from bot.init.terminal import Terminal
from bot.init.yes_or_no import ask_yes_or_no
from bot.texts import Texts, Whole


@dataclass(frozen=True, slots=True)
class Talk:
    """The terminal; `yes` takes every default without asking."""

    terminal: Terminal
    texts: Texts
    yes: bool = False

    def text(self, key: str, **params: object) -> str:
        shown = {
            name: Whole(value) if isinstance(value, str) else value
            for name, value in params.items()
        }
        return self.texts.plain(key, self.texts.pick(None), **shown)

    def say(self, key: str, mark: str = "→", **params: object) -> None:
        self.terminal.say(self.text(key, **params), mark)

    def refuse(self, key: str, **params: object) -> NoReturn:
        """End with this sentence and its next step. The next run goes on from here."""
        raise SettingsError(
            f"{self.text(key, **params)} {self.text(f'{key}-step', **params)}".strip()
        )

    def agrees(self, key: str, *, default: bool, **params: object) -> bool:
        """Ask yes or no; where nobody is asked the default counts. Raises Stopped."""
        if self.yes or not self.terminal.asks:
            return default
        with self.terminal.held():
            return asyncio.run(
                ask_yes_or_no(self.terminal, self.text, self.text(key, **params), default=default)
            )
