"""Typed text as HTML: a message shown again with its formatting."""

from html import escape

from aiogram.types import Message
from aiogram.utils.text_decorations import HtmlDecoration


class _Html(HtmlDecoration):
    """Escapes what aiogram leaves as it is, a link's address, and names a code's language where
    Telegram looks for it (https://core.telegram.org/bots/api#html-style)."""

    def link(self, value: str, link: str) -> str:
        return super().link(value, escape(link))

    def pre_language(self, value: str, language: str) -> str:
        return f'<pre><code class="language-{escape(language)}">{value}</code></pre>'


def html_text(message: Message) -> str:
    """Return a message's text, or the words below its picture, as HTML with its formatting."""
    if message.text is None:
        return _Html().unparse(message.caption or "", message.caption_entities)
    return _Html().unparse(message.text, message.entities)
