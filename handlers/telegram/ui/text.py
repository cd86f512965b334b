"""Typed text as HTML: a message shown again with its formatting, or a quote."""

from html import escape

from aiogram.types import Message
from aiogram.utils.text_decorations import HtmlDecoration

from bot.texts import Markup


class _Html(HtmlDecoration):
    """Escapes what aiogram leaves as it is: a link's address and the name of a code's language."""

    def link(self, value: str, link: str) -> str:
        return super().link(value, escape(link))

    def pre_language(self, value: str, language: str) -> str:
        return super().pre_language(value, escape(language))


def html_text(message: Message) -> str:
    """Return a message's text as HTML, with its formatting."""
    return _Html().unparse(message.text or "", message.entities)


def quoted(text: str) -> Markup:
    """Return typed text whole, escaped as HTML; a `str` in a text would be cut to 64 characters."""
    return Markup(escape(text))
