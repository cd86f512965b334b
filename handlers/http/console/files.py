"""The page's own files: read once each, compressed once each, and asked for again by their hash."""

import gzip
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from aiohttp import hdrs, web

import bot
from handlers.http.console import headers
from handlers.http.telegram_web import TelegramWeb

_PACKAGE = Path(bot.__file__).parent
FOLDERS = {"": _PACKAGE / "console", "page_parts/": _PACKAGE / "page_parts"}
"""Where the files of a path lie: the console's own, and those shared with the sandbox's page."""
_NAME = re.compile(r"(?:[A-Za-z0-9_-]+/)*[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*\.([a-z0-9]+)")
_TYPES = {
    "css": "text/css; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "png": "image/png",
    "svg": "image/svg+xml; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "woff2": "font/woff2",
}
_COMPRESSED_ALREADY = {"png", "woff2"}
_INDEX = "index.html"
_SCRIPT = b"https://telegram.org/js/telegram-web-app.js"


@dataclass(frozen=True, slots=True)
class Content:
    """The content of a file, also compressed where that is shorter, and its tag for caches."""

    body: bytes
    zipped: bytes | None
    kind: str
    tag: str

    @classmethod
    def of(cls, body: bytes, kind: str, *, zip_it: bool = True) -> "Content":
        """Compress and tag a body."""
        zipped = gzip.compress(body, mtime=0) if zip_it else body
        shorter = zipped if len(zipped) < len(body) else None
        return cls(body, shorter, kind, hashlib.sha256(body).hexdigest()[:20])


class Files:
    """Answers with the files of these folders, and with nothing else of the disk."""

    def __init__(self, telegram: TelegramWeb, folders: dict[str, Path] | None = None) -> None:
        self._folders = FOLDERS if folders is None else folders
        self._script = telegram.script.encode()
        self._policy = headers.page_policy(telegram)
        self._known: dict[Path, tuple[tuple[int, int], Content]] = {}

    def answer(self, request: web.Request, path: str) -> web.StreamResponse | None:
        """Return the file at this path below /console/; None if there is none."""
        found = _NAME.fullmatch(path or _INDEX)
        if found is None or found[1] not in _TYPES:
            return None
        content = self._read(self._place(path or _INDEX), found[1])
        return send(request, content, self._policy) if content else None

    def _place(self, path: str) -> Path:
        prefix = max((one for one in self._folders if path.startswith(one)), key=len)
        return self._folders[prefix] / path.removeprefix(prefix)

    def _read(self, path: Path, suffix: str) -> Content | None:
        """Return a file as it is now: it may change while somebody works on it."""
        try:
            status = path.stat()
            state = status.st_mtime_ns, status.st_size
            known = self._known.get(path)
            if known is not None and known[0] == state:
                return known[1]
            body = path.read_bytes()
        except OSError:
            return None
        if path.name == _INDEX:
            body = body.replace(_SCRIPT, self._script)
        content = Content.of(body, _TYPES[suffix], zip_it=suffix not in _COMPRESSED_ALREADY)
        self._known[path] = state, content
        return content


def send(request: web.Request, content: Content, policy: str) -> web.StreamResponse:
    """Answer with the content, or with 304 where the browser has it already.

    Browsers may keep it, and ask each time whether it is still the same (`no-cache`): the names of
    the files stay the same over an upgrade.
    """
    zipped = content.zipped if _takes_gzip(request) else None
    tag = f'"{content.tag}{"-gzip" if zipped else ""}"'
    same = {hdrs.ETAG: tag, hdrs.VARY: hdrs.ACCEPT_ENCODING}
    if tag in re.split(r"\s*,\s*", request.headers.get(hdrs.IF_NONE_MATCH, "").replace("W/", "")):
        return headers.secure(web.Response(status=304, headers=same), policy, "no-cache")
    if zipped:
        same[hdrs.CONTENT_ENCODING] = "gzip"
    same[hdrs.CONTENT_TYPE] = content.kind
    body = zipped or content.body
    return headers.secure(web.Response(body=body, headers=same), policy, "no-cache")


def _takes_gzip(request: web.Request) -> bool:
    accepted = request.headers.get(hdrs.ACCEPT_ENCODING, "").lower()
    return any(
        re.fullmatch(r"\s*gzip\s*(;\s*q=(1|1\.0*|0\.\d*[1-9]\d*)\s*)?", one)
        for one in accepted.split(",")
    )
