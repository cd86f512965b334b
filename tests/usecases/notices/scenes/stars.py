"""Scenes about payments in Stars: paid, for somebody else, twice, renewing, and odd ones."""

from bot.domain.stars_list.entries import SETTLES_SECONDS
from bot.domain.stars_renewals.renewal import PERIOD_SECONDS, Asked
from bot.usecases.outbox.kinds import NoticeKind
from bot.usecases.stars.renewals import admin, person
from tests.bodies import ANNA, BORIS
from tests.conftest import NOW
from tests.usecases.notices.stage import ADMIN, Stage, scene
from tests.usecases.stars.subscriber import Subscriber, Willing, subscriber, tell
from tests.usecases.stars.telegram_list import TelegramList, ask_for_refund, reconciliation
from tests.usecases.stars.till import Till, open_till

PAID, SALE = NoticeKind.PAID, NoticeKind.ADMIN_SALE
BY_OTHER, TWICE = NoticeKind.STARS_PAID_BY_OTHER, NoticeKind.ADMIN_STARS_TWICE
CONFLICT = NoticeKind.ADMIN_STARS_CONFLICT
EARLY, NOT_REFUNDED = NoticeKind.ADMIN_STARS_REFUND_EARLY, NoticeKind.ADMIN_STARS_NOT_REFUNDED


async def _till(stage: Stage) -> Till:
    till = open_till(stage.shop)
    await till.price()
    await stage.meet(ANNA, "Anna < Keller", "anna")
    return till


@scene("Anna pays her invoice")
async def _(stage: Stage) -> None:
    till = await _till(stage)
    await till.pays(await till.order())
    await stage.show(PAID, ANNA)
    await stage.show(SALE, ADMIN)
    await till.payments.refunded("charge-1", NOW)
    await stage.show(NoticeKind.REFUNDED, ANNA)
    await stage.show(NoticeKind.ADMIN_REFUND, ADMIN)
    await stage.show(PAID, ANNA, "after the refund")


@scene("Boris pays Anna's invoice")
async def _(stage: Stage) -> None:
    till = await _till(stage)
    await till.pays(await till.order(ANNA), payer=BORIS)
    await stage.show(PAID, BORIS)
    await stage.show(BY_OTHER, ANNA)
    await till.payments.refunded("charge-1", NOW)
    await stage.show(BY_OTHER, ANNA, "after the refund")


@scene("Anna's invoice is paid twice")
async def _(stage: Stage) -> None:
    till = await _till(stage)
    order = await till.order()
    await till.pays(order, "charge-1")
    await till.pays(order, "charge-2")
    await stage.show(TWICE, ADMIN)
    await till.payments.refunded("charge-2", NOW)
    await stage.show(TWICE, ADMIN, "after the refund")


@scene("Telegram reports one charge with two amounts")
async def _(stage: Stage) -> None:
    till = await _till(stage)
    order = await till.order()
    await till.pays(order)
    await till.pays(order, total_amount=1)
    await stage.show(CONFLICT, ADMIN)


@scene("Telegram reports a refund before its payment")
async def _(stage: Stage) -> None:
    till = await _till(stage)
    await till.payments.refunded("charge-1", NOW)
    await stage.show(EARLY, ADMIN)
    await till.pays(await till.order())
    await stage.show(EARLY, ADMIN, "once the payment has come")
    await stage.show(PAID, ANNA)
    await stage.show(NoticeKind.REFUNDED, ANNA)


@scene("Telegram reports a refund of another program's payment")
async def _(stage: Stage) -> None:
    till = await _till(stage)
    await till.payments.refunded("charge-1", NOW)
    stage.shop.clock.move(1)
    await reconciliation(till, TelegramList()).look()
    await stage.show(EARLY, ADMIN)


@scene("Nobody knows whether a refund happened, and Telegram's list says that it didn't")
async def _(stage: Stage) -> None:
    till = await _till(stage)
    order, telegram = await till.order(), TelegramList()
    await till.pays(order)
    telegram.pays(order)
    await ask_for_refund(till)
    stage.shop.clock.move(SETTLES_SECONDS)
    await reconciliation(till, telegram).look()
    await stage.show(NOT_REFUNDED, ADMIN)
    await till.payments.refunded("charge-1", NOW)
    await stage.show(NOT_REFUNDED, ADMIN, "once it has happened after all")


