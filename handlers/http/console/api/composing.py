"""The parts that an admin composes on a page: formatted words, one button; and their preview."""

import re
from collections.abc import Iterable, Sequence
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, Field

from bot.domain.addresses import tidy_url
from bot.domain.composing.formatting import Entity, Formatting, Unformattable, to_html, trimmed
from bot.domain.composing.previews import NotSent, NotShown
from bot.domain.models import Button
from bot.domain.records import Person
from bot.texts import Whole
from bot.texts.labels import ALONE, read_label
from handlers.http.console.api.refused import Refused
from handlers.http.console.api.route import Call
from handlers.http.console.api.shared_models import Body
from handlers.http.previews import PREVIEWS, Previews

_UNREADABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_LONGEST_TYPED = 16_384
_MOST_ENTITIES = 500
_FURTHEST = 2 * _LONGEST_TYPED
_LONGEST_URL = 2048


def _readable(text: str) -> str:
    if _UNREADABLE.search(text):
        raise ValueError("control characters")
    return text


Typed = Annotated[str, AfterValidator(_readable)]
"""Words without control characters other than the end of a line and a tab."""


class EntityIn(Body):
    """Formatting of a part of a text, counted in UTF-16 code units; `detail` is a link's address,
    the number of a custom emoji, the language of code, or a moment."""

    type: Annotated[Formatting, Field(strict=False)]
    offset: Annotated[int, Field(ge=0, le=_FURTHEST)]
    length: Annotated[int, Field(ge=1, le=_FURTHEST)]
    detail: Annotated[Typed, Field(max_length=_LONGEST_URL)] = ""


class WordsIn(Body):
    """A text with its formatting, as Telegram's apps send it."""

    text: Annotated[Typed, Field(max_length=_LONGEST_TYPED)] = ""
    entities: list[EntityIn] = Field(default_factory=list, max_length=_MOST_ENTITIES)

    def html(self, call: Call) -> str:
        """Return the words as Telegram's HTML; raise Refused for formatting that can't be."""
        found = [Entity(one.type, one.offset, one.length, one.detail) for one in self.entities]
        try:
            return to_html(*trimmed(self.text, found))
        except Unformattable:
            text = call.text("console-composing-formatting")
            raise Refused(400, "formatting", text, ("words",)) from None


class ShownButton(BaseModel):
    """A button below a message; `url` is None where it leads to a page of the bot."""

    label: str
    url: str | None


class ShownMessage(BaseModel):
    """A message as its readers get it: Telegram's HTML, and rows of buttons."""

    html: str
    buttons: list[list[ShownButton]]
    picture_id: int | None = None
    media: Literal["photo", "video", "animation"] | None = None
    hidden: bool = False
    """Whether readers have to tap the picture to see it."""
    above: bool = False
    """Whether the text stands above the picture."""


def rows(buttons: Iterable[Iterable[Button]]) -> list[list[ShownButton]]:
    """Return the rows of buttons for the page."""
    return [[ShownButton(label=one.label, url=one.url) for one in row] for row in buttons]


def label_of(call: Call, typed: str) -> str:
    """Return the words of an own button; raise Refused for none, and for too many."""
    label = read_label(typed)
    if label is None:
        text = call.text("console-composing-label", most=ALONE)
        raise Refused(400, "label", text, ("label",))
    return label


def url_of(call: Call, typed: str) -> str:
    """Return the address of an own button; raise Refused for what Telegram doesn't open."""
    url = tidy_url(typed)
    if url is None:
        raise Refused(400, "url", call.text("console-composing-url"), ("url",))
    return url


def previews_of(call: Call) -> Previews:
    """Return what composes and sends previews."""
    return call.request.app[PREVIEWS].make()


async def reader_of(call: Call) -> Person:
    """Return the admin as the reader of a preview."""
    if call.session.person is None:
        raise Refused(409, "unreachable", call.text("console-composing-unreachable"))
    return call.session.person


def not_sent(
    call: Call,
    found: NotSent,
    fields: Sequence[str] = (),
    refused: str = "console-composing-refused",
) -> Refused:
    """Return why a preview didn't arrive in the admin's chat; `refused` is the text with Telegram's
    own reason."""
    if found.why is NotShown.REFUSED:
        text = call.text(refused, reason=Whole(found.reason))
        return Refused(409, "refused", text, fields)
    code = "unreachable" if found.why is NotShown.UNREACHABLE else "telegram"
    return Refused(409, code, call.text(f"console-composing-{code}"))
