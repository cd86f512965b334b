"""Reads whom an owner names: shared from Telegram's list, forwarded, or typed."""

import re
from dataclasses import dataclass

from aiogram.types import (
    KeyboardButton,
    KeyboardButtonRequestUsers,
    Message,
    MessageOriginHiddenUser,
    MessageOriginUser,
    ReplyKeyboardMarkup,
    User,
)

from bot.deps import Deps
from bot.domain.models import PersonId
from bot.usecases.outbox.wording import Wording
from bot.usecases.people.people import Profile
from bot.usecases.people.typed import find

_LINK = re.compile(r"^(?:https?://)?t\.me/(?=\w)")
"""The beginning of a link to a profile."""
_REQUEST = 1
"""The number of the request that Telegram sends back; there is one."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody whom an owner has named; without `profile`, `problem` is the text that says why."""

    profile: Profile | None = None
    problem: str = ""
    wanted: str = ""


def choosing(say: Wording) -> ReplyKeyboardMarkup:
    """Return the keyboard that opens Telegram's own list of people (Bot API 7.0,
    KeyboardButtonRequestUsers); bots aren't in it."""
    request = KeyboardButtonRequestUsers(
        request_id=_REQUEST,
        user_is_bot=False,
        max_quantity=1,
        request_name=True,
        request_username=True,
    )
    choose = KeyboardButton(text=say.plain("button-admins-choose"), request_users=request)
    leave = KeyboardButton(text=say.plain("button-admins-leave"))
    return ReplyKeyboardMarkup(
        keyboard=[[choose], [leave]], resize_keyboard=True, one_time_keyboard=True
    )


def of_shared(message: Message) -> Candidate:
    """Return the person chosen in Telegram's list."""
    users = message.users_shared.users if message.users_shared is not None else []
    if not users:
        return Candidate(problem="admins-nobody")
    one = users[0]
    name = " ".join(part for part in (one.first_name, one.last_name) if part)
    return Candidate(Profile(PersonId(one.user_id), name, one.username, None))


async def of_message(message: Message, deps: Deps) -> Candidate:
    """Return whom a message names: by whom it was written first, whose contact it is, or by its
    text."""
    origin = message.forward_origin
    if isinstance(origin, MessageOriginUser):
        return _of_user(origin.sender_user)
    if isinstance(origin, MessageOriginHiddenUser):
        return Candidate(problem="admins-hidden")
    if message.contact is not None and message.contact.user_id is not None:
        contact = message.contact
        name = " ".join(part for part in (contact.first_name, contact.last_name) if part)
        return Candidate(Profile(PersonId(message.contact.user_id), name, None, None))
    if origin is not None or not message.text:
        return Candidate(problem="admins-nobody")
    return await _typed(message, deps)


def _of_user(user: User) -> Candidate:
    if user.is_bot:
        return Candidate(problem="admins-is-bot")
    return Candidate(Profile(PersonId(user.id), user.full_name, user.username, user.language_code))


async def _typed(message: Message, deps: Deps) -> Candidate:
    typed = _LINK.sub("@", (message.text or "").strip(), count=1)
    found = await find(deps.people, typed)
    if found is None:
        return Candidate(problem="admins-unknown", wanted=typed)
    if message.bot is not None and found.id == message.bot.id:
        return Candidate(problem="admins-is-bot")
    person = found.person
    name, username = (person.name, person.username) if person else (None, None)
    return Candidate(Profile(found.id, name or "", username, None))
