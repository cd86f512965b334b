"""Scenes about ends and reminders in a shop with several plans: Basic, Pro, and a course."""

from bot.domain.models import PlanId
from bot.usecases.access.manual import RevokeOrder, end_of
from bot.usecases.outbox.kinds import NoticeKind
from storage import plans
from tests.bodies import ANNA, recurring, refund
from tests.conftest import NOW
from tests.usecases.conftest import ADMINS, SUBSCRIPTION_ID
from tests.usecases.notices.several_plans import (
    BASIC,
    COURSE,
    COURSE_MONTH,
    PRO,
    PRO_LIFE,
    PRO_MONTH,
    buy,
    end_of_plan,
    open_three,
)
from tests.usecases.notices.stage import ADMIN, DAY, Stage, scene

HOUR = 3600


async def _remind(stage: Stage, plan: PlanId, when: str) -> None:
    """Deliver what is due three days before a plan ends."""
    await stage.move_to(await end_of_plan(stage, plan) - 3 * DAY)
    await stage.deliver(ANNA, when)


async def _end(stage: Stage, plan: PlanId, when: str) -> None:
    """Deliver what is due once a plan has ended."""
    await stage.move_to(await end_of_plan(stage, plan))
    await stage.deliver(ANNA, when)


@scene("Anna has Basic, buys Pro, which includes it, and has Basic once more when that ends")
async def _(stage: Stage) -> None:
    await open_three(stage)
    await buy(stage, 1, 456)
    await stage.show(NoticeKind.PAID, ANNA, "for Basic")
    stage.shop.clock.move(10 * DAY)
    await buy(stage, 2, PRO_MONTH)
    await stage.show(NoticeKind.PAID, ANNA, "for Pro, on day 10")
    await _remind(stage, PRO, "before the end of Pro")
    await _end(stage, PRO, "at the end of Pro")
    await _remind(stage, BASIC, "before the end of Basic")
    await _end(stage, BASIC, "at the end of Basic")


@scene("Anna has Pro alone, and Basic with it")
async def _(stage: Stage) -> None:
    await open_three(stage)
    await buy(stage, 1, PRO_MONTH)
    await stage.show(NoticeKind.PAID, ANNA)
    await _remind(stage, PRO, "before the end")
    await _end(stage, PRO, "at the end")


@scene("Anna has Pro, which is no longer sold: nobody can stay")
async def _(stage: Stage) -> None:
    await open_three(stage)
    await buy(stage, 1, PRO_MONTH)
    await stage.shop.db.write(lambda tx: plans.set_retired(tx, PRO, stage.shop.clock.now()))
    await _remind(stage, PRO, "before the end")


@scene("Basic lasts some hours longer than Pro, which includes it")
async def _(stage: Stage) -> None:
    await open_three(stage)
    await stage.give_days(ANNA, BASIC, 5)
    stage.shop.clock.move(5 * DAY - 2 * HOUR)
    await buy(stage, 1, PRO_MONTH)
    await _remind(stage, PRO, "before the end of Pro")
    await _remind(stage, BASIC, "two hours later")
    await _end(stage, PRO, "at the end of Pro")
    await _end(stage, BASIC, "at the end of Basic")


@scene("Basic and a course end on one day, at the same second")
async def _(stage: Stage) -> None:
    await open_three(stage)
    await stage.shop.db.write(lambda tx: plans.set_order(tx, [COURSE, PRO, BASIC]))
    await buy(stage, 1, 456)
    await buy(stage, 2, COURSE_MONTH)
    await _remind(stage, COURSE, "before both ends")
    await _end(stage, COURSE, "at both ends")


@scene("Basic and a course end on one day, and the bot was off until both were over")
async def _(stage: Stage) -> None:
    await open_three(stage)
    await buy(stage, 1, 456)
    stage.shop.clock.move(HOUR)
    await buy(stage, 2, COURSE_MONTH)
    await _end(stage, COURSE, "once both are over")


@scene("Basic and a course end on one day, and the course is extended after the reminder")
async def _(stage: Stage) -> None:
    await open_three(stage)
    await buy(stage, 1, 456)
    stage.shop.clock.move(HOUR)
    await buy(stage, 2, COURSE_MONTH)
    await _remind(stage, BASIC, "before both ends")
    await stage.move_to(await end_of_plan(stage, COURSE) - 3 * DAY)
    await buy(stage, 3, COURSE_MONTH)
    await stage.deliver(ANNA, "after the course was extended")
    await _end(stage, BASIC, "at the end of Basic")
    await _remind(stage, COURSE, "before the end of the course")


@scene("A course that ends on the same day is bought while the reminder of Basic waits")
async def _(stage: Stage) -> None:
    await open_three(stage)
    await buy(stage, 1, 456)
    await stage.move_to(await end_of_plan(stage, BASIC) - 3 * DAY)
    await stage.give_days(ANNA, COURSE, 3)
    await stage.deliver(ANNA, "after the course was given")
    await stage.move_to(stage.shop.clock.now() + HOUR)
    await stage.deliver(ANNA, "an hour later")


