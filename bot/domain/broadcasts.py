"""The records of broadcasts: what is sent, to whom, and how far it has come."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from bot.domain.models import Media, PlanId, TariffId
from bot.domain.shop_face.telegram_html import plain, utf16_length

LONGEST_TEXT = 4096
"""Telegram's own limit, in UTF-16 code units, markup not counted (Bot API, sendMessage)."""
LONGEST_CAPTION = 1024
"""The same for the words beside a picture or a video (Bot API, sendPhoto)."""


class AudienceGroup(StrEnum):
    """All people; those with access; those whose access ended; those with access of one tariff."""

    ALL = "all"
    ACTIVE = "active"
    EXPIRED = "expired"
    TARIFF = "tariff"


class Page(StrEnum):
    """A page of the shop that a button may lead to; the value is the action of the button."""

    PRICES = "buy"
    """The prices, of one plan if one is named."""
    ACCESS = "status"
    """The reader's own access."""


@dataclass(frozen=True, slots=True)
class BroadcastButton:
    """The button below a broadcast: it leads to an address, or to a page of the shop."""

    label: str | None
    """The admin's words; None for the page's usual name, in each reader's language."""
    url: str | None = None
    page: Page | None = None
    plan_id: PlanId | None = None
    """The plan whose prices it leads to; None for all of them."""


@dataclass(frozen=True, slots=True)
class Content:
    """The part of a broadcast that an admin has made: Telegram HTML, with a picture or a video and
    one button if they like."""

    text: str
    media: Media | None = None
    button: BroadcastButton | None = None

    @property
    def length(self) -> int:
        """The length of the text as Telegram counts it."""
        return utf16_length(plain(self.text))

    @property
    def most(self) -> int:
        """The longest text that Telegram takes."""
        return LONGEST_TEXT if self.media is None else LONGEST_CAPTION


class BroadcastState(StrEnum):
    """`draft → sending → sent`, or `draft → dropped`, or `sending → stopping → stopped`.

    A draft may also be planned: `draft → planned → sending`, or `planned → dropped`.
    """

    DRAFT = "draft"
    PLANNED = "planned"
    DROPPED = "dropped"
    SENDING = "sending"
    STOPPING = "stopping"
    STOPPED = "stopped"
    SENT = "sent"


class Missed(StrEnum):
    """Why a planned broadcast didn't go out at its time."""

    LATE = "late"
    """The bot didn't run then, nor for a day after it."""
    RESTORED = "restored"
    """A copy of the database had been restored, and it may have gone out before."""
    AUTHOR = "author"
    """The person who planned it was no admin any more."""


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
    """A message from an admin to many people; `looked_up_to` is the last person looked at."""

    id: int
    admin_id: int
    audience: Audience
    content: Content
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
    planned_at: int | None = None
    missed_at: int | None = None
    """When a planned one was found not to have gone out; None unless an admin has to decide."""
    missed_why: Missed | None = None
    refused: str | None = None
    """Telegram's words where it was stopped because its picture or video can't be sent."""

    @property
    def reach(self) -> Reach:
        """The people whom it would have reached when they were counted last."""
        return Reach(self.expected, self.expected_skipped, self.expected_declined)

    def expecting(self, reach: Reach) -> "Broadcast":
        """Return it with the people whom it would reach, as they are counted now."""
        people, skipped, declined = reach
        return replace(self, expected=people, expected_skipped=skipped, expected_declined=declined)
