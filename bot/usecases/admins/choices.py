"""Each admin's choice, how they hear of each topic: at once, in a daily digest, or not at all."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from bot.clock import Clock
from bot.usecases.outbox.topics import KINDS, Hearing, NoticeTopic, hearings, topic_of
from storage import access_chats
from storage.admins import notice_choices
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.queries import gathered

USUAL_MINUTE = 9 * 60
"""When the digest comes where an admin has chosen no time, in minutes after midnight."""


_TOPICS = {str(one): one for one in NoticeTopic}


@dataclass(frozen=True, slots=True)
class Choices:
    """An admin's choices: the topics they see with how they hear of each, and their digest."""

    topics: Mapping[NoticeTopic, Hearing]
    minute: int
    """The time of the digest, in minutes after midnight in the shop's time zone."""
    zone: str

    @property
    def has_digest(self) -> bool:
        return Hearing.DIGEST in self.topics.values()


@dataclass(frozen=True, slots=True)
class NoticeChoices:
    """Reads and stores the choices. The outbox asks the copy in memory for each notice, so that a
    sale costs nothing more where nobody has chosen anything."""

    db: Database
    clock: Clock
    zone: ZoneInfo
    _known: dict[tuple[int, NoticeTopic], Hearing] = field(default_factory=dict)

    async def on_start(self) -> None:
        await self.read_again()

    async def read_again(self) -> None:
        """Bring the copy in memory up to date, after somebody else has changed the choices."""
        self._remember(await self.db.read(notice_choices.every))

    def hears(self, admin_id: int, kind: str) -> Hearing:
        """Return how this admin hears of a notice of this kind."""
        topic = topic_of(kind) if self._known else None
        if topic is None:
            return Hearing.NOW
        return self._known.get((admin_id, topic), Hearing.NOW)

    async def of(self, admin_id: int) -> Choices:
        """Return an admin's choices; topics that the shop doesn't have are left out."""

        def query(tx: Tx) -> Choices:
            shown = [one for one in NoticeTopic if _exists(tx, one)]
            chosen = {one: self._known.get((admin_id, one), Hearing.NOW) for one in shown}
            minute = notice_choices.times(tx).get(admin_id, USUAL_MINUTE)
            return Choices(chosen, minute, self.zone.key)

        return await self.db.read(query)

    async def choose(self, admin_id: int, topic: NoticeTopic, hearing: Hearing) -> bool:
        """Let an admin hear of a topic like this; return False where they may not.

        Notices of a muted topic that wait already are dropped; those gathered so far still come
        with the digest where the topic is heard of at once again.
        """
        if hearing not in hearings(topic):
            return False
        now = self.clock.now()

        def work(tx: Tx) -> list[tuple[int, str, str]]:
            if hearing is Hearing.NOW:
                notice_choices.remove(tx, admin_id, topic)
            else:
                notice_choices.put(tx, admin_id, topic, hearing)
            if hearing is Hearing.OFF:
                gathered.mute(tx, admin_id, KINDS[topic], now)
            return notice_choices.every(tx)

        self._remember(await self.db.write(work))
        return True

    async def choose_time(self, admin_id: int, minute: int) -> None:
        """Let an admin's digest come at this minute of the day."""
        await self.db.write(lambda tx: notice_choices.put_time(tx, admin_id, minute))

    def _remember(self, rows: list[tuple[int, str, str]]) -> None:
        self._known.clear()
        for admin_id, topic, hearing in rows:
            if topic in _TOPICS:  # else it is one of a newer version
                self._known[admin_id, _TOPICS[topic]] = Hearing(hearing)


def _exists(tx: Tx, topic: NoticeTopic) -> bool:
    """Return whether the shop has anything to say of a topic: only one with private chats has of
    these."""
    return topic is not NoticeTopic.CHATS or bool(access_chats.listed(tx))
