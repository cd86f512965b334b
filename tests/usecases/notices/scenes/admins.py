"""Scenes about who runs the shop, and who waits for an owner."""

from bot.usecases.admins.admins import RESTORED, Admins
from bot.usecases.admins.roll import AdminRoll
from bot.usecases.outbox.kinds import NoticeKind
from bot.usecases.people.people import Profile
from storage import facts
from tests.bodies import ANNA, BORIS
from tests.usecases.conftest import ADMINS
from tests.usecases.notices.stage import ADMIN, Stage, scene

_OTHER = ADMINS[1]
_ROLES, _WAITS = NoticeKind.ADMIN_ROLES, NoticeKind.ADMIN_TO_CONFIRM


def _admins(stage: Stage) -> Admins:
    """Return the admins as they are after a start: one owner acts, the other one reads."""
    return Admins(stage.shop.db, stage.shop.clock, AdminRoll(ADMINS))


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
