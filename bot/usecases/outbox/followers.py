"""Followers: capabilities that act when their message has arrived, or can't."""

from collections.abc import Callable
from dataclasses import dataclass

from storage.engine.tx import Tx
from storage.outbox import QueuedMessage


@dataclass(frozen=True, slots=True)
class Delivery:
    """How the sending of a message ended: with these messages of Telegram's, or with none.

    `refused` has Telegram's words where it will never take the message as it is. Without, a message
    that hasn't arrived waits for its reader.
    """

    arrived: bool
    message_ids: tuple[int, ...] = ()
    refused: str | None = None


Follower = Callable[[Tx, QueuedMessage, Delivery, int], None]
"""Called in the transaction that records the delivery, with the present time."""
