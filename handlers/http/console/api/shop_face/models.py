"""The models of the shop's own words: what a page writes, and what it reads of them."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from bot.domain.models import PlanId
from bot.domain.shop_face.texts import Place, Slot
from handlers.http.console.api.composing import ShownMessage, Typed, WordsIn
from handlers.http.console.api.days import Moment
from handlers.http.console.api.shared_models import Body, Id, Person

Row = Annotated[int, Field(ge=0, le=2**63 - 1)]
"""Our row of a content; 0 where nobody has saved any."""
Kind = Literal["words", "contact", "terms"]
Back = Literal["original", "env", "nothing"]
Locale = Annotated[str, Field(max_length=35)]


class PlaceIn(Body):
    """A part of the shop in a language, and of a plan where each has its own."""

    slot: Annotated[Slot, Field(strict=False)]
    locale: Locale
    plan_id: Id | None = None

    def place(self) -> Place:
        plan_id = PlanId(self.plan_id) if self.plan_id is not None else None
        return Place(self.slot, self.locale, plan_id)


class PlaceQuery(BaseModel, extra="forbid"):
    """The same in an address."""

    slot: Slot
    locale: Locale
    plan_id: Annotated[int, Field(ge=1, le=2**63 - 1)] | None = None
    cursor: Annotated[str, Field(max_length=256)] | None = None

    def place(self) -> Place:
        plan_id = PlanId(self.plan_id) if self.plan_id is not None else None
        return Place(self.slot, self.locale, plan_id)


class LinkIn(Body):
    """The one button below own words."""

    label: Annotated[Typed, Field(max_length=256)]
    url: Annotated[Typed, Field(max_length=2048)]


class ContentIn(Body):
    """A content that an admin wants in a place. Without words the bot's own stand there; `address`
    is a contact, or the page of the terms."""

    words: WordsIn | None = None
    picture_id: Id | None = None
    button: LinkIn | None = None
    address: Annotated[Typed, Field(max_length=2048)] | None = None


class WrittenIn(Body):
    """A content for a place."""

    place: PlaceIn
    content: ContentIn


class SaveIn(WrittenIn):
    """A content to be saved, and the row that the page has seen there."""

    seen: Row


class SeenPlace(Body):
    """A place, and the row that the page has seen there."""

    place: PlaceIn
    seen: Row


class ButtonOut(BaseModel):
    """An own button."""

    label: str
    url: str


class ContentOut(BaseModel):
    """The content of a place: Telegram's HTML, a picture, a button, a contact or an address."""

    html: str | None
    picture_id: int | None
    button: ButtonOut | None
    address: str | None


class PlaceOut(BaseModel):
    """A part of the shop as readers of a language get it, and whose words it has."""

    slot: Slot
    locale: str
    plan_id: int | None
    kind: Kind
    about: str
    content: ContentOut
    original: str | None
    """The bot's own words; None where it has none."""
    is_own: bool
    seen: int
    saved: str | None
    """The admin who saved it, and the time."""
    notes: list[str]
    back: Back
    """The words that stand there once the own ones are gone."""
    most: int
    most_with_picture: int
    takes_picture: bool
    takes_button: bool


class Changed(BaseModel):
    """A place after a change."""

    place: PlaceOut
    said: str
    undo: int | None
    """The row that can be undone."""


class PreviewOut(BaseModel):
    """The messages that buyers would get, and what is wrong with them."""

    messages: list[ShownMessage]
    length: int
    most: int
    problem: str | None
    hints: list[str]


class Done(BaseModel):
    """A sentence that says what was done."""

    said: str


class ChangeOut(BaseModel):
    """A change of a place: who made it when, the words after it and before it."""

    id: int
    when: str
    by: str
    after: str
    before: str


class History(BaseModel):
    """The changes of a place, the latest first."""

    items: list[ChangeOut]
    next: str | None


class Choice(BaseModel):
    """A language or a plan, by its name."""

    id: str
    name: str


class SlotOut(BaseModel):
    """A part of the shop, and the languages, or plans, that have the owner's own there."""

    slot: Slot
    by_plan: bool
    own: list[str]
    in_env: bool


class ConsentOut(BaseModel):
    """Whether buyers agree to the terms before they pay."""

    on: bool
    has_terms: bool
    seen: int
    agreed: int
    said: str


class AgreedQuery(BaseModel):
    """Where the list of those who have agreed goes on."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    cursor: Annotated[str, Field(max_length=256)] | None = None
    limit: Annotated[int, Field(ge=1, le=200)] = 50


class AgreedRow(BaseModel):
    """Somebody who has agreed to the terms, and when they did last."""

    person: Person
    at: Moment


class AgreedAnswer(BaseModel):
    """A page of them, the latest first."""

    items: list[AgreedRow]
    next: str | None


class Shop(BaseModel):
    """All that can be worded, and in which languages and for which plans."""

    slots: list[SlotOut]
    locales: list[Choice]
    plans: list[Choice]
    consent: ConsentOut
    profile_own: list[str]


class ConsentIn(Body):
    """Whether buyers are to agree, and the decision that the page has seen."""

    on: bool
    seen: Row


class AskAgainIn(Body):
    """The decision that the page has seen."""

    seen: Row
