"""A shop with two private chats, whose use cases are called as updates and the worker call them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pytest

from bot.domain.models import PersonId
from bot.usecases.chats.jobs import ChatJobs
from bot.usecases.chats.requests import Chats, Decision, JoinRequest, MemberUpdate
from bot.usecases.people.people import Profile
from storage import memberships, outbox
from storage.outbox import QueuedMessage
from tests.bodies import ANNA
from tests.conftest import NOW
from tests.usecases.conftest import ADMINS, Shop

PROBLEM, FINE = "admin-chat-trouble", "admin-chat-well"
CHAT, SECOND = -100, -200
"""Telegram's ids of the two chats; the ledger's own are 1 and 2."""
WRITE_TO = 7000
"""The bot may write to a person who asks to join at this number and theirs."""


class Queued(NamedTuple):
    """A row of the outbox, with what a job for a person with access usually has."""

    dedupe_key: str
    kind: str = "chat-access"
    chat_id: int = CHAT
    subject_id: int | None = 1
    lane: int = 0
    state: str = "queued"
    error: str | None = None
    created_at: int = NOW
    not_before: int = NOW
    done_at: int | None = None
    event_id: str | None = None


class Member(NamedTuple):
    """A row of the memberships, with what Anna's first request usually has."""

    state: str
    decline_at: int | None = None
    turn: int = 0
    access_chat: int = 1
    telegram_user_id: int = ANNA
    asked_at: int = NOW


class Chat(NamedTuple):
    """A row of the chats, with what one without a problem has."""

    chat_id: int = CHAT
    configured_id: int = CHAT
    is_listed: int = 1
    title: str | None = None
    invite_link: str | None = None
    may_invite: int = 1
    may_remove: int = 1
    is_gone: int = 0
    look_at: int | None = None


def notices(kind: str, turn: int, at: int = NOW) -> list[Queued]:
    """Return the notices to admins of the first chat's change with this number."""
    lane = -1 if kind == PROBLEM else 0
    return [
        Queued(f"{kind}:1:{turn}:{admin}", kind, admin, lane=lane, created_at=at, not_before=at)
        for admin in ADMINS
    ]


@dataclass(frozen=True)
class Scene:
    """The use cases of the private chats over a shop's database."""

    shop: Shop
    chats: Chats
    jobs: ChatJobs

    async def ask(
        self,
        person: int = ANNA,
        chat: int = CHAT,
        title: str = "Readers",
        *,
        is_query: bool = False,
    ) -> Decision:
        """Ask to join."""
        profile = Profile(PersonId(person), "Anna B", "anna", "de")
        request = JoinRequest(chat, title, profile, WRITE_TO + person, is_query)
        return await self.chats.join_requested(request)

    async def enter(self, person: int = ANNA, chat: int = CHAT) -> None:
        """Be let in; only people with access are."""
        decision = await self.ask(person, chat, is_query=True)
        await self.chats.verdict_given(decision, taken=True)

    async def put(self, state: str, decline_at: int | None = None) -> None:
        """Put Anna's membership into this state, without a job."""
        await self.execute(
            f"""INSERT INTO people (telegram_user_id, first_seen_at) VALUES ({ANNA}, 1)
            ON CONFLICT DO NOTHING"""
        )
        await self.shop.db.write(lambda tx: memberships.save_request(tx, 1, ANNA, NOW, decline_at))
        await self.execute(f"UPDATE memberships SET state = '{state}'")

    async def update(self, what: str, *, by_others: bool = False) -> None:
        """Report that Anna has joined the first chat, left it, or got another rank there."""
        was_inside, is_inside = what != "joined", what != "left"
        await self.chats.member_updated(
            MemberUpdate(CHAT, PersonId(ANNA), was_inside, is_inside, by_others)
        )

    async def execute(self, sql: str) -> None:
        await self.shop.db.write(lambda tx: tx.execute(sql))

    async def members(self) -> list[Member]:
        columns = ", ".join(Member._fields)
        return [Member(*one) for one in await self._rows(f"SELECT {columns} FROM memberships")]

    async def rows(self, kinds: Sequence[str] = ("chat-access",)) -> list[Queued]:
        """Return all rows of the outbox of these kinds, open or not."""
        columns, marks = ", ".join(Queued._fields), ", ".join(map(repr, kinds))
        found = await self._rows(
            f"SELECT {columns} FROM outbox WHERE kind IN ({marks}) ORDER BY id"
        )
        return [Queued(*one) for one in found]

    async def chat(self, access_chat: int = 1) -> Chat:
        columns = ", ".join(Chat._fields)
        where = f"WHERE id = {access_chat}"
        [row] = await self._rows(f"SELECT {columns} FROM access_chats {where}")
        return Chat(*row)

    async def job(self, kind: str = "chat-access") -> QueuedMessage:
        """Return the latest job of this kind."""
        query = f"SELECT MAX(id) FROM outbox WHERE kind = '{kind}'"
        found = await self.shop.db.read(lambda tx: outbox.get(tx, tx.scalar(query)))
        assert found is not None
        return found

    async def _rows(self, sql: str) -> list[tuple[object, ...]]:
        return await self.shop.db.read(lambda tx: [tuple(one) for one in tx.all(sql)])


@pytest.fixture
async def scene(shop: Shop) -> Scene:
    """Return two chats that were looked at, at the start; nothing is queued."""
    chats = Chats(shop.db, shop.clock, ADMINS, (CHAT, SECOND))
    scene = Scene(shop, chats, ChatJobs(shop.db, shop.clock, ADMINS))
    await chats.on_start()
    await scene.execute("DELETE FROM outbox")
    return scene
