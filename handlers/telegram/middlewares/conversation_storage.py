"""Keeps aiogram's states in the database, so that questions and answers outlive a restart."""

from collections.abc import Mapping
from typing import Any

from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage, StateType, StorageKey

from bot.domain.models import PersonId
from bot.usecases.people.conversations import Conversations


class ConversationStorage(BaseStorage):
    """Reads and writes conversations; there are none in groups, where nobody is asked anything."""

    def __init__(self, conversations: Conversations) -> None:
        self._conversations = conversations

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        if _private(key):
            name = state.state if isinstance(state, State) else state
            await self._conversations.set_state(PersonId(key.user_id), name)

    async def get_state(self, key: StorageKey) -> str | None:
        if not _private(key):
            return None
        return (await self._conversations.get(PersonId(key.user_id))).state

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        if _private(key):
            await self._conversations.set_data(PersonId(key.user_id), data)

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        if not _private(key):
            return {}
        return (await self._conversations.get(PersonId(key.user_id))).data

    async def update_data(self, key: StorageKey, data: Mapping[str, Any]) -> dict[str, Any]:
        if not _private(key):
            return dict(data)
        return await self._conversations.add_data(PersonId(key.user_id), data)

    async def close(self) -> None:
        """Do nothing: the database is closed by its owner."""


def _private(key: StorageKey) -> bool:
    return key.user_id > 0 and key.chat_id == key.user_id
