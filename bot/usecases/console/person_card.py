"""Everything about one person on one card, for the console."""

from dataclasses import dataclass

from bot.clock import Clock
from bot.domain.access.plan_access import PlanAccess
from bot.domain.membership import MembershipState
from bot.domain.models import PlanId
from bot.domain.records import Claim, Person
from bot.domain.stars_renewals.renewal import Renewal
from bot.domain.support import SupportMessage, SupportRequest
from bot.usecases.access.manual import revocable
from bot.usecases.outbox.accesses import accesses_of
from storage import access_chats, claims, memberships, people, purchases
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.inbox import support, support_requests
from storage.stars import renewals

_LATEST = 10


@dataclass(frozen=True, slots=True)
class InChat:
    """How the person stands to a private chat; its title is None until it is known."""

    title: str | None
    state: MembershipState


@dataclass(frozen=True, slots=True)
class PersonCard:
    """A person; the lists have the latest ones, the newest first."""

    now: int
    person: Person
    accesses: tuple[PlanAccess, ...]
    revocable: tuple[PlanId, ...]
    """The plans to which they have access of their own, which an admin can end."""
    purchases: int
    """How many purchases of theirs there are."""
    renewals: tuple[Renewal, ...]
    chats: tuple[InChat, ...]
    claims: tuple[Claim, ...]
    support: tuple[SupportMessage, ...]
    waits: SupportRequest | None
    """The messages that wait for an answer."""


@dataclass(frozen=True, slots=True)
class PersonCards:
    """Reads the cards."""

    db: Database
    clock: Clock

    async def of(self, person_id: int) -> PersonCard | None:
        """Return a person's card; None for somebody whom the bot doesn't know."""
        now = self.clock.now()
        return await self.db.report(lambda tx: _card(tx, person_id, now))


def _card(tx: Tx, person_id: int, now: int) -> PersonCard | None:
    person = people.get(tx, person_id)
    if person is None:
        return None
    known = person.telegram_user_id
    titles = {chat.id: chat.title for chat in access_chats.known(tx)}
    return PersonCard(
        now,
        person,
        accesses_of(tx, known, now),
        revocable(tx, known, now),
        purchases.count_of(tx, known),
        tuple(renewals.of_person(tx, known)),
        tuple(
            InChat(titles.get(one.access_chat), one.state)
            for one in memberships.of_person(tx, known)
        ),
        tuple(claims.latest_of(tx, known, _LATEST)),
        tuple(support.latest_of(tx, known, _LATEST)),
        support_requests.of_person(tx, known),
    )
