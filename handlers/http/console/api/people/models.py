"""Queries, bodies and answers of the API of people."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from bot.domain.listing.people import ListedAccess
from bot.domain.shop_face.telegram_html import utf16_length
from bot.domain.stars_renewals.renewal import Asked
from bot.usecases.access.manual import LONGEST_NOTE
from handlers.http.console.api.composing import Typed
from handlers.http.console.api.days import Day, Moment
from handlers.http.console.api.purchases.models import Choice, Cursor, Limit, PlanKey, Search
from handlers.http.console.api.shared_models import Person

LONGEST_MESSAGE = 3500
"""Telegram takes 4,096 UTF-16 code units, and a line stands before these."""
_LARGEST = 2**63 - 1
_QUERY = ConfigDict(extra="forbid", hide_input_in_errors=True)
_BODY = ConfigDict(extra="forbid", strict=True, hide_input_in_errors=True)


def _short(text: str) -> str:
    if utf16_length(text) > LONGEST_MESSAGE:
        raise ValueError("too long")
    return text


End = Annotated[int, Field(ge=0, le=_LARGEST)]
"""An end of access in Unix seconds as the admin was shown it; 0 for a lifetime, or for none."""
Note = Annotated[str, StringConstraints(max_length=LONGEST_NOTE)]
DurationText = Annotated[str, StringConstraints(min_length=1, max_length=32)]
"""`10 days`, `1 month`, `lifetime`."""


class PeopleQuery(BaseModel):
    """The filters of the list; periods are of whole days, both of them in it."""

    model_config = _QUERY

    q: Search = ""
    status: ListedAccess | None = None
    plan: PlanKey | None = None
    first: Day | None = Field(default=None, alias="from")
    last: Day | None = Field(default=None, alias="to")
    ends_from: Day | None = None
    ends_to: Day | None = None
    on: Day | None = None
    """The day at whose end they had access."""
    cursor: Cursor | None = None
    limit: Limit = 50


class ListedPerson(BaseModel):
    """A person in the list, and how their access stands."""

    person: Person
    access: str
    is_active: bool
    since: Moment
    reach: Literal["open", "never", "blocked"]
    """Whether the bot may write to them."""


class PeoplePage(BaseModel):
    """A page; with `is_cut` it is short because enough was looked through."""

    items: list[ListedPerson]
    next: str | None
    is_cut: bool


class PeopleChoices(BaseModel):
    """The values of the filters; a filter that would change nothing has none."""

    plans: list[Choice]
    statuses: list[Choice]
    may_grant: list[Choice]
    """The plans to which access can be given."""


class InChat(BaseModel):
    title: str
    state: str


class ClaimOf(BaseModel):
    text: str
    state: str
    at: Moment
    purchase: int | None


class Said(BaseModel):
    """A message between the person and the admins."""

    who: str
    by_admin: bool
    text: str
    at: Moment


class RenewalOf(BaseModel):
    """A renewal in Stars, and what Telegram may be asked for."""

    id: int
    text: str
    asked: Asked | None
    label: str | None
    question: str | None


class PersonCard(BaseModel):
    """A person, and what an admin may do for them."""

    person: Person
    facts: list[str]
    access: list[str]
    is_active: bool
    may_revoke: list[Choice]
    may_grant: list[Choice]
    purchases: int
    renewals: list[RenewalOf]
    chats: list[InChat]
    claims: list[ClaimOf]
    messages: list[Said]
    waits: bool
    """Whether they wait for an answer."""
    seen: int | None
    """The latest message, which an answer names; None where there is none to answer."""
    link: str
    """The address of their profile in Telegram."""


class HistoryLine(BaseModel):
    at: Moment
    text: str
    purchase: int | None


class HistoryQuery(BaseModel):
    model_config = _QUERY

    cursor: Cursor | None = None
    limit: Limit = 30


class HistoryPage(BaseModel):
    items: list[HistoryLine]
    next: str | None


class GrantQuery(BaseModel):
    model_config = _QUERY

    plan: PlanKey
    duration: DurationText


class RevokeQuery(BaseModel):
    model_config = _QUERY

    plan: PlanKey


class Question(BaseModel):
    """The question before an act, or why there is none; `until` goes back with the yes."""

    lines: list[str]
    until: int | None


class GrantOrder(BaseModel):
    """A manual grant of exactly what was shown."""

    model_config = _BODY

    plan: PlanKey
    duration: DurationText
    until: End
    note: Note = ""


class RevokeOrder(BaseModel):
    """An end of access, exactly as it was shown."""

    model_config = _BODY

    plan: PlanKey
    until: End
    note: Note = ""


class Done(BaseModel):
    """The act that was done, in words."""

    lines: list[str]


class EditRenewal(BaseModel):
    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    asked: Asked


class Answer(BaseModel):
    """Words to a person; `seen` is the latest message between them and the admins, 0 for none."""

    model_config = _BODY

    text: Annotated[Typed, AfterValidator(_short), Field(min_length=1, max_length=LONGEST_MESSAGE)]
    seen: Annotated[int, Field(ge=0, le=_LARGEST)]
