"""The content of a broadcast as columns of its row: text, picture or video, button."""

from typing import Any

from bot.domain.broadcasts import BroadcastButton, Content, Page
from bot.domain.models import Media, MediaKind


def content_columns(content: Content) -> dict[str, object]:
    """Return the columns with their values; what isn't there is left out."""
    media, button = content.media, content.button
    columns: dict[str, object] = {"text": content.text}
    if media is not None:
        columns |= {
            "media_kind": media.kind,
            "media_id": media.file_id,
            "media_hidden": int(media.hidden),
            "media_below": int(media.below),
        }
    if button is not None:
        columns |= {
            "button_label": button.label,
            "button_url": button.url,
            "button_page": button.page,
            "button_plan_id": button.plan_id,
        }
    return columns


def take_content(columns: dict[str, Any]) -> Content:
    """Take the content out of the columns of a row."""
    return Content(columns.pop("text"), _media(columns), _button(columns))


def _media(columns: dict[str, Any]) -> Media | None:
    """Take the picture or video out of the columns."""
    kind, file_id, hidden, below = (
        columns.pop(f"media_{name}") for name in ("kind", "id", "hidden", "below")
    )
    return Media(MediaKind(kind), file_id, bool(hidden), bool(below)) if kind is not None else None


def _button(columns: dict[str, Any]) -> BroadcastButton | None:
    """Take the button out of the columns."""
    label, url, page, plan_id = (
        columns.pop(f"button_{name}") for name in ("label", "url", "page", "plan_id")
    )
    if url is None and page is None:
        return None
    return BroadcastButton(label, url, Page(page) if page is not None else None, plan_id)
