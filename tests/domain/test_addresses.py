"""Addresses of buttons as admins type them are completed, or refused."""

import pytest

from bot.domain.addresses import tidy_url


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
        ("tg://user?id=700004", None),
        ("TG://USER?id=700004", None),
        ("javascript:alert(1)", None),
        ("ftp://example.com", None),
        ("@ab", None),
        ("hello", None),
        ("1.5", None),
        ("https://example.com/" + "a" * 2048, None),
        ("https://example.org/a?b=1", "https://example.org/a?b=1"),
        (" https://t.me/club ", "https://t.me/club"),
        ("t.me/+AbC", "https://t.me/+AbC"),
        ("@the_club", "https://t.me/the_club"),
        ("tg://resolve?domain=club", "tg://resolve?domain=club"),
        ("", None),
        ("club", None),
        ("@no", None),
        ("http://example.org", None),
        ("https://localhost/x", None),
        ("https://localhost.", None),
        ("https://a b.org", None),
        ("https://[x", None),
        ("ftp://example.org", None),
        (f"https://example.org/{'x' * 2028}", f"https://example.org/{'x' * 2028}"),
        (f"https://example.org/{'x' * 2029}", None),
    ],
)
def test_an_address_is_completed_or_refused(typed: str, url: str | None) -> None:
    assert tidy_url(typed) == url
