"""Whoever's access changes is let in or removed: queued in the same transaction."""

from collections.abc import Mapping

from bot.domain.membership import next_step
from bot.domain.models import PersonId
from storage import access_chats, grants, memberships, outbox, people
from storage.engine.tx import Tx
from storage.memberships import Membership
from storage.outbox import Lane, NewMessage, QueuedMessage
from storage.people import Person

ACCESS_JOB = "chat-access"
"""The outbox job that does the next step for one membership, decided when its turn comes."""
LOOK_JOB = "chat-look"
"""The outbox job that looks at one chat and makes its link."""


def has_access(tx: Tx, telegram_user_id: PersonId, now: int) -> bool:
    found = grants.subscription(tx, telegram_user_id)
    return found is not None and found.active_at(now)


def follow(tx: Tx, people: Mapping[PersonId, str | None], now: int) -> None:
    """The access of these people may have begun or ended: see to every chat where that matters.
    With each, what the log calls the delivery behind it, where that isn't the work's own."""
    for one in memberships.open_of(tx, list(people)):
        active = has_access(tx, one.telegram_user_id, now)
        if next_step(one.state, has_access=active, decline_at=one.decline_at, now=now):
            see_to(tx, one, now, hurried=active, trace=people[one.telegram_user_id])


def see_to(
    tx: Tx, membership: Membership, now: int, *, hurried: bool = False, trace: str | None = None
) -> None:
    """Queue one more look at what is to be done. `hurried`: who has paid goes first."""
    chat = access_chats.get(tx, membership.access_chat)
    if chat is None or not chat.is_listed:
        return
    turn = memberships.next_turn(tx, membership.id)
    key = f"{ACCESS_JOB}:{membership.id}:{turn}"
    lane = Lane.PAYMENTS if hurried else Lane.REMINDERS
    job = NewMessage(key, ACCESS_JOB, chat.chat_id, membership.id, lane=lane, event_id=trace)
    outbox.enqueue(tx, job, now)


def look_at(tx: Tx, access_chat: int, now: int) -> None:
    """Queue a look at the chat: its title, our rights, a link."""
    chat = access_chats.get(tx, access_chat)
    if chat is None or not chat.is_listed:
        return
    key = f"{LOOK_JOB}:{access_chat}:{access_chats.next_turn(tx, access_chat)}"
    outbox.enqueue(tx, NewMessage(key, LOOK_JOB, chat.chat_id, access_chat), now)


def person_of(tx: Tx, queued: QueuedMessage) -> Person | None:
    """Whom a row of the outbox is about: who is to read it, or be let in or removed."""
    if queued.kind != ACCESS_JOB:
        return people.get(tx, queued.chat_id)
    membership = memberships.get(tx, queued.subject_id or 0)
    return people.get(tx, membership.telegram_user_id) if membership else None
