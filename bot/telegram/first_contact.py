"""The bot at Telegram before it runs: who it is, whether it serves already, and what waits for it.

Calls the Bot API directly: aiogram costs seconds and memory that a small machine may not have
beside a bot that runs, and it reads updates into types, which loses those that it doesn't know.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp

from bot.http_client import HttpClient
from bot.texts import LOCALES

MOST_UPDATES = 100
"""The most updates that one getUpdates returns (Bot API)."""
_TIMEOUT_SECONDS = 10
_REFUSED = {401, 404}
"""A token that was revoked, and one that no bot ever had."""
_CONFLICT = 409
_SCOPES = ({"type": "all_private_chats"}, {"type": "default"})


class TelegramRefused(Exception):
    """Raised where Telegram doesn't know the token."""


class TelegramSilent(Exception):
    """Raised where Telegram gives no answer that could be used."""


class UpdatesElsewhere(Exception):
    """Raised where another program fetches the updates, or a webhook is set."""


@dataclass(frozen=True, slots=True)
class BotAccount:
    """The bot as Telegram knows it (getMe)."""

    id: int
    username: str
    name: str


@dataclass(frozen=True, slots=True)
class WaitingUpdate:
    """An update that nobody has confirmed. `text` is empty unless a person wrote it in private."""

    update_id: int
    text: str = ""
    sender_id: int = 0
    sender_name: str = ""
    sender_username: str = ""


class FirstContact(HttpClient):
    """The calls behind one session: `async with FirstContact(…) as telegram`.

    Each raises one of the errors above and nothing else; none of them holds the token. No call
    changes anything, except `confirm`.
    """

    def __init__(self, base_url: str, token: str) -> None:
        super().__init__()
        self._url = f"{base_url}/bot{token}/"

    def _new_session(self) -> aiohttp.ClientSession:
        return aiohttp.ClientSession(
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={"User-Agent": "Tributary"},
            timeout=aiohttp.ClientTimeout(total=_TIMEOUT_SECONDS),
        )

    async def me(self) -> BotAccount:
        """Return the bot that the token belongs to."""
        found = _object(await self._call("getMe"))
        return BotAccount(_whole(found.get("id")), _text(found, "username"), _name(found))

    async def webhook_url(self) -> str:
        """Return where the updates are sent; empty while no webhook is set (getWebhookInfo)."""
        return _text(_object(await self._call("getWebhookInfo")), "url")

    async def command_lists(self) -> list[frozenset[str]]:
        """Return the commands in each list that everybody sees in private (getMyCommands)."""
        found = []
        for scope in _SCOPES:
            for language in ("", *LOCALES):
                listed = await self._call("getMyCommands", scope=scope, language_code=language)
                rows = listed if isinstance(listed, list) else []
                found.append(frozenset(_text(_object(row), "command") for row in rows))
        return found

    async def waiting(self) -> list[WaitingUpdate]:
        """Return the oldest updates that nobody has confirmed, 100 at most, and confirm none.

        Without an `offset` getUpdates confirms nothing; without `allowed_updates` it keeps the
        kinds that were asked for before (Bot API).
        """
        listed = await self._call("getUpdates", timeout=0, limit=MOST_UPDATES)
        rows = listed if isinstance(listed, list) else []
        return sorted((_update(_object(row)) for row in rows), key=lambda one: one.update_id)

    async def confirm(self, update_id: int) -> None:
        """Confirm this update, and with it every older one: Telegram has no other way."""
        await self._call("getUpdates", offset=update_id + 1, limit=1, timeout=0)

    async def _call(self, method: str, **params: Any) -> object:
        """Return the result of a call. The errors of aiohttp hold the URL, and with it the token,
        so they are replaced here, without a chain."""
        try:
            async with self._session.post(
                self._url + method, json=params, allow_redirects=False
            ) as response:
                answer = _object(json.loads(await response.read()))
                status = response.status
        except (aiohttp.ClientError, TimeoutError, ValueError, RecursionError):
            raise TelegramSilent(method) from None
        if answer.get("ok") is True:
            return answer.get("result")
        raise _error(method, status)


def _error(method: str, status: int) -> Exception:
    if status in _REFUSED:
        return TelegramRefused(method)
    return UpdatesElsewhere(method) if status == _CONFLICT else TelegramSilent(f"{method} {status}")


def _update(row: Mapping[str, object]) -> WaitingUpdate:
    update_id, message = _whole(row.get("update_id")), _object(row.get("message"))
    sender, chat = _object(message.get("from")), _object(message.get("chat"))
    if chat.get("type") != "private" or sender.get("is_bot") is not False:
        return WaitingUpdate(update_id)
    return WaitingUpdate(
        update_id,
        _text(message, "text"),
        _whole(sender.get("id")),
        _name(sender),
        _text(sender, "username"),
    )


def _object(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0


def _text(found: Mapping[str, object], name: str) -> str:
    value = found.get(name)
    return value if isinstance(value, str) else ""


def _name(person: Mapping[str, object]) -> str:
    names = (_text(person, "first_name"), _text(person, "last_name"))
    return " ".join(name for name in names if name)
