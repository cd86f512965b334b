"""Which commands each person's menu shows: only what they may use, in their language."""

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
    """All menus to set at start: buyers' in each language, then each admin's own, in the language
    they chose with /language, if they did. Who was an admin once is shown what buyers are."""
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
    """One admin's menus: in the language they chose, else in the one their Telegram speaks."""
    return _personal_menus(texts, admin_id, chosen, BUYER_COMMANDS + ADMIN_COMMANDS)


def buyer_menu(texts: Texts, person_id: int, locale: str) -> SetMyCommands:
    """A buyer's menu in the language they chose; it goes before those for everyone."""
    return _personal_menu(texts, person_id, locale, BUYER_COMMANDS)


async def show_menus(bot: Bot, found: Iterable[SetMyCommands]) -> None:
    """Set them; a menu is a courtesy, so that Telegram's refusal is only logged."""
    for menu in found:
        try:
            await bot(menu)
        except AiogramError as error:
            log.info("personal menu not set", reason=type(error).__name__)
            return


def _personal_menus(
    texts: Texts, person_id: int, chosen: str | None, names: tuple[str, ...]
) -> list[SetMyCommands]:
    """Telegram prefers the menu of a person's own language, so a choice has to replace them all."""
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
