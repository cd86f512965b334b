"""Which private chats a plan opens: an admin sees who would be removed, then changes it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from bot.clock import Clock
from bot.domain.membership import AccessChat
from bot.domain.models import FIRST_PLAN, PlanId
from bot.domain.records import AuditEntry
from bot.usecases.chats import sync
from bot.usecases.chats.requests import LOOK_AGAIN_SECONDS
from storage import access_chats, audit, memberships
from storage.engine.database import Database
from storage.engine.tx import Tx

_AT_ONCE = 200
"""The most memberships of one portion, so that no payment waits for all of them."""


@dataclass(frozen=True, slots=True)
class ChatOfPlan:
    """A chat that the bot knows, as one plan sees it."""

    chat: AccessChat
    is_open: bool
    """Whether the plan opens it."""
    in_settings: bool
    """Whether the plan opens it because ACCESS_CHAT_IDS names it: then it is removed there."""
    others: tuple[PlanId, ...]
    """The other plans that open it."""
    removed: int
    """How many people whom the bot has let in would be removed by changing `is_open`."""


@dataclass(frozen=True, slots=True)
class PlanChats:
    """Shows and changes which chats a plan opens. Several plans may open one: any of them does."""

    db: Database
    clock: Clock
    configured: tuple[int, ...] = ()
    """The settings' ACCESS_CHAT_IDS."""

    async def of_plan(self, plan_id: PlanId) -> list[ChatOfPlan]:
        """Return the chats that the plan opens, then the others that the bot knows."""
        now = self.clock.now()

        def query(tx: Tx) -> list[ChatOfPlan]:
            return [self._seen_by(tx, plan_id, one, now) for one in access_chats.known(tx)]

        return sorted(await self.db.read(query), key=lambda one: not one.is_open)

    async def get(self, plan_id: PlanId, access_chat: int) -> ChatOfPlan | None:
        now = self.clock.now()
        return await self.db.read(lambda tx: self._of(tx, plan_id, access_chat, now))

    async def opening(self, access_chat: int) -> list[PlanId]:
        """Return the plans that open the chat."""
        return await self.db.read(lambda tx: access_chats.opened_by(tx, access_chat))

    async def open(self, plan_id: PlanId, access_chat: int, seen: int, actor_id: int) -> bool:
        """Let the plan open the chat: open requests of its people are approved.

        False, and nothing changes, if more people than `seen` would be removed: whoever the bot let
        into a chat that no plan opens stayed there.
        """

        def work(tx: Tx) -> bool:
            now = self.clock.now()
            found = self._of(tx, plan_id, access_chat, now)
            if found is None or found.is_open or found.removed > seen:
                return False
            access_chats.open_by(tx, plan_id, access_chat)
            self._note(tx, plan_id, found, "plan_opens_chat", actor_id)
            if found.chat.has_problem:
                access_chats.set_look_at(tx, access_chat, now + LOOK_AGAIN_SECONDS)
            sync.queue_look(tx, access_chat, now)
            return True

        return await self._change(work, access_chat)

    async def close(self, plan_id: PlanId, access_chat: int, seen: int, actor_id: int) -> bool:
        """Take the chat away from the plan: people without another plan that opens it are removed.
        Where there is no other plan, the bot leaves the chat as it is.

        False, and nothing changes, if more people than `seen` would be removed, or if the settings
        name the chat.
        """

        def work(tx: Tx) -> bool:
            found = self._of(tx, plan_id, access_chat, self.clock.now())
            if found is None or not found.is_open or found.in_settings or found.removed > seen:
                return False
            access_chats.close_for(tx, plan_id, access_chat)
            self._note(tx, plan_id, found, "plan_closes_chat", actor_id)
            return True

        return await self._change(work, access_chat)

    async def _change(self, work: Callable[[Tx], bool], access_chat: int) -> bool:
        """Change a chat's plans, then queue the steps of its members in portions; a restart in
        between queues the rest."""
        if not await self.db.write(work):
            return False
        now = self.clock.now()
        done: int | None = 0
        while done is not None:
            step = partial(_queue_steps, access_chat=access_chat, after=done, now=now)
            done = await self.db.write(step)
        return True

    def _of(self, tx: Tx, plan_id: PlanId, access_chat: int, now: int) -> ChatOfPlan | None:
        chat = access_chats.get(tx, access_chat)
        return self._seen_by(tx, plan_id, chat, now) if chat is not None else None

    def _seen_by(self, tx: Tx, plan_id: PlanId, chat: AccessChat, now: int) -> ChatOfPlan:
        opening = access_chats.opened_by(tx, chat.id)
        others = tuple(one for one in opening if one != plan_id)
        is_open = plan_id in opening
        is_named = plan_id == FIRST_PLAN and access_chats.is_of_settings(
            tx, chat.id, self.configured
        )
        left = others if is_open else (*others, plan_id)
        return ChatOfPlan(
            chat, is_open, is_open and is_named, others, _removed(tx, chat, left, now)
        )

    def _note(self, tx: Tx, plan_id: PlanId, found: ChatOfPlan, action: str, actor_id: int) -> None:
        title = found.chat.title or str(found.chat.chat_id)
        entry = AuditEntry(self.clock.now(), f"admin:{actor_id}", action, f"plan:{plan_id}", title)
        audit.add(tx, entry)


def _removed(tx: Tx, chat: AccessChat, plans: Iterable[PlanId], now: int) -> int:
    """Return how many people would be removed if just these plans opened the chat."""
    left = tuple(plans)
    return memberships.count_without(tx, chat.id, left, now) if left else 0


def _queue_steps(tx: Tx, access_chat: int, after: int, now: int) -> int | None:
    """Queue the steps of the next members; return the last one's id, None after the last."""
    found = memberships.in_chat(tx, access_chat, after, _AT_ONCE)
    for one in found:
        if sync.has_step(tx, one, now):
            active = sync.has_access(tx, one.telegram_user_id, access_chat, now)
            sync.queue_step(tx, one, now, urgent=active)
    return found[-1].telegram_user_id if found else None
