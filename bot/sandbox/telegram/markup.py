"""A parser for Telegram's HTML that accepts and refuses the same texts, in the same words.

The rules and the wording follow TDLib's parser; offsets in errors count UTF-8 bytes, offsets in
entities count UTF-16 code units.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from bot.sandbox.telegram.models import Formatted, Json

TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "blockquote": "blockquote",
}
EMOJI_TAG, CUSTOM_EMOJI = "tg-emoji", "custom_emoji"
DATE_TAG, DATE = "tg-time", "date_time"
_DATE_FORMAT = re.compile(r"r|w?[dD]?[tT]?")
_LAST_DATE = 2**31 - 1
_HOLDS_NOTHING = ("code", "pre", "a")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_PLAIN = re.compile(r"[^<&]+")
_CHARACTER = re.compile(r"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|([a-zA-Z]+));?")
_NAME = re.compile(r"[^\s>]*")
_ATTRIBUTE_NAME = re.compile(r"[^\s=>]*")
_EMOJI_TAGS = re.compile(r"</?tg-emoji\b[^>]*>", re.IGNORECASE)
_TOKEN = re.compile(r"[a-zA-Z0-9.\-]*")
_SPACE = re.compile(r"\s*")
_MAX_CODE_POINT = 0x10FFFF
_SURROGATES = range(0xD800, 0xE000)


class MarkupError(Exception):
    """A malformed text; the message is Telegram's, without its "can't parse" prefix."""


def utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def parse_html(html: str, unknown: Collection[str] = ()) -> Formatted:
    """Return the plain text with its entities; raise MarkupError.

    `unknown` holds the types of entities that an older server doesn't know.
    """
    dates = {} if DATE in unknown else {DATE_TAG: DATE}
    parser = _Parser(html, {**TAGS, EMOJI_TAG: CUSTOM_EMOJI, **dates})
    return Formatted(parser.run(), html, tuple(parser.entities))


def trimmed(formatted: Formatted) -> Formatted:
    """Return the text without white space at its ends, and its entities cut to fit."""
    lead = utf16_length(formatted.plain) - utf16_length(formatted.plain.lstrip())
    plain = formatted.plain.strip()
    end = utf16_length(plain)
    entities: list[Json] = []
    for entity in formatted.entities:
        start = max(entity["offset"] - lead, 0)
        stop = min(entity["offset"] - lead + entity["length"], end)
        if stop > start:
            entities.append({**entity, "offset": start, "length": stop - start})
    return Formatted(plain, formatted.html, tuple(entities))


def without_custom_emoji(formatted: Formatted) -> Formatted:
    """Return the text with the ordinary emoji that stand behind the custom ones."""
    kept = tuple(one for one in formatted.entities if one["type"] != CUSTOM_EMOJI)
    return Formatted(formatted.plain, _EMOJI_TAGS.sub("", formatted.html), kept)


@dataclass(slots=True)
class _Open:
    tag: str
    attributes: dict[str, str]
    offset: int
    index: int


