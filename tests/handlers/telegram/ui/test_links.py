"""Addresses of buttons as admins type them, alone or with the words for the button."""

import pytest
from aiogram.types import Chat, Message, MessageEntity

from handlers.telegram.ui.links import Link, read_link


def message(text: str, *entities: MessageEntity) -> Message:
    chat = Chat(id=1, type="private")
    return Message(message_id=1, date=0, chat=chat, text=text, entities=list(entities) or None)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("https://example.com", Link("https://example.com")),
        ("Read more https://example.com", Link("https://example.com", "Read more")),
        ("Read more — @channel", Link("https://t.me/channel", "Read more")),
        ("https://example.com\nRead more", Link("https://example.com", "Read more")),
        ("Read more | example.com", Link("https://example.com", "Read more")),
        ("see https://example.com now", None),
        ("https://example.com https://example.org", None),
        ("Read more", None),
        ("", None),
    ],
)
def test_the_words_may_come_along(text: str, found: Link | None) -> None:
    assert read_link(message(text)) == found


def test_words_that_are_a_link_are_both() -> None:
    link = MessageEntity(type="text_link", offset=0, length=4, url="https://example.com")
    assert read_link(message("Read more", link)) == Link("https://example.com", "Read more")
    wrong = link.model_copy(update={"url": "http://localhost"})
    assert read_link(message("Read more", wrong)) is None
