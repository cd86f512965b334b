"""Queries, bodies and answers of the API of purchases."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from bot.domain.listing.purchases import ListedKind, ListedStatus
from handlers.http.console.api.cursors import LONGEST
from handlers.http.console.api.days import Day, Moment
from handlers.http.console.api.shared_models import Currency, Id, Money, Person

LONGEST_SEARCH = 200
_LARGEST_ID = 2**63 - 1
_STRICT = ConfigDict(extra="forbid", hide_input_in_errors=True)

PlanKey = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,32}$")]
Search = Annotated[str, StringConstraints(max_length=LONGEST_SEARCH)]
Cursor = Annotated[str, StringConstraints(max_length=LONGEST)]
Limit = Annotated[int, Field(ge=1, le=200)]


class PurchaseQuery(BaseModel):
    """The filters of the list; a period is of whole days, both of them in it."""

    model_config = _STRICT

    q: Search = ""
    status: ListedStatus | None = None
    kind: ListedKind | None = None
    plan: PlanKey | None = None
    tariff: Id | None = None
    product: Id | None = None
    currency: Currency | None = None
    first: Day | None = Field(default=None, alias="from")
    last: Day | None = Field(default=None, alias="to")
    cursor: Cursor | None = None
    limit: Limit = 50


class ListedPurchase(BaseModel):
    """A purchase in the list; `number` is what the shop calls it."""

    id: int
    number: str
    product: str
    status: ListedStatus
    status_text: str
    kind: ListedKind
    paid: Money | None
    buyer: Person | None
    buyer_text: str
    plan: str | None
    """The plan's name, where the shop has several."""
    paid_at: Moment
    refunded_at: Moment | None
    note: str | None
    """Why it is held, or what else is odd about it."""


class PurchasePage(BaseModel):
    """A page, newest first. `searched` says how far was looked, where that is why it is short."""

    items: list[ListedPurchase]
    next: str | None
    searched: str | None = None


class Choice(BaseModel):
    """A value of a filter, and what people read."""

    value: str
    label: str


class PurchaseChoices(BaseModel):
    """The values of the filters; a filter that would change nothing has none."""

    plans: list[Choice]
    tariffs: list[Choice]
    products: list[Choice]
    currencies: list[Choice]
    kinds: list[Choice]
    has_recurring: bool
    """Whether Tribute ever reported a recurring subscription, whose payments are listed apart."""


class LifeEvent(BaseModel):
    """Something in the life of a purchase; `state` is how it stands, for a colour."""

    what: Literal["delivery", "grant", "message", "refund", "act"]
    at: Moment | None
    title: str
    lines: list[str]
    state: Literal["good", "bad", "warn", "quiet"]


class PurchaseCard(BaseModel):
    """A purchase, what an admin may do with it, and its life, oldest first."""

    id: int
    number: str
    tribute_number: int | None
    charge: str | None
    product: str
    status: ListedStatus
    status_text: str
    why: str | None
    kind: ListedKind
    paid: Money | None
    buyer: Person | None
    buyer_text: str
    access: list[str]
    """The access that it gives, and how the buyer's access stands, in words."""
    notes: list[str]
    paid_at: Moment
    may_refund: bool
    """Whether a refund is possible, or has an unknown result that an admin can settle."""
    is_held: bool
    life: list[LifeEvent]


class SeenPurchase(BaseModel):
    """The facts that the admin saw: the number of attempts, the end of the access (0: none)."""

    model_config = ConfigDict(extra="forbid", strict=True, hide_input_in_errors=True)

    attempts: Annotated[int, Field(ge=0, le=1_000_000)]
    until: Annotated[int, Field(ge=0, le=_LARGEST_ID)]


class RefundQuestion(BaseModel):
    """The question before a refund, or why there is none; `label` is that of the act."""

    lines: list[str]
    seen: SeenPurchase | None
    label: str | None
    unknown_attempt: int | None = None
    """An attempt whose result nobody knows: an admin says whether the money was returned."""


class RefundOrder(BaseModel):
    """A refund of exactly what was shown."""

    model_config = _STRICT

    seen: SeenPurchase


class WhatHappened(BaseModel):
    """An admin's finding about an attempt whose result was unknown."""

    model_config = ConfigDict(extra="forbid", strict=True, hide_input_in_errors=True)

    attempt: Annotated[int, Field(ge=1, le=_LARGEST_ID)]
    happened: bool


class RefundOutcome(BaseModel):
    """How it ended, in words."""

    done: bool
    lines: list[str]
