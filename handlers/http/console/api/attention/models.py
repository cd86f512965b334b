"""The models of the API about things that wait for an admin."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from bot.domain.decisions.versions import TAG_PATTERN
from bot.domain.models import HeldReason
from handlers.http.console.api.shared_models import Body, Id

Kind = Literal[
    "pause",
    "held",
    "claim",
    "support",
    "refund",
    "unknown-refund",
    "undeliverable",
    "webhooks",
    "recurring",
]
Step = Literal[
    "accept",
    "bind",
    "grant",
    "name-buyer",
    "dismiss",
    "approve",
    "deny",
    "send-again",
    "close",
    "match",
    "discard",
    "resume",
    "resume-new",
    "bind-recurring",
    "move-recurring",
    "unbind-recurring",
]


Kinds = Literal[
    "pause", "held", "claims", "questions", "refunds", "recurring", "undeliverable", "webhooks"
]
"""The overview's words for what it counts as one: kinds that are decided in the same way."""


class AttentionQuery(BaseModel):
    """A part of it to list alone; None is all."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    of: Kinds | None = None
    why: HeldReason | None = None
    """Payments alone that wait for this reason."""


class Item(BaseModel):
    """One thing that waits; `id` names it among those of its kind."""

    kind: Kind
    id: int
    title: str
    detail: str = ""
    at: str | None = None
    at_text: str | None = None
    purchase: int | None = None
    """The purchase in whose card an unknown refund is decided."""


class Group(BaseModel):
    """The things of one kind; `title` counts all, and `more` says where some aren't listed."""

    kind: Kind
    title: str
    items: list[Item]
    more: str | None = None


class Everything(BaseModel):
    """All that waits now, by kind, in the order of the chat's list."""

    count: int
    groups: list[Group]


class Choice(BaseModel):
    """A payment or a plan to choose; `id` goes back with the act."""

    id: int
    title: str
    lines: list[str] = []


class Card(BaseModel):
    """One thing that waits: what is known of it, and the steps that are possible now."""

    kind: Kind
    id: int
    title: str
    lines: list[str] = []
    quote: str | None = None
    """The words of somebody who waits."""
    notes: list[str] = []
    """Everything that is missing, or should be thought of, before a step."""
    body: str | None = None
    """The delivery as Tribute or Telegram has sent it."""
    choices: list[Choice] = []
    choices_title: str | None = None
    steps: list[Step] = []
    asks: dict[str, str] = {}
    """The last question before a step, by the step."""
    plans: list[Choice] = []
    """The plans to choose from, where the shop sells several."""
    person: int | None = None
    purchase: int | None = None
    seen: int | None = None
    """Goes back with the act, so that nothing happens that wasn't seen."""
    stands: str | None = None
    """The version of what is shown, which goes back with an act."""
    is_open: bool = True


class Done(BaseModel):
    """The result of an act, and the thing as it is now: None where it waits no more."""

    text: str
    lines: list[str] = []
    card: Card | None = None


class TypedPerson(Body):
    """A person by their Telegram id or @name, as it was typed."""

    typed: str = Field(min_length=1, max_length=64)


class FoundPerson(BaseModel):
    """A person, and whether the bot has never met them."""

    id: int
    label: str
    is_new: bool


class NamedBuyer(Body):
    """The buyer of a held payment."""

    person: Id


class Question(BaseModel):
    """The last question before an act, and what speaks against it."""

    title: str
    lines: list[str]
    warnings: list[str] = []


class Reason(Body):
    """Why something is dismissed."""

    reason: str = Field(min_length=1, max_length=1000)


class Row(Body):
    """The purchase that is meant, by its row."""

    row: Id


class Denial(Body):
    """A denial; `unmatched` where the claim, as it was seen, named no payment."""

    unmatched: bool


class UpTo(Body):
    """The latest message that was seen."""

    up_to: Id


class Stands(Body):
    """The version that was seen."""

    stands: Annotated[str, Field(pattern=TAG_PATTERN)]


class Opens(Stands):
    """The plan that it opens from now on."""

    plan: Id


class Seen(Stands):
    """How many there were, too."""

    seen: Annotated[int, Field(ge=0, le=2**63 - 1)]


class Resuming(Body):
    """Whether the messages that waited before the restore are dropped."""

    drop_old: bool
