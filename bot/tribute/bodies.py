"""The bodies of Tribute's webhooks as pydantic models: few fields are required, all are checked."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, ClassVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    StringConstraints,
)
from pydantic_core import core_schema

from bot.tribute.strict_json import INT64_MAX

_EARLIEST = int(datetime(2020, 1, 1, tzinfo=UTC).timestamp())
_LATEST = int(datetime(2100, 1, 1, tzinfo=UTC).timestamp())


def unix_time(value: object) -> int | None:
    """Return the Unix seconds of an ISO 8601 text with a zone, up to nanoseconds; else None.

    Times outside 2020 to 2100 count as missing: Tribute sends Go's zero time, 0001-01-01, for a
    missing one, and the far ends of the calendar can't be shown in every zone.
    """
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    if moment.tzinfo is None:
        return None
    seconds = int(moment.timestamp())
    return seconds if _EARLIEST <= seconds < _LATEST else None


class _Forgiven:
    """Makes a wrong value count as missing. pydantic-core does that: validators in Python, one a
    field, took longer than all the rest of the reading."""

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.with_default_schema(handler(source), default=None, on_error="default")


_Id = Annotated[int, Field(gt=0, le=INT64_MAX)]
_Words = Annotated[str, StringConstraints(min_length=1)]
_Currency = Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{3,8}$", to_upper=True)]

_Text = Annotated[_Words | None, _Forgiven()]
_Time = Annotated[int | None, BeforeValidator(unix_time)]
_Amount = Annotated[Annotated[int, Field(ge=0, le=INT64_MAX)] | None, _Forgiven()]


class _Body(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="ignore", hide_input_in_errors=True)


class Envelope(_Body):
    """The part that every event has. `sent_at` is not read: it is new at each attempt."""

    name: Annotated[
        Annotated[str, StringConstraints(min_length=1, max_length=100)] | None, _Forgiven()
    ] = None
    created_at: Annotated[
        Annotated[str, StringConstraints(min_length=1, max_length=64)] | None, _Forgiven()
    ] = None
    payload: object = None


class _Payload(_Body):
    """The payload of an event. `decisive` fields decide about money: a wrong value there is a
    problem, and so is a missing one where it is `required`."""

    decisive: ClassVar[tuple[str, ...]]
    required: ClassVar[tuple[str, ...]]

    def problems(self, payload: Mapping[str, object]) -> list[str]:
        """Return the problems of the payload that this was read from."""
        unread = [name for name in self.decisive if getattr(self, name) is None]
        if not unread:
            return []
        return [
            f"{name} is {'missing' if payload.get(name) is None else 'wrong'}"
            for name in unread
            if name in self.required or not self._may_be_missing(name, payload.get(name))
        ]

    @staticmethod
    def _may_be_missing(name: str, value: object) -> bool:
        """Return whether the field is missing rather than wrong: Go leaves an unknown number at
        0."""
        return value is None or (name == "purchase_id" and type(value) is int and value == 0)


class Payment(_Payload):
    """A bought or refunded digital product.

    Only `product_id` is in every documented body; without it nothing can be granted.
    """

    decisive = ("product_id", "amount", "currency", "purchase_id")
    required = ("product_id",)

    product_id: Annotated[_Id | None, _Forgiven()] = None
    amount: _Amount = None
    currency: Annotated[_Currency | None, _Forgiven()] = None
    purchase_id: Annotated[_Id | None, _Forgiven()] = None
    telegram_user_id: Annotated[_Id | None, _Forgiven()] = None
    telegram_username: _Text = None
    trb_user_id: _Text = None
    product_name: _Text = None
    transaction_id: Annotated[int | None, _Forgiven()] = None
    purchase_created_at: _Time = None
    refund_reason: _Text = None
    refunded_at: _Time = None


class Recurring(_Payload):
    """A change of somebody's recurring subscription.

    `subscription_id` and `expires_at` are in every documented body; without them nothing can be
    granted. `price` is before Tribute's commission, `amount` after it.
    """

    decisive = required = ("subscription_id", "expires_at")

    subscription_id: Annotated[_Id | None, _Forgiven()] = None
    expires_at: _Time = None
    period_id: Annotated[int | None, _Forgiven()] = None
    period: _Text = None
    type: _Text = None
    price: _Amount = None
    amount: _Amount = None
    currency: Annotated[_Currency | None, _Forgiven()] = None
    telegram_user_id: Annotated[_Id | None, _Forgiven()] = None
    telegram_username: _Text = None
    trb_user_id: _Text = None
    subscription_name: _Text = None
    channel_name: _Text = None
    cancel_reason: _Text = None
