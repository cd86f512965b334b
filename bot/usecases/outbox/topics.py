"""The topics of notices to admins: each admin chooses for each how they hear of it.

A topic's value is stored with the choice, so it never changes.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum

from bot.usecases.outbox.kinds import NoticeKind


class NoticeTopic(StrEnum):
    """Notices that an admin chooses about together."""

    SALES = "sales"
    REFUNDS = "refunds"
    CLAIMS = "claims"
    QUESTIONS = "questions"
    ANSWERS = "answers"
    CHATS = "chats"
    BROADCASTS = "broadcasts"
    FOREIGN = "foreign"
    PROBLEMS = "problems"


class Hearing(StrEnum):
    """A way of hearing of a topic."""

    NOW = "now"
    DIGEST = "digest"
    """Gathered, in one message a day."""
    OFF = "off"


Hears = Callable[[int, str], Hearing]
"""Returns how an admin hears of a notice of this kind."""


def at_once(_admin_id: int, _kind: str) -> Hearing:
    """Let everybody hear of everything at once."""
    return Hearing.NOW


KINDS: Mapping[NoticeTopic, tuple[NoticeKind, ...]] = {
    NoticeTopic.SALES: (
        NoticeKind.ADMIN_SALE,
        NoticeKind.ADMIN_SETTLED,
        NoticeKind.ADMIN_RECURRING_NEW,
    ),
    NoticeTopic.REFUNDS: (
        NoticeKind.ADMIN_REFUND,
        NoticeKind.ADMIN_REFUNDED_FIRST,
        NoticeKind.ADMIN_RECURRING_CANCELLED,
        NoticeKind.ADMIN_STARS_RENEWAL,
    ),
    NoticeTopic.CLAIMS: (NoticeKind.ADMIN_CLAIM,),
    NoticeTopic.QUESTIONS: (NoticeKind.ADMIN_SUPPORT,),
    NoticeTopic.ANSWERS: (
        NoticeKind.ADMIN_SUPPORT_ANSWERED,
        NoticeKind.ADMIN_SUPPORT_DELIVERED,
        NoticeKind.ADMIN_SUPPORT_WAITING,
    ),
    NoticeTopic.CHATS: (NoticeKind.ADMIN_CHAT_PROBLEM, NoticeKind.ADMIN_CHAT_FINE),
    NoticeTopic.BROADCASTS: (
        NoticeKind.ADMIN_BROADCAST,
        NoticeKind.ADMIN_BROADCAST_CHANGED,
    ),
    NoticeTopic.FOREIGN: (NoticeKind.ADMIN_FOREIGN_FIRST, NoticeKind.ADMIN_FOREIGN),
    NoticeTopic.PROBLEMS: (
        NoticeKind.ADMIN_UNDELIVERABLE,
        NoticeKind.ADMIN_WEBHOOKS_FAILING,
        NoticeKind.ADMIN_WEBHOOKS_LOST,
        NoticeKind.ADMIN_ERROR,
        NoticeKind.ADMIN_FEATURE_LEFT_OUT,
        NoticeKind.ADMIN_FEATURE_CLOSED,
        NoticeKind.ADMIN_TEXTS,
        NoticeKind.ADMIN_OWN_WORDS,
        NoticeKind.ADMIN_DESCRIPTION,
    ),
}
"""The notices of each topic."""

AT_ONCE = (
    NoticeKind.ADMIN_HELD,
    NoticeKind.ADMIN_BROADCAST_MISSED,
    NoticeKind.ADMIN_UNMATCHED,
    NoticeKind.ADMIN_REFUND_UNKNOWN,
    NoticeKind.ADMIN_REFUND_OVERRULED,
    NoticeKind.ADMIN_RECURRING_UNBOUND,
    NoticeKind.ADMIN_RECURRING_UNCLEAR,
    NoticeKind.ADMIN_CONFLICT,
    NoticeKind.ADMIN_UNKNOWN_EVENT,
    NoticeKind.ADMIN_MISDIRECTED,
    NoticeKind.ADMIN_INCIDENT,
    NoticeKind.ADMIN_RESTORED,
    NoticeKind.ADMIN_NEW_SHOP,
    NoticeKind.ADMIN_TEST,
    NoticeKind.ADMIN_ROLES,
    NoticeKind.ADMIN_TO_CONFIRM,
    NoticeKind.ADMIN_DIGEST,
    NoticeKind.ADMIN_PROFILE,
    NoticeKind.ADMIN_STARS_TWICE,
    NoticeKind.ADMIN_STARS_CONFLICT,
    NoticeKind.ADMIN_STARS_REFUND_EARLY,
    NoticeKind.ADMIN_STARS_NOT_REFUNDED,
    NoticeKind.ADMIN_STARS_END,
    NoticeKind.ADMIN_STARS_UNREAD,
)
"""Notices that nobody can put off: money or a broadcast that waits for a decision, alarms, the
admins themselves, and the answers to what an owner does right now."""

_NEVER_OFF = frozenset(
    {NoticeTopic.CLAIMS, NoticeTopic.QUESTIONS, NoticeTopic.CHATS, NoticeTopic.PROBLEMS}
)
"""Topics after which somebody has to act: a buyer waits, or something fails."""
_TOPIC_OF = {kind: topic for topic, kinds in KINDS.items() for kind in kinds}


def topic_of(kind: str) -> NoticeTopic | None:
    """Return the topic of a notice; None if it always goes out at once."""
    return _TOPIC_OF.get(NoticeKind(kind))


def hearings(topic: NoticeTopic) -> tuple[Hearing, ...]:
    """Return how an admin may hear of a topic, in the order in which a button goes through them."""
    if topic in _NEVER_OFF:
        return (Hearing.NOW, Hearing.DIGEST)
    return (Hearing.NOW, Hearing.DIGEST, Hearing.OFF)
