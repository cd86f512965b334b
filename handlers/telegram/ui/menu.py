"""The command menus: each person sees the commands they may use, in their language."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import structlog
from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.methods import DeleteMyCommands, SetChatMenuButton, SetMyCommands
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    MenuButtonDefault,
    MenuButtonWebApp,
    WebAppInfo,
)

from bot.deps import Deps
from bot.domain.features import OwnCommand
from bot.domain.plans import Plan
from bot.texts import Texts
from bot.texts.languages import telegram_codes
from bot.usecases.console.address import mini_app_url
from handlers.telegram import features

log = structlog.get_logger(__name__)

_FEATURES_AFTER = ("buy", "status", *features.commands())
_FEATURES_BEFORE = ("claim", "help", "language", "paysupport", "terms")
BUYER_COMMANDS = _FEATURES_AFTER + _FEATURES_BEFORE
ADMIN_GROUPS: dict[str, tuple[str, ...]] = {
    "help-admins": (
        "start",
        "setup",
        "console",
        "attention",
        "user",
        "purchases",
        "stats",
        "broadcast",
    ),
    "help-admins-selling": ("products", "product", "tariffs", "plans", "shop"),
    "help-admins-access": ("refund", "grant", "revoke"),
    "help-admins-bot": ("doctor", "export", "backup"),
}
"""The admins' commands below the title of each group in /help: what is done on most days first."""
_HOME = "start"
ADMIN_COMMANDS = tuple(one for group in ADMIN_GROUPS.values() for one in group if one != _HOME)
_DAILY = (
    *("setup", "console", "attention", "user", "purchases", "refund", "stats", "broadcast"),
    *("products", "plans"),
)
"""The admins' commands in their menu. All others are reached from the home, and may be typed."""
OWNER_COMMANDS = frozenset({"backup"})
"""Those commands that added admins don't have."""
_ONCE_THERE_ARE_TWO_PLANS = frozenset({"plans"})
_WHILE_SETTING_UP = frozenset({"setup"})

_MOST_COMMANDS = 100
"""Telegram refuses a longer menu (Bot API, setMyCommands)."""
Menu = SetMyCommands | DeleteMyCommands | SetChatMenuButton
"""A menu to set, or one to take away, or the button beside what somebody writes."""
Shown = str | OwnCommand
"""A command of the bot, described by a text of that name, or one of an owner's own feature."""


def buyer_commands(own: Sequence[OwnCommand]) -> tuple[Shown, ...]:
    """Return the buyers' commands in their order, with those of an owner's own features."""
    return (*_FEATURES_AFTER, *own, *_FEATURES_BEFORE)


def admin_commands(plans: Sequence[Plan], *, is_owner: bool, setting_up: bool) -> tuple[str, ...]:
    """Return an admin's commands in their order; a shop with one plan never reads of plans, one
    that is set up never of that, and added admins never of what only owners may do."""
    left_out = frozenset() if setting_up else _WHILE_SETTING_UP
    left_out |= frozenset() if len(plans) > 1 else _ONCE_THERE_ARE_TWO_PLANS
    left_out |= frozenset() if is_owner else OWNER_COMMANDS
    return tuple(one for one in ADMIN_COMMANDS if one not in left_out)


def commands_of(person_id: int, deps: Deps) -> tuple[Shown, ...]:
    """Return the commands in this person's menu now. An admin's begins with the home and what is
    done on most days; then come those of buyers."""
    buyers, roll = buyer_commands(deps.own_features.commands), deps.admins.roll
    if person_id not in roll:
        return buyers
    known = admin_commands(
        deps.plans.known,
        is_owner=person_id in roll.owners,
        setting_up=deps.checklist.points,
    )
    return (_HOME, *(one for one in _DAILY if one in known), *buyers)


def described(texts: Texts, locale: str, command: Shown) -> tuple[str, str]:
    """Return the name of a command and its description."""
    if isinstance(command, OwnCommand):
        return command.name, command.description(locale, texts.pick(None))
    return command, texts.plain(f"command-{command}", locale)


async def menus_at_start(deps: Deps) -> tuple[Menu, ...]:
    """Return the menus to set, and those to take away: of languages that TEXTS_DIR had before."""
    readers = await deps.people.all_who_were_admins(deps.admins.roll)
    gone = await deps.own_texts.former_languages(deps.texts.locales)
    return (*menus(deps, readers), *_withdrawn(deps.texts, gone, readers))


