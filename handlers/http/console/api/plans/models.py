"""The models of the API about plans and tariffs."""

from typing import Annotated

from pydantic import BaseModel, Field

from bot.domain.decisions.versions import TAG_PATTERN
from handlers.http.console.api.chosen_tariff import ChosenTariff
from handlers.http.console.api.shared_models import Body, Id

Count = Annotated[int, Field(ge=0, le=2**63 - 1)]
Locale = Annotated[str, Field(min_length=2, max_length=35)]
MOST_LISTED = 1000


class Language(BaseModel):
    """A language that buyers read, and its name in itself."""

    locale: str
    name: str


class ProductView(BaseModel):
    """A product at Tribute, as it was last seen."""

    id: int
    name: str
    facts: str
    """Its prices, or that it was never seen."""
    notes: list[str] = []
    link: str | None = None
    is_on_offer: bool = False
    tariff: str | None = None
    """The tariff it is sold as, in a list of all products."""


class StarsView(BaseModel):
    """A tariff's price in Stars; `seen` goes back with a change."""

    stars: int | None
    renews: bool
    may_renew: bool
    text: str
    seen: int


class WordsView(BaseModel):
    """Own words of a tariff in a language; the description is Telegram HTML."""

    locale: str
    name: str | None
    description: str | None


class TariffView(BaseModel):
    """A tariff with its products, its price in Stars and its own words."""

    id: int
    duration: str
    prices: str | None
    is_hidden: bool
    is_sold: bool
    """Whether buyers could pay for it now."""
    is_listed: bool
    """Whether it has a place in the order: something is on offer, or it is hidden."""
    on_offer: list[ProductView]
    old: list[ProductView]
    """Products that aren't offered any more, whose links still work."""
    stars: StarsView | None
    words: list[WordsView]
    seen: str
    """The version of whether it is hidden, which goes back with an act on that."""


class PlanTexts(BaseModel):
    """A plan's name and description in a language."""

    locale: str
    name: str | None
    description: str | None


class PlanView(BaseModel):
    """A plan with everything that belongs to it."""

    id: int
    key: str
    name: str
    texts: list[PlanTexts]
    retired_text: str | None
    includes: list[int]
    may_include: list[int]
    """The plans that it could include without a circle."""
    counts: str
    chats: int
    tariffs: list[TariffView]
    is_ordered: bool
    """Whether an admin has ordered its tariffs."""
    order_seen: str | None
    """The version of their order, which goes back with *back to the original order*."""
    seen: str = ""
    """The version of whether it is sold, which goes back with an act on that."""


class Overview(BaseModel):
    """All plans in their order."""

    plans: list[PlanView]
    languages: list[Language]
    is_ordered: bool
    order_seen: str
    refolding: str | None
    """How many people are left to look at after a change of the inclusions."""
    waiting: str | None
    """How many payments wait because their product isn't sold here."""


class PlanPeople(BaseModel):
    """How many people have a plan now, in words."""

    id: int
    text: str


class People(BaseModel):
    """The people of all plans."""

    plans: list[PlanPeople]


class Done(BaseModel):
    """The result of an act, in words."""

    text: str


class NewPlan(Body):
    """A plan by its name in the admin's language."""

    name: str = Field(min_length=1, max_length=1000)


class Added(BaseModel):
    """The new plan."""

    id: int
    text: str


class NewWords(Body):
    """A name or a description in a language, null for none; `seen` is what stood there."""

    locale: Locale
    words: str | None = Field(max_length=5000)
    seen: str | None = Field(max_length=5000)


class TariffWordsChange(Body):
    """The own words of a tariff in a language, and those that stood there."""

    locale: Locale
    name: str | None = Field(max_length=1000)
    description: str | None = Field(max_length=5000)
    seen_name: str | None = Field(max_length=1000)
    seen_description: str | None = Field(max_length=5000)


class Order(Body):
    """The wanted order, and the one that was seen, by ids."""

    wanted: list[Id] = Field(max_length=MOST_LISTED)
    seen: list[Id] = Field(max_length=MOST_LISTED)


class SeenVersion(Body):
    """The version that was seen of what the act is about."""

    seen: Annotated[str, Field(pattern=TAG_PATTERN)]


class InclusionQuery(Body):
    """Another plan, which is to be included or not."""

    other: Id
    include: bool


class InclusionBody(InclusionQuery):
    """The same, with the people who were seen to be touched."""

    people: Count
    shortened: Count


class InclusionQuestion(BaseModel):
    """The question before the change, with what goes back."""

    lines: list[str]
    people: int
    shortened: int


class ChatView(BaseModel):
    """A private chat as a plan sees it; `removed` goes back with a change."""

    id: int
    title: str
    lines: list[str]
    is_open: bool
    in_settings: bool
    removed: int
    question: list[str]
    """The question before the change; nothing where it can be made at once."""


class Chats(BaseModel):
    """The chats that a plan opens, then the others that the bot knows."""

    chats: list[ChatView]
    hint: str


class Seen(Body):
    """How many people would have to leave, as it was seen."""

    seen: Count


class SellBody(ChosenTariff):
    """The same, with the version of all that was shown, and whether the product is offered beside
    those that it would replace."""

    seen: Annotated[str, Field(pattern=TAG_PATTERN)]
    beside: bool = False


class SellQuestion(BaseModel):
    """The question before a product is sold; `seen` goes back."""

    lines: list[str]
    seen: str
    may_be_beside: bool
    is_done: bool
    """Whether it is sold so already."""


class Catalogue(BaseModel):
    """Tribute's products."""

    products: list[ProductView]
    skipped: int


class Question(BaseModel):
    """A question before an act; `seen` goes back with it."""

    lines: list[str]
    seen: str


class StarsBody(Body):
    """A price in Stars, null for none."""

    stars: int | None = Field(ge=1, le=100_000)
    renews: bool = False
    seen: Count
