"""Own words as admins' screens quote them: whole, or in a line."""

import re
from html import escape

from bot.domain.shop_face.telegram_html import length, plain
from bot.domain.shop_face.texts import Content, Slot
from bot.texts import Markup, clean, quoted
from bot.usecases.outbox.wording import Wording

_LONGEST_QUOTE = 2500
_LONGEST_EXCERPT = 300
_QUOTE_TAG = re.compile(r"</?blockquote\b[^>]*>")


def quotable(html: str) -> Markup:
    """Return words as they can stand in a quote, whole where they fit: Telegram allows no quote
    inside another."""
    if length(html) > _LONGEST_QUOTE:
        return Markup(escape(plain(html)[:_LONGEST_QUOTE]) + "…")
    return Markup(_QUOTE_TAG.sub("", html))


def excerpt(slot: Slot, content: Content, say: Wording) -> Markup:
    """Return what a content says, in one line of a history."""
    if content.is_original and slot.is_setting:
        return say("face-state-left")
    if content.is_original:
        return say("face-state-original" if slot.has_original else "face-state-nothing")
    parts = [
        say("face-history-picture") if content.picture_id is not None else None,
        quoted(clean(plain(content.html), _LONGEST_EXCERPT)) if content.html else None,
        quoted(_button(slot, content)) if content.button else None,
    ]
    return Markup(" ".join(one for one in parts if one))


def _button(slot: Slot, content: Content) -> str:
    """Return a button by its label; terms on a page by their address."""
    if content.button is None:
        return ""
    return content.button.url if slot is Slot.TERMS else f"[{content.button.label}]"
