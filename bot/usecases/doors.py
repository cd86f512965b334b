"""Whoever's access changes is let in or removed: queued in the same transaction."""

from bot.domain.doors import next_step
from bot.domain.models import PersonId
from storage import chats, grants, memberships, outbox, people
from storage.memberships import Membership
from storage.outbox import Lane, NewMessage, QueuedMessage
from storage.people import Person
from storage.tx import Tx

ACCESS_JOB = "chat-access"
"""The outbox job that does the next step for one membership, decided when its turn comes."""
LOOK_JOB = "chat-look"
"""The outbox job that looks at one chat and makes its link."""


def has_access(tx: Tx, telegram_user_id: PersonId, now: int) -> bool:
    found = grants.subscription(tx, telegram_user_id)
    return found is not None and found.active_at(now)


def follow(tx: Tx, telegram_user_id: PersonId, now: int) -> None:
    """The person's access may have begun or ended: see to every chat where that matters."""
    found = memberships.open_of_person(tx, telegram_user_id)
    if not found:
        return
    active = has_access(tx, telegram_user_id, now)
    for one in found:
        if next_step(one.state, has_access=active, decline_at=one.decline_at, now=now):
            see_to(tx, one, now, hurried=active)


def see_to(tx: Tx, membership: Membership, now: int, *, hurried: bool = False) -> None:
    """Queue one more look at what is to be done. `hurried`: who has paid goes first."""
    chat = chats.get(tx, membership.access_chat)
    if chat is None or not chat.is_listed:
        return
    turn = memberships.next_turn(tx, membership.id)
    key = f"{ACCESS_JOB}:{membership.id}:{turn}"
    lane = Lane.PAYMENTS if hurried else Lane.REMINDERS
    outbox.enqueue(tx, NewMessage(key, ACCESS_JOB, chat.chat_id, membership.id, lane=lane), now)


def look_at(tx: Tx, access_chat: int, now: int) -> None:
    """Queue a look at the chat: its title, our rights, a link."""
    chat = chats.get(tx, access_chat)
    if chat is None or not chat.is_listed:
        return
    key = f"{LOOK_JOB}:{access_chat}:{chats.next_turn(tx, access_chat)}"
    outbox.enqueue(tx, NewMessage(key, LOOK_JOB, chat.chat_id, access_chat), now)


def person_of(tx: Tx, queued: QueuedMessage) -> Person | None:
    """Whom a row of the outbox is about: who is to read it, or be let in or removed."""
    if queued.kind != ACCESS_JOB:
        return people.get(tx, queued.chat_id)
    membership = memberships.get(tx, queued.subject_id or 0)
    return people.get(tx, membership.telegram_user_id) if membership else None
