"""Scenes about who runs the shop, and who waits for an owner."""

from zoneinfo import ZoneInfo

from bot.usecases.admins.admins import RESTORED, Admins
from bot.usecases.admins.choices import NoticeChoices
from bot.usecases.admins.roll import AdminRoll
from bot.usecases.outbox.kinds import NoticeKind
from bot.usecases.outbox.topics import KINDS
from bot.usecases.people.people import Profile
from storage import facts, outbox
from storage.engine.tx import Tx
from storage.outbox import NewMessage
from storage.queries import gathered
from tests.bodies import ANNA, BORIS, purchase, refund
from tests.conftest import NOW
from tests.usecases.conftest import ADMINS
from tests.usecases.notices.stage import ADMIN, Stage, scene

_OTHER = ADMINS[1]
_ROLES, _WAITS = NoticeKind.ADMIN_ROLES, NoticeKind.ADMIN_TO_CONFIRM


def _admins(stage: Stage) -> Admins:
    """Return the admins as they are after a start: one owner acts, the other one reads."""
    db, at = stage.shop.db, stage.shop.clock
    return Admins(db, at, AdminRoll(ADMINS), NoticeChoices(db, at, ZoneInfo("UTC")))


async def _add(admins: Admins, person: int, name: str) -> None:
    await admins.add(Profile(person, name, None, "en"), _OTHER)


@scene("Anna becomes an admin, and is one no longer")
async def _(stage: Stage) -> None:
    admins = _admins(stage)
    await stage.meet(_OTHER, "Olga & Co", "olga")
    await stage.meet(ANNA, "Anna <3", "anna")
    await _add(admins, ANNA, "Anna")
    await stage.show(_ROLES, ADMIN)
    await stage.show(_ROLES, ANNA)
    await admins.remove(ANNA, _OTHER)
    await stage.show(_ROLES, ADMIN)
    await stage.show(NoticeKind.NO_ADMIN_NOW, ANNA)
    await _add(admins, ANNA, "Anna")
    await stage.show(NoticeKind.NO_ADMIN_NOW, ANNA, "once she is an admin again")


@scene("Somebody without a name becomes an admin")
async def _(stage: Stage) -> None:
    await _add(_admins(stage), BORIS, "")
    await stage.show(_ROLES, ADMIN)


@scene("A copy is put back in which two people are admins")
async def _(stage: Stage) -> None:
    admins = _admins(stage)
    await stage.meet(_OTHER, "Olga", "olga")
    await _add(admins, ANNA, "Anna <3")
    await _add(admins, BORIS, "")
    await stage.shop.db.write(lambda tx: facts.put(tx, RESTORED, "1"))
    await admins.on_start()
    await stage.show(_WAITS, ADMIN)
    await admins.confirm(BORIS, _OTHER)
    await stage.show(_ROLES, ADMIN)
    await stage.show(_ROLES, BORIS)
    await stage.show(_WAITS, ADMIN, "after one was confirmed")
    await admins.remove(ANNA, _OTHER)
    await stage.show(_WAITS, ADMIN, "once nobody waits")


@scene("A copy is put back with more admins than a message has buttons")
async def _(stage: Stage) -> None:
    admins = _admins(stage)
    for number in range(10):
        await _add(admins, 800_000 + number, f"Helper {number}")
    await stage.shop.db.write(lambda tx: facts.put(tx, RESTORED, "1"))
    await admins.on_start()
    await stage.show(_WAITS, ADMIN)


@scene("A day's notices are gathered for the digest")
async def _(stage: Stage) -> None:
    await stage.meet(ANNA, "Anna <3", "anna")
    await stage.receive(purchase(1), purchase(2, telegram_user_id=BORIS), refund(2))
    await stage.receive(purchase(3, product_id=999))
    await stage.claim(ANNA, "I paid & got nothing")
    await stage.open_club("Club <b>")
    await stage.shop.db.write(_ask_the_owner)
    for kind, subject in ((NoticeKind.ADMIN_CHAT_PROBLEM, 1), (NoticeKind.ADMIN_SUPPORT, 1)):
        await stage.queue(kind, ADMIN, subject)
    await stage.shop.db.write(_fail_one)
    await stage.shop.db.write(_gather)
    await stage.queue(NoticeKind.ADMIN_DIGEST, ADMIN, 1000)
    await stage.show(NoticeKind.ADMIN_DIGEST, ADMIN)
    await stage.receive(refund(1))
    await stage.show(NoticeKind.ADMIN_DIGEST, ADMIN, "after the sale was refunded")


def _ask_the_owner(tx: Tx) -> None:
    """Let Anna have asked the owner something."""
    tx.execute(
        """INSERT INTO support_messages (telegram_user_id, chat_id, message_id, kind, text,
            created_at)
        VALUES (?, ?, 5, 'text', 'Where are
            <my> books?', 1)""",
        (ANNA, ANNA),
    )


def _fail_one(tx: Tx) -> None:
    new = NewMessage("paid:x", NoticeKind.PAID, BORIS, 1)
    outbox.enqueue(tx, new, NOW)
    number = tx.scalar("SELECT id FROM outbox WHERE dedupe_key = 'paid:x'")
    outbox.set_undeliverable(tx, number, "Bad Request: chat not found", NOW)
    kind = NoticeKind.ADMIN_UNDELIVERABLE
    outbox.enqueue(tx, NewMessage(f"{kind}:x", kind, ADMIN, number), NOW)


def _gather(tx: Tx) -> None:
    for kinds in KINDS.values():
        gathered.gather(tx, ADMIN, kinds)
