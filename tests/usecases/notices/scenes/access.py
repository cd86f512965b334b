"""Scenes about access: near its end, ended, given and revoked by an admin."""

from bot.domain.durations import Duration
from bot.domain.models import FIRST_PLAN, PurchaseRow
from bot.usecases.access.clock_recheck import recheck_access, recheck_facts
from bot.usecases.access.manual import GrantOrder, RevokeOrder, end_of
from bot.usecases.outbox.kinds import NoticeKind
from storage import outbox
from tests.bodies import ANNA, purchase, refund
from tests.conftest import NOW
from tests.usecases.notices.stage import ADMIN, DAY, Stage, scene


@scene("Anna's month ends in three days")
async def _(stage: Stage) -> None:
    await stage.receive(purchase(1))
    end = await stage.end_of()
    await stage.move_to(end - 3 * DAY)
    await stage.show(NoticeKind.REMINDER, ANNA)
    await stage.receive(purchase(2, at=end - 3 * DAY, product_id=999))
    await stage.show(NoticeKind.REMINDER, ANNA, "while another payment of hers is held")
    stage.shop.clock.move(3 * DAY)
    await stage.show(NoticeKind.REMINDER, ANNA, "once the month is over")
    await stage.receive(purchase(3, at=end))
    await stage.show(NoticeKind.REMINDER, ANNA, "after she has bought more time")


@scene("Anna's month is over")
async def _(stage: Stage) -> None:
    await stage.receive(purchase(1))
    end = await stage.end_of()
    await stage.move_to(end)
    await stage.show(NoticeKind.ENDED, ANNA)
    await stage.claim(ANNA, "paid <again>, receipt 77")
    await stage.show(NoticeKind.ENDED, ANNA, "while a claim of hers waits")
    stage.shop.clock.jump(-1)
    await stage.show(NoticeKind.ENDED, ANNA, "by a clock that was set back by a second")
    await stage.receive(purchase(2, at=end))
    stage.shop.clock.jump(90 * DAY)
    await stage.show(NoticeKind.ENDED, ANNA, "after a second month, which is over too")
    await stage.receive(refund(1), refund(2))
    await stage.show(NoticeKind.ENDED, ANNA, "after both payments were refunded")
    await stage.show(NoticeKind.REFUNDED, ANNA)


@scene("A clock that was ahead has announced the end of Anna's month")
async def _(stage: Stage) -> None:
    await stage.open_club()
    await stage.receive(purchase(1))
    end = await stage.end_of()
    await stage.move_to(end + DAY)
    ended = await stage.newest(NoticeKind.ENDED, ANNA)
    await stage.shop.db.write(lambda tx: outbox.set_sent(tx, ended, end + DAY))
    stage.shop.clock.jump(NOW - end - DAY)
    await stage.shop.db.write(lambda tx: recheck_access(tx, NOW))
    await stage.show(NoticeKind.ENDED_EARLY, ANNA)
    stage.shop.clock.move(end - NOW)
    await stage.show(NoticeKind.ENDED_EARLY, ANNA, "once the month really is over")
    stage.shop.clock.jump(NOW - end)
    await stage.receive(refund(1))
    await stage.show(NoticeKind.ENDED_EARLY, ANNA, "after the payment was refunded")


@scene("The same clock was set right before Anna got the wrong notice")
async def _(stage: Stage) -> None:
    await stage.receive(purchase(1))
    end = await stage.end_of()
    await stage.move_to(end + DAY)
    stage.shop.clock.jump(NOW - end - DAY)
    await stage.shop.db.write(lambda tx: recheck_access(tx, NOW))
    await stage.show(NoticeKind.ENDED_EARLY, ANNA)


async def _grant(stage: Stage, text: str) -> None:
    duration = Duration.parse(text)
    shown = await stage.manual.preview_grant(ANNA, FIRST_PLAN, duration)
    assert await stage.manual.grant(
        GrantOrder(ANNA, FIRST_PLAN, duration, end_of(shown.after)), ADMIN
    )


async def _revoke(stage: Stage) -> None:
    order = RevokeOrder(ANNA, FIRST_PLAN, end_of(await stage.shop.subscription(ANNA)))
    assert await stage.manual.revoke(order, ADMIN)


@scene("An admin gives Anna access")
async def _(stage: Stage) -> None:
    await _grant(stage, "10 days")
    await stage.show(NoticeKind.GRANTED, ANNA)
    await stage.open_club()
    await stage.show(NoticeKind.GRANTED, ANNA, "where there is a private chat")
    await _grant(stage, "lifetime")
    await stage.show(NoticeKind.GRANTED, ANNA, "for life")
    await _revoke(stage)
    await stage.show(NoticeKind.GRANTED, ANNA, "after it was revoked")


@scene("An admin has given Anna access while the clock was ahead, until it was right again")
async def _(stage: Stage) -> None:
    stage.shop.clock.jump(40 * DAY)
    await _grant(stage, "10 days")
    given = await stage.newest(NoticeKind.GRANTED, ANNA)
    stage.shop.clock.jump(-40 * DAY)
    await stage.shop.db.write(lambda tx: recheck_facts(tx, NOW))
    await stage.show(NoticeKind.END_CORRECTED, ANNA, "before she has read the wrong date")
    await stage.shop.db.write(lambda tx: outbox.set_sent(tx, given, NOW))
    await stage.show(NoticeKind.END_CORRECTED, ANNA)
    stage.shop.clock.move(11 * DAY)
    await stage.show(NoticeKind.END_CORRECTED, ANNA, "once the access is over")


@scene("An admin ends Anna's access")
async def _(stage: Stage) -> None:
    await stage.receive(purchase(1))
    await _revoke(stage)
    await stage.show(NoticeKind.REVOKED, ANNA)
    await stage.receive(purchase(2, product_id=999))
    await stage.show(NoticeKind.REVOKED, ANNA, "while another payment of hers is held")
    await _grant(stage, "1 day")
    await stage.show(NoticeKind.REVOKED, ANNA, "after she was given access again")


@scene("The end of an access that is gone without a trace")
async def _(stage: Stage) -> None:
    await stage.queue(NoticeKind.REVOKED, ANNA, None)
    await stage.show(NoticeKind.REVOKED, ANNA)
    await stage.queue(NoticeKind.GRANTED, ANNA, 99)
    await stage.show(NoticeKind.GRANTED, ANNA)


@scene("An admin has settled a payment of Anna's while the clock was ahead, and it is refunded")
async def _(stage: Stage) -> None:
    await stage.receive(purchase(1, currency=7))
    stage.shop.clock.jump(40 * DAY)
    assert await stage.shop.attention.accept(PurchaseRow(1), ADMIN)
    paid = await stage.newest(NoticeKind.PAID, ANNA)
    await stage.shop.db.write(lambda tx: outbox.set_sent(tx, paid, NOW))
    stage.shop.clock.jump(-40 * DAY)
    await stage.shop.db.write(lambda tx: recheck_facts(tx, NOW))
    await stage.show(NoticeKind.END_CORRECTED, ANNA, "before the refund")
    await stage.receive(refund(1))
    await stage.show(NoticeKind.END_CORRECTED, ANNA)
