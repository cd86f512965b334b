"""Records people who block the bot or unblock it."""

from aiogram import F, Router
from aiogram.enums import ChatMemberStatus
from aiogram.types import ChatMemberUpdated

from bot.deps import Deps
from bot.domain.models import PersonId


def register(router: Router) -> None:
    router.my_chat_member.register(membership_changed, F.chat.type == "private")


async def membership_changed(event: ChatMemberUpdated, deps: Deps) -> None:
    """Record it; Telegram reports at once that a person blocked the bot or unblocked it."""
    person_id = PersonId(event.chat.id)
    if event.new_chat_member.status == ChatMemberStatus.KICKED:
        await deps.people.blocked(person_id)
    else:
        await deps.people.unblocked(person_id)
