"""People, chats and messages as the JSON that Telegram sends."""

from collections.abc import Collection

from bot.sandbox.telegram.models import Document, Group, Json, Message, Person
from bot.sandbox.telegram.stars import Invoice


def without_nones(**values: object) -> Json:
    return {name: value for name, value in values.items() if value is not None}


def user_json(person: Person) -> Json:
    return without_nones(
        id=person.id,
        is_bot=False,
        first_name=person.first_name,
        last_name=person.last_name,
        username=person.username,
        language_code=person.language_code,
    )


def chat_json(chat: Person | Group) -> Json:
    if isinstance(chat, Group):
        return {"id": chat.id, "type": chat.type, "title": chat.title}
    return without_nones(
        id=chat.id,
        type="private",
        first_name=chat.first_name,
        last_name=chat.last_name,
        username=chat.username,
    )


_RIGHTS = ("can_invite_users", "can_restrict_members")
_OTHER_FLAGS = (
    "is_anonymous",
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_promote_members",
    "can_change_info",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_send_welcome_messages",
)


def member_json(status: str, user: Json, rights: Collection[str] = _RIGHTS) -> Json:
    """Return a member of a group or channel; only an administrator has the `rights`."""
    found: Json = {"status": status, "user": user}
    if status == "kicked":
        return {**found, "until_date": 0}
    if status == "creator":
        return {**found, "is_anonymous": False}
    if status != "administrator":
        return found
    others = dict.fromkeys(_OTHER_FLAGS, False)
    return {
        **found,
        "can_be_edited": False,
        **others,
        **{right: right in rights for right in _RIGHTS},
    }


def message_json(message: Message, *, sender: Json, chat: Json, reply_to: Json | None) -> Json:
    entities = list(message.formatted.entities) or None
    has_words = message.invoice is None and message.service is None
    is_text = message.document is None and has_words
    return without_nones(
        message_id=message.message_id,
        **{"from": sender},
        chat=chat,
        date=message.at,
        edit_date=message.edited_at,
        reply_to_message=reply_to,
        text=message.text if is_text else None,
        entities=entities if is_text else None,
        caption=None if is_text or not has_words else message.text or None,
        caption_entities=None if is_text or not has_words else entities,
        invoice=_invoice_json(message.invoice) if message.invoice is not None else None,
        **(message.service or {}),
        **_file_json(message),
        has_media_spoiler=message.has_spoiler or None,
        show_caption_above_media=message.caption_above or None,
        forward_origin=message.forward_origin,
        media_group_id=message.album,
        reply_markup=message.markup.raw if message.markup.inline else None,
    )


def _invoice_json(invoice: Invoice) -> Json:
    return {
        "title": invoice.title,
        "description": invoice.description,
        "start_parameter": "",
        "currency": invoice.currency,
        "total_amount": invoice.total_amount,
    }


def _file_json(message: Message) -> Json:
    """Return the file in a message under its kind's name; an animation is also a document."""
    document = message.document
    if document is None:
        return {}
    kind, described = document.sent_as, _described(message.file_id or "", document)
    match kind:
        case "photo":
            return {kind: [described]}
        case "animation":
            return {kind: described, "document": described}
        case _:
            return {kind: described}


def _described(file_id: str, document: Document) -> Json:
    kind = document.sent_as
    width, height = document.size or (512, 512)
    found: Json = {
        "file_id": file_id,
        "file_unique_id": f"unique-{file_id[-6:]}",
        "file_size": len(document.content),
    }
    if kind in ("photo", "video", "animation", "sticker"):
        found |= {"width": width, "height": height}
    if kind in ("video", "animation", "audio", "voice", "video_note"):
        found["duration"] = 1
    if kind == "video_note":
        found["length"] = width
    if kind == "sticker":
        animated = document.file_name.endswith(".tgs")
        video = document.mime_type.startswith("video/")
        return found | {"type": "regular", "is_animated": animated, "is_video": video}
    if kind not in ("photo", "voice", "video_note"):
        found |= {"file_name": document.file_name, "mime_type": document.mime_type}
    return found
