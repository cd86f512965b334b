"""Answers with the page, and with the files of its edition: read, joined and compressed once."""

import asyncio
import re
from collections.abc import Callable, Mapping
from pathlib import Path

from aiohttp import hdrs, web

import bot
from handlers.http.console import headers
from handlers.http.console.edition import INDEX, Content, Edition, places
from handlers.http.telegram_web import TelegramWeb

_PACKAGE = Path(bot.__file__).parent
FOLDERS = {"": _PACKAGE / "console", "page_parts/": _PACKAGE / "page_parts"}
"""Where the files of a path lie: the console's own, and those shared with the sandbox's page."""
_ADDRESS = re.compile(r"edition-(?P<tag>[0-9a-f]{20})/(?P<path>.+)", re.DOTALL)
_FOR_GOOD = "private, max-age=31536000, immutable"

_State = tuple[tuple[str, int, int], ...]
"""Path, time of the last change in nanoseconds and size of each file."""


class Files:
    """Answers with the files of these folders and the words of each language, and with nothing
    else of the disk.

    An opening of the page gets the edition of now: the files may change while somebody works on
    them. Those of an earlier edition are gone then.
    """

    def __init__(
        self,
        telegram: TelegramWeb,
        words: Callable[[], Mapping[str, str]],
        folders: Mapping[str, Path] | None = None,
    ) -> None:
        self._folders = FOLDERS if folders is None else folders
        self._words = words
        self._script = telegram.script
        self._policy = headers.page_policy(telegram)
        self._state: _State = ()
        self._edition: Edition | None = None
        self._making = asyncio.Lock()

    async def answer(self, request: web.Request, path: str) -> web.StreamResponse | None:
        """Return the page or a file at this path below /console/; None if there is none."""
        if path in {"", INDEX}:
            return self._send(request, (await self._newest()).page, "no-store")
        found = _ADDRESS.fullmatch(path)
        if found is None:
            return None
        edition = self._edition or await self._newest()
        content = edition.files.get(found["path"]) if found["tag"] == edition.tag else None
        return self._send(request, content, _FOR_GOOD) if content else None

    async def _newest(self) -> Edition:
        """Return the edition of now, made where there is none or a file has changed."""
        async with self._making:
            sources = await asyncio.to_thread(self._read_if_changed)
            if sources or self._edition is None:
                self._edition = await asyncio.to_thread(self._make, sources)
            return self._edition

    def _make(self, sources: Mapping[str, bytes]) -> Edition:
        return Edition.of(sources, self._words(), self._script)

    def _read_if_changed(self) -> dict[str, bytes]:
        """Return the files by their paths; nothing if they are as they were."""
        found = list(places(self._folders))
        stats = [(path, file.stat()) for path, file in found]
        state = tuple((path, one.st_mtime_ns, one.st_size) for path, one in stats)
        if state == self._state:
            return {}
        self._state = state
        return {path: file.read_bytes() for path, file in found}

    def _send(self, request: web.Request, content: Content, caching: str) -> web.StreamResponse:
        is_zipped = content.is_zipped and headers.takes_gzip(request)
        sent = {hdrs.CONTENT_TYPE: content.kind, hdrs.VARY: hdrs.ACCEPT_ENCODING}
        if is_zipped:
            sent[hdrs.CONTENT_ENCODING] = "gzip"
        response = web.Response(body=content.sent if is_zipped else content.plain, headers=sent)
        return headers.secure(response, self._policy, caching)
