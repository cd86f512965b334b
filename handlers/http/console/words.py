"""The page's texts of a language, as one Fluent file."""

from aiohttp import web

from bot.texts import Texts
from handlers.http.console.files import Content, send

PREFIX = "console-"
"""The keys of the texts that the page shows begin so."""
_POLICY = "default-src 'none'; frame-ancestors 'none'"


class Words:
    """Answers with `<locale>.ftl`, the texts of the page as the chat would show them: those of
    TEXTS_DIR before the bot's own."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._known: dict[str, Content] = {}

    def answer(self, request: web.Request, name: str) -> web.StreamResponse | None:
        """Return the words of a language that the bot speaks; None for any other."""
        locale = name.removesuffix(".ftl")
        if not name.endswith(".ftl") or locale not in self._texts.locales:
            return None
        if locale not in self._known:
            words = self._texts.written(PREFIX, locale).encode()
            self._known[locale] = Content.of(words, "text/plain; charset=utf-8")
        return send(request, self._known[locale], _POLICY)
