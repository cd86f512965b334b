"""The reply markup of a message, checked as Telegram checks it."""

from collections.abc import Collection
from typing import Any
from urllib.parse import urlsplit

from bot.sandbox.telegram.errors import bad_request
from bot.sandbox.telegram.markup import utf16_length
from bot.sandbox.telegram.models import Button, Json, KeyButton, Markup, UserRequest
from bot.sandbox.telegram.params import Params

_CALLBACK_DATA_BYTES = 64
_BUTTONS = 100
_ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
    "disabled",
)
_STYLES = ("danger", "success", "primary")
_COPY_LENGTH = 256
_OTHER_KINDS = ("force_reply", "remove_keyboard")
_REQUESTS = (
    "request_users",
    "request_chat",
    "request_managed_bot",
    "request_contact",
    "request_location",
    "request_poll",
    "web_app",
)
_KEYS = 300
_PLACEHOLDER = 64
_MOST_USERS = 10
_LARGEST_ID = 2**31


def read_markup(params: Params) -> Markup:
    """Return the message's reply_markup; raise ApiError as Telegram would."""
    raw = params.json("reply_markup", "can't parse reply keyboard markup JSON object")
    if raw is None or raw == {}:
        return Markup()
    if not isinstance(raw, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in raw:
        return Markup(_inline(raw["inline_keyboard"], params), raw)
    if "keyboard" in raw:
        private = (params.integer("chat_id") or 0) > 0
        return Markup(raw=raw, reply=_keys(raw, private=private))
    if not any(raw.get(kind) is True for kind in _OTHER_KINDS):
        raise bad_request("can't parse reply keyboard markup JSON object")
    return Markup(raw=raw)


def read_inline_markup(params: Params) -> Markup:
    """Return the reply_markup of an edit, which allows inline buttons alone."""
    markup = read_markup(params)
    if markup.raw is not None and not markup.inline:
        raise bad_request("inline keyboard expected")
    return markup


def _inline(rows: Any, params: Params) -> tuple[tuple[Button, ...], ...]:
    if not isinstance(rows, list):
        raise bad_request('field "inline_keyboard" must be of type Array')
    if not all(isinstance(row, list) for row in rows):
        raise bad_request(
            'can\'t parse inline keyboard: field "inline_keyboard" must be an Array of Arrays'
        )
    keyboard = tuple(tuple(_button(button, params) for button in row) for row in rows if row)
    if sum(len(row) for row in keyboard) > _BUTTONS:
        raise bad_request("reply markup is too long")
    return keyboard


def _button(raw: Any, params: Params) -> Button:
    unknown = params.unknown
    if not isinstance(raw, dict):
        raise _unparsable("Object expected as inline keyboard button")
    text = raw.get("text")
    if not isinstance(text, str):
        raise _unparsable('Field "text" must be of type String')
    if not text.strip():
        raise bad_request("BUTTON_TEXT_INVALID")
    known = {name: value for name, value in raw.items() if name not in unknown}
    style = _style(raw, unknown)
    actions = [name for name in _ACTIONS if known.get(name) not in (None, False)]
    if not actions or raw.get("callback_data") == "":
        raise _unparsable("Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise _unparsable("Exactly one of the action fields must be used")
    return Button(
        text,
        _callback_data(raw),
        _url(raw),
        style,
        _copy_text(known),
        pay=raw.get("pay") is True,
        web_app=_web_app(raw, params),
    )


def _style(raw: Json, unknown: Collection[str]) -> str | None:
    """Return the colour; a server that knows no colours is played as one that ignores no field."""
    style = raw.get("style")
    if style is None:
        return None
    if "style" in unknown:
        raise _unparsable('Unknown field "style"')
    if not isinstance(style, str):
        raise _unparsable('Field "style" must be of type String')
    if style not in _STYLES:
        raise _unparsable("Invalid button style specified")
    return style


def _copy_text(raw: Json) -> str | None:
    copy = raw.get("copy_text")
    if copy is None:
        return None
    if not isinstance(copy, dict):
        raise _unparsable('Field "copy_text" must be of type Object')
    text = copy.get("text")
    if not isinstance(text, str):
        raise _unparsable('Field "text" must be of type String')
    if not 1 <= utf16_length(text) <= _COPY_LENGTH:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    return text


def _callback_data(raw: Json) -> str | None:
    data = raw.get("callback_data")
    if data is None:
        return None
    if not isinstance(data, str):
        raise _unparsable('Field "callback_data" must be of type String')
    if len(data.encode("utf-8", "surrogatepass")) > _CALLBACK_DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    return data


def _url(raw: Json) -> str | None:
    url = raw.get("url")
    if url is None:
        return None
    if not isinstance(url, str):
        raise _unparsable('Field "url" must be of type String')
    if (why := _wrong_url(url)) is not None:
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: {why}")
    return url


def _web_app(raw: Json, params: Params) -> str | None:
    """Return the address of a Mini App, which opens from private chats only
    (https://core.telegram.org/bots/api#inlinekeyboardbutton)."""
    web_app = raw.get("web_app")
    if web_app is None:
        return None
    if not isinstance(web_app, dict):
        raise _unparsable('Field "web_app" must be of type Object')
    url = web_app.get("url")
    if not isinstance(url, str):
        raise _unparsable('Field "url" must be of type String')
    why = wrong_web_app_url(url, test_environment=params.test_environment)
    if why is not None:
        raise bad_request(f"inline keyboard button Web App URL '{url}' is invalid: {why}")
    if (params.integer("chat_id") or 0) <= 0:
        raise bad_request("BUTTON_TYPE_INVALID")
    return url


def wrong_web_app_url(url: str, *, test_environment: bool) -> str | None:
    """Return why Telegram takes no such address of a Mini App; None where it takes it.

    In its test environment an address may be without TLS
    (https://core.telegram.org/bots/webapps#testing-mini-apps).
    """
    if url.startswith("http://") and not test_environment:
        return "Only HTTPS links are allowed"
    return "Unsupported URL protocol" if url.startswith("tg:") else _wrong_url(url)


def _wrong_url(url: str) -> str | None:
    if "://" not in url:
        return "Wrong HTTP URL"
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return "Wrong HTTP URL"
    if parts.scheme == "tg":
        return None
    if parts.scheme not in ("http", "https"):
        return "Unsupported URL protocol"
    # Telegram refuses a host without a dot (http://localhost): no phone could reach it.
    return "Wrong HTTP URL" if "." not in host or any(c.isspace() for c in url) else None


def _unparsable(why: str) -> Exception:
    return bad_request(f"can't parse inline keyboard button: {why}")


def _keys(raw: Json, *, private: bool) -> tuple[tuple[KeyButton, ...], ...]:
    """Return the rows of the keyboard below the input field; raise ApiError as Telegram would.
    Buttons that ask for something are for private chats only."""
    rows = raw["keyboard"]
    if not isinstance(rows, list):
        raise bad_request('field "keyboard" must be of type Array')
    if not all(isinstance(row, list) for row in rows):
        raise bad_request(
            'can\'t parse reply keyboard: field "keyboard" must be an Array of Arrays'
        )
    if utf16_length(str(raw.get("input_field_placeholder") or "")) > _PLACEHOLDER:
        raise bad_request("REPLY_MARKUP_INVALID")
    keyboard = tuple(tuple(_key(one, private=private) for one in row) for row in rows if row)
    if not keyboard or sum(map(len, keyboard)) > _KEYS:
        raise bad_request("reply markup is too long" if keyboard else "REPLY_MARKUP_INVALID")
    return keyboard


def _key(raw: Any, *, private: bool) -> KeyButton:
    if isinstance(raw, str):
        raw = {"text": raw}
    if not isinstance(raw, dict):
        raise _unparsable_key("Object expected as keyboard button")
    text = raw.get("text")
    if not isinstance(text, str):
        raise _unparsable_key('Field "text" must be of type String')
    if not text.strip():
        raise bad_request("keyboard button text must be non-empty")
    asked = [name for name in _REQUESTS if raw.get(name) not in (None, False)]
    if len(asked) > 1:
        raise _unparsable_key("At most one of the optional fields must be used")
    if asked and not private:
        raise bad_request("Users can be requested in private chats only")
    return KeyButton(text, _users(raw.get("request_users")))


def _users(raw: Any) -> UserRequest | None:
    if raw is None:
        return None
    if not isinstance(raw, dict):
        raise _unparsable_key('Field "request_users" must be of type Object')
    number, most = raw.get("request_id"), raw.get("max_quantity", 1)
    if not isinstance(number, int) or not -_LARGEST_ID <= number < _LARGEST_ID:
        raise _unparsable_key('Field "request_id" must be a valid Number')
    if not isinstance(most, int) or not 1 <= most <= _MOST_USERS:
        raise bad_request("Invalid maximum number of requested users specified")
    return UserRequest(
        number,
        most,
        names=bool(raw.get("request_name")),
        usernames=bool(raw.get("request_username")),
    )


def _unparsable_key(why: str) -> Exception:
    return bad_request(f"can't parse keyboard button: {why}")
