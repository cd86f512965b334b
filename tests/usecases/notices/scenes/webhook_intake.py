"""Scenes about deliveries: Tribute's test, an event with two sets of facts, a wrong address."""

from bot.usecases.outbox.kinds import NoticeKind
from bot.usecases.webhook_intake.misdirected import Misdirected, MisdirectedDeliveries
from tests.bodies import event, purchase
from tests.usecases.conftest import ADMINS
from tests.usecases.notices.stage import ADMIN, Stage, scene


@scene("Tribute's test arrives")
async def _(stage: Stage) -> None:
    await stage.receive(b'{"test_event":"test_event"}')
    await stage.show(NoticeKind.ADMIN_TEST, ADMIN)


@scene("One event comes with two prices")
async def _(stage: Stage) -> None:
    await stage.receive(event("new_donation", {"donation_request_id": 1}))
    await stage.receive(purchase(1), purchase(1, amount=900))
    await stage.show(NoticeKind.ADMIN_CONFLICT, ADMIN)


@scene("Tribute has a wrong webhook address")
async def _(stage: Stage) -> None:
    misdirected = MisdirectedDeliveries(stage.shop.db, stage.shop.clock, ADMINS)
    address = "https://bot.example.com/a-long-path-that-nobody-may-cut/so-that-it-can-be-copied"
    await misdirected.report(Misdirected("/webhook<old>", address))
    await stage.show(NoticeKind.ADMIN_MISDIRECTED, ADMIN)
    await misdirected.report(Misdirected("/webhook", f"{address}{'-and-longer' * 17}"))
    await stage.show(NoticeKind.ADMIN_MISDIRECTED, ADMIN, "where no button can copy the right one")
