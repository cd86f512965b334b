"""The screens of admins: the list, the card of one, and the questions before a change."""

from aiogram import Bot
from aiogram.types import InlineKeyboardButton

from bot.deps import Deps
from bot.domain.models import PersonId
from bot.domain.records import Person
from bot.texts import GAP, Markup, Url, When, lines, paragraphs
from bot.usecases.admins.admins import Member, Team
from bot.usecases.outbox.wording import Wording
from bot.usecases.people.phrases import person_link, short_name
from handlers.telegram.callbacks.admins import (
    AskNewAdmin,
    AskRemoveAdmin,
    ConfirmAdmin,
    LeaveNewAdmin,
    MakeAdmin,
    RemoveAdmin,
    ShowAdmin,
    ShowAdmins,
    ShowNotices,
)
from handlers.telegram.ui.home import to_home
from handlers.telegram.ui.screen import button, copying

Rows = list[list[InlineKeyboardButton]]
Screen = tuple[Markup, Rows]


async def admins_screen(say: Wording, deps: Deps, *, is_owner: bool) -> Screen:
    """Return who runs the shop; only an owner gets the buttons that change it."""
    team = await deps.admins.team()
    text = paragraphs(
        say("admins-title"),
        lines(*_listed(say, team)),
        say("admins-about-owner" if is_owner else "admins-about-admin"),
    )
    rows = _change_rows(say, team) if is_owner else []
    return text, [*rows, [button(say.plain("button-notices"), ShowNotices())], to_home(say)]


def card(say: Wording, member: Member, link: str) -> Screen:
    """Return the card of an owner or an admin, as an owner sees it."""
    who = person_link(say, member.person, member.id)
    if member.added is None:
        return say("admins-card-owner", who=who), [back(say)]
    by = person_link(say, member.added_by, member.added.added_by)
    text = lines(
        say("admins-card", who=who),
        say("admins-card-added", by=by, when=When(member.added.added_at)),
        *([GAP, say("admins-about-waiting")] if member.added.is_waiting else []),
        *(_unreachable(say, member.person, link)),
    )
    rows: Rows = [[button(say.plain("button-admins-remove"), AskRemoveAdmin(id=member.id))]]
    if member.added.is_waiting:
        rows.insert(0, [_confirm(say, member)])
    return text, [*rows, *_copy_link(say, member.person, link), back(say)]


def question_of_adding(say: Wording, person_id: PersonId, who: Markup, *, known: bool) -> Screen:
    """Return the question before somebody becomes an admin."""
    text = paragraphs(
        say("admins-make", who=who),
        None if known else say("admins-never-met"),
    )
    yes = button(say.plain("button-admins-make"), MakeAdmin(id=person_id))
    return text, [[yes], [button(say.plain("button-cancel"), LeaveNewAdmin())]]


def made(say: Wording, member: Member, link: str) -> Screen:
    """Return that somebody is an admin now, and what they miss until they press Start."""
    who = person_link(say, member.person, member.id)
    text = lines(say("admins-made", who=who), *_unreachable(say, member.person, link))
    return text, [*_copy_link(say, member.person, link), back(say)]


def question_of_removing(say: Wording, member: Member) -> Screen:
    """Return the question before an admin is removed."""
    who = person_link(say, member.person, member.id)
    yes = button(say.plain("button-admins-remove-yes"), RemoveAdmin(id=member.id))
    no = button(say.plain("button-admins-keep"), ShowAdmin(id=member.id))
    return say("admins-remove", who=who), [[yes], [no]]


def back(say: Wording) -> list[InlineKeyboardButton]:
    """Return the row with the button to the list."""
    return [button(say.plain("button-admins-back"), ShowAdmins())]


async def link_to(bot: Bot | None) -> str:
    """Return the bot's own address, where somebody presses Start."""
    return f"https://t.me/{(await bot.me()).username}" if bot is not None else ""


def _listed(say: Wording, team: Team) -> list[Markup]:
    owners = [
        say("admins-line-owner", who=person_link(say, one.person, one.id)) for one in team.owners
    ]
    return [*owners, *(_line(say, one) for one in team.added)]


def _line(say: Wording, one: Member) -> Markup:
    waits = one.added is not None and one.added.is_waiting
    key = "admins-line-waiting" if waits else "admins-line"
    return say(key, who=person_link(say, one.person, one.id))


def _change_rows(say: Wording, team: Team) -> Rows:
    rows = [[_to_card(say, "button-admins-owner", one)] for one in team.owners]
    for one in team.added:
        if one.added is not None and one.added.is_waiting:
            rows.append([_confirm(say, one)])
        rows.append([_to_card(say, "button-person", one)])
    return [*rows, [button(say.plain("button-admins-new"), AskNewAdmin())]]


def _to_card(say: Wording, key: str, one: Member) -> InlineKeyboardButton:
    return button(say.label(key, name=short_name(say, one.person, one.id)), ShowAdmin(id=one.id))


def _confirm(say: Wording, one: Member) -> InlineKeyboardButton:
    label = say.label("button-admins-confirm", name=short_name(say, one.person, one.id))
    return button(label, ConfirmAdmin(id=one.id))


def _unreachable(say: Wording, person: Person | None, link: str) -> list[Markup]:
    if _may_be_written_to(person):
        return []
    return [GAP, say("admins-unreachable", link=Url(link))]


def _copy_link(say: Wording, person: Person | None, link: str) -> Rows:
    return (
        [] if _may_be_written_to(person) else [copying(say.plain("button-admins-copy-link"), link)]
    )


def _may_be_written_to(person: Person | None) -> bool:
    return person is not None and person.started_at is not None and person.blocked_at is None
