"""The filters of a list of people, and where it goes on."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from bot.domain.models import PersonId, PlanId


class ListedAccess(StrEnum):
    """The states of access by which people are listed."""

    ACTIVE = "active"
    """Access now, for some time or for life; the earliest end comes first, those for life last."""
    LIFE = "life"
    ENDED = "ended"
    """No access any more; the latest end comes first."""
    RENEWS = "renews"
    """A renewal in Stars that Telegram charges again."""
    NEVER = "never"
    """No access ever."""


@dataclass(frozen=True, slots=True)
class SoughtPeople:
    """The filters; None is any. Each period is from its first up to, not including, its second
    moment."""

    access: ListedAccess | None = None
    plan_id: PlanId | None = None
    """Access to this plan; None is access to any."""
    new_since: int | None = None
    new_until: int | None = None
    """People who bought access for the first time in the period."""
    ends_since: int | None = None
    ends_until: int | None = None
    """People whose access ends, or ended, in the period, and who have none beyond. With `ENDED`
    those who had none at its end, as the numbers of the period count them; some came back since."""
    had_access_at: int | None = None
    """People who had access just before this moment, which isn't later than the next second."""
    had_earlier_access: tuple[PersonId, ...] = ()
    """Some who had it by an earlier access to a plan than their last one."""
    ids: tuple[PersonId, ...] | None = None
    """These people alone."""
    words: tuple[str, ...] = ()
    """Each must be part of the name or the @username."""

    @property
    def by_first_purchase(self) -> bool:
        return self.new_since is not None or self.new_until is not None

    @property
    def by_end(self) -> bool:
        return self.ends_since is not None or self.ends_until is not None


class Place(NamedTuple):
    """Where a list goes on: after the person or the row with this key and id, and with this plan
    where people are found by their access."""

    id: int
    key: int = 0
    plan_id: int = 0
    part: int = 0
    """1 among people with access for life, who follow those with an end."""


class HistoryPlace(NamedTuple):
    """Where somebody's history goes on: after this entry."""

    at: int
    place: int
    number: int
    what: str
