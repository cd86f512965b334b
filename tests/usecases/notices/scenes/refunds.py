"""Scenes about refunds, also those that need an admin."""

from typing import Any

from bot.domain.models import PurchaseRow
from bot.domain.records import AttemptState
from bot.usecases.outbox.kinds import NoticeKind
from storage import refund_attempts
from tests.bodies import ABSENT, ANNA, BORIS, MOMENT, purchase, refund
from tests.usecases.notices.stage import ADMIN, DAY, Stage, scene


@scene("Anna's only month is refunded")
async def _(stage: Stage) -> None:
    await stage.receive(purchase(1), refund(1))
    await stage.show(NoticeKind.REFUNDED, ANNA)
    await stage.show(NoticeKind.ADMIN_REFUND, ADMIN)


@scene("One of Anna's two months is refunded")
async def _(stage: Stage) -> None:
    await stage.receive(purchase(1), purchase(2, at=MOMENT + 60), refund(2))
    await stage.show(NoticeKind.REFUNDED, ANNA)
    stage.shop.clock.move(40 * DAY)
    await stage.show(NoticeKind.REFUNDED, ANNA, "when the other month is over")


@scene("A held payment is refunded")
async def _(stage: Stage) -> None:
    await stage.receive(purchase(1, product_id=998), purchase(2, product_id=999), refund(2))
    await stage.show(NoticeKind.REFUNDED, ANNA, "while another payment of hers is held")
    await stage.show(NoticeKind.ADMIN_REFUND, ADMIN)


@scene("A refund arrives before its purchase")
async def _(stage: Stage) -> None:
    await stage.receive(refund(1), purchase(1))
    await stage.show(NoticeKind.ADMIN_REFUNDED_FIRST, ADMIN)


@scene("A refund doesn't say which purchase it belongs to")
async def _(stage: Stage) -> None:
    await stage.receive(refund(None, at=MOMENT, telegram_user_id=BORIS), refund(None))
    await stage.show(NoticeKind.ADMIN_UNMATCHED, ADMIN)
    await stage.meet(ANNA, "Anna", "anna")
    await stage.show(NoticeKind.ADMIN_UNMATCHED, ADMIN, "once the bot knows Anna's name")
    await stage.shop.attention.dismiss_refund(2, "a test", ADMIN)
    await stage.show(NoticeKind.ADMIN_UNMATCHED, ADMIN, "after another admin has closed it")
    nobody = {"telegram_user_id": ABSENT, "product_id": ABSENT, "amount": ABSENT}
    await stage.receive(refund(None, at=MOMENT + 5, **nobody))
    await stage.show(NoticeKind.ADMIN_UNMATCHED, ADMIN, "where it says nothing at all")
    await stage.receive(refund(None, at=MOMENT + 6, product_name="Reading club"))
    await stage.show(NoticeKind.ADMIN_UNMATCHED, ADMIN, "where it names its product")


@scene("Tribute's number contradicts an admin's match of a refund")
async def _(stage: Stage) -> None:
    await stage.receive(purchase(None, at=MOMENT - 60), purchase(2), refund(None))
    await stage.shop.attention.match_refund(1, PurchaseRow(1), ADMIN)
    await stage.receive(refund(2))
    await stage.show(NoticeKind.ADMIN_REFUND_OVERRULED, ADMIN)
    await stage.receive(refund(None, at=MOMENT + 90))
    await stage.show(NoticeKind.ADMIN_REFUND_OVERRULED, ADMIN, "once it is refunded after all")


@scene("Tribute's number contradicts an admin's match, and is unknown")
async def _(stage: Stage) -> None:
    await stage.receive(purchase(1, at=MOMENT - 60), purchase(None), refund(None))
    await stage.shop.attention.match_refund(1, PurchaseRow(1), ADMIN)
    await stage.receive(refund(2))
    await stage.show(NoticeKind.ADMIN_REFUND_OVERRULED, ADMIN)
    await stage.shop.attention.dismiss_refund(1, "a test", ADMIN)
    await stage.show(NoticeKind.ADMIN_REFUND_OVERRULED, ADMIN, "after another admin has closed it")


@scene("Nobody knows whether an admin's refund happened")
async def _(stage: Stage) -> None:
    def unknown(tx: Any) -> None:
        first = refund_attempts.insert_calling(tx, PurchaseRow(1), ADMIN, MOMENT)
        refund_attempts.set_state(tx, first, AttemptState.REJECTED, "no", MOMENT)
        second = refund_attempts.insert_calling(tx, PurchaseRow(2), ADMIN, MOMENT)
        third = refund_attempts.insert_calling(tx, PurchaseRow(1), ADMIN, MOMENT)
        refund_attempts.set_state(tx, third, AttemptState.UNKNOWN, "timeout", MOMENT)
        assert (second, third) == (2, 3)

    await stage.receive(purchase(31), purchase(32, at=MOMENT + 60))
    await stage.shop.db.write(unknown)
    await stage.queue(NoticeKind.ADMIN_REFUND_UNKNOWN, ADMIN, 3)
    await stage.show(NoticeKind.ADMIN_REFUND_UNKNOWN, ADMIN)
    await stage.receive(refund(31))
    await stage.show(NoticeKind.ADMIN_REFUND_UNKNOWN, ADMIN, "once Tribute's webhook has come")
    await stage.queue(NoticeKind.ADMIN_REFUND_UNKNOWN, ADMIN, 2)
    await stage.show(NoticeKind.ADMIN_REFUND_UNKNOWN, ADMIN, "about a call that is under way")


@scene("Notices about refunds that aren't there")
async def _(stage: Stage) -> None:
    for kind in (NoticeKind.ADMIN_UNMATCHED, NoticeKind.ADMIN_REFUND_UNKNOWN):
        await stage.queue(kind, ADMIN, 99)
        await stage.show(kind, ADMIN)
