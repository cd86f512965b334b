"""Conversations with the bot: an open question and its answers, and updates on their way."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Conversation:
    """The name of the open question to a person, None for none, and their answers so far."""

    state: str | None
    data: dict[str, Any]


@dataclass(frozen=True, slots=True)
class StoredUpdate:
    """An update of Telegram's as JSON; `tries` counts the starts at which it was handled again."""

    update_id: int
    body: str
    tries: int
    received_at: int
