"""Scenes about Tribute's recurring subscriptions: begun, renewed, cancelled, not yet decided."""

from bot.domain.models import FIRST_PLAN, RENEWAL_GRACE_SECONDS, PersonId
from bot.usecases.access.manual import RevokeOrder
from bot.usecases.outbox.kinds import NoticeKind
from tests.bodies import ABSENT, ANNA, BORIS, MOMENT, purchase, recurring
from tests.conftest import NOW
from tests.usecases.conftest import SUBSCRIPTION_ID
from tests.usecases.notices.stage import ADMIN, DAY, Stage, scene

STARTED, RENEWED = NoticeKind.RECURRING_STARTED, NoticeKind.RECURRING_RENEWED
CANCELLED = NoticeKind.RECURRING_CANCELLED
ADMIN_NEW, ADMIN_CANCELLED = NoticeKind.ADMIN_RECURRING_NEW, NoticeKind.ADMIN_RECURRING_CANCELLED
UNBOUND = NoticeKind.ADMIN_RECURRING_UNBOUND
END = NOW + 20 * DAY
YEAR_END = NOW + 300 * DAY
YEARLY = {"period_id": 1548, "period": "yearly", "price": 9000}
OTHER = 1650


async def _bind(stage: Stage, *subscriptions: int) -> None:
    for one in subscriptions or (SUBSCRIPTION_ID,):
        await stage.shop.recurring.bind(one, FIRST_PLAN, ADMIN)


@scene("Anna subscribes, and Tribute renews it")
async def _(stage: Stage) -> None:
    await stage.open_club()
    await _bind(stage)
    await stage.receive(recurring(until=END, subscription_name="Reading < circle"))
    await stage.show(STARTED, ANNA)
    await stage.show(ADMIN_NEW, ADMIN)
    await stage.receive(recurring("renewed", at=MOMENT + 60, until=END + DAY))
    await stage.show(STARTED, ANNA, "after the renewal")
    await stage.show(RENEWED, ANNA)
    stage.shop.clock.move(40 * DAY)
    await stage.show(RENEWED, ANNA, "when the time is over")


@scene("Somebody pays Anna's subscription for her")
async def _(stage: Stage) -> None:
    await _bind(stage)
    await stage.receive(recurring(until=END, type="gift"))
    await stage.show(STARTED, ANNA)
    await stage.show(ADMIN_NEW, ADMIN)
    await stage.receive(recurring("renewed", at=MOMENT + 60, until=END + DAY, type="gift"))
    await stage.show(RENEWED, ANNA)


@scene("Anna begins a trial")
async def _(stage: Stage) -> None:
    await _bind(stage)
    await stage.meet(ANNA, "Anna", "anna")
    await stage.receive(recurring(until=END, type="trial"))
    await stage.show(STARTED, ANNA)
    await stage.show(ADMIN_NEW, ADMIN)


@scene("A subscription without a name and a type")
async def _(stage: Stage) -> None:
    await _bind(stage)
    await stage.receive(recurring(until=END, subscription_name=ABSENT, type=ABSENT))
    await stage.show(STARTED, ANNA)
    await stage.show(ADMIN_NEW, ADMIN)


@scene("Anna cancels")
async def _(stage: Stage) -> None:
    await _bind(stage)
    await stage.receive(recurring(until=END))
    await stage.receive(recurring("cancelled", at=MOMENT + 60, until=END))
    await stage.show(CANCELLED, ANNA)
    await stage.show(ADMIN_CANCELLED, ADMIN)
    await stage.receive(purchase(7, product_id=999))
    await stage.show(CANCELLED, ANNA, "while a payment of hers is held")
    stage.shop.clock.move(21 * DAY)
    await stage.show(CANCELLED, ANNA, "when the time is over")
    await stage.receive(recurring(at=NOW + 20 * DAY, until=NOW + 50 * DAY))
    await stage.show(CANCELLED, ANNA, "after she has subscribed again")


