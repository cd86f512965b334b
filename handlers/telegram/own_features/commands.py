"""The commands of a feature: those it names for the menu, and those its handlers answer."""

import re
from collections.abc import Iterable, Iterator, Mapping

from aiogram import Router
from aiogram.filters import Command

from bot.domain.features import FeatureFault, OwnCommand
from handlers.telegram.own_features.files import LeftOutError

_NAME = re.compile(r"[a-z0-9_]{1,32}")
_LONGEST_DESCRIPTION = 256
"""In characters; Telegram allows no longer one (Bot API, BotCommand)."""


def named_commands(value: object) -> tuple[OwnCommand, ...]:
    """Read `COMMANDS = {"ask": {"en": "Ask a question", "ru": "…"}}`.

    Raises LeftOutError for anything else: Telegram would refuse the whole menu.
    """
    if not isinstance(value, Mapping):
        raise LeftOutError(FeatureFault.COMMANDS, "COMMANDS")
    return tuple(_command(name, descriptions) for name, descriptions in value.items())


def _command(name: object, descriptions: object) -> OwnCommand:
    shown = str(name)[:40]
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise LeftOutError(FeatureFault.COMMANDS, shown)
    if not isinstance(descriptions, Mapping) or not descriptions:
        raise LeftOutError(FeatureFault.COMMANDS, shown)
    for locale, text in descriptions.items():
        usable = isinstance(locale, str) and isinstance(text, str)
        if not usable or not 1 <= len(text.strip()) <= _LONGEST_DESCRIPTION:
            raise LeftOutError(FeatureFault.COMMANDS, shown)
    return OwnCommand(name, {locale: text.strip() for locale, text in descriptions.items()})


def answered_commands(routers: Iterable[Router]) -> set[str]:
    """Return the commands, in lower case, that handlers of these routers answer. Patterns aren't
    among them: `repeated` tries them."""
    return {
        name.lower()
        for command in _filters(routers)
        for name in command.commands
        if isinstance(name, str)
    }


def repeated(router: Router, named: Iterable[OwnCommand], taken: Iterable[str]) -> str | None:
    """Return a command of this feature that is taken already; None if there is none."""
    own = answered_commands([router]) | {command.name for command in named}
    patterns = [one for command in _filters([router]) for one in command.commands]
    for name in sorted(taken):
        if name in own:
            return name
        if any(isinstance(one, re.Pattern) and one.match(name) for one in patterns):
            return name
    return None


def _filters(routers: Iterable[Router]) -> Iterator[Command]:
    """Yield the filters by command of all handlers for messages, also of routers inside."""
    for router in routers:
        for handler in router.message.handlers:
            yield from handler.flags.get("commands", ())
        yield from _filters(router.sub_routers)
