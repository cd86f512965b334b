"""The queue of updates for the bot: numbered, filtered, taken by long polling or by webhook."""

import asyncio
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from bot.sandbox.telegram.errors import bad_request, conflict
from bot.sandbox.telegram.models import Json
from bot.sandbox.telegram.signal import Signal

# What Telegram leaves out unless the bot asks for it by name.
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
    update_id: int
    kind: str
    lane: str
    """Updates of one lane reach a webhook one after another; lanes go side by side."""
    content: Json
    noted: bool = False
    """Whether the traffic log has it already; a poller may be given an update twice."""

    def body(self) -> Json:
        return {"update_id": self.update_id, self.kind: self.content}


@dataclass(slots=True)
class Webhook:
    url: str
    secret_token: str | None = None
    max_connections: int = 40
    last_error_at: int | None = None
    last_error: str | None = None


@dataclass(slots=True)
class Updates:
    on_delivered: Callable[[Update], None]
    pending: dict[int, Update] = field(default_factory=dict)
    webhook: Webhook | None = None
    allowed: frozenset[str] | None = None
    """None: everything but the kinds that must be asked for."""
    arrived: Signal = field(default_factory=Signal)
    webhook_changed: Signal = field(default_factory=Signal)
    _last_id: int = 700_000_000
    _poller: object = None

    def push(self, kind: str, content: Json, lane: str = "") -> int | None:
        """The update's id; None where the bot did not ask for this kind."""
        if not self._wanted(kind):
            return None
        self._last_id += 1
        self.pending[self._last_id] = Update(self._last_id, kind, lane, content)
        self.arrived.fire()
        return self._last_id

    def allow(self, kinds: Collection[str] | None) -> None:
        """None keeps what was asked for before; an empty list means the default."""
        if kinds is not None:
            self.allowed = frozenset(kinds) or None

    def next_in(self, lane: str) -> Update | None:
        return next((update for update in self.pending.values() if update.lane == lane), None)

    def set_webhook(self, webhook: Webhook | None) -> None:
        self.webhook = webhook
        self.webhook_changed.fire()
        self.arrived.fire()

    async def poll(self, offset: int, limit: int, timeout_seconds: float) -> list[Json]:
        """getUpdates; a newer poller or a webhook ends the wait with 409, as on Telegram."""
        if self.webhook is not None:
            raise conflict(_WEBHOOK_ACTIVE)
        self._poller = me = object()
        self.arrived.fire()
        self._acknowledge(offset)
        deadline = asyncio.get_running_loop().time() + timeout_seconds
        while not self.pending and await self.arrived.wait_until(deadline):
            if self._poller is not me:
                raise conflict(_TERMINATED)
            if self.webhook is not None:
                raise conflict("terminated by setWebhook request")
        return [self._hand_out(update) for update in list(self.pending.values())[:limit]]

    def _hand_out(self, update: Update) -> Json:
        if not update.noted:
            update.noted = True
            self.on_delivered(update)
        return update.body()

    def _acknowledge(self, offset: int) -> None:
        """All below `offset` are done with; a negative one keeps that many of the newest."""
        if offset < 0:
            offset = next(iter(list(self.pending)[offset:]), 0)
        for update_id in [known for known in self.pending if known < offset]:
            del self.pending[update_id]

    def _wanted(self, kind: str) -> bool:
        return kind not in _ONLY_ON_REQUEST if self.allowed is None else kind in self.allowed


def check_secret(secret: str) -> str | None:
    if not secret:
        return None
    if not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    return secret
