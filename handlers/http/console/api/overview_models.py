"""The answer of the overview, and the days that it may be asked for."""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from handlers.http.console.api.days import Day
from handlers.http.console.api.shared_models import Currency, Money, Person

_MOST_DAYS = 3660


class OverviewQuery(BaseModel):
    """Either so many days up to today, or two dates, both of them in it."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True, validate_by_alias=True)

    days: Annotated[int, Field(ge=1, le=_MOST_DAYS)] | None = None
    first: Annotated[Day | None, Field(alias="from")] = None
    last: Annotated[Day | None, Field(alias="to")] = None

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.first is None) != (self.last is None):
            raise ValueError("one date alone")
        if self.first is not None and self.last is not None:
            if self.days is not None:
                raise ValueError("days and dates")
            if not 0 <= (self.last - self.first).days < _MOST_DAYS:
                raise ValueError("the last day comes first, or years later")
        return self


class Days(BaseModel):
    """Some days in the shop's time zone, both ends in them."""

    first: date
    last: date
    days: int
    text: str


class Income(BaseModel):
    """The income in one currency, beside that of the days before."""

    currency: str
    name: str
    now: Money
    before: Money
    recurring: Money | None
    """The part of `now` from Tribute's recurring subscriptions, for which no purchase stands."""


class Count(BaseModel):
    """A number beside that of the days before."""

    now: int
    before: int


class Share(BaseModel):
    """A part of 1 beside that of the days before; null where there was nobody."""

    now: float | None
    before: float | None


class People(BaseModel):
    """People with access at the end of the days, and what has become of them in these."""

    active: Count
    new: Count
    renewed: Count
    ended: Count
    refunded: Count
    churn: Share


class Monthly(BaseModel):
    """The income per month in one currency, and from how many subscriptions at Tribute it comes, or
    from how many people in Stars."""

    income: Money
    number: int


class RenewingCurrency(BaseModel):
    """The currency of the subscriptions."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    currency: Currency


class RenewingQuery(RenewingCurrency):
    """The same, and where the list goes on."""

    cursor: Annotated[str, Field(max_length=512)] | None = None
    limit: Annotated[int, Field(ge=1, le=200)] = 50


class RenewingRow(BaseModel):
    """Somebody's subscription at Tribute that renews, and the part of its price for a month."""

    person: Person
    name: str
    price: Money
    monthly: Money


class RenewingAnswer(BaseModel):
    """A page of them."""

    items: list[RenewingRow]
    next: str | None


class RenewingTotal(BaseModel):
    """The sum of all per month; null without any."""

    total: Monthly | None


class Point(BaseModel):
    """A point of the chart: its days, as a short label and in words."""

    first: date
    last: date
    label: str
    text: str


class IncomeSeries(BaseModel):
    """The income of each point in one currency, as numbers to draw and in words."""

    currency: str
    name: str
    values: list[float]
    texts: list[str]


class ChartData(BaseModel):
    """The chart, oldest point first; `active` is counted at the end of each."""

    step: Literal["day", "week", "month"]
    points: list[Point]
    income: list[IncomeSeries]
    active: list[int]
    active_note: str | None


class Waiting(BaseModel):
    """How many things of one kind wait for an admin."""

    kind: str
    count: int
    text: str


class ExpiringPerson(BaseModel):
    """Somebody whose last access ends soon."""

    person: Person
    plan: str | None
    ends_at: str
    ends_text: str
    renews: bool


class ExpiringSoon(BaseModel):
    """How many there are, the days in which their access ends, and the first of them."""

    count: int
    first: date
    last: date
    people: list[ExpiringPerson]


class OverviewAnswer(BaseModel):
    """All of the overview, of one moment."""

    today: date
    days: Days
    before: Days
    is_new: bool
    """Nothing was ever sold, and nobody has access."""
    income: list[Income]
    returned: list[Money]
    people: People
    for_life: int
    monthly: list[Monthly]
    has_recurring: bool
    """Whether some of what is counted may be payments for Tribute's recurring subscriptions."""
    chart: ChartData
    waiting: list[Waiting]
    expiring: ExpiringSoon