class _Parser:
    def __init__(self, html: str, tags: Mapping[str, str]) -> None:
        self.html = html
        self.tags = tags
        self.pos = 0
        self.entities: list[Json] = []
        self._text = ""
        self._open: list[_Open] = []

    def run(self) -> str:
        while self.pos < len(self.html):
            if run := _PLAIN.match(self.html, self.pos):
                self._text += run[0]
                self.pos = run.end()
            elif self.html[self.pos] == "&":
                self._text += self._character()
            elif self.html.startswith("</", self.pos):
                self._end_tag()
            else:
                self._start_tag()
        if self._open:
            raise MarkupError(
                f'Can\'t find end tag corresponding to start tag "{self._open[-1].tag}"'
            )
        self.entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
        return self._text

    def _character(self) -> str:
        found = _CHARACTER.match(self.html, self.pos)
        value = _decode(found) if found else None
        if found is None or value is None:
            self.pos += 1
            return "&"
        self.pos = found.end()
        return value

    def _start_tag(self) -> None:
        begin = self.pos
        tag = self._take(_NAME, begin + 1).lower()
        if self._at_end():
            raise MarkupError(f"Unclosed start tag at byte offset {self._bytes(begin)}")
        if tag not in self.tags:
            raise MarkupError(f'Unsupported start tag "{tag}" at byte offset {self._bytes(begin)}')
        attributes: dict[str, str] = {}
        while not self._closes(tag, begin):
            name, value = self._attribute(tag, begin)
            attributes.setdefault(name, value)
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise MarkupError(
                f'Tag "span" must have class "tg-spoiler" at byte offset {self._bytes(begin)}'
            )
        self._open.append(_Open(tag, attributes, utf16_length(self._text), len(self._text)))

    def _closes(self, tag: str, begin: int) -> bool:
        """Skip white space and the `>` that ends the tag; return whether there was a `>`."""
        self._take(_SPACE, self.pos)
        if self._at_end():
            raise MarkupError(f'Unclosed start tag "{tag}" at byte offset {self._bytes(begin)}')
        if self.html[self.pos] != ">":
            return False
        self.pos += 1
        return True

    def _attribute(self, tag: str, begin: int) -> tuple[str, str]:
        name = self._take(_ATTRIBUTE_NAME, self.pos).lower()
        if not name:
            raise MarkupError(
                f'Empty attribute name in the tag "{tag}" at byte offset {self._bytes(begin)}'
            )
        self._take(_SPACE, self.pos)
        if not self.html.startswith("=", self.pos):
            return name, ""
        self._take(_SPACE, self.pos + 1)
        if self._at_end():
            raise MarkupError(f'Unclosed start tag "{tag}" at byte offset {self._bytes(begin)}')
        quote = self.html[self.pos]
        return name, self._quoted(quote, begin) if quote in "\"'" else self._token()

    def _token(self) -> str:
        begin = self.pos
        token = self._take(_TOKEN, begin)
        if not self._at_end() and not self.html[self.pos].isspace() and self.html[self.pos] != ">":
            raise MarkupError(f"Unexpected end of name token at byte offset {self._bytes(begin)}")
        return token

    def _quoted(self, quote: str, begin: int) -> str:
        self.pos += 1
        value = ""
        while not self._at_end() and self.html[self.pos] != quote:
            if self.html[self.pos] == "&":
                value += self._character()
            else:
                value += self.html[self.pos]
                self.pos += 1
        if self._at_end():
            raise MarkupError(f"Unclosed start tag at byte offset {self._bytes(begin)}")
        self.pos += 1
        return value

    def _end_tag(self) -> None:
        begin = self.pos
        if not self._open:
            raise MarkupError(f"Unexpected end tag at byte offset {self._bytes(begin)}")
        name = self._take(_NAME, begin + 2).lower()
        self._take(_SPACE, self.pos)
        if self._at_end() or self.html[self.pos] != ">":
            raise MarkupError(f"Unclosed end tag at byte offset {self._bytes(begin)}")
        opened = self._open.pop()
        if name not in ("", opened.tag):
            raise MarkupError(
                f"Unmatched end tag at byte offset {self._bytes(begin)}, "
                f'expected "</{opened.tag}>", found "</{name}>"'
            )
        self.pos += 1
        self._close(opened)

    def _close(self, opened: _Open) -> None:
        length = utf16_length(self._text) - opened.offset
        entity: Json = {"type": self.tags[opened.tag], "offset": opened.offset, "length": length}
        more = self._more(opened)
        if more is None:
            return
        entity.update(more)
        if opened.tag == "blockquote" and "expandable" in opened.attributes:
            entity["type"] = "expandable_blockquote"
        if opened.tag == "code" and self._names_language(opened):
            self._open[-1].attributes["language"] = opened.attributes["class"][len("language-") :]
            return
        if "language" in opened.attributes and opened.tag == "pre":
            entity["language"] = opened.attributes["language"]
        if length > 0:
            self.entities.append(entity)

    def _more(self, opened: _Open) -> Json | None:
        """Return the further fields of an entity; None where the tag makes none."""
        if opened.tag == "a":
            link = _link(opened.attributes.get("href") or self._text[opened.index :])
            return None if link is None else {"url": link}
        if opened.tag == EMOJI_TAG:
            return {"custom_emoji_id": _emoji_id(opened.attributes.get("emoji-id", ""))}
        if opened.tag == DATE_TAG:
            date = _date(opened.attributes)
            return None if any(outer.tag in _HOLDS_NOTHING for outer in self._open) else date
        return {}

    def _names_language(self, code: _Open) -> bool:
        """Return whether this is `<pre><code class="language-x">`: one entity, not two."""
        outer = self._open[-1] if self._open else None
        named = code.attributes.get("class", "").startswith("language-")
        return named and outer is not None and outer.tag == "pre" and outer.index == code.index

    def _take(self, pattern: re.Pattern[str], start: int) -> str:
        found = pattern.match(self.html, start)
        if found is None:  # every pattern here also matches nothing at all
            raise AssertionError(pattern.pattern)
        self.pos = found.end()
        return found[0]

    def _at_end(self) -> bool:
        return self.pos >= len(self.html)

    def _bytes(self, index: int) -> int:
        return len(self.html[:index].encode("utf-8", "surrogatepass"))


def _decode(found: re.Match[str]) -> str | None:
    """Return the character, or None when Telegram leaves the text as it is."""
    hexadecimal, decimal, name = found.groups()
    if name is not None:
        return _NAMED.get(name)
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    if code in _SURROGATES:
        raise MarkupError(
            "Text contains invalid Unicode characters after decoding HTML entities, "
            "check for unmatched surrogate code units"
        )
    return chr(code) if 0 < code <= _MAX_CODE_POINT else None


def _date(attributes: dict[str, str]) -> Json | None:
    """Return the moment and its format; None for one past 2038, which Telegram leaves as mere text
    (https://github.com/tdlib/telegram-bot-api/issues/852).

    Malformed ones are refused here in any case; Telegram's own words for them aren't known.
    """
    unix, shape = attributes.get("unix", ""), attributes.get("format", "")
    if not re.fullmatch(r"-?[0-9]+", unix):
        raise MarkupError("Invalid date-time specified")
    if not _DATE_FORMAT.fullmatch(shape):
        raise MarkupError("Invalid date-time format specified")
    if int(unix) > _LAST_DATE:
        return None
    return {"unix_time": int(unix), "date_time_format": shape}


def _emoji_id(written: str) -> str:
    if not re.fullmatch(r"-?[0-9]{1,19}", written) or int(written) == 0:
        raise MarkupError("Invalid custom emoji identifier specified")
    return written


def _link(url: str) -> str | None:
    """Return the link's address, or None: a link that Telegram can't open becomes plain text."""
    if re.match(r"(?:https?|tg)://[^\s/]", url):
        return url
    return f"http://{url}/" if re.fullmatch(r"[\w\-]+(?:\.[\w\-]+)+", url) else None
