"""Reads the files `<language>/*.ftl` of TEXTS_DIR, and refuses what nobody should rely on."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bot.runtime.guarded_files import (
    OthersMayWrite,
    read_guarded,
    refuse_if_others_may_write,
    refuse_open_folder,
)
from bot.texts.languages import canonical
from bot.texts.problems import TextFault, TextProblem

MOST_BYTES = 256 * 1024
"""The largest file. All texts of the bot are 150 KB in a language, in 26 files."""
MOST_BYTES_TOGETHER = 4 * 1024 * 1024
_SUFFIX = ".ftl"
_IGNORED = (".", "_")
_OF_THE_DISK = "lost+found"
_BYTE_ORDER = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Source:
    """A file of texts; `file` is its path within TEXTS_DIR."""

    locale: str
    file: str
    text: str

    def line_at(self, offset: int) -> int:
        return self.text.count("\n", 0, offset) + 1


@dataclass(slots=True)
class Contents:
    """The files of TEXTS_DIR, the languages that its folders name, and what is wrong with them."""

    sources: list[Source] = field(default_factory=list)
    languages: dict[str, str] = field(default_factory=dict)
    """The name of the folder of each language."""
    problems: list[TextProblem] = field(default_factory=list)
    _bytes: int = 0

    def report(self, file: str, fault: TextFault, detail: str = "", line: int = 0) -> None:
        self.problems.append(TextProblem(_shown(file), line, "", fault, _shown(detail)))

    def takes(self, size: int) -> bool:
        """Return whether so many bytes may still be read, and count them."""
        self._bytes += size
        return self._bytes <= MOST_BYTES_TOGETHER


def read_folder(folder: Path) -> Contents:
    """Read every file of every language; never raises for what is in the folder."""
    found = Contents()
    try:
        refuse_open_folder(folder)
        entries = sorted(folder.iterdir())
    except OthersMayWrite as refused:
        found.report(str(folder), TextFault.WRITABLE, str(refused.path))
        return found
    except OSError as error:
        found.report(str(folder), TextFault.FOLDER, _reason(error))
        return found
    for path in _considered(entries):
        with _reporting(path.name, found):
            _read_top(path, found)
    return found


def _considered(entries: list[Path]) -> Iterator[Path]:
    """Yield what isn't hidden, put aside with an underscore, or the disk's own."""
    for path in entries:
        if not path.name.startswith(_IGNORED) and path.name != _OF_THE_DISK:
            yield path


@contextlib.contextmanager
def _reporting(file: str, found: Contents) -> Iterator[None]:
    """Report what can't be read, or must not be relied on, in place of raising."""
    try:
        yield
    except OthersMayWrite as refused:
        found.report(file, TextFault.WRITABLE, str(refused.path))
    except OSError as error:
        found.report(file, TextFault.UNREADABLE, _reason(error))


def _read_top(path: Path, found: Contents) -> None:
    """Read what is in TEXTS_DIR itself, where only the folders of languages belong."""
    _refuse_broken_link(path)
    if path.is_dir():
        _read_language(path, found)
    elif _has_texts(path):
        found.report(path.name, TextFault.MISPLACED)


def _read_language(folder: Path, found: Contents) -> None:
    locale, shown = canonical(folder.name), f"{folder.name}/"
    if locale is None:
        found.report(shown, TextFault.NO_LANGUAGE, folder.name)
        return
    if locale in found.languages:
        found.report(shown, TextFault.LANGUAGE_TWICE, f"{found.languages[locale]}/")
        return
    found.languages[locale] = folder.name
    with _reporting(shown, found):
        refuse_if_others_may_write(folder)
        for path in _considered(sorted(folder.iterdir())):
            with _reporting(shown + path.name, found):
                _read_entry(path, shown + path.name, locale, found)


def _read_entry(path: Path, file: str, locale: str, found: Contents) -> None:
    if path.name.lower().endswith(f"{_SUFFIX}.txt"):
        found.report(file, TextFault.MISNAMED)
        return
    _refuse_broken_link(path)
    if _has_texts(path):
        text = _read(path, file, found)
        if text is not None:
            found.sources.append(Source(locale, _shown(file), text))
    elif path.is_dir():
        for inner in sorted(one for one in path.rglob("*") if _has_texts(one)):
            found.report(f"{file}/{inner.relative_to(path)}", TextFault.MISPLACED)


def _refuse_broken_link(path: Path) -> None:
    """Raise OSError for a symbolic link to nothing, or in a circle."""
    if path.is_symlink():
        path.stat()


def _has_texts(path: Path) -> bool:
    return path.suffix.lower() == _SUFFIX


def _read(path: Path, file: str, found: Contents) -> str | None:
    """Return the text of a file; None, and it is reported, where it can't be used."""
    content = read_guarded(path, MOST_BYTES + 1)
    if len(content) > MOST_BYTES or not found.takes(len(content)):
        found.report(file, TextFault.TOO_LARGE)
        return None
    return _decoded(content, file, found)


def _decoded(content: bytes, file: str, found: Contents) -> str | None:
    """Return a file's text; an editor of Windows puts a byte order mark in front."""
    try:
        text = content.decode("utf-8-sig")
        wrong = text.find("\0")
        line = text.count("\n", 0, wrong) + 1 if wrong >= 0 else 0
    except UnicodeDecodeError as error:
        text, line = "", content.count(b"\n", 0, error.start) + 1
    if line:
        detail = "UTF-16" if content.startswith(_BYTE_ORDER) else ""
        found.report(file, TextFault.ENCODING, detail, line)
        return None
    return text


def _shown(name: str) -> str:
    """Return a name as text: those of files can be any bytes, and notices store them."""
    return name.encode("utf-8", "backslashreplace").decode()


def _reason(error: OSError) -> str:
    return error.strerror or str(error)
