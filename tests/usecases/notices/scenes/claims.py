"""Scenes about claims: what the claimant and the admins read."""

from bot.domain.models import PurchaseRow
from bot.usecases.outbox.kinds import NoticeKind
from tests.bodies import ABSENT, ANNA, BORIS, purchase, refund
from tests.usecases.notices.stage import ADMIN, Stage, scene

ROW = PurchaseRow(1)


async def _paid_in_browser(stage: Stage, number: int = 78901, **more: object) -> None:
    facts = {"telegram_user_id": ABSENT, "telegram_username": ABSENT}
    await stage.receive(purchase(number, trb_user_id=f"W-{number}", **facts | more))


async def _claim(stage: Stage, text: str, person: int = ANNA) -> None:
    """Let somebody claim; an earlier claim keeps the numbers of claims and payments apart."""
    await stage.claim(BORIS, "I paid on Monday")
    await stage.claim(person, text)


@scene("Anna claims a payment that waits for its buyer")
async def _(stage: Stage) -> None:
    await stage.meet(ANNA, "Anna", "anna_reads")
    await _paid_in_browser(stage)
    await _claim(stage, "78901, <b>yesterday</b>")
    await stage.show(NoticeKind.ADMIN_CLAIM, ADMIN)
    await _paid_in_browser(stage, 78902)
    await stage.claim(ANNA, "78901 or 78902")
    await stage.show(NoticeKind.ADMIN_CLAIM, ADMIN, "where two payments are named")
    await stage.claims.deny(3, ADMIN)
    await stage.show(NoticeKind.ADMIN_CLAIM, ADMIN, "after another admin has decided")


@scene("Somebody without a name claims a payment that isn't known")
async def _(stage: Stage) -> None:
    await _claim(stage, "12345")
    await stage.show(NoticeKind.ADMIN_CLAIM, ADMIN)
    await stage.claims.deny(2, ADMIN)
    await stage.show(NoticeKind.CLAIM_DENIED, ANNA)


@scene("Anna's claim is approved, and the payment still can't be granted")
async def _(stage: Stage) -> None:
    await stage.open_club()
    await _paid_in_browser(stage, product_id=999)
    await stage.meet(ANNA, "Anna")
    await _claim(stage, "78901")
    assert await stage.claims.approve(2, ROW, ADMIN)
    await stage.show(NoticeKind.CLAIM_FOUND, ANNA)
    await stage.shop.attention.dismiss(ROW, "a test", ADMIN)
    await stage.show(NoticeKind.CLAIM_FOUND, ANNA, "after it was dismissed")


@scene("Anna's claim of a payment that is hers already is approved")
async def _(stage: Stage) -> None:
    await stage.open_club()
    await stage.receive(purchase(78901))
    await _claim(stage, "78901")
    assert await stage.claims.approve(2, ROW, ADMIN)
    await stage.show(NoticeKind.CLAIM_FOUND, ANNA)
    await stage.receive(refund(78901))
    await stage.show(NoticeKind.CLAIM_FOUND, ANNA, "after it was refunded")


@scene("The payment that Anna claims turns out to be somebody else's")
async def _(stage: Stage) -> None:
    await _paid_in_browser(stage)
    await _claim(stage, "78901 & more")
    await stage.shop.attention.name_buyer(ROW, BORIS, ADMIN)
    await stage.show(NoticeKind.CLAIM_CLOSED, ANNA)
    await stage.receive(refund(78901))
    await stage.show(NoticeKind.CLAIM_CLOSED, ANNA, "after it was refunded")


@scene("The payment that Anna claims is dismissed")
async def _(stage: Stage) -> None:
    await _paid_in_browser(stage)
    await _claim(stage, "78901")
    await stage.shop.attention.dismiss(ROW, "a test", ADMIN)
    await stage.show(NoticeKind.CLAIM_CLOSED, ANNA)


@scene("Notices about a claim that isn't there, and about one that no payment answers")
async def _(stage: Stage) -> None:
    kinds = (NoticeKind.CLAIM_FOUND, NoticeKind.CLAIM_CLOSED, NoticeKind.CLAIM_DENIED)
    for kind in kinds:
        await stage.queue(kind, ANNA, 99)
        await stage.show(kind, ANNA)
    await stage.queue(NoticeKind.ADMIN_CLAIM, ADMIN, 99)
    await stage.show(NoticeKind.ADMIN_CLAIM, ADMIN)
    await stage.claim(ANNA, "12345")
    for kind in kinds[:2]:
        await stage.queue(kind, ANNA, 1)
        await stage.show(kind, ANNA, "where no payment is known")


@scene("Anna claims a payment that is hers already")
async def _(stage: Stage) -> None:
    await stage.receive(purchase(1))
    await _claim(stage, "number 1")
    await stage.show(NoticeKind.ADMIN_CLAIM, ADMIN)


@scene("Anna claims a payment of hers that was refunded")
async def _(stage: Stage) -> None:
    await stage.receive(purchase(1), refund(1))
    await _claim(stage, "number 1")
    await stage.claims.deny(2, ADMIN)
    await stage.show(NoticeKind.CLAIM_DENIED, ANNA)