@scene("Anna cancels after an admin has ended her access")
async def _(stage: Stage) -> None:
    await _bind(stage)
    await stage.receive(recurring(until=END))
    await stage.manual.revoke(RevokeOrder(PersonId(ANNA), FIRST_PLAN, await stage.end_of()), ADMIN)
    await stage.receive(recurring("cancelled", at=MOMENT + 60, until=END))
    await stage.show(CANCELLED, ANNA)
    stage.shop.clock.move(21 * DAY)
    await stage.show(CANCELLED, ANNA, "when the time that she paid for is over too")


@scene("Tribute cancels, and says why")
async def _(stage: Stage) -> None:
    await _bind(stage)
    why = "the card <was> declined"
    await stage.receive(recurring("cancelled", at=MOMENT + 60, until=END, cancel_reason=why))
    await stage.show(ADMIN_CANCELLED, ADMIN)


@scene("Anna cancels the month, and her year goes on")
async def _(stage: Stage) -> None:
    await _bind(stage)
    await stage.receive(recurring(until=END), recurring(at=MOMENT + 60, until=YEAR_END, **YEARLY))
    await stage.receive(recurring("cancelled", at=MOMENT + 120, until=END))
    await stage.show(CANCELLED, ANNA)
    await stage.show(ADMIN_CANCELLED, ADMIN)
    bodies = {"at": MOMENT + 180, "until": YEAR_END, **YEARLY}
    await stage.receive(recurring("cancelled", **bodies))
    await stage.show(CANCELLED, ANNA, "about the year, which she has cancelled too")


@scene("Anna cancels, and goes on with another subscription")
async def _(stage: Stage) -> None:
    await _bind(stage, SUBSCRIPTION_ID, OTHER)
    other = {"subscription_id": OTHER, "period_id": 1600, "subscription_name": "Writing circle"}
    await stage.receive(recurring(until=END), recurring(at=MOMENT + 60, until=YEAR_END, **other))
    await stage.receive(recurring("cancelled", at=MOMENT + 120, until=END))
    await stage.show(CANCELLED, ANNA)


@scene("Anna's year was never renewed, and she has bought a lifetime")
async def _(stage: Stage) -> None:
    await _bind(stage)
    await stage.receive(purchase(7, product_id=459))
    await stage.receive(recurring(until=END), recurring("cancelled", at=MOMENT + 60, until=END))
    await stage.receive(recurring(at=MOMENT + 120, until=END + DAY, **YEARLY))
    stage.shop.clock.move(END + DAY + RENEWAL_GRACE_SECONDS - 1 - NOW)
    await stage.show(CANCELLED, ANNA, "a second before Tribute's time to renew it is over")
    stage.shop.clock.move(1)
    await stage.show(CANCELLED, ANNA, "when it is over")


@scene("Somebody subscribes to something that no admin has decided about")
async def _(stage: Stage) -> None:
    await stage.receive(recurring(until=END, subscription_name="Reading & <circle>"))
    await stage.show(UNBOUND, ADMIN)
    await _bind(stage)
    await stage.show(UNBOUND, ADMIN, "after another admin has decided")
    nameless = {"subscription_name": ABSENT, "subscription_id": OTHER, "telegram_user_id": BORIS}
    await stage.receive(recurring(until=END, **nameless))
    await stage.show(UNBOUND, ADMIN, "about one without a name")
    await stage.queue(UNBOUND, ADMIN, 99)
    await stage.show(UNBOUND, ADMIN, "about one that isn't there")


@scene("A cancellation comes that doesn't say whose or of what")
async def _(stage: Stage) -> None:
    await _bind(stage)
    await stage.receive(recurring(until=END))
    nameless = {"subscription_id": ABSENT, "subscription_name": ABSENT}
    await stage.receive(recurring("cancelled", at=MOMENT + 60, until=END, **nameless))
    await stage.show(NoticeKind.ADMIN_RECURRING_UNCLEAR, ADMIN)
    await stage.receive(recurring("cancelled", at=MOMENT + 61, until=END, telegram_user_id=ABSENT))
    await stage.show(NoticeKind.ADMIN_RECURRING_UNCLEAR, ADMIN, "without a buyer")
