"""The Markdown pages as tests read them: headings, links, code blocks and inline code."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
NAMES = [str(page.relative_to(ROOT)) for page in PAGES]

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_CODE = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"""\]\(<?([^()\s>]+)>?\)|(?:src|href)="([^"]+)\"""")
_HEADING = re.compile(r"^(#+) +(.+?) *$", re.MULTILINE)


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def prose(text: str) -> str:
    """Return the page without its code blocks."""
    return _FENCE.sub("", text)


def blocks(text: str, language: str | None = None) -> list[str]:
    """Return the code blocks of one language, or of all."""
    return [code for name, code in _FENCE.findall(text) if language in {None, name}]


def block_languages(text: str) -> list[str]:
    return [name for name, _ in _FENCE.findall(text)]


def inline_code(text: str) -> list[str]:
    return _CODE.findall(prose(text))


def headings(text: str) -> list[tuple[int, str]]:
    return [(len(marks), title) for marks, title in _HEADING.findall(prose(text))]


def links(text: str) -> list[str]:
    """Return every target of a link or picture, as it is written; none from code."""
    plain = _CODE.sub("code", prose(text))
    return [one or other for one, other in _LINK.findall(plain)]


def local_links(text: str) -> list[str]:
    return [link for link in links(text) if not re.match(r"[a-z]+:", link)]


def anchors(text: str) -> set[str]:
    """Return the anchors of a page's headings, made the way GitHub makes them."""
    found: set[str] = set()
    for _, title in headings(text):
        shown = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", title)
        slug = re.sub(r"[^\w\- ]", "", shown.lower()).replace(" ", "-")
        number, anchor = 0, slug
        while anchor in found:
            number += 1
            anchor = f"{slug}-{number}"
        found.add(anchor)
    return found


def targets(name: str) -> set[Path]:
    """Return the files and folders that a page links to."""
    page = ROOT / name
    paths = [link.partition("#")[0] for link in local_links(read(name))]
    return {(page.parent / path).resolve() for path in paths if path}
