"""The queue of updates for the bot: numbered, filtered, fetched by long polling or webhook."""

import asyncio
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from bot.sandbox.telegram.condition import Condition
from bot.sandbox.telegram.errors import bad_request, conflict
from bot.sandbox.telegram.models import Json

# Telegram sends these kinds only to a bot that asks for them by name.
_ONLY_ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
_SECRET = re.compile(r"[A-Za-z0-9_\-]{1,256}")
_TERMINATED = (
    "terminated by other getUpdates request; make sure that only one bot instance is running"
)
_WEBHOOK_ACTIVE = (
    "can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)


@dataclass(slots=True)
class Update:
    """One update that the bot has not acknowledged yet."""

    update_id: int
    kind: str
    ordering_key: str
    """Updates with one key reach a webhook one after another; different keys go side by side."""
    content: Json
    logged: bool = False
    """Whether the traffic log has it already; long polling may return an update twice."""

    def body(self) -> Json:
        return {"update_id": self.update_id, self.kind: self.content}


@dataclass(slots=True)
class Webhook:
    """The webhook that the bot has set, with the last error as getWebhookInfo shows it."""

    url: str
    secret_token: str | None = None
    max_connections: int = 40
    last_error_at: int | None = None
    last_error: str | None = None


@dataclass(slots=True)
class Updates:
    """The pending updates, the kinds that the bot asked for, and its webhook."""

    on_delivered: Callable[[Update], None]
    pending: dict[int, Update] = field(default_factory=dict)
    webhook: Webhook | None = None
    allowed: frozenset[str] | None = None
    """The kinds that the bot asked for; None means all but those that must be asked for."""
    arrived: Condition = field(default_factory=Condition)
    webhook_changed: Condition = field(default_factory=Condition)
    _last_id: int = 700_000_000
    _poller: object = None

    def push(self, kind: str, content: Json, ordering_key: str = "") -> int | None:
        """Add an update; return its id, or None when the bot did not ask for this kind."""
        if not self._wanted(kind):
            return None
        self._last_id += 1
        self.pending[self._last_id] = Update(self._last_id, kind, ordering_key, content)
        self.arrived.notify_all()
        return self._last_id

    def allow(self, kinds: Collection[str] | None) -> None:
        """Set the kinds that the bot asks for; None keeps them, an empty list means the default."""
        if kinds is not None:
            self.allowed = frozenset(kinds) or None

    def next_with(self, ordering_key: str) -> Update | None:
        """Return the oldest pending update with this key."""
        matching = (one for one in self.pending.values() if one.ordering_key == ordering_key)
        return next(matching, None)

    def set_webhook(self, webhook: Webhook | None) -> None:
        self.webhook = webhook
        self.webhook_changed.notify_all()
        self.arrived.notify_all()

    async def poll(self, offset: int, limit: int, timeout_seconds: float) -> list[Json]:
        """Answer getUpdates; a newer call or a webhook ends the wait with 409, as on Telegram."""
        if self.webhook is not None:
            raise conflict(_WEBHOOK_ACTIVE)
        self._poller = me = object()
        self.arrived.notify_all()
        self._acknowledge(offset)
        deadline = asyncio.get_running_loop().time() + timeout_seconds
        while not self.pending and await self.arrived.wait_until(deadline):
            if self._poller is not me:
                raise conflict(_TERMINATED)
            if self.webhook is not None:
                raise conflict("terminated by setWebhook request")
        return [self._hand_out(update) for update in list(self.pending.values())[:limit]]

    def _hand_out(self, update: Update) -> Json:
        if not update.logged:
            update.logged = True
            self.on_delivered(update)
        return update.body()

    def _acknowledge(self, offset: int) -> None:
        """Drop all updates below `offset`; a negative one keeps that many of the newest."""
        if offset < 0:
            offset = next(iter(list(self.pending)[offset:]), 0)
        for update_id in [known for known in self.pending if known < offset]:
            del self.pending[update_id]

    def _wanted(self, kind: str) -> bool:
        return kind not in _ONLY_ON_REQUEST if self.allowed is None else kind in self.allowed


def check_secret(secret: str) -> str | None:
    """Return the webhook's secret, None for an empty one; raise ApiError for a malformed one."""
    if not secret:
        return None
    if not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    return secret
