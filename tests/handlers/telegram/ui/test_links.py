"""Addresses of buttons as admins type them, alone or with the words for the button."""

import pytest
from aiogram.types import Chat, Message, MessageEntity

from handlers.telegram.ui.links import Link, read_link, tidy_url


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        ("https://example.com", "https://example.com"),
        ("https://example.com/?a=1&b=2#c", "https://example.com/?a=1&b=2#c"),
        ("example.com/page", "https://example.com/page"),
        ("t.me/channel", "https://t.me/channel"),
        ("@channel", "https://t.me/channel"),
        ("tg://resolve?domain=channel", "tg://resolve?domain=channel"),
        ("https://пример.рф", "https://пример.рф"),
        ("http://example.com", None),
        ("https://localhost", None),
        ("https://", None),
        ("https://[", None),
        ("tg://", None),
        ("javascript:alert(1)", None),
        ("ftp://example.com", None),
        ("@ab", None),
        ("hello", None),
        ("1.5", None),
        ("https://example.com/" + "a" * 2048, None),
    ],
)
def test_an_address_is_completed_or_refused(typed: str, url: str | None) -> None:
    assert tidy_url(typed) == url


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
