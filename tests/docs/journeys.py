"""Record the files that a journey enters, and compare them with its list in the page."""

import re
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

from tests.docs.pages import ROOT

HELD_TO = ("bot/usecases/", "handlers/", "storage/")
"""The layers in which a list must name every file that is entered."""
_FILE = re.compile(r"`((?:bot|handlers|storage)/[\w./]*)`")
_STEP = re.compile(r"^\d+\. ", re.MULTILINE)
_MEANWHILE = "Meanwhile"
"""A step that begins with this word goes on beside the step before it."""


@dataclass(frozen=True)
class Step:
    files: tuple[str, ...]
    is_meanwhile: bool = False


class Recorder:
    """A record of the project's files, in the order in which any thread first enters them.

    It must listen before the threads begin, because a thread takes the hook over at its start.
    """

    def __init__(self) -> None:
        self._root = f"{ROOT}/"
        self._is_on = False
        self._entered: dict[str, None] = {}

    @contextmanager
    def listening(self) -> Iterator[None]:
        threading.setprofile(self._note)
        sys.setprofile(self._note)
        try:
            yield
        finally:
            threading.setprofile(None)
            sys.setprofile(None)

    def begin(self) -> None:
        self._entered.clear()
        self._is_on = True

    def end(self) -> list[str]:
        """Return the files entered since `begin`, without those of the simulators."""
        self._is_on = False
        files = [name.removeprefix(self._root) for name in self._entered]
        return [name for name in files if not name.startswith(("bot/sandbox/", "tests/", "."))]

    def _note(self, frame: FrameType, event: str, _argument: object) -> None:
        if self._is_on and event == "call":
            name = frame.f_code.co_filename
            if name.startswith(self._root):
                self._entered.setdefault(name)


def steps(page: str, title: str) -> list[Step]:
    """Return the numbered steps under a heading, each with the files that it names.

    A paragraph after the list belongs to none of them.
    """
    listed = page.split(f"### {title}\n\n", 1)[1].split("\n\n", 1)[0]
    texts = _STEP.split(listed)[1:]
    return [Step(tuple(_FILE.findall(one)), one.startswith(_MEANWHILE)) for one in texts]


def passed_by_all(page: str) -> tuple[str, ...]:
    """Return the files and folders that the page names as part of every journey."""
    [sentence] = re.findall(r"^No list repeats (.*?)\n\n", page, re.DOTALL | re.MULTILINE)
    return tuple(_FILE.findall(sentence))


def mistakes(listed: Sequence[Step], entered: Sequence[str], passing: tuple[str, ...]) -> list[str]:
    """Return the mistakes of a list, one sentence each; nothing where the list is true."""
    files = [file for step in listed for file in step.files]
    unlisted = [
        file
        for file in entered
        if file.startswith(HELD_TO) and not file.startswith(passing) and file not in files
    ]
    return [
        *(f"{file} is listed twice" for file in sorted(set(files)) if files.count(file) > 1),
        *(f"{file} is listed and not entered" for file in files if file not in entered),
        *(f"{file} is entered and not listed" for file in unlisted),
        *_out_of_order(listed, {file: place for place, file in enumerate(entered)}),
    ]


def _out_of_order(listed: Sequence[Step], places: dict[str, int]) -> Iterator[str]:
    before: list[str] = []
    beside: list[str] = []
    for step in listed:
        if not step.is_meanwhile:
            before, beside = [*before, *beside], []
        follows = [*before, *step.files]
        for first in step.files:
            for second in follows[: follows.index(first)]:
                if places.get(second, -1) > places.get(first, sys.maxsize):
                    yield f"{second} is entered after {first}"
        beside += step.files
