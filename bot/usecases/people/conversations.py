"""Conversations outlive a restart: what somebody was asked, and what they have answered so far."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.clock import Clock
from bot.domain.conversations import Conversation
from bot.domain.models import PersonId
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.inbox import conversations

KEPT_SECONDS = 90 * 86400
"""How long an unfinished conversation is kept; longer than any button below it is pressed."""


@dataclass(frozen=True, slots=True)
class Conversations:
    """Reads and stores each person's conversation."""

    db: Database
    clock: Clock

    async def get(self, person: PersonId) -> Conversation:
        return await self.db.read(lambda tx: conversations.get(tx, person))

    async def set_state(self, person: PersonId, state: str | None) -> None:
        """Ask the person something, or with None leave the question; the answers stay.

        Every command leaves a question, so nothing is written where none is open.
        """
        now = self.clock.now()
        if (await self.get(person)).state == state:
            return

        def work(tx: Tx) -> None:
            _put(tx, person, Conversation(state, conversations.get(tx, person).data), now)

        await self.db.write(work)

    async def set_data(self, person: PersonId, data: Mapping[str, Any]) -> None:
        """Replace the person's answers; the question stays."""
        now = self.clock.now()

        def work(tx: Tx) -> None:
            _put(tx, person, Conversation(conversations.get(tx, person).state, dict(data)), now)

        await self.db.write(work)

    async def add_data(self, person: PersonId, data: Mapping[str, Any]) -> dict[str, Any]:
        """Add these answers to the person's others, and return all of them."""
        now = self.clock.now()

        def work(tx: Tx) -> dict[str, Any]:
            found = conversations.get(tx, person)
            changed = found.data | dict(data)
            _put(tx, person, Conversation(found.state, changed), now)
            return changed

        return await self.db.write(work)


def _put(tx: Tx, person: PersonId, changed: Conversation, now: int) -> None:
    conversations.put(tx, person, changed.state, changed.data, now)
    conversations.forget_before(tx, now - KEPT_SECONDS)
