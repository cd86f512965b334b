"""The command menus: each person sees the commands they may use, in their language."""

from collections.abc import Iterable, Mapping

import structlog
from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.methods import SetMyCommands
from aiogram.types import BotCommand, BotCommandScopeAllPrivateChats, BotCommandScopeChat

from bot.texts import Texts
from handlers.telegram import features

log = structlog.get_logger(__name__)

BUYER_COMMANDS = (
    "buy",
    "status",
    *features.commands(),
    "claim",
    "help",
    "language",
    "paysupport",
    "terms",
)
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
)


def menus(
    texts: Texts, admins: Mapping[int, str | None], former: Mapping[int, str | None]
) -> tuple[SetMyCommands, ...]:
    """Return all menus to set at start: the buyers' in each language, then each admin's own in the
    language chosen with /language, if any. Former admins get the menu of buyers."""
    everyone = BotCommandScopeAllPrivateChats()
    default = texts.pick(None)
    found = [SetMyCommands(commands=_commands(texts, default, BUYER_COMMANDS), scope=everyone)]
    for locale in texts.locales:
        commands = _commands(texts, locale, BUYER_COMMANDS)
        found.append(SetMyCommands(commands=commands, scope=everyone, language_code=locale))
    for admin_id, chosen in admins.items():
        found.extend(admin_menus(texts, admin_id, chosen))
    for person_id, chosen in former.items():
        found.extend(_personal_menus(texts, person_id, chosen, BUYER_COMMANDS))
    return tuple(found)


def admin_menus(texts: Texts, admin_id: int, chosen: str | None) -> list[SetMyCommands]:
    """Return an admin's menus in the language they chose, else in that of their Telegram."""
    return _personal_menus(texts, admin_id, chosen, BUYER_COMMANDS + ADMIN_COMMANDS)


def buyer_menu(texts: Texts, person_id: int, locale: str) -> SetMyCommands:
    """Return a buyer's menu in the language they chose; it replaces the menus for everyone."""
    return _personal_menu(texts, person_id, locale, BUYER_COMMANDS)


async def show_menus(bot: Bot, found: Iterable[SetMyCommands]) -> None:
    """Set the menus; a refusal by Telegram is only logged, because menus are a convenience."""
    for menu in found:
        try:
            await bot(menu)
        except AiogramError as error:
            log.info("personal menu not set", reason=type(error).__name__)
            return


def _personal_menus(
    texts: Texts, person_id: int, chosen: str | None, names: tuple[str, ...]
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
    texts: Texts, person_id: int, locale: str, names: Iterable[str]
) -> SetMyCommands:
    scope = BotCommandScopeChat(chat_id=person_id)
    return SetMyCommands(commands=_commands(texts, locale, names), scope=scope)


def _commands(texts: Texts, locale: str, names: Iterable[str]) -> list[BotCommand]:
    return [
        BotCommand(command=name, description=texts.plain(f"command-{name}", locale))
        for name in names
    ]
