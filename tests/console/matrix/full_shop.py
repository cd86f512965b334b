"""A shop that has something on every page of the console, all of it with names that are markup."""

from bot.domain.broadcasts import Audience, AudienceGroup
from bot.domain.durations import Duration
from bot.domain.incidents import IncidentKind
from bot.domain.models import PersonId, PlanId
from bot.domain.shop_face.texts import Content, Place, Slot
from bot.domain.support import SupportKind, Written
from bot.sandbox.cast import ADMIN, ADMINS, BUYER, NEVER_STARTED, REGRETS, SECOND_ADMIN
from bot.sandbox.world import World
from bot.usecases.access.manual import GrantOrder, end_of
from bot.usecases.broadcasts.planned import WHATEVER
from bot.usecases.people.people import Profile
from tests.handlers.telegram.payments import deliver, deps
from tests.handlers.telegram.talk import ask
from tests.journeys.channel import until_nothing_is_due

HOSTILE = "<img src=x onerror=alert(1)>"
"""A name that would call for a file and run a script if a page took it for markup."""
IN_HTML = HOSTILE.replace("<", "&lt;").replace(">", "&gt;")
DAY = 86_400
_UNSOLD = 999


async def fill(world: World) -> None:
    """Sell, hold, refund, ask, plan and word; the clock ends three days before accesses end."""
    for admin in ADMINS:
        await ask(world, admin, "/help")
    await ask(world, BUYER.id, "/start")
    world.tribute.add_product(HOSTILE, id=_UNSOLD)
    await _sell(world)
    world.clock.move(27 * DAY)
    await _write(world)
    await _word(world)
    for person, language in ((BUYER.id, "en"), (ADMIN.id, "en"), (SECOND_ADMIN.id, "ru")):
        await deps(world).people.meet(Profile(PersonId(person), HOSTILE, None, language))
    await until_nothing_is_due(world)


async def _sell(world: World) -> None:
    pay = world.tribute.pay
    await pay(456, telegram_user_id=BUYER.id)
    await pay(457, telegram_user_id=REGRETS.id)
    refunded = await pay(459, telegram_user_id=NEVER_STARTED.id)
    await world.tribute.refund_by_buyer(refunded.id)
    await pay(_UNSOLD, telegram_user_id=BUYER.id)
    await deliver(
        world, product_id=456, purchase_id=5, trb_user_id="W-1", amount=999, product_name=HOSTILE
    )
    grants = deps(world).manual_grants
    buyer, plan, month = PersonId(BUYER.id), PlanId(2), Duration(months=1)
    shown = await grants.preview_grant(buyer, plan, month)
    assert await grants.grant(
        GrantOrder(buyer, plan, month, end_of(shown.after), HOSTILE), ADMIN.id
    )


async def _write(world: World) -> None:
    await ask(world, BUYER.id, f"/claim {HOSTILE}")
    written = Written(PersonId(BUYER.id), 1, SupportKind.TEXT, HOSTILE)
    await deps(world).support.write(PersonId(BUYER.id), written)
    await deps(world).incidents.begin(IncidentKind.WORKER, HOSTILE)
    broadcasts, planned = deps(world).broadcasts, deps(world).planned_broadcasts
    everybody = Audience(AudienceGroup.ALL)
    one = await broadcasts.draft(ADMIN.id, everybody, IN_HTML)
    await planned.plan(one.broadcast.id, ADMIN.id, world.clock.now() + DAY, seen=WHATEVER)
    await broadcasts.draft(ADMIN.id, everybody, IN_HTML)
    await broadcasts.draft(SECOND_ADMIN.id, everybody, IN_HTML)


async def _word(world: World) -> None:
    for language in ("en", "ru"):
        for slot in (Slot.GREETING, Slot.ENDED):
            await deps(world).shop_face.save(Place(slot, language), Content(IN_HTML), 0, ADMIN.id)
    await deps(world).plans.add(HOSTILE, "en", ADMIN.id)
