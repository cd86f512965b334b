"""Queues the next step of memberships, in the same transaction that changes somebody's access."""

from collections.abc import Mapping

from bot.domain.membership import Membership, next_step
from bot.domain.models import PersonId, TraceId
from bot.domain.records import Person
from bot.usecases.outbox.kinds import JobKind
from storage import access_chats, memberships, outbox, people, subscriptions
from storage.engine.tx import Tx
from storage.outbox import Lane, NewMessage, QueuedMessage


def has_access(tx: Tx, telegram_user_id: PersonId, access_chat: int, now: int) -> bool:
    """Return whether one of the plans that open this chat is the person's now, as the ledger
    says."""
    opening = subscriptions.opening(tx, telegram_user_id, access_chat)
    return any(one.active_at(now) for one in opening)


def queue_steps(tx: Tx, traces: Mapping[PersonId, TraceId | None], now: int) -> None:
    """Queue a step for each membership of these people that isn't as their access demands.

    `traces` has the log's name of the delivery behind it, if it isn't the work's own.
    """
    for one in memberships.open_of(tx, list(traces)):
        active = has_access(tx, one.telegram_user_id, one.access_chat, now)
        if next_step(one.state, has_access=active, decline_at=one.decline_at, now=now):
            queue_step(tx, one, now, urgent=active, trace=traces[one.telegram_user_id])


def has_step(tx: Tx, membership: Membership, now: int) -> bool:
    """Return whether the membership isn't as the person's access demands."""
    active = has_access(tx, membership.telegram_user_id, membership.access_chat, now)
    step = next_step(membership.state, has_access=active, decline_at=membership.decline_at, now=now)
    return step is not None


def queue_step(
    tx: Tx, membership: Membership, now: int, *, urgent: bool = False, trace: TraceId | None = None
) -> None:
    """Queue a job that does the membership's next step; `urgent` for people who have paid."""
    chat = access_chats.get(tx, membership.access_chat)
    if chat is None or not chat.is_listed:
        return
    turn = memberships.next_turn(tx, membership.id)
    key = f"{JobKind.ACCESS}:{membership.id}:{turn}"
    lane = Lane.PAYMENTS if urgent else Lane.REMINDERS
    job = NewMessage(key, JobKind.ACCESS, chat.chat_id, membership.id, lane=lane, trace_id=trace)
    outbox.enqueue(tx, job, now)


def queue_look(tx: Tx, access_chat: int, now: int) -> None:
    """Queue a job that looks at the chat: its title, the bot's rights, a link."""
    chat = access_chats.get(tx, access_chat)
    if chat is None or not chat.is_listed:
        return
    key = f"{JobKind.LOOK}:{access_chat}:{access_chats.next_turn(tx, access_chat)}"
    outbox.enqueue(tx, NewMessage(key, JobKind.LOOK, chat.chat_id, access_chat), now)


def person_of(tx: Tx, queued: QueuedMessage) -> Person | None:
    """Return the person behind a row of the outbox: its reader, or the member of its chat job."""
    if queued.kind != JobKind.ACCESS:
        return people.get(tx, queued.chat_id)
    membership = memberships.get(tx, queued.subject_id or 0)
    return people.get(tx, membership.telegram_user_id) if membership else None
