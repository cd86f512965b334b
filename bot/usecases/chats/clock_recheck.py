"""Looks again at join requests, members and chats after a clock that was ahead is right."""

from bot.domain.membership import next_step
from bot.usecases.chats import sync
from bot.usecases.chats.requests import LOOK_AGAIN_SECONDS
from storage import access_chats, memberships
from storage.engine.tx import Tx


def recheck_chats(tx: Tx, now: int) -> None:
    """Give join requests their right time, make looks due, and queue the steps that are missing.

    A person who is being removed though their access goes on is reinstated. One who was removed
    already may join again, for the bot lifts each ban at once.
    """
    memberships.limit_requests(tx, now)
    access_chats.look_at_the_latest(tx, now, now + LOOK_AGAIN_SECONDS)
    for one in memberships.without_queued_step(tx, now):
        active = sync.has_access(tx, one.telegram_user_id, one.access_chat, now)
        if next_step(one.state, has_access=active, decline_at=one.decline_at, now=now):
            sync.queue_step(tx, one, now, urgent=active)
