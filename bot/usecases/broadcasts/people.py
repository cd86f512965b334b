"""The people whom the numbers of a broadcast count."""

from dataclasses import dataclass

from bot.domain.broadcasts import Broadcast
from bot.domain.listing.broadcast_people import Place, Readers
from bot.usecases.broadcasts.broadcasts import Broadcasts, Progress
from bot.usecases.outbox.kinds import NoticeKind
from bot.usecases.people.listing import ListedPerson, listed
from storage.engine.tx import Tx
from storage.queries.listing import broadcast_people
from storage.queries.listing.broadcast_people import AskedReaders


@dataclass(frozen=True, slots=True)
class ReadersPage:
    """A page of people; `next` is where the next one goes on."""

    rows: tuple[ListedPerson, ...]
    next: Place | None


async def page(
    broadcasts: Broadcasts, one: Broadcast, readers: Readers, after: Place | None, limit: int
) -> ReadersPage:
    """Return the next people whom this number counts: of one that hasn't begun those of this
    moment."""
    asked = AskedReaders(one, readers, keys=f"{NoticeKind.BROADCAST}:{one.id}:")
    now = broadcasts.clock.now()

    def query(tx: Tx) -> ReadersPage:
        found = broadcast_people.page(tx, asked, after, limit, now)
        return ReadersPage(listed(tx, found.people), found.next)

    return await broadcasts.db.report(query)


async def listable(broadcasts: Broadcasts, progress: Progress) -> frozenset[Readers]:
    """Return the numbers whose people are known: a broadcast of before counted those whom it passed
    over, and stored none."""
    one = progress.broadcast
    passed = {Readers.UNREACHABLE: one.skipped, Readers.DECLINED: one.declined}

    def query(tx: Tx) -> frozenset[Readers]:
        unknown = {
            reason
            for reason, number in passed.items()
            if number and not broadcast_people.knows_skipped(tx, one.id, reason)
        }
        return frozenset(Readers) - unknown

    return await broadcasts.db.report(query)
