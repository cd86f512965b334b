"""What the doctor sees of the world outside, and what it makes of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Level(StrEnum):
    OK = "ok"
    WARNING = "warning"
    """Nothing is lost, but somebody should look."""
    BROKEN = "broken"
    """Payments, access or messages suffer now, or the next trouble would cost something."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One line. `key` names its text; unless all is well, `<key>-step` says what to do next."""

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
    """How far one gets with somebody else's server."""

    FINE = "fine"
    NOT_ALLOWED = "not-allowed"
    """It answers, and doesn't accept our key."""
    SILENT = "silent"
    """No answer that could be used."""


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
    FINE = "fine"
    GONE = "gone"
    """Not there for the bot: never joined, thrown out, deleted."""
    MOVED = "moved"
    """A group that has become a supergroup, with another id."""
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class ChatView:
    chat_id: int
    reach: ChatReach
    title: str = ""
    may_invite: bool = False
    may_remove: bool = False
    moved_to: int | None = None


class Fault(StrEnum):
    """What stands between the world and PUBLIC_URL."""

    UNRESOLVED = "unresolved"
    """The name leads to no address."""
    CERTIFICATE = "certificate"
    NO_CONNECTION = "no-connection"
    TIMEOUT = "timeout"
    STATUS = "status"
    """An HTTP status that isn't ours, such as a proxy's 502."""
    STRANGER = "stranger"
    """It answers, but not as a Tributary does."""


@dataclass(frozen=True, slots=True)
class PublicView:
    """What one gets at an address. `proof` is what the process there makes of our nonce; `knock` is
    the status of an unsigned delivery to Tribute's path, which must be refused with 401."""

    fault: Fault | None = None
    status: int | None = None
    proof: str | None = None
    knock: int | None = None


@dataclass(frozen=True, slots=True)
class ReadyView:
    """What /readyz of the process on this machine says; None where nobody answers."""

    is_ready: bool
    storage: str = ""
    telegram: str = ""
