"""Mini Apps: a person opens one, and Telegram tells it who that is, signed by the bot's token.

The fields and the signature are from https://core.telegram.org/bots/webapps#validating-data-received-via-the-mini-app.
"""

import base64
import hashlib
import hmac
import json
import secrets
from pathlib import Path
from urllib.parse import urlencode

from aiohttp import web

from bot.sandbox.telegram.methods.menu_button import shown_in
from bot.sandbox.telegram.models import Button, Json, Person
from bot.sandbox.telegram.render import without_nones
from bot.sandbox.telegram.renewals import RenewalActions

_SCRIPT = Path(__file__).parent / "telegram-web-app.js"
_SIGNATURE_BYTES = 64


class WebAppActions(RenewalActions):
    """The people's side of Mini Apps."""

    token: str

    def menu_button(self, person_id: int) -> Json:
        """Return the button beside the person's input field."""
        return shown_in(self._api, person_id)

    @property
    def test_environment(self) -> bool:
        """Whether this plays Telegram's test environment, where Mini Apps need no TLS."""
        return self._api.profile.test_environment

    @test_environment.setter
    def test_environment(self, value: bool) -> None:
        self._api.profile.test_environment = value

    def open_menu_button(self, person_id: int) -> str:
        """Return the initData of a Mini App that the person opens by the button beside the input
        field; raise LookupError where that opens none."""
        if self.menu_button(person_id)["type"] != "web_app":
            raise LookupError("the menu button opens no Mini App")
        return self._init_data(person_id)

    def open_web_app(self, person_id: int, message_id: int, text: str) -> str:
        """Return the initData of the Mini App behind a button of a message; raise LookupError
        where there is no such button."""
        message = self._chats.find(person_id, message_id)
        buttons: list[Button] = message.buttons if message is not None else []
        if not any(one.web_app is not None and one.text == text for one in buttons):
            raise LookupError("there is no such button")
        return self._init_data(person_id)

    def _init_data(self, person_id: int) -> str:
        return sign(self.token, self._chats.people[person_id], self._chats.now())


def sign(token: str, person: Person, now: int) -> str:
    """Return initData for this person, signed by the bot's token as Telegram does it.

    The signature for third parties is by a key that only Telegram has: here it is chance.
    """
    fields = {
        "query_id": base64.urlsafe_b64encode(secrets.token_bytes(18)).decode(),
        "user": json.dumps(_user(person), ensure_ascii=False, separators=(",", ":")),
        "auth_date": str(now),
        "signature": _without_padding(secrets.token_bytes(_SIGNATURE_BYTES)),
    }
    check = "\n".join(f"{name}={fields[name]}" for name in sorted(fields))
    key = hmac.new(b"WebAppData", token.encode(), hashlib.sha256).digest()
    fields["hash"] = hmac.new(key, check.encode(), hashlib.sha256).hexdigest()
    return urlencode(fields)


def _user(person: Person) -> Json:
    return without_nones(
        id=person.id,
        first_name=person.first_name,
        last_name=person.last_name or "",
        username=person.username,
        language_code=person.language_code,
        allows_write_to_pm=True,
    )


def _without_padding(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


async def script(_request: web.Request) -> web.FileResponse:
    """Answer with the stand-in for https://telegram.org/js/telegram-web-app.js."""
    return web.FileResponse(_SCRIPT, headers={"Cache-Control": "no-cache"})
