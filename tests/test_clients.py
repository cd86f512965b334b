"""Servers on the same machine are no witness of the time beside Tribute."""

import pytest

from bot.clients import time_witnesses
from bot.settings.settings import IsolatedSettings

OFFICIAL = "https://api.telegram.org"


@pytest.mark.parametrize(
    ("telegram", "tribute", "counts"),
    [
        (OFFICIAL, "https://tribute.tg/api/v1", ["telegram", "tribute"]),
        ("http://127.0.0.1:8081", "https://tribute.tg/api/v1", ["tribute"]),
        ("http://[::1]:8081", "https://tribute.tg/api/v1", ["tribute"]),
        ("http://10.0.0.5:8081", "https://tribute.tg/api/v1", ["tribute"]),
        ("http://telegram-bot-api:8081", "https://tribute.tg/api/v1", ["tribute"]),
        ("https://bots.example.com", "https://tribute.tg/api/v1", ["telegram", "tribute"]),
        ("http://127.0.0.1:1", "http://127.0.0.1:2/api/v1", ["telegram", "tribute"]),
    ],
)
def test_a_bot_api_server_of_ones_own_has_this_machines_clock(
    telegram: str, tribute: str, counts: list[str]
) -> None:
    settings = IsolatedSettings(
        bot_token="1:a",
        tribute_api_key="key",
        telegram_api_url=telegram,
        tribute_api_url=tribute,
    )
    assert list(time_witnesses(settings)) == counts
