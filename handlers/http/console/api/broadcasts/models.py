"""The models of broadcasts: what a page writes, and what it reads of them."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from bot.domain.broadcasts import AudienceGroup, Page
from bot.domain.listing.broadcast_people import Readers
from handlers.http.console.api.composing import ShownMessage, Typed, WordsIn
from handlers.http.console.api.people.models import ListedPerson
from handlers.http.console.api.shared_models import Body, Id

_LATEST = 2**40
"""Far beyond any year that a calendar has, so that no sum overflows."""


class AudienceIn(Body):
    """The people a broadcast goes to, as the page was given them."""

    group: Annotated[AudienceGroup, Field(strict=False)]
    tariff_id: Id | None = None
    plan_id: Id | None = None


class ButtonIn(Body):
    """The button: to an address with words, or to a page of the shop, whose usual name needs
    none."""

    label: Annotated[Typed, Field(max_length=256)] = ""
    url: Annotated[Typed, Field(max_length=2048)] = ""
    page: Annotated[Page | None, Field(strict=False)] = None
    plan_id: Id | None = None


class PictureIn(Body):
    """A picture that was taken before; hidden until it is tapped, with the text above it."""

    id: Id
    hidden: bool = False
    above: bool = False


class MessageIn(Body):
    """A broadcast as it is written."""

    words: WordsIn
    picture: PictureIn | None = None
    button: ButtonIn | None = None
    keep_media_of: Id | None = None
    """A broadcast whose picture or video stays."""


class DraftIn(Body):
    """A broadcast that an admin has written, and whom it is for."""

    audience: AudienceIn
    message: MessageIn


class AudienceQuestion(Body):
    """The people to count."""

    audience: AudienceIn


class MomentIn(Body):
    """A day and a time of the shop's clock."""

    day: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
    time: Annotated[str, Field(pattern=r"^\d{2}:\d{2}$")]


class PlanIn(Body):
    """When a broadcast goes out, and when the page has seen it planned; None for a draft."""

    at: Annotated[int, Field(ge=0, le=_LATEST)]
    seen: Annotated[int, Field(ge=0, le=_LATEST)] | None


class SeenIn(Body):
    """When the page has seen a broadcast planned."""

    seen: Annotated[int, Field(ge=0, le=_LATEST)]


class PastQuery(Body):
    """Where the list of past broadcasts goes on."""

    cursor: Annotated[str, Field(max_length=256)] | None = None


class ReadersQuery(BaseModel):
    """The people to list, and where the list goes on."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    of: Readers
    cursor: Annotated[str, Field(max_length=512)] | None = None
    limit: Annotated[int, Field(ge=1, le=200)] = 50


class ReadersAnswer(BaseModel):
    """The broadcast, the number in words (None where it has become nought), and a page of its
    people."""

    words: str
    text: str | None
    items: list[ListedPerson]
    next: str | None


class AudienceOut(BaseModel):
    """A choice of people."""

    group: AudienceGroup
    tariff_id: int | None
    plan_id: int | None
    text: str


class PageOut(BaseModel):
    """A page of the shop that a button may lead to, and the button's usual name."""

    page: Page
    plan_id: int | None
    text: str
    usual: str


class ButtonOut(BaseModel):
    """The own button of a message as it was written; without words a page has its usual name."""

    label: str
    url: str | None
    page: Page | None
    plan_id: int | None


class Counted(BaseModel):
    """A number in words; `readers` names the list of its people, None where there is none."""

    text: str
    readers: Readers | None


class Reached(BaseModel):
    """How many people of an audience get a broadcast, and how many don't; in words too."""

    people: int
    skipped: int
    declined: int
    text: str
    left_out: list[Counted]


class Moment(BaseModel):
    """A moment, as the shop's clock shows it."""

    at: int
    iso: str
    text: str


class Counts(BaseModel):
    """How far a broadcast has come."""

    sent: int
    total: int
    unreachable: int
    declined: int
    unclear: int
    left_out: int
    texts: list[Counted]


class BroadcastOut(BaseModel):
    """A broadcast: a draft, a planned one, one on its way or one that is over."""

    id: int
    state: Literal["draft", "planned", "dropped", "sending", "stopping", "stopped", "sent"]
    mine: bool
    by: str
    whom: str
    words: str
    message: ShownMessage
    button: ButtonOut | None
    reached: Reached
    counts: Counts
    left: str | None
    """How long the rest takes, while it is sent."""
    started: Moment | None
    planned: Moment | None
    missed: str | None
    refused: str | None
    audience: AudienceOut


class Preview(BaseModel):
    """A message as its readers get it, its length as Telegram counts it, and what is wrong."""

    message: ShownMessage
    length: int
    most: int
    problem: str | None


class Overview(BaseModel):
    """All that is written, planned or on its way, and what can be chosen for a new one."""

    draft: BroadcastOut | None
    running: list[BroadcastOut]
    planned: list[BroadcastOut]
    audiences: list[AudienceOut]
    pages: list[PageOut]
    zone: str
    now: str
    """The day and time of the shop's clock: `2026-11-29T09:00`."""


class Past(BaseModel):
    """Broadcasts that are over, the latest first."""

    items: list[BroadcastOut]
    next: str | None


class PlanQuestion(BaseModel):
    """The moment that a day and a time name, and what to know about it."""

    at: int
    texts: list[str]
