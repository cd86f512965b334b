"""Writes to a running bot as Telegram's webhook does, which is answered once it is handled."""

import itertools
import json
import urllib.request
from types import MappingProxyType

from benchmarks.processes import TOKEN, Server
from bot.clients import telegram_secret
from bot.clock import SystemClock
from bot.settings.rules import TELEGRAM_WEBHOOK_PATH
from bot.settings.settings import IsolatedSettings
from handlers.http.telegram_webhook import SECRET_HEADER

WEBHOOK = MappingProxyType({"PUBLIC_URL": "https://shop.example"})
"""The setting with which the bot takes such deliveries."""
_LONGEST_SECONDS = 600.0
_numbers = itertools.count(1)
"""The numbers of updates and messages; the bot takes each once."""


def say(server: Server, person: int, text: str) -> None:
    """Let a person write a command or a message; return once the bot has answered it.

    Raises OSError where the server has ended meanwhile.
    """
    number = next(_numbers)
    message: dict[str, object] = {
        "message_id": number,
        "date": SystemClock().now(),
        "text": text,
        "chat": {"id": person, "type": "private", "first_name": "A"},
        "from": {"id": person, "is_bot": False, "first_name": "A", "language_code": "en"},
    }
    if text.startswith("/"):
        command = {"type": "bot_command", "offset": 0, "length": len(text.split()[0])}
        message["entities"] = [command]
    update = json.dumps({"update_id": number, "message": message}).encode()
    headers = {SECRET_HEADER: _secret(), "Content-Type": "application/json"}
    url = f"http://127.0.0.1:{server.port}{TELEGRAM_WEBHOOK_PATH}"
    asked = urllib.request.Request(url, update, headers)
    urllib.request.urlopen(asked, timeout=_LONGEST_SECONDS).close()


def _secret() -> str:
    return telegram_secret(IsolatedSettings(bot_token=TOKEN, tribute_api_key="k"))
