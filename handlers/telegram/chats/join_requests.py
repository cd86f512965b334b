"""The doors of private chats: who knocks, who comes and goes, and what the bot may do there."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware, F, Router
from aiogram.enums import ChatMemberStatus
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
from bot.domain.models import PersonId
from bot.usecases.chats.requests import Knock, Move
from bot.usecases.people.people import Profile

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]

_OUTSIDE = {ChatMemberStatus.LEFT, ChatMemberStatus.KICKED}


def register(router: Router) -> None:
    """Of other chats than those of the settings nothing is kept: the use case knows which."""
    router.chat_join_request.register(knocked)
    router.chat_member.register(moved)
    router.my_chat_member.register(rights_changed, F.chat.type != "private")


async def knocked(request: ChatJoinRequest, deps: Deps) -> None:
    """Whoever's link it was: what counts is who asks."""
    user = request.from_user
    profile = Profile(PersonId(user.id), user.full_name, user.username, user.language_code)
    knock = Knock(request.chat.id, request.chat.title or "", profile, request.user_chat_id)
    await deps.chats.knocked(knock)


async def moved(event: ChatMemberUpdated, deps: Deps) -> None:
    user = event.new_chat_member.user
    own = {user.id, event.bot.id if event.bot else 0}
    await deps.chats.moved(
        Move(
            event.chat.id,
            PersonId(user.id),
            was_inside=_is_inside(event.old_chat_member),
            is_inside=_is_inside(event.new_chat_member),
            by_others=event.from_user.id not in own,
        )
    )


async def rights_changed(event: ChatMemberUpdated, deps: Deps) -> None:
    now = event.new_chat_member
    rights = now if isinstance(now, ChatMemberAdministrator) else None
    await deps.chats.rights_changed(
        event.chat.id,
        may_invite=rights is not None and rights.can_invite_users,
        may_remove=rights is not None and rights.can_restrict_members,
        is_gone=not _is_inside(now),
    )


class Upgrades(BaseMiddleware):
    """A group that becomes a supergroup says so in a message, once."""

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
