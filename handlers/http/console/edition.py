"""An edition of the page: its files as they are at one moment, joined and compressed.

The address of each file has the edition's tag, which is made from the content of all of them. So
browsers keep the files for good, a second opening asks for nothing but the page itself, and no page
ever mixes the files of two versions of the program.
"""

import gzip
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from handlers.http.console.joining import Joined, without_comments

_NAME = re.compile(r"(?:[A-Za-z0-9_-]+/)*[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*\.([a-z0-9]+)")
_TYPES = {
    "css": "text/css; charset=utf-8",
    "ftl": "text/plain; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "png": "image/png",
    "svg": "image/svg+xml; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "woff2": "font/woff2",
}
_COMPRESSED_ALREADY = {"png", "woff2"}
_VENDOR = "vendor/"
INDEX = "index.html"
_JOINED_SHEET = "first.css"
_SHEET = re.compile(r'<link rel="stylesheet" href="([^"]+)">\s*')
_SCRIPT = re.compile(r'<script type="module" src="([^"]+)"')
_TOGETHER = re.compile(r'<link rel="modulepreload" href="([^"]+)">\s*')
_TELEGRAMS = "https://telegram.org/js/telegram-web-app.js"
_OWN_ADDRESS = re.compile(r'\b(href|src)="(?![a-z]+:|[#/])')


@dataclass(frozen=True, slots=True)
class Content:
    """The content of a file, compressed where that is shorter."""

    sent: bytes
    is_zipped: bool
    kind: str

    @classmethod
    def of(cls, body: bytes, suffix: str) -> "Content":
        """Compress a body."""
        zipped = body if suffix in _COMPRESSED_ALREADY else gzip.compress(body, mtime=0)
        is_shorter = len(zipped) < len(body)
        return cls(zipped if is_shorter else body, is_shorter, _TYPES[suffix])

    @property
    def plain(self) -> bytes:
        """Return the content as it is; it is decompressed for the rare client that wants it so."""
        return gzip.decompress(self.sent) if self.is_zipped else self.sent


@dataclass(frozen=True, slots=True)
class Edition:
    """The page, which names the files of this edition, and these by their paths."""

    tag: str
    page: Content
    files: Mapping[str, Content]

    @classmethod
    def of(cls, sources: Mapping[str, bytes], words: Mapping[str, str], script: str) -> "Edition":
        """Make an edition of the files that `sources` has by their paths, the `words` of each
        language, and the address of Telegram's script."""
        index = sources[INDEX].decode()
        joined = Joined(_groups(index), lambda path: sources[path].decode())
        others = (path for path in sources if path != INDEX and path not in joined)
        files = {
            **{path: _alone(path, joined, sources) for path in others},
            **{path: code.encode() for path, code in joined.scripts.items()},
            _JOINED_SHEET: _sheet(index, sources).encode(),
            **{f"words/{locale}.ftl": written.encode() for locale, written in words.items()},
        }
        index = index.replace(_TELEGRAMS, script)
        tag = _tag({INDEX: index.encode(), **files})
        page = Content.of(_page(index, f"edition-{tag}/").encode(), "html")
        return cls(
            tag, page, {path: Content.of(body, _suffix(path)) for path, body in files.items()}
        )


def places(folders: Mapping[str, Path]) -> Iterator[tuple[str, Path]]:
    """Yield each file of the page with its path below /console/, in a steady order."""
    for prefix, folder in folders.items():
        for file in sorted(folder.rglob("*")):
            path = prefix + file.relative_to(folder).as_posix()
            found = _NAME.fullmatch(path)
            if found is not None and found[1] in _TYPES and file.is_file():
                yield path, file


def _groups(index: str) -> list[list[str]]:
    """Return the scripts of the page, each with the modules that are joined into it.

    Modules that the page preloads belong to its first view, and so to its last script.
    """
    groups = [[one] for one in _SCRIPT.findall(index)]
    if groups:
        groups[-1] += _TOGETHER.findall(index)
    return groups


def _alone(path: str, joined: Joined, sources: Mapping[str, bytes]) -> bytes:
    is_module = path.endswith(".js") and not path.startswith(_VENDOR)
    return joined.alone(path).encode() if is_module else sources[path]


def _sheet(index: str, sources: Mapping[str, bytes]) -> str:
    """Return the sheets of style of the page as one."""
    return "".join(without_comments(sources[path].decode()) for path in _SHEET.findall(index))


def _page(index: str, folder: str) -> str:
    """Return the page with what was joined, and with all that is its own in this folder."""
    index = _TOGETHER.sub("", index)
    index = _SHEET.sub(f'<link rel="stylesheet" href="{_JOINED_SHEET}">', index, count=1)
    index = _SHEET.sub(lambda found: found[0] if found[1] == _JOINED_SHEET else "", index)
    return _OWN_ADDRESS.sub(rf'\1="{folder}', index)


def _tag(files: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(f"{path}\0{len(files[path])}\0".encode())
        digest.update(files[path])
    return digest.hexdigest()[:20]


def _suffix(path: str) -> str:
    return path.rpartition(".")[2]
