"""The records of broadcasts: what is sent, to whom, and how far it has come."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from bot.domain.models import PlanId, TariffId


class AudienceGroup(StrEnum):
    """All people; those with access; those whose access ended; those with access of one tariff."""

    ALL = "all"
    ACTIVE = "active"
    EXPIRED = "expired"
    TARIFF = "tariff"


class BroadcastState(StrEnum):
    """`draft → sending → sent`, or `draft → dropped`, or `sending → stopping → stopped`."""

    DRAFT = "draft"
    DROPPED = "dropped"
    SENDING = "sending"
    STOPPING = "stopping"
    STOPPED = "stopped"
    SENT = "sent"


@dataclass(frozen=True, slots=True)
class Audience:
    """The people a broadcast goes to; `tariff_id` is set for AudienceGroup.TARIFF only."""

    group: AudienceGroup
    tariff_id: TariffId | None = None
    plan_id: PlanId | None = None
    """The plan of which ACTIVE and EXPIRED people have or had access; None for any."""


class Reach(NamedTuple):
    """The people of an audience: those who get a broadcast, who can't be written to, and who want
    no more."""

    people: int = 0
    skipped: int = 0
    declined: int = 0


@dataclass(frozen=True, slots=True)
class Broadcast:
    """One text from an admin to many people; `looked_up_to` is the last person looked at."""

    id: int
    admin_id: int
    audience: Audience
    text: str
    state: BroadcastState
    expected: int
    expected_skipped: int
    expected_declined: int
    looked_up_to: int
    all_looked_at: bool
    recipients: int
    skipped: int
    declined: int
    progress_message_id: int | None
    started_at: int | None
