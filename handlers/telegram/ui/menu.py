"""The command menus: each person sees the commands they may use, in their language."""

from collections.abc import Iterable, Mapping, Sequence

import structlog
from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.methods import SetMyCommands
from aiogram.types import BotCommand, BotCommandScopeAllPrivateChats, BotCommandScopeChat

from bot.domain.features import OwnCommand
from bot.domain.plans import Plan
from bot.texts import Texts
from handlers.telegram import features

log = structlog.get_logger(__name__)

_FEATURES_AFTER = ("buy", "status", *features.commands())
_FEATURES_BEFORE = ("claim", "help", "language", "paysupport", "terms")
BUYER_COMMANDS = _FEATURES_AFTER + _FEATURES_BEFORE
ADMIN_COMMANDS = (
    "products",
    "product",
    "tariffs",
    "refund",
    "purchases",
    "user",
    "grant",
    "revoke",
    "attention",
    "stats",
    "broadcast",
    "export",
    "backup",
    "doctor",
    "plans",
)
_ONCE_THERE_ARE_TWO_PLANS = frozenset({"plans"})


_MOST_COMMANDS = 100
"""Telegram refuses a longer menu (Bot API, setMyCommands)."""
Shown = str | OwnCommand
"""A command of the bot, described by a text of that name, or one of an owner's own feature."""


def buyer_commands(own: Sequence[OwnCommand]) -> tuple[Shown, ...]:
    """Return the buyers' commands in their order, with those of an owner's own features."""
    return (*_FEATURES_AFTER, *own, *_FEATURES_BEFORE)


def admin_commands(plans: Sequence[Plan]) -> tuple[str, ...]:
    """Return the admins' commands in their order; a shop with one plan never reads of plans."""
    if len(plans) > 1:
        return ADMIN_COMMANDS
    return tuple(one for one in ADMIN_COMMANDS if one not in _ONCE_THERE_ARE_TWO_PLANS)


def described(texts: Texts, locale: str, command: Shown) -> tuple[str, str]:
    """Return the name of a command and its description."""
    if isinstance(command, OwnCommand):
        return command.name, command.description(locale, texts.pick(None))
    return command, texts.plain(f"command-{command}", locale)


def menus(
    texts: Texts,
    admins: Mapping[int, str | None],
    former: Mapping[int, str | None],
    own: Sequence[OwnCommand],
    plans: Sequence[Plan],
) -> tuple[SetMyCommands, ...]:
    """Return all menus to set at start: the buyers' in each language, then each admin's own in the
    language chosen with /language, if any. Former admins get the menu of buyers."""
    everyone = BotCommandScopeAllPrivateChats()
    default = texts.pick(None)
    buyers = buyer_commands(own)
    found = [SetMyCommands(commands=_commands(texts, default, buyers), scope=everyone)]
    for locale in texts.locales:
        commands = _commands(texts, locale, buyers)
        found.append(SetMyCommands(commands=commands, scope=everyone, language_code=locale))
    for admin_id, chosen in admins.items():
        found.extend(admin_menus(texts, admin_id, chosen, own, plans))
    for person_id, chosen in former.items():
        found.extend(_personal_menus(texts, person_id, chosen, buyers))
    return tuple(found)


def admin_menus(
    texts: Texts,
    admin_id: int,
    chosen: str | None,
    own: Sequence[OwnCommand],
    plans: Sequence[Plan],
) -> list[SetMyCommands]:
    """Return an admin's menus in the language they chose, else in that of their Telegram."""
    shown = buyer_commands(own) + admin_commands(plans)
    return _personal_menus(texts, admin_id, chosen, shown)


def buyer_menu(
    texts: Texts, person_id: int, locale: str, own: Sequence[OwnCommand]
) -> SetMyCommands:
    """Return a buyer's menu in the language they chose; it replaces the menus for everyone."""
    return _personal_menu(texts, person_id, locale, buyer_commands(own))


async def show_menus(bot: Bot, found: Iterable[SetMyCommands]) -> None:
    """Set the menus; a refusal by Telegram is only logged, because menus are a convenience."""
    for menu in found:
        try:
            await bot(menu)
        except AiogramError as error:
            log.info("personal menu not set", reason=type(error).__name__)
            return


def _personal_menus(
    texts: Texts, person_id: int, chosen: str | None, names: tuple[Shown, ...]
) -> list[SetMyCommands]:
    """Return a menu for each language too, as Telegram prefers the menu of its own language."""
    first = _personal_menu(texts, person_id, chosen or texts.pick(None), names)
    others = [
        _personal_menu(texts, person_id, chosen or locale, names).model_copy(
            update={"language_code": locale}
        )
        for locale in texts.locales
    ]
    return [first, *others]


def _personal_menu(
    texts: Texts, person_id: int, locale: str, names: Iterable[Shown]
) -> SetMyCommands:
    scope = BotCommandScopeChat(chat_id=person_id)
    return SetMyCommands(commands=_commands(texts, locale, names), scope=scope)


def _commands(texts: Texts, locale: str, names: Iterable[Shown]) -> list[BotCommand]:
    shown = [described(texts, locale, name) for name in names][:_MOST_COMMANDS]
    return [BotCommand(command=name, description=what) for name, what in shown]