async def admins_menus(deps: Deps) -> tuple[Menu, ...]:
    """Return the menus of all who are admins, as the plans are now: what follows a commit may come
    before those in memory are read again."""
    await deps.plans.reload()
    readers = await deps.people.chosen_locales(deps.admins.roll)
    return tuple(menu for one in readers.items() for menu in personal_menus(deps, *one))


def menus(deps: Deps, readers: Mapping[int, str | None]) -> tuple[Menu, ...]:
    """Return all menus to set at start: the buyers' in each language, then those of the `readers`:
    all who are admins or were, each with the language chosen with /language, if any."""
    everyone, texts = BotCommandScopeAllPrivateChats(), deps.texts
    buyers = buyer_commands(deps.own_features.commands)
    found: list[Menu] = [
        SetMyCommands(commands=_commands(texts, texts.pick(None), buyers), scope=everyone)
    ]
    for code, locale in telegram_codes(texts.locales).items():
        commands = _commands(texts, locale, buyers)
        found.append(SetMyCommands(commands=commands, scope=everyone, language_code=code))
    for person_id, chosen in readers.items():
        found.extend(personal_menus(deps, person_id, chosen))
    return tuple(found)


def personal_menus(deps: Deps, person_id: int, chosen: str | None) -> list[Menu]:
    """Return the menus of somebody who is an admin or was, in the language they chose, else in that
    of their Telegram: one for each language too, as Telegram prefers the menu of its own. The last
    is the button to the console, or what takes it away."""
    texts, names = deps.texts, commands_of(person_id, deps)
    own = chosen if chosen in texts.locales else None
    first = _personal_menu(texts, person_id, own or texts.pick(None), names)
    others = [
        _personal_menu(texts, person_id, own or locale, names).model_copy(
            update={"language_code": code}
        )
        for code, locale in telegram_codes(texts.locales).items()
    ]
    return [first, *others, _console_button(deps, person_id, own or texts.pick(None))]


def buyer_menu(
    texts: Texts, person_id: int, locale: str, own: Sequence[OwnCommand]
) -> SetMyCommands:
    """Return a buyer's menu in the language they chose; it replaces the menus for everyone."""
    return _personal_menu(texts, person_id, locale, buyer_commands(own))


async def show_menus(bot: Bot, found: Iterable[Menu]) -> None:
    """Set the menus; a refusal by Telegram is only logged, because menus are a convenience."""
    for menu in found:
        try:
            await bot(menu)
        except AiogramError as error:
            log.info("personal menu not set", reason=type(error).__name__)
            return


def _withdrawn(
    texts: Texts, gone: Iterable[str], person_ids: Iterable[int]
) -> Iterator[DeleteMyCommands]:
    """Take the menus away that people would go on seeing in languages that aren't there now."""
    everyone = BotCommandScopeAllPrivateChats()
    own = [BotCommandScopeChat(chat_id=one) for one in person_ids]
    for code in sorted(telegram_codes(gone).keys() - telegram_codes(texts.locales).keys()):
        yield DeleteMyCommands(scope=everyone, language_code=code)
        for scope in own:
            yield DeleteMyCommands(scope=scope, language_code=code)


def _console_button(deps: Deps, person_id: int, locale: str) -> SetChatMenuButton:
    """Return the button that opens the console for an admin, where PUBLIC_URL is set; for anybody
    else, and without it, the one that @BotFather has for this bot."""
    url = mini_app_url(deps.settings)
    if url is None or person_id not in deps.admins.roll:
        return SetChatMenuButton(chat_id=person_id, menu_button=MenuButtonDefault())
    text = deps.texts.plain("button-console-menu", locale)
    button = MenuButtonWebApp(text=text, web_app=WebAppInfo(url=url))
    return SetChatMenuButton(chat_id=person_id, menu_button=button)


def _personal_menu(
    texts: Texts, person_id: int, locale: str, names: Iterable[Shown]
) -> SetMyCommands:
    scope = BotCommandScopeChat(chat_id=person_id)
    return SetMyCommands(commands=_commands(texts, locale, names), scope=scope)


def _commands(texts: Texts, locale: str, names: Iterable[Shown]) -> list[BotCommand]:
    shown = [described(texts, locale, name) for name in names][:_MOST_COMMANDS]
    return [BotCommand(command=name, description=what) for name, what in shown]