@scene("A course that ends on the same day is bought after the reminder of Basic")
async def _(stage: Stage) -> None:
    await open_three(stage)
    await buy(stage, 1, 456)
    await _remind(stage, BASIC, "before the end of Basic")
    stage.shop.clock.move(HOUR)
    await stage.give_days(ANNA, COURSE, 3)
    await _end(stage, BASIC, "at the end of Basic")
    await _end(stage, COURSE, "an hour later, at the end of the course")


@scene("Anna has Basic until some day, and Pro, which includes it, for life")
async def _(stage: Stage) -> None:
    await open_three(stage)
    await buy(stage, 1, 456)
    await buy(stage, 2, PRO_LIFE)
    await stage.show(NoticeKind.PAID, ANNA)
    await stage.move_to(NOW + 60 * DAY)
    await stage.deliver(ANNA, "after two months")


@scene("Tribute renews Anna's Pro")
async def _(stage: Stage) -> None:
    await open_three(stage)
    await stage.shop.recurring.bind(SUBSCRIPTION_ID, PRO, ADMINS[0])
    await buy(stage, 1, 456)
    await stage.receive(recurring(at=NOW, until=NOW + 20 * DAY))
    await stage.show(NoticeKind.RECURRING_STARTED, ANNA)
    await stage.receive(recurring("cancelled", at=NOW + DAY, until=NOW + 20 * DAY))
    await stage.show(NoticeKind.RECURRING_CANCELLED, ANNA)
    await _end(stage, PRO, "at the end of Pro")


@scene("Anna's payment for Pro is refunded while Basic's own time stands still")
async def _(stage: Stage) -> None:
    await open_three(stage)
    await buy(stage, 1, 456)
    await buy(stage, 2, PRO_MONTH)
    await stage.receive(refund(2, product_id=PRO_MONTH))
    await stage.show(NoticeKind.REFUNDED, ANNA)
    await stage.receive(refund(1))
    await stage.show(NoticeKind.REFUNDED, ANNA, "for Basic too")


@scene("An admin gives Anna Pro and a course, and ends both in the same second")
async def _(stage: Stage) -> None:
    await open_three(stage)
    await stage.give_days(ANNA, PRO, 10)
    await stage.show(NoticeKind.GRANTED, ANNA, "for Pro")
    await stage.give_days(ANNA, COURSE, 10)
    await stage.show(NoticeKind.GRANTED, ANNA, "for the course")
    for plan in (PRO, COURSE):
        shown = await stage.manual.preview_revoke(ANNA, plan)
        assert await stage.manual.revoke(RevokeOrder(ANNA, plan, end_of(shown.before)), ADMIN)
        await stage.show(NoticeKind.REVOKED, ANNA)


@scene("Anna's Pro isn't renewed by Tribute, and her course goes on")
async def _(stage: Stage) -> None:
    await open_three(stage, included=False)
    await stage.shop.recurring.bind(SUBSCRIPTION_ID, PRO, ADMINS[0])
    await buy(stage, 1, COURSE_MONTH)
    await stage.receive(recurring(at=NOW, until=NOW + 20 * DAY))
    await stage.receive(recurring("cancelled", at=NOW + DAY, until=NOW + 20 * DAY))
    shown = await stage.manual.preview_revoke(ANNA, PRO)
    assert await stage.manual.revoke(RevokeOrder(ANNA, PRO, end_of(shown.before)), ADMIN)
    await stage.show(NoticeKind.RECURRING_CANCELLED, ANNA, "after an admin has ended it")
    await stage.show(NoticeKind.RECURRING_STARTED, ANNA, "after an admin has ended it")
    stage.shop.clock.move(21 * DAY)
    await stage.show(NoticeKind.RECURRING_CANCELLED, ANNA, "once its time is over")


async def _basic_ends_in_the_morning(stage: Stage) -> int:
    """Let Anna's Basic end at ten, and Tribute's subscription count as a course; return ten."""
    await open_three(stage, included=False)
    await stage.shop.recurring.bind(SUBSCRIPTION_ID, COURSE, ADMINS[0])
    stage.shop.clock.move(12 * HOUR)
    await stage.give_days(ANNA, BASIC, 1)
    await stage.move_to(await end_of_plan(stage, BASIC))
    return stage.shop.clock.now()


async def _subscribe_until_noon(stage: Stage, ten: int) -> None:
    for kind in ("new", "cancelled"):
        await stage.receive(recurring(kind, at=stage.shop.clock.now(), until=ten + 2 * HOUR))


@scene("Anna's Basic ends in the second in which she gets a course until noon")
async def _(stage: Stage) -> None:
    ten = await _basic_ends_in_the_morning(stage)
    await _subscribe_until_noon(stage, ten)
    await stage.deliver(ANNA, "at ten")
    await _end(stage, COURSE, "at noon")


@scene("Anna gets a course until noon an hour after she has read of the end of Basic")
async def _(stage: Stage) -> None:
    ten = await _basic_ends_in_the_morning(stage)
    await stage.deliver(ANNA, "at ten")
    stage.shop.clock.move(HOUR)
    await _subscribe_until_noon(stage, ten)
    await _end(stage, COURSE, "at noon")
