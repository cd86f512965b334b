"""Scenes about purchases: granted, held, settled, and refunded before anybody reads of it."""

from bot.domain.durations import Duration
from bot.domain.models import FIRST_PLAN, PersonId, PurchaseRow
from bot.usecases.access.manual import RevokeOrder
from bot.usecases.outbox.kinds import NoticeKind
from tests.bodies import ABSENT, ANNA, BORIS, MOMENT, event, purchase, refund
from tests.plans import of_first
from tests.usecases.notices.stage import ADMIN, DAY, Stage, scene

HELD = PurchaseRow(2)
BY_BORIS = {"telegram_user_id": BORIS, "telegram_username": "boris"}


@scene("Anna buys a month")
async def _(stage: Stage) -> None:
    await stage.open_club()
    await stage.receive(purchase(31, **BY_BORIS))
    await stage.receive(purchase(32, product_name="1 < 2 months"))
    await stage.show(NoticeKind.PAID, ANNA)
    await stage.show(NoticeKind.ADMIN_SALE, ADMIN)
    await stage.meet(ANNA, "Anna", "anna")
    await stage.show(NoticeKind.ADMIN_SALE, ADMIN, "once the bot knows her name")
    stage.shop.clock.move(40 * DAY)
    await stage.show(NoticeKind.PAID, ANNA, "when the month is over")
    await stage.receive(refund(32))
    await stage.show(NoticeKind.PAID, ANNA, "after the refund")
    await stage.show(NoticeKind.ADMIN_SALE, ADMIN, "after the refund")


@scene("Anna's month comes late, or is ended before she reads of it")
async def _(stage: Stage) -> None:
    await stage.receive(purchase(31, at=MOMENT - 40 * DAY))
    await stage.show(NoticeKind.PAID, ANNA, "about a payment of forty days ago")
    await stage.receive(purchase(32))
    await stage.manual.revoke(RevokeOrder(PersonId(ANNA), FIRST_PLAN, await stage.end_of()), ADMIN)
    await stage.show(NoticeKind.PAID, ANNA, "about one of today, once an admin has ended it")


@scene("A payment is held because its product isn't sold here")
async def _(stage: Stage) -> None:
    await stage.receive(purchase(31, **BY_BORIS), purchase(32, product_id=999))
    await stage.show(NoticeKind.WAITING, ANNA)
    await stage.show(NoticeKind.ADMIN_HELD, ADMIN)
    await stage.open_club()
    await stage.show(NoticeKind.WAITING, ANNA, "where there is a private chat")
    await stage.shop.attention.settle_as(HELD, of_first(Duration(months=1)), ADMIN)
    await stage.show(NoticeKind.ADMIN_SETTLED, ADMIN)
    await stage.show(NoticeKind.PAID, ANNA)
    await stage.show(NoticeKind.WAITING, ANNA, "after it was settled")
    await stage.show(NoticeKind.ADMIN_HELD, ADMIN, "after it was settled")
    stage.shop.clock.move(40 * DAY)
    await stage.show(NoticeKind.ADMIN_SETTLED, ADMIN, "once the month is over")
    await stage.receive(refund(32))
    await stage.show(NoticeKind.ADMIN_SETTLED, ADMIN, "after the refund")


@scene("Payments are held because nobody knows their buyer")
async def _(stage: Stage) -> None:
    await stage.receive(purchase(31, **BY_BORIS))
    await stage.receive(purchase(32, telegram_user_id=ABSENT, trb_user_id="W-32"))
    await stage.show(NoticeKind.ADMIN_HELD, ADMIN, "by the username that Tribute sent")
    nobody = {"telegram_user_id": ABSENT, "telegram_username": ABSENT}
    await stage.receive(purchase(33, trb_user_id="W-33", **nobody))
    await stage.show(NoticeKind.ADMIN_HELD, ADMIN, "by Tribute's number of the buyer")
    await stage.receive(purchase(34, trb_user_id=ABSENT, **nobody))
    await stage.show(NoticeKind.ADMIN_HELD, ADMIN, "by nothing")


@scene("Payments are held because they can't be read in full")
async def _(stage: Stage) -> None:
    await stage.receive(purchase(31, **BY_BORIS))
    await stage.receive(purchase(32, amount="a lot"))
    await stage.show(NoticeKind.ADMIN_HELD, ADMIN, "without a price")
    await stage.receive(purchase(33, product_name=ABSENT, product_id="?"))
    await stage.show(NoticeKind.ADMIN_HELD, ADMIN, "without a product")
    await stage.show(NoticeKind.WAITING, ANNA, "without a product")
    await stage.receive(event("new_digital_product", {"purchase_id": 34}, at=MOMENT - DAY))
    await stage.show(NoticeKind.ADMIN_HELD, ADMIN, "without anything but a number")


@scene("An older Tribute sends no purchase number")
async def _(stage: Stage) -> None:
    await stage.receive(purchase(31, **BY_BORIS), purchase(None, product_id=457))
    await stage.show(NoticeKind.ADMIN_SALE, ADMIN)


@scene("A purchase that says neither when it was made nor when its event was")
async def _(stage: Stage) -> None:
    body = purchase(31, purchase_created_at=ABSENT)
    await stage.receive(body.replace(b'"created_at"', b'"nothing"'))
    await stage.show(NoticeKind.ADMIN_SALE, ADMIN)


@scene("Sales come quickly, one after another")
async def _(stage: Stage) -> None:
    await stage.meet(ANNA, "Anna & Co", "anna")
    await stage.receive(purchase(31, product_name="1 < 2 months"))
    await stage.show_sales("where there is only one")
    await stage.receive(purchase(32, amount=250, **BY_BORIS))
    await stage.show_sales("where there are two at once")
    stage.shop.clock.move(60)
    await stage.receive(purchase(33, amount=900, currency="eur", product_name=ABSENT))
    await stage.show_sales("a minute later")
    stage.shop.clock.move(1)
    await stage.receive(purchase(34, amount=300, currency="xtr", **BY_BORIS))
    await stage.show_sales("a second later")
    await stage.receive(*(refund(number) for number in (31, 33)))
    await stage.show_sales("after two were refunded")
    await stage.receive(refund(32))
    await stage.show_sales("when only one still stands")
