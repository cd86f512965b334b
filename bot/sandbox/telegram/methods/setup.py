"""Bot API methods about the bot itself: identity, commands, webhook, chats."""

import re
from typing import Any
from urllib.parse import urlsplit

from bot.sandbox.telegram.api import Api, Method
from bot.sandbox.telegram.errors import bad_request
from bot.sandbox.telegram.models import BotCommand, Group, Json, Person
from bot.sandbox.telegram.params import Params
from bot.sandbox.telegram.profile import ScopeKey
from bot.sandbox.telegram.render import chat_json, without_nones
from bot.sandbox.telegram.updates import Webhook, check_secret

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"[a-z]{2}")
_DESCRIPTION_LENGTH = 256
_COMMANDS = 100
_CHAT_SCOPES = ("chat", "chat_administrators", "chat_member")
_SCOPES = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators")
_LOOPBACK = ("127.0.0.1", "::1", "localhost")


def get_me(api: Api, _params: Params) -> object:
    return {
        **api.bot_json(),
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def get_chat(api: Api, params: Params) -> object:
    chat = api.chats.named(params)
    if isinstance(chat, Group) and chat.bot_status in ("left", "kicked"):
        raise bad_request("chat not found")
    if isinstance(chat, Person) and not chat.started:
        raise bad_request("chat not found")
    accepted = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription")
    return {
        **chat_json(chat),
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys((*accepted, "gifts_from_channels"), True),
    }


def set_my_commands(api: Api, params: Params) -> object:
    raw = params.json("commands", "can't parse commands JSON object")
    if not isinstance(raw, list):
        raise bad_request("expected an Array of BotCommand")
    if len(raw) > _COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    commands = tuple(_command(item) for item in raw)
    api.profile.commands[_scope(api, params), language(params)] = commands
    return True


def get_my_commands(api: Api, params: Params) -> object:
    key = (_scope(api, params), language(params))
    commands = api.profile.commands.get(key, ())
    return [{"command": item.command, "description": item.description} for item in commands]


def delete_my_commands(api: Api, params: Params) -> object:
    api.profile.commands.pop((_scope(api, params), language(params)), None)
    return True


def set_webhook(api: Api, params: Params) -> object:
    url = params.text("url")
    if not url:
        return delete_webhook(api, params)
    parts = urlsplit(url)
    if parts.scheme != "https" and parts.hostname not in _LOOPBACK:
        raise bad_request("bad webhook: HTTPS url must be provided for webhook")
    secret = check_secret(params.text("secret_token"))
    api.updates.allow(allowed_updates(params))
    _drop_pending(api, params)
    api.updates.set_webhook(Webhook(url, secret, params.integer("max_connections") or 40))
    return True


def delete_webhook(api: Api, params: Params) -> object:
    _drop_pending(api, params)
    api.updates.set_webhook(None)
    return True


def get_webhook_info(api: Api, _params: Params) -> object:
    webhook, updates = api.updates.webhook, api.updates
    return without_nones(
        url=webhook.url if webhook else "",
        has_custom_certificate=False,
        pending_update_count=len(updates.pending),
        max_connections=webhook.max_connections if webhook else None,
        last_error_date=webhook.last_error_at if webhook else None,
        last_error_message=webhook.last_error if webhook else None,
        allowed_updates=sorted(updates.allowed) if updates.allowed else None,
    )


def allowed_updates(params: Params) -> list[str] | None:
    """Return the parameter's kinds of updates, or None when it is absent."""
    kinds = params.json("allowed_updates", "can't parse allowed_updates JSON object")
    if kinds is None:
        return None
    if not isinstance(kinds, list) or not all(isinstance(kind, str) for kind in kinds):
        raise bad_request("expected an Array of String as allowed_updates")
    return kinds


def _drop_pending(api: Api, params: Params) -> None:
    if params.flag("drop_pending_updates"):
        api.updates.pending.clear()


def _command(raw: Any) -> BotCommand:
    if not isinstance(raw, dict):
        raise bad_request("expected an Array of BotCommand")
    # Telegram accepts a leading slash and capitals.
    command = str(raw.get("command", "")).removeprefix("/").lower()
    description = str(raw.get("description", "")).strip()
    if not _COMMAND.fullmatch(command):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= _DESCRIPTION_LENGTH:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return BotCommand(command, description)


def language(params: Params) -> str:
    """Return a language code of two letters, or none for everybody: TDLib takes no other."""
    code = params.text("language_code")
    if code and not _LANGUAGE.fullmatch(code):
        raise bad_request("invalid language code specified")
    return code


def _scope(api: Api, params: Params) -> ScopeKey:
    raw: Json = params.json("scope", "can't parse BotCommandScope JSON object") or {}
    kind = raw.get("type", "default") if isinstance(raw, dict) else None
    if kind in _CHAT_SCOPES:
        return str(kind), api.chats.named(Params(raw)).id
    if kind not in _SCOPES:
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    return str(kind), None


def _harmless(_api: Api, _params: Params) -> object:
    return True


METHODS: dict[str, Method] = {
    "getMe": get_me,
    "getChat": get_chat,
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
    "logOut": _harmless,
    "close": _harmless,
}
