"""Asks yes or no in the terminal, in both languages."""

from collections.abc import Callable

from bot.init.terminal import Terminal

_YES, _NO = {"y", "yes", "д", "да"}, {"n", "no", "н", "нет"}


async def ask_yes_or_no(
    terminal: Terminal, text: Callable[..., str], question: str, *, default: bool
) -> bool:
    """Ask until the answer is yes or no; Enter takes the default. `text` turns a key into words.
    Raises Stopped."""
    choice = text("init-yes-or-no", preset="yes" if default else "no")
    while True:
        typed = (await terminal.ask(f"{question} {choice}")).lower()
        if typed in _YES or (not typed and default):
            return True
        if typed in _NO or not typed:
            return False
        terminal.say(text("init-yes-or-no-wrong"), "✗")
