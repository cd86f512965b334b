"""A message somebody typed, as the HTML that shows it again just as it was."""

from html import escape

from aiogram.types import Message
from aiogram.utils.text_decorations import HtmlDecoration

from bot.texts import Markup


class _Html(HtmlDecoration):
    """aiogram puts a link's address into its attribute as it is, quotes and all."""

    def link(self, value: str, link: str) -> str:
        return super().link(value, escape(link))

    def pre_language(self, value: str, language: str) -> str:
        return super().pre_language(value, escape(language))


def html_text(message: Message) -> str:
    return _Html().unparse(message.text or "", message.entities)


def quoted(text: str) -> Markup:
    """What an admin typed, whole: a text would cut it like a stranger's name."""
    return Markup(escape(text))
