"""The kinds of rows in the outbox: notices to people and admins, and jobs in private chats.

The values are stored in `outbox.kind` and in the keys of its rows, so they never change.
"""

from enum import StrEnum


class NoticeKind(StrEnum):
    """A notice; its composer writes the text when it is sent (`bot.usecases.notices.compose`)."""

    PAID = "paid"
    REFUNDED = "refunded"
    WAITING = "waiting"
    REMINDER = "reminder"
    ENDED = "ended"
    ENDED_EARLY = "ended-early"
    GRANTED = "granted"
    REVOKED = "revoked"
    CLAIM_FOUND = "claim-found"
    CLAIM_DENIED = "claim-denied"
    CLAIM_CLOSED = "claim-closed"
    CHAT_JOIN_REQUEST = "chat-knock"
    CHAT_REMOVED = "chat-removed"
    RECURRING_STARTED = "recurring-started"
    RECURRING_RENEWED = "recurring-renewed"
    RECURRING_CANCELLED = "recurring-cancelled"
    BROADCAST = "broadcast"
    ADMIN_SALE = "admin-sale"
    ADMIN_SETTLED = "admin-settled"
    ADMIN_HELD = "admin-held"
    ADMIN_REFUND = "admin-refund"
    ADMIN_REFUNDED_FIRST = "admin-refunded-first"
    ADMIN_REFUND_UNKNOWN = "admin-refund-unknown"
    ADMIN_UNMATCHED = "admin-unmatched"
    ADMIN_CLAIM = "admin-claim"
    ADMIN_CONFLICT = "admin-conflict"
    ADMIN_TEST = "admin-test"
    ADMIN_MISDIRECTED = "admin-misdirected"
    ADMIN_RECURRING_NEW = "admin-recurring-new"
    ADMIN_RECURRING_CANCELLED = "admin-recurring-cancelled"
    ADMIN_RECURRING_UNBOUND = "admin-recurring-unbound"
    ADMIN_CHAT_PROBLEM = "admin-chat-trouble"
    ADMIN_CHAT_FINE = "admin-chat-well"
    ADMIN_WEBHOOKS_FAILING = "admin-webhooks-fail"
    ADMIN_WEBHOOKS_LOST = "admin-webhooks-lost"
    ADMIN_BROADCAST = "admin-broadcast"
    ADMIN_UNDELIVERABLE = "admin-undeliverable"
    ADMIN_INCIDENT = "admin-incident"
    ADMIN_RESTORED = "admin-restored"
    ADMIN_ERROR = "admin-error"
    ADMIN_FOREIGN_FIRST = "admin-foreign-first"
    ADMIN_FOREIGN = "admin-foreign"
    ADMIN_UNKNOWN_EVENT = "admin-unknown-event"
    ADMIN_NEW_SHOP = "admin-new-shop"
    ADMIN_FEATURE_LEFT_OUT = "admin-feature-left-out"


class JobKind(StrEnum):
    """A job in a private chat, done by `bot.workers.chat_members`."""

    ACCESS = "chat-access"
    """The next step of one membership, decided when its turn comes."""
    LOOK = "chat-look"
    """A look at one chat: its title, the bot's rights, a link."""
