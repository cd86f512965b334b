"""The doctor's findings, and its views of everything outside the process."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Level(StrEnum):
    """How serious a finding is."""

    OK = "ok"
    WARNING = "warning"
    """Nothing is lost, but somebody should look."""
    BROKEN = "broken"
    """Payments, access or messages suffer now, or the next incident would cost something."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the doctor's report. `key` names its text; the text `<key>-step` says what to do
    next, unless all is well."""

    level: Level
    key: str
    params: Mapping[str, object] = field(default_factory=dict)


def ok(key: str, **params: object) -> Finding:
    return Finding(Level.OK, key, params)


def warning(key: str, **params: object) -> Finding:
    return Finding(Level.WARNING, key, params)


def broken(key: str, **params: object) -> Finding:
    return Finding(Level.BROKEN, key, params)


class Reach(StrEnum):
    """How far a call to another server gets."""

    FINE = "fine"
    NOT_ALLOWED = "not-allowed"
    """It answers, and doesn't accept the bot's key."""
    SILENT = "silent"
    """It gives no answer that could be used."""


@dataclass(frozen=True, slots=True)
class TelegramView:
    """The bot as Telegram sees it; where `reach` isn't FINE the rest is empty.

    `webhook_url` is empty while none is set. Times are Unix seconds.
    """

    reach: Reach
    username: str = ""
    webhook_url: str = ""
    pending: int = 0
    last_error: str | None = None
    last_error_at: int | None = None


class ChatReach(StrEnum):
    """How far the bot gets with a private chat."""

    FINE = "fine"
    GONE = "gone"
    """The chat doesn't exist for the bot: never joined, thrown out, deleted."""
    MOVED = "moved"
    """The group has become a supergroup, with another id."""
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class ChatView:
    """A private chat as the bot sees it: how far it gets, and what it may do there."""

    chat_id: int
    reach: ChatReach
    title: str = ""
    may_invite: bool = False
    may_remove: bool = False
    moved_to: int | None = None


class Fault(StrEnum):
    """Why PUBLIC_URL can't be reached from outside."""

    UNRESOLVED = "unresolved"
    """The name resolves to no address."""
    CERTIFICATE = "certificate"
    NO_CONNECTION = "no-connection"
    TIMEOUT = "timeout"
    STATUS = "status"
    """An HTTP status that the bot never sends, such as a proxy's 502."""
    STRANGER = "stranger"
    """Something else than a Tributary answers."""


@dataclass(frozen=True, slots=True)
class PublicView:
    """The answers at a public address.

    `proof` is what the process there makes of the doctor's nonce; `unsigned_status` is the status
    of an unsigned delivery to Tribute's path, which must be refused with 401.
    """

    fault: Fault | None = None
    status: int | None = None
    proof: str | None = None
    unsigned_status: int | None = None


@dataclass(frozen=True, slots=True)
class ReadyView:
    """The answer of `/readyz` of the process on this machine."""

    is_ready: bool
    storage: str = ""
    telegram: str = ""
