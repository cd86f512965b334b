"""The page's texts of a language, as one Fluent file."""

from pathlib import Path

from aiohttp import web

import bot.texts
from bot.texts import LOCALES, Texts
from handlers.http.console.files import Content, send

_FOLDER = Path(bot.texts.__file__).parent
_POLICY = "default-src 'none'; frame-ancestors 'none'"


class Words:
    """Answers with `<locale>.ftl`: what the files `console*.ftl` of that language have."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._known: dict[str, Content] = {}

    def answer(self, request: web.Request, name: str) -> web.StreamResponse | None:
        """Return the words of a language that the bot speaks; None for any other. A language that
        an owner has added shows those of the one that stands in for it."""
        locale = name.removesuffix(".ftl")
        if not name.endswith(".ftl") or locale not in self._texts.locales:
            return None
        shown = locale if locale in LOCALES else self._texts.instead_of(locale)
        content = self._known.get(shown)
        if content is None:
            content = self._known[shown] = Content.of(_words(shown), "text/plain; charset=utf-8")
        return send(request, content, _POLICY)


def _words(locale: str) -> bytes:
    files = sorted((_FOLDER / locale).glob("console*.ftl"))
    return b"\n".join(one.read_bytes() for one in files)
