"""Private chats: join requests, members who come and go, and the bot's rights there."""

from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from aiogram import BaseMiddleware, F, Router
from aiogram.enums import ChatMemberStatus
from aiogram.exceptions import ClientDecodeError, TelegramAPIError
from aiogram.methods import AnswerChatJoinRequestQuery
from aiogram.types import (
    ChatJoinRequest,
    ChatMemberAdministrator,
    ChatMemberRestricted,
    ChatMemberUpdated,
    Message,
    TelegramObject,
)
from aiogram.types.chat_member_union import ChatMemberUnion

from bot.deps import Deps
from bot.domain.membership import ChatRights
from bot.domain.models import PersonId
from bot.usecases.chats.new_chats import BotPlace
from bot.usecases.chats.requests import JoinRequest, MemberUpdate, Verdict
from bot.usecases.people.people import Profile
from handlers.telegram.chats.new_chats import bot_placed

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]

log = structlog.get_logger(__name__)

_ANSWER_SECONDS = 8
"""Less than Telegram waits for the verdict."""
_OUTSIDE = {ChatMemberStatus.LEFT, ChatMemberStatus.KICKED}


def register(router: Router) -> None:
    """Register the handlers for every chat; the use case ignores chats that no plan opens."""
    router.chat_join_request.register(join_requested)
    router.chat_member.register(member_updated)
    router.my_chat_member.register(rights_changed, F.chat.type != "private")


async def join_requested(request: ChatJoinRequest, deps: Deps) -> None:
    """Pass a join request on; each is decided by the requester's own access, not by its link.

    Where the bot is the chat's assigned processor of requests, Telegram waits ten seconds for the
    verdict (Bot API, ChatJoinRequest.query_id): it is given at once, past the outbox's queue.
    """
    user = request.from_user
    profile = Profile(PersonId(user.id), user.full_name, user.username, user.language_code)
    title = request.chat.title or ""
    is_query = bool(request.query_id)
    decision = await deps.chats.join_requested(
        JoinRequest(request.chat.id, title, profile, request.user_chat_id, is_query)
    )
    if request.query_id:
        taken = await _answer(request, request.query_id, decision.verdict)
        await deps.chats.verdict_given(decision, taken=taken)


async def _answer(request: ChatJoinRequest, query_id: str, verdict: Verdict) -> bool:
    """Give Telegram the verdict; return False where it didn't take it, or that isn't known."""
    if request.bot is None:
        return False
    method = AnswerChatJoinRequestQuery(chat_join_request_query_id=query_id, result=verdict)
    try:
        await request.bot(method, request_timeout=_ANSWER_SECONDS)
    except (TelegramAPIError, ClientDecodeError) as error:
        log.info("join request not answered as a query", verdict=verdict, why=type(error).__name__)
        return False
    return True


async def member_updated(event: ChatMemberUpdated, deps: Deps) -> None:
    user = event.new_chat_member.user
    own = {user.id, event.bot.id if event.bot else 0}
    await deps.chats.member_updated(
        MemberUpdate(
            event.chat.id,
            PersonId(user.id),
            was_inside=_is_inside(event.old_chat_member),
            is_inside=_is_inside(event.new_chat_member),
            by_others=event.from_user.id not in own,
        )
    )


async def rights_changed(event: ChatMemberUpdated, deps: Deps) -> None:
    """Record the bot's rights in a chat; for a chat that no plan opens, see `new_chats`."""
    now = event.new_chat_member
    administrator = now if isinstance(now, ChatMemberAdministrator) else None
    may_invite = administrator is not None and administrator.can_invite_users
    may_remove = administrator is not None and administrator.can_restrict_members
    is_gone = not _is_inside(now)
    await deps.chats.rights_changed(
        event.chat.id, may_invite=may_invite, may_remove=may_remove, is_gone=is_gone
    )
    place = BotPlace(
        event.chat.id,
        event.chat.title or "",
        event.from_user.id,
        ChatRights(may_invite, may_remove, is_gone),
        was_admin=isinstance(event.old_chat_member, ChatMemberAdministrator),
        is_admin=administrator is not None,
    )
    if event.bot is not None:
        await bot_placed(place, event.bot, deps)


class Upgrades(BaseMiddleware):
    """Follows a group that becomes a supergroup: Telegram reports its new id in one message."""

    def __init__(self, deps: Deps) -> None:
        self._deps = deps

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        if isinstance(event, Message) and event.migrate_to_chat_id is not None:
            await self._deps.chats.upgraded(event.chat.id, event.migrate_to_chat_id)
            return None
        return await handler(event, data)


def _is_inside(member: ChatMemberUnion) -> bool:
    if isinstance(member, ChatMemberRestricted):
        return member.is_member
    return member.status not in _OUTSIDE
