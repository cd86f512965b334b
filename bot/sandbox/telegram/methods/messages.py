"""Bot API methods for messages: send, edit, delete, and answer a pressed button."""

from dataclasses import replace
from html import escape

from bot.sandbox.telegram.api import Api, Method
from bot.sandbox.telegram.errors import bad_request
from bot.sandbox.telegram.files import NOTHING_ATTACHED, Attachment
from bot.sandbox.telegram.keyboard import read_inline_markup, read_markup
from bot.sandbox.telegram.markup import (
    DATE,
    MarkupError,
    parse_html,
    trimmed,
    utf16_length,
    without_custom_emoji,
)
from bot.sandbox.telegram.models import (
    CallbackAnswer,
    Formatted,
    Json,
    Markup,
    Message,
)
from bot.sandbox.telegram.params import Params

_TEXT_LENGTH = 4096
_CAPTION_LENGTH = 1024
_CALLBACK_TEXT_LENGTH = 200
_DAYS_AHEAD = 1098
_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly "
    "the same as a current content and reply markup of the message"
)


def send_message(api: Api, params: Params) -> object:
    return post(api, params, _text(params))


def copy_message(api: Api, params: Params) -> object:
    """Post what another message says, without a word of where it is from."""
    chat_id, message_id = params.integer("from_chat_id"), params.integer("message_id")
    if chat_id is None or (chat_id not in api.chats.people and chat_id not in api.chats.groups):
        raise bad_request("chat not found")
    source = api.chats.find(chat_id, message_id)
    if source is None:
        raise bad_request("message to copy not found")
    own = {name: value for name, value in params.values.items() if name != "message_id"}
    posted = post(api, replace(params, values=own), source.formatted, _attachment_of(source))
    return {"message_id": posted["message_id"]}


def edit_message_text(api: Api, params: Params) -> object:
    text, markup = _text(params), read_inline_markup(params)
    message = _editable(api, params)
    if message.document is not None:
        raise bad_request("there is no text in the message to edit")
    return _edit(api, message, text, markup)


def edit_message_reply_markup(api: Api, params: Params) -> object:
    markup = read_inline_markup(params)
    message = _editable(api, params)
    return _edit(api, message, message.formatted, markup)


def delete_message(api: Api, params: Params) -> object:
    chat = api.chats.named(params)
    message = api.chats.find(chat.id, params.integer("message_id"))
    if message is None:
        raise bad_request("message to delete not found")
    api.chats.remove(message)
    return True


def answer_callback_query(api: Api, params: Params) -> object:
    text = params.text("text")
    if utf16_length(text) > _CALLBACK_TEXT_LENGTH:
        raise bad_request("MESSAGE_TOO_LONG")
    answer = CallbackAnswer(text, params.flag("show_alert"), params.text("url") or None)
    api.chats.answer_query(params.text("callback_query_id"), answer)
    return True


def send_chat_action(api: Api, params: Params) -> object:
    api.chats.reachable(params)
    if not params.text("action"):
        raise bad_request("wrong parameter action in request")
    return True


METHODS: dict[str, Method] = {
    "sendMessage": send_message,
    "copyMessage": copy_message,
    "editMessageText": edit_message_text,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
    "answerCallbackQuery": answer_callback_query,
    "sendChatAction": send_chat_action,
}


def post(
    api: Api, params: Params, text: Formatted, attachment: Attachment = NOTHING_ATTACHED
) -> Json:
    """Post a message of the bot and return it; raise ApiError where it may not be posted."""
    markup = read_markup(params)
    chat = api.chats.reachable(params)
    _check_dates(api, text)
    message = Message(
        message_id=api.chats.next_id(),
        chat_id=chat.id,
        sender_id=api.bot_id,
        from_bot=True,
        formatted=_allowed(api, text),
        at=api.chats.now(),
        markup=markup,
        reply_to=_reply_to(api, params, chat.id),
        document=attachment.document,
        file_id=attachment.file_id,
        has_spoiler=attachment.has_spoiler,
        caption_above=attachment.caption_above,
    )
    return api.message_json(api.chats.add(message))


def _attachment_of(message: Message) -> Attachment:
    return Attachment(message.document, message.file_id, message.has_spoiler, message.caption_above)


def _allowed(api: Api, text: Formatted) -> Formatted:
    """Return the text with ordinary emoji in the place of custom ones, unless the bot may use
    those: Telegram replaces them without a word (https://core.telegram.org/bots/api#messageentity).
    """
    return text if api.profile.may_use_custom_emoji else without_custom_emoji(text)


def _check_dates(api: Api, text: Formatted) -> None:
    """Raise for a date that Telegram's servers refuse, though its markup is right
    (https://core.telegram.org/constructor/messageEntityFormattedDate)."""
    last = api.chats.now() + _DAYS_AHEAD * 86_400
    for entity in text.entities:
        if entity["type"] == DATE and not 0 <= entity["unix_time"] <= last:
            raise bad_request("ENTITY_DATE_INVALID")


def caption(params: Params) -> Formatted:
    """Return the text below a file; raise ApiError where it is too long or malformed."""
    found = _formatted(params, "caption")
    if utf16_length(found.plain) > _CAPTION_LENGTH:
        raise bad_request("message caption is too long")
    return found


def _reply_to(api: Api, params: Params, chat_id: int) -> int | None:
    raw = params.json("reply_parameters", "can't parse reply parameters JSON object") or {}
    if not isinstance(raw, dict):
        raise bad_request("object expected as reply parameters")
    both = Params({**params.values, **raw})
    message_id = both.integer("message_id") or both.integer("reply_to_message_id")
    if message_id is None or api.chats.find(chat_id, message_id) is not None:
        return message_id
    if both.flag("allow_sending_without_reply"):
        return None
    raise bad_request("message to be replied not found")


def _editable(api: Api, params: Params) -> Message:
    chat = api.chats.reachable(params)
    message = api.chats.find(chat.id, params.integer("message_id"))
    if message is None:
        raise bad_request("message to edit not found")
    if not message.from_bot:
        raise bad_request("message can't be edited")
    return message


def _edit(api: Api, message: Message, text: Formatted, markup: Markup) -> Json:
    _check_dates(api, text)
    text = _allowed(api, text)
    same_text = (text.plain, text.entities) == (message.text, message.formatted.entities)
    if same_text and markup.keyboard == message.markup.keyboard:
        raise bad_request(_NOT_MODIFIED)
    message.formatted, message.markup = text, markup
    message.edited_at = api.chats.now()
    api.chats.touch(message.chat_id)
    return api.message_json(message)


def _text(params: Params) -> Formatted:
    if not params.text("text"):
        raise bad_request("message text is empty")
    text = _formatted(params, "text")
    if not text.plain:
        raise bad_request("text must be non-empty")
    if utf16_length(text.plain) > _TEXT_LENGTH:
        raise bad_request("message is too long")
    return text


def _formatted(params: Params, name: str) -> Formatted:
    text, mode = params.text(name), params.text("parse_mode").lower()
    if not mode:
        return trimmed(Formatted(text, escape(text, quote=False)))
    if mode != "html":
        raise bad_request("unsupported parse_mode")
    try:
        return trimmed(parse_html(text, params.unknown))
    except MarkupError as error:
        raise bad_request(f"can't parse entities: {error}") from error
