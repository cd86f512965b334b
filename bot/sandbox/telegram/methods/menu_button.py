"""Bot API methods about the button beside the input field, which may open a Mini App."""

from typing import Any

from bot.sandbox.telegram.api import Api, Method
from bot.sandbox.telegram.errors import bad_request
from bot.sandbox.telegram.keyboard import wrong_web_app_url
from bot.sandbox.telegram.models import Json, Person
from bot.sandbox.telegram.params import Params

_DEFAULT: Json = {"type": "default"}
_WITHOUT_MORE = ("default", "commands")


def set_chat_menu_button(api: Api, params: Params) -> object:
    """Set the button of one private chat, or of all that have none of their own."""
    chat_id = _private_chat(api, params)
    raw = params.json("menu_button", "can't parse menu button JSON object")
    api.profile.menu_buttons[chat_id] = _DEFAULT if raw is None else _checked(params, raw)
    for person_id in api.chats.people if chat_id is None else (chat_id,):
        api.chats.touch(person_id)
    return True


def get_chat_menu_button(api: Api, params: Params) -> object:
    return shown_in(api, _private_chat(api, params))


def shown_in(api: Api, chat_id: int | None) -> Json:
    """Return the button of a private chat; “default” leaves it to the one for all."""
    buttons = api.profile.menu_buttons
    own = buttons.get(chat_id, _DEFAULT)
    return buttons.get(None, _DEFAULT) if own["type"] == "default" else own


def _private_chat(api: Api, params: Params) -> int | None:
    """Return the private chat that is named; None where none is."""
    if not params.values.get("chat_id"):
        return None
    chat = api.chats.named(params)
    if not isinstance(chat, Person):
        raise bad_request("user not found")
    return chat.id


def _checked(params: Params, raw: Any) -> Json:
    if not isinstance(raw, dict):
        raise _unparsable("Object expected as menu button")
    kind = raw.get("type")
    if not isinstance(kind, str):
        raise _unparsable('Field "type" must be of type String')
    if kind in _WITHOUT_MORE:
        return {"type": kind}
    if kind != "web_app":
        raise _unparsable("MenuButton has unsupported type")
    return _web_app(params, raw)


def _web_app(params: Params, raw: Json) -> Json:
    text, web_app = raw.get("text"), raw.get("web_app")
    if not isinstance(text, str):
        raise _unparsable('Field "text" must be of type String')
    if not isinstance(web_app, dict):
        raise _unparsable('Field "web_app" must be of type Object')
    url = web_app.get("url")
    if not isinstance(url, str):
        raise _unparsable('Field "url" must be of type String')
    if not text.strip():
        raise bad_request("menu button text must be non-empty")
    why = wrong_web_app_url(url, test_environment=params.test_environment)
    if why is not None:
        raise bad_request(f"menu button Web App URL '{url}' is invalid: {why}")
    return {"type": "web_app", "text": text, "web_app": {"url": url}}


def _unparsable(why: str) -> Exception:
    return bad_request(f"can't parse menu button: {why}")


METHODS: dict[str, Method] = {
    "setChatMenuButton": set_chat_menu_button,
    "getChatMenuButton": get_chat_menu_button,
}
