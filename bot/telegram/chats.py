"""Calls Telegram about private chats and their members, and says what each answer means."""

import re
from collections.abc import Awaitable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNotFound,
)
from aiogram.methods import (
    ApproveChatJoinRequest,
    BanChatMember,
    CreateChatInviteLink,
    DeclineChatJoinRequest,
    GetChat,
    GetChatMember,
    TelegramMethod,
    UnbanChatMember,
)

from bot.domain.refusals import is_about_person
from bot.telegram.sender import SendOutcome, classify

_TIMEOUT_SECONDS = 15
_DONE_BEFORE = re.compile(r"HIDE_REQUESTER_MISSING|USER_ALREADY_PARTICIPANT", re.I)
_NOT_THERE = re.compile(r"USER_NOT_PARTICIPANT|PARTICIPANT_ID_INVALID|member not found", re.I)
_ADMIN = re.compile(r"administrator of the chat|chat owner|USER_ADMIN_INVALID", re.I)
_NO_RIGHT = re.compile(
    r"not enough rights|CHAT_ADMIN_REQUIRED|administrator rights|CHAT_WRITE_FORBIDDEN"
    r"|RIGHT_FORBIDDEN|member list is inaccessible",
    re.I,
)
_GONE = re.compile(
    r"chat not found|bot was kicked|not a member|chat was deleted|CHANNEL_PRIVATE"
    r"|CHANNEL_INVALID|CHAT_ID_INVALID|PEER_ID_INVALID",
    re.I,
)
_BASIC_GROUP = re.compile(r"available (only )?(for|in) supergroup", re.I)


class Place(StrEnum):
    """A person's place, seen from the chat."""

    ADMIN = "admin"
    MEMBER = "member"
    BANNED = "banned"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Done:
    """It was done now."""


@dataclass(frozen=True, slots=True)
class DoneBefore:
    """There is no such request any more: the bot or somebody else answered it, or it was
    withdrawn."""


@dataclass(frozen=True, slots=True)
class NotThere:
    """The person isn't in the chat, can't come in, or is no longer on Telegram."""


@dataclass(frozen=True, slots=True)
class IsAdmin:
    """Administrators and the owner are not removed."""


@dataclass(frozen=True, slots=True)
class NoRight:
    """The bot is in the chat, but may not do this."""


@dataclass(frozen=True, slots=True)
class Gone:
    """The chat doesn't exist for the bot: never joined, thrown out, deleted."""

    reason: str


@dataclass(frozen=True, slots=True)
class Moved:
    """The group has become a supergroup with another id."""

    chat_id: int


@dataclass(frozen=True, slots=True)
class Link:
    """An invite link to the chat."""

    url: str


@dataclass(frozen=True, slots=True)
class View:
    """The chat's title, and the bot's standing in it."""

    title: str
    may_invite: bool
    may_remove: bool
    is_inside: bool


Failure: TypeAlias = NoRight | Gone | Moved | SendOutcome
Answer: TypeAlias = Done | DoneBefore | NotThere | IsAdmin | Failure


class _Raw:
    """A method whose answer is read here, field by field: a new field that aiogram can't read does
    no harm."""

    __returning__ = Any


class _GetChat(_Raw, GetChat):  # type: ignore[misc]  # only what is returned differs
    pass


class _GetChatMember(_Raw, GetChatMember):  # type: ignore[misc]
    pass


class _CreateLink(_Raw, CreateChatInviteLink):  # type: ignore[misc]
    pass


