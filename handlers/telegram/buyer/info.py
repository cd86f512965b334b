"""/help: the commands that a person may use."""

from collections.abc import Iterable

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import Message

from bot.deps import Deps
from bot.domain.records import Person
from bot.texts import Markup, lines, paragraphs
from bot.usecases.outbox.wording import Wording
from handlers.telegram.buyer import news
from handlers.telegram.buyer.terms import renewing_words
from handlers.telegram.ui.menu import (
    ADMIN_GROUPS,
    Shown,
    admin_commands,
    buyer_commands,
    described,
)
from handlers.telegram.ui.reply import reply


def register(router: Router) -> None:
    router.message.register(help_, Command("help", ignore_case=True))


async def help_(message: Message, deps: Deps, person: Person, say: Wording, is_admin: bool) -> None:
    """List only commands that the person may use; others' are unknown to them.

    People who have ended the news find the way back here.
    """
    is_owner = person.telegram_user_id in deps.admins.roll.owners
    admins = _admin_groups(deps, say, is_owner=is_owner) if is_admin else []
    buyers = _commands(say, buyer_commands(deps.own_features.commands))
    no_news = person.no_news_at is not None
    offers = await deps.tariffs.offers()
    about = say("stars-help-about" if offers.any_in_stars else "help-about")
    about = paragraphs(about, renewing_words(offers, say))
    text = paragraphs(about, buyers, *admins, say("news-none") if no_news else None)
    await reply(message, text, [[news.news_again(say)]] if no_news else ())


def _admin_groups(deps: Deps, say: Wording, *, is_owner: bool) -> list[Markup]:
    """Return a paragraph for each group of the admins' commands; the home is the first of all."""
    setting_up = deps.checklist.points
    known = ("start", *admin_commands(say.plans, is_owner=is_owner, setting_up=setting_up))
    return [
        lines(say(key), _commands(say, (one for one in group if one in known)))
        for key, group in ADMIN_GROUPS.items()
    ]


def _commands(say: Wording, commands: Iterable[Shown]) -> Markup:
    shown = (described(say.texts, say.locale, command) for command in commands)
    return lines(*(say("help-command", command=name, what=what) for name, what in shown))
