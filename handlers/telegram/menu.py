"""Which commands each person's menu shows: only what they may use, in their language."""

from collections.abc import Iterable

from aiogram.methods import SetMyCommands
from aiogram.types import BotCommand, BotCommandScopeAllPrivateChats, BotCommandScopeChat

from bot.texts import Texts

BUYER_COMMANDS = ("buy", "status", "help", "language", "paysupport", "terms")
ADMIN_COMMANDS = ("products", "product", "tariffs", "refund", "purchases", "user", "attention")


def menus(texts: Texts, admin_ids: Iterable[int]) -> tuple[SetMyCommands, ...]:
    """All menus to set at start: buyers' in each language, then each admin's own."""
    everyone = BotCommandScopeAllPrivateChats()
    default = texts.pick(None)
    found = [SetMyCommands(commands=_commands(texts, default, BUYER_COMMANDS), scope=everyone)]
    for locale in texts.locales:
        commands = _commands(texts, locale, BUYER_COMMANDS)
        found.append(SetMyCommands(commands=commands, scope=everyone, language_code=locale))
    for admin_id in admin_ids:
        found.append(personal_menu(texts, admin_id, default, is_admin=True))
        for locale in texts.locales:
            menu = personal_menu(texts, admin_id, locale, is_admin=True)
            found.append(menu.model_copy(update={"language_code": locale}))
    return tuple(found)


def personal_menu(texts: Texts, person_id: int, locale: str, *, is_admin: bool) -> SetMyCommands:
    """One person's menu in the language they chose."""
    names = BUYER_COMMANDS + (ADMIN_COMMANDS if is_admin else ())
    scope = BotCommandScopeChat(chat_id=person_id)
    return SetMyCommands(commands=_commands(texts, locale, names), scope=scope)


def _commands(texts: Texts, locale: str, names: Iterable[str]) -> list[BotCommand]:
    return [
        BotCommand(command=name, description=texts.plain(f"command-{name}", locale))
        for name in names
    ]