class ChatClient:
    """Each method is one call to Telegram (`look`: two); none raises for an answer of Telegram."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def look(self, chat_id: int) -> View | Failure:
        """Return the chat's title and what the bot may do in it."""
        try:
            chat = await self._fields(_GetChat(chat_id=chat_id), "id")
            own = _GetChatMember(chat_id=chat_id, user_id=self._bot.id)
            member = await self._fields(own, "status")
        except (TelegramAPIError, ClientDecodeError) as error:
            return _failure(error)
        status = member["status"]
        admin = status == "administrator"
        return View(
            str(chat.get("title") or ""),
            may_invite=admin and bool(member.get("can_invite_users")),
            may_remove=admin and bool(member.get("can_restrict_members")),
            is_inside=status not in {"left", "kicked"},
        )

    async def invite(self, chat_id: int) -> Link | Failure:
        """Make a link that only leads to a join request: the person's id decides about entering."""
        method = _CreateLink(chat_id=chat_id, name="Tributary", creates_join_request=True)
        try:
            return Link(str((await self._fields(method, "invite_link"))["invite_link"]))
        except (TelegramAPIError, ClientDecodeError) as error:
            return _failure(error)

    async def admit(self, chat_id: int, user_id: int) -> Answer:
        return await _result(self._call(ApproveChatJoinRequest(chat_id=chat_id, user_id=user_id)))

    async def decline(self, chat_id: int, user_id: int) -> Answer:
        return await _result(self._call(DeclineChatJoinRequest(chat_id=chat_id, user_id=user_id)))

    async def ban(self, chat_id: int, user_id: int) -> Answer:
        return await _result(self._call(BanChatMember(chat_id=chat_id, user_id=user_id)))

    async def unban(self, chat_id: int, user_id: int) -> Answer:
        """Lift a ban, so that the person may come back. In a basic group nobody stays banned, and
        Telegram answers that: it counts as done."""
        method = UnbanChatMember(chat_id=chat_id, user_id=user_id, only_if_banned=True)
        answer = await _result(self._call(method))
        return Done() if isinstance(answer, NotThere) else answer

    async def place(self, chat_id: int, user_id: int) -> Place | Failure:
        """Return where a person is, seen from the chat."""
        try:
            method = _GetChatMember(chat_id=chat_id, user_id=user_id)
            member = await self._fields(method, "status")
        except (TelegramAPIError, ClientDecodeError) as error:
            answer = _answer(error)
            return Place.OUTSIDE if isinstance(answer, NotThere) else _failure(error)
        match member["status"]:
            case "creator" | "administrator":
                return Place.ADMIN
            case "kicked":
                return Place.BANNED
            case "member":
                return Place.MEMBER
            case "restricted" if member.get("is_member"):
                return Place.MEMBER
            case _:
                return Place.OUTSIDE

    async def _fields(self, method: TelegramMethod[Any], needed: str) -> dict[str, Any]:
        """Return the object that Telegram answers; raise ClientDecodeError where `needed` isn't in
        it: whatever that answer is, it doesn't say that somebody is outside."""
        answer = await self._call(method)
        if not isinstance(answer, dict) or needed not in answer:
            raise ClientDecodeError("an answer without " + needed, ValueError(needed), answer)
        return answer

    async def _call(self, method: TelegramMethod[Any]) -> Any:
        return await self._bot(method, request_timeout=_TIMEOUT_SECONDS)


async def _result(call: Awaitable[Any]) -> Answer:
    try:
        await call
    except (TelegramAPIError, ClientDecodeError) as error:
        return _answer(error)
    return Done()


def _answer(error: TelegramAPIError | ClientDecodeError) -> Answer:
    """Return what Telegram's error about one person means."""
    if isinstance(error, TelegramBadRequest | TelegramForbiddenError | TelegramNotFound):
        if _DONE_BEFORE.search(error.message):
            return DoneBefore()
        if _ADMIN.search(error.message):
            return IsAdmin()
        if is_about_person(error.message) or _NOT_THERE.search(error.message):
            return NotThere()
        if _BASIC_GROUP.search(error.message):
            return NotThere()
    return _failure(error)


def _failure(error: TelegramAPIError | ClientDecodeError) -> Failure:
    """Return what Telegram's error means for the chat as a whole."""
    match error:
        case TelegramMigrateToChat():
            return Moved(error.migrate_to_chat_id)
        case TelegramBadRequest() | TelegramForbiddenError() if _NO_RIGHT.search(error.message):
            return NoRight()
        case TelegramForbiddenError():
            return Gone(error.message)
        case TelegramBadRequest() if _GONE.search(error.message):
            return Gone(error.message)
        case _:
            return classify(error)
