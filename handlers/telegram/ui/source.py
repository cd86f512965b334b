"""Where an update comes from, read before the update itself is."""

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

_MENTION = re.compile(r"^(/\w+)@\w+")
_PAYMENTS = ("successful_payment", "refunded_payment")


class Sort(Enum):
    """The sort of an update, as far as its turn depends on it."""

    MESSAGE = auto()
    """A message in a private chat."""
    PRESS = auto()
    REQUEST = auto()
    """A join request, or the bot blocked or unblocked: only the newest counts."""
    MONEY = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Source:
    """The sort of an update, and the person behind it; None where no one person is."""

    sort: Sort
    person_id: int | None = None
    key: object = None
    """Updates of a person with the same key repeat one another."""
    album: str | None = None


def source_of(update: dict[str, Any]) -> Source:
    """Return the source of a raw update, whatever it looks like."""
    match update:
        case {"pre_checkout_query": _} | {"shipping_query": _}:
            source = Source(Sort.MONEY)
        case {"message": dict()}:
            source = _of_message(update)
        case {"callback_query": dict() as query}:
            source = _of_press(query)
        case {"chat_join_request": request}:
            source = Source(Sort.REQUEST, _id(request, "from"), ("join", _id(request, "chat")))
        case {"my_chat_member": change}:
            source = _of_own_membership(change)
        case {"chat_member": change}:
            source = Source(Sort.OTHER, _id(change, "from"))
        case _:
            source = Source(Sort.OTHER)
    return source


def command_of(update: dict[str, Any]) -> str | None:
    """Return the command of a private message, with what follows it, the same for all spellings
    that mean the same here: `/Start@the_bot` is `/start`. None for anything else."""
    message = update.get("message")
    text = message.get("text") if isinstance(message, dict) else None
    if not isinstance(text, str) or not text.startswith("/"):
        return None
    return _MENTION.sub(r"\1", text.strip()).casefold()


def may_come_later(update: dict[str, Any]) -> bool:
    """Return whether a wait may delay the whole answer: a message is handled again after it, a
    press is not."""
    return source_of(update).sort is Sort.MESSAGE


def press_id_of(update: dict[str, Any]) -> str | None:
    """Return the id with which a press is acknowledged."""
    query = update.get("callback_query")
    found = query.get("id") if isinstance(query, dict) else None
    return found if isinstance(found, str) else None


def _of_message(update: dict[str, Any]) -> Source:
    message = update["message"]
    if any(payment in message for payment in _PAYMENTS):
        return Source(Sort.MONEY)
    chat = message.get("chat")
    if not isinstance(chat, dict) or chat.get("type") != "private":
        return Source(Sort.OTHER)
    command, album = command_of(update), message.get("media_group_id")
    return Source(
        Sort.MESSAGE,
        _id(message, "from"),
        ("command", command) if command else ("update", update.get("update_id")),
        album if isinstance(album, str) else None,
    )


def _of_press(query: dict[str, Any]) -> Source:
    message = query.get("message")
    message_id = message.get("message_id") if isinstance(message, dict) else None
    return Source(
        Sort.PRESS, _id(query, "from"), ("press", str(message_id), str(query.get("data")))
    )


def _of_own_membership(change: object) -> Source:
    chat = change.get("chat") if isinstance(change, dict) else None
    if isinstance(chat, dict) and chat.get("type") == "private":
        return Source(Sort.REQUEST, _id(change, "from"), "own membership")
    return Source(Sort.OTHER)


def _id(value: object, part: str) -> int | None:
    inner = value.get(part) if isinstance(value, dict) else None
    found = inner.get("id") if isinstance(inner, dict) else None
    return found if isinstance(found, int) else None
