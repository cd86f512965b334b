"""Reads a text as Telegram reads its HTML, and finds what Telegram refuses or shows as it is typed.

The rules are those of https://core.telegram.org/bots/api#html-style, and of TDLib's parser.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.texts.problems import TextFault

VALUE, END = "\ue000", "\ue001"
"""Around the name of a variable that stands for its value: letters that no text has."""

_TAGS = {
    *("b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "code", "pre", "blockquote"),
    *("a", "span", "tg-spoiler", "tg-emoji", "tg-time"),
}
_TAG = re.compile(r"<(/?)([^\s>]*)((?:[^>\"']|\"[^\"]*\"|'[^']*')*)(>?)")
_ATTRIBUTE = re.compile(r"([^\s=]+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")
_ENTITY = re.compile(r"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|([a-zA-Z]+))(;?)")
_NAMED = {"lt", "gt", "amp", "quot"}
_DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)+(?:[/?#:]\S*)?")
_NEEDED = {"span": ("class", r"tg-spoiler"), "tg-emoji": ("emoji-id", r"\d+")}
_NEEDED_OF_TIMES = ("unix", rf"-?\d+|{VALUE}.*{END}")
_LIKE_A_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


@dataclass(frozen=True, slots=True)
class Flaw:
    """A mistake in a text's markup; `source` is what to look for in the file."""

    fault: TextFault
    detail: str
    source: str
    last: bool = False
    """Whether the last such place in the file is the wrong one."""


def flaw_of(text: str) -> Flaw | None:
    """Return the first thing in a filled-in text that Telegram wouldn't take as markup."""
    open_tags: list[str] = []
    end = 0
    for found in _TAG.finditer(text):
        closing, tag, rest, closed = found.groups()
        flaw = _tag(tag.lower(), rest, closing=bool(closing), closed=bool(closed))
        if flaw is None and closing and (not open_tags or open_tags.pop() != tag.lower()):
            flaw = Flaw(TextFault.MARKUP, f"</{tag}>", f"</{tag}", last=True)
        if flaw is not None:
            return flaw
        if not closing:
            open_tags.append(tag.lower())
        flaw = _entities(text[end : found.start()])
        if flaw is not None:
            return flaw
        end = found.end()
    if open_tags:
        return Flaw(TextFault.MARKUP, f"<{open_tags[-1]}>", f"<{open_tags[-1]}", last=True)
    return _entities(text[end:])


def flaw_of_words(text: str, *, in_html: bool) -> Flaw | None:
    """Return what people would read as it is typed, because nothing here is markup; `in_html` for
    words that are also part of messages."""
    found = _LIKE_A_TAG.search(text)
    if found:
        return Flaw(TextFault.PLAIN, _readable(found[0]), found[0].partition(VALUE)[0])
    for entity in _ENTITY.finditer(text):
        if entity[3] is None or (entity[3] in _NAMED and entity[4]):
            return Flaw(TextFault.PLAIN, entity[0], entity[0])
    return Flaw(TextFault.PLAIN, "<", "<") if in_html and "<" in text else None


def without(text: str) -> str:
    """Return a text without its tags, as long as people see it."""
    return _ENTITY.sub("&", _TAG.sub("", text))


def _tag(tag: str, rest: str, *, closing: bool, closed: bool) -> Flaw | None:
    shown = _readable(f"<{'/' if closing else ''}{tag}{rest}{'>' if closed else ''}")
    start = f"<{'/' if closing else ''}{tag}"
    if tag not in _TAGS or not closed:
        return Flaw(TextFault.MARKUP, shown.strip() or "<", start)
    if closing:
        return Flaw(TextFault.MARKUP, shown, start) if rest.strip() else None
    attributes = _attributes(rest)
    if tag == "a":
        return _link(attributes.get("href", ""))
    name, shape = _NEEDED_OF_TIMES if tag == "tg-time" else _NEEDED.get(tag, ("", ""))
    if name and not re.fullmatch(shape, attributes.get(name, "")):
        return Flaw(TextFault.MARKUP, shown, start)
    return None


def _attributes(text: str) -> Mapping[str, str]:
    """Return a tag's attributes; Telegram ignores those that it doesn't know."""
    return {
        name.lower(): _ENTITY.sub(_character, value[1:-1] if value[:1] in "\"'" else value)
        for name, value in _ATTRIBUTE.findall(text)
        if value
    }


def _character(entity: re.Match[str]) -> str:
    return {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}.get(entity[3] or "", "?")


def _link(address: str) -> Flaw | None:
    """Refuse an address that Telegram would drop, leaving mere words; one that is a value is the
    bot's affair."""
    if address.startswith(VALUE) or _opens(re.sub(rf"{VALUE}[^{END}]*{END}", "1", address)):
        return None
    shown = _readable(address) or "href"
    return Flaw(TextFault.LINK, shown, address.partition(VALUE)[0] or "<a")


def _opens(address: str) -> bool:
    """Return whether Telegram makes a link of it."""
    if re.search(r"\s", address):
        return False
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return False
    if "://" not in address:
        return _DOMAIN.fullmatch(address) is not None
    return bool(host) if parts.scheme == "tg" else parts.scheme in {"http", "https"} and "." in host


def _entities(text: str) -> Flaw | None:
    """Refuse an entity that Telegram doesn't know: people would read “&nbsp;”. A lone & is fine."""
    for entity in _ENTITY.finditer(text):
        if entity[3] and entity[3] not in _NAMED and entity[4]:
            return Flaw(TextFault.MARKUP, entity[0], entity[0])
    return None


def _readable(text: str) -> str:
    """Return a part of a text as its owner typed it, with the names of variables."""
    return re.sub(rf"{VALUE}([^{END}]*){END}", r"{ $\1 }", text)[:80]