@scene("A payment that is held: of another amount, without an order, unreadable")
async def _(stage: Stage) -> None:
    till = await _till(stage)
    order = await till.order()
    for charge, changes in (
        ("charge-1", {"total_amount": 100}),
        ("charge-2", {"invoice_payload": "unknown"}),
        ("charge-3", {"currency": ""}),
    ):
        await till.pays(order, charge, **changes)
        await stage.show(NoticeKind.WAITING, ANNA)
        await stage.show(NoticeKind.ADMIN_HELD, ADMIN)


RENEWAL, ADMIN_RENEWAL = NoticeKind.STARS_RENEWAL, NoticeKind.ADMIN_STARS_RENEWAL


async def _anna(stage: Stage) -> Subscriber:
    """Return Anna with the first payment of a renewal."""
    await stage.meet(ANNA, "Anna < Keller", "anna")
    anna = await subscriber(open_till(stage.shop, Willing()))
    await anna.begins()
    return anna


@scene("Anna pays every 30 days, and it is renewed")
async def _(stage: Stage) -> None:
    anna = await _anna(stage)
    await stage.show(PAID, ANNA)
    await stage.show(SALE, ADMIN)
    stage.shop.clock.move(PERIOD_SECONDS)
    await anna.pays("renewal", NOW + PERIOD_SECONDS)
    await stage.show(PAID, ANNA, "of the renewal")
    await stage.show(SALE, ADMIN, "of the renewal")


@scene("Anna stops her renewal in Telegram, and resumes it")
async def _(stage: Stage) -> None:
    anna = await _anna(stage)
    await anna.says("canceled", 1)
    await stage.show(RENEWAL, ANNA)
    await stage.show(ADMIN_RENEWAL, ADMIN)
    await anna.says("active", 2)
    await stage.show(RENEWAL, ANNA, "resumed")
    await stage.show(ADMIN_RENEWAL, ADMIN, "resumed")


@scene("Telegram can't charge Anna again, before the end and after it")
async def _(stage: Stage) -> None:
    anna = await _anna(stage)
    await anna.says("failed")
    await stage.show(RENEWAL, ANNA)
    await stage.show(ADMIN_RENEWAL, ADMIN)
    stage.shop.clock.move(PERIOD_SECONDS)
    await stage.show(RENEWAL, ANNA, "after the end")


@scene("Anna stops her renewal with the bot's button, and allows it again")
async def _(stage: Stage) -> None:
    anna = await _anna(stage)
    renewal = await anna.renewal()
    await anna.till.renewals.edit(renewal.id, Asked.STOP, person(renewal.telegram_user_id))
    await stage.show(ADMIN_RENEWAL, ADMIN)
    await anna.till.renewals.edit(renewal.id, Asked.ALLOW, person(renewal.telegram_user_id))
    await stage.show(ADMIN_RENEWAL, ADMIN, "allowed again")


@scene("An admin stops Anna's renewal, and allows it again")
async def _(stage: Stage) -> None:
    anna = await _anna(stage)
    renewal = await anna.renewal()
    await anna.till.renewals.edit(renewal.id, Asked.STOP, admin(1))
    await stage.show(RENEWAL, ANNA)
    await stage.show(ADMIN_RENEWAL, ADMIN)
    await anna.till.renewals.edit(renewal.id, Asked.ALLOW, admin(1))
    await stage.show(RENEWAL, ANNA, "allowed again")
    stage.shop.clock.move(PERIOD_SECONDS)
    await stage.show(RENEWAL, ANNA, "after the end")


@scene("Anna's link is paid twice, and Telegram names an end that can't be")
async def _(stage: Stage) -> None:
    anna = await _anna(stage)
    await anna.begins("charge-2", subscription_expiration_date=1)
    await stage.show(TWICE, ADMIN)
    await stage.show(NoticeKind.ADMIN_STARS_END, ADMIN)


@scene("Telegram reports a renewal that the bot can't read, or doesn't know")
async def _(stage: Stage) -> None:
    anna = await _anna(stage)
    await anna.says("paused")
    await stage.show(NoticeKind.ADMIN_STARS_UNREAD, ADMIN)
    await tell(anna.till, "unknown", "canceled", 2)
    await stage.show(NoticeKind.ADMIN_STARS_UNREAD, ADMIN, "of no order")
