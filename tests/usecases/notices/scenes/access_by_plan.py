"""Scenes about access in a shop with several plans: Basic, Pro, and a course."""

from bot.domain.durations import Duration
from bot.domain.models import PlanId
from bot.domain.plans import Inclusions
from bot.domain.records import NewTariff
from bot.usecases.access.clock_recheck import recheck_access, recheck_facts
from bot.usecases.access.manual import RevokeOrder, end_of
from bot.usecases.outbox.kinds import NoticeKind
from storage import outbox, plans, subscriptions
from tests.bodies import ANNA, purchase, recurring, refund
from tests.conftest import NOW
from tests.usecases.conftest import ADMINS, SUBSCRIPTION_ID
from tests.usecases.notices.stage import ADMIN, DAY, Stage, scene

BASIC, PRO, COURSE = PlanId(1), PlanId(2), PlanId(3)
PRO_MONTH, PRO_LIFE, COURSE_MONTH = 901, 902, 903
HOUR = 3600


async def _open(stage: Stage, *, included: bool = True) -> None:
    """Sell Basic, Pro and a course; Pro includes Basic, if it should."""

    def work(tx):
        plans.set_name(tx, BASIC, "en", "Basic")
        for key, name in (("pro", "Pro"), ("course", "Course <A>")):
            plans.set_name(tx, plans.insert(tx, key), "en", name)
        plans.set_inclusions(tx, Inclusions(frozenset({(PRO, BASIC)} if included else set())))
        plans.set_refolded_up_to(tx, None)

    await stage.shop.db.write(work)
    for product, plan, duration in (
        (PRO_MONTH, PRO, Duration(months=1)),
        (PRO_LIFE, PRO, Duration(lifetime=True)),
        (COURSE_MONTH, COURSE, Duration(months=1)),
    ):
        await stage.shop.tariffs.bind(product, NewTariff(plan, duration), ADMINS[0])


async def _buy(stage: Stage, number: int, product: int) -> None:
    await stage.receive(purchase(number, product_id=product, at=stage.shop.clock.now()))


async def _end_of(stage: Stage, plan: PlanId) -> int:
    found = await stage.shop.db.read(lambda tx: subscriptions.get(tx, ANNA, plan))
    assert found is not None
    assert found.expires_at is not None
    return found.expires_at


async def _remind(stage: Stage, plan: PlanId, when: str) -> None:
    """Deliver what is due three days before a plan ends."""
    await stage.move_to(await _end_of(stage, plan) - 3 * DAY)
    await stage.deliver(ANNA, when)


async def _end(stage: Stage, plan: PlanId, when: str) -> None:
    """Deliver what is due once a plan has ended."""
    await stage.move_to(await _end_of(stage, plan))
    await stage.deliver(ANNA, when)


@scene("Anna has Basic, buys Pro, which includes it, and has Basic once more when that ends")
async def _(stage: Stage) -> None:
    await _open(stage)
    await _buy(stage, 1, 456)
    await stage.show(NoticeKind.PAID, ANNA, "for Basic")
    stage.shop.clock.move(10 * DAY)
    await _buy(stage, 2, PRO_MONTH)
    await stage.show(NoticeKind.PAID, ANNA, "for Pro, on day 10")
    await _remind(stage, PRO, "before the end of Pro")
    await _end(stage, PRO, "at the end of Pro")
    await _remind(stage, BASIC, "before the end of Basic")
    await _end(stage, BASIC, "at the end of Basic")


@scene("Anna has Pro alone, and Basic with it")
async def _(stage: Stage) -> None:
    await _open(stage)
    await _buy(stage, 1, PRO_MONTH)
    await stage.show(NoticeKind.PAID, ANNA)
    await _remind(stage, PRO, "before the end")
    await _end(stage, PRO, "at the end")


@scene("Anna has Pro, which is no longer sold: nobody can stay")
async def _(stage: Stage) -> None:
    await _open(stage)
    await _buy(stage, 1, PRO_MONTH)
    await stage.shop.db.write(lambda tx: plans.set_retired(tx, PRO, stage.shop.clock.now()))
    await _remind(stage, PRO, "before the end")


@scene("Basic lasts some hours longer than Pro, which includes it")
async def _(stage: Stage) -> None:
    await _open(stage)
    await stage.give_days(ANNA, BASIC, 5)
    stage.shop.clock.move(5 * DAY - 2 * HOUR)
    await _buy(stage, 1, PRO_MONTH)
    await _remind(stage, PRO, "before the end of Pro")
    await _remind(stage, BASIC, "two hours later")
    await _end(stage, PRO, "at the end of Pro")
    await _end(stage, BASIC, "at the end of Basic")


@scene("Basic and a course end on one day, at the same second")
async def _(stage: Stage) -> None:
    await _open(stage)
    await stage.shop.db.write(lambda tx: plans.set_order(tx, [COURSE, PRO, BASIC]))
    await _buy(stage, 1, 456)
    await _buy(stage, 2, COURSE_MONTH)
    await _remind(stage, COURSE, "before both ends")
    await _end(stage, COURSE, "at both ends")


@scene("Basic and a course end on one day, and the bot was off until both were over")
async def _(stage: Stage) -> None:
    await _open(stage)
    await _buy(stage, 1, 456)
    stage.shop.clock.move(HOUR)
    await _buy(stage, 2, COURSE_MONTH)
    await _end(stage, COURSE, "once both are over")


@scene("Basic and a course end on one day, and the course is extended after the reminder")
async def _(stage: Stage) -> None:
    await _open(stage)
    await _buy(stage, 1, 456)
    stage.shop.clock.move(HOUR)
    await _buy(stage, 2, COURSE_MONTH)
    await _remind(stage, BASIC, "before both ends")
    await stage.move_to(await _end_of(stage, COURSE) - 3 * DAY)
    await _buy(stage, 3, COURSE_MONTH)
    await stage.deliver(ANNA, "after the course was extended")
    await _end(stage, BASIC, "at the end of Basic")
    await _remind(stage, COURSE, "before the end of the course")


@scene("A course that ends on the same day is bought while the reminder of Basic waits")
async def _(stage: Stage) -> None:
    await _open(stage)
    await _buy(stage, 1, 456)
    await stage.move_to(await _end_of(stage, BASIC) - 3 * DAY)
    await stage.give_days(ANNA, COURSE, 3)
    await stage.deliver(ANNA, "after the course was given")
    await stage.move_to(stage.shop.clock.now() + HOUR)
    await stage.deliver(ANNA, "an hour later")


@scene("A course that ends on the same day is bought after the reminder of Basic")
async def _(stage: Stage) -> None:
    await _open(stage)
    await _buy(stage, 1, 456)
    await _remind(stage, BASIC, "before the end of Basic")
    stage.shop.clock.move(HOUR)
    await stage.give_days(ANNA, COURSE, 3)
    await _end(stage, BASIC, "at the end of Basic")
    await _end(stage, COURSE, "an hour later, at the end of the course")


@scene("Anna has Basic until some day, and Pro, which includes it, for life")
async def _(stage: Stage) -> None:
    await _open(stage)
    await _buy(stage, 1, 456)
    await _buy(stage, 2, PRO_LIFE)
    await stage.show(NoticeKind.PAID, ANNA)
    await stage.move_to(NOW + 60 * DAY)
    await stage.deliver(ANNA, "after two months")


@scene("Tribute renews Anna's Pro")
async def _(stage: Stage) -> None:
    await _open(stage)
    await stage.shop.recurring.bind(SUBSCRIPTION_ID, PRO, ADMINS[0])
    await _buy(stage, 1, 456)
    await stage.receive(recurring(at=NOW, until=NOW + 20 * DAY))
    await stage.show(NoticeKind.RECURRING_STARTED, ANNA)
    await stage.receive(recurring("cancelled", at=NOW + DAY, until=NOW + 20 * DAY))
    await stage.show(NoticeKind.RECURRING_CANCELLED, ANNA)
    await _end(stage, PRO, "at the end of Pro")


@scene("Anna's payment for Pro is refunded while Basic's own time stands still")
async def _(stage: Stage) -> None:
    await _open(stage)
    await _buy(stage, 1, 456)
    await _buy(stage, 2, PRO_MONTH)
    await stage.receive(refund(2, product_id=PRO_MONTH))
    await stage.show(NoticeKind.REFUNDED, ANNA)
    await stage.receive(refund(1))
    await stage.show(NoticeKind.REFUNDED, ANNA, "for Basic too")


@scene("An admin gives Anna Pro and a course, and ends both in the same second")
async def _(stage: Stage) -> None:
    await _open(stage)
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
    await _open(stage, included=False)
    await stage.shop.recurring.bind(SUBSCRIPTION_ID, PRO, ADMINS[0])
    await _buy(stage, 1, COURSE_MONTH)
    await stage.receive(recurring(at=NOW, until=NOW + 20 * DAY))
    await stage.receive(recurring("cancelled", at=NOW + DAY, until=NOW + 20 * DAY))
    shown = await stage.manual.preview_revoke(ANNA, PRO)
    assert await stage.manual.revoke(RevokeOrder(ANNA, PRO, end_of(shown.before)), ADMIN)
    await stage.show(NoticeKind.RECURRING_CANCELLED, ANNA, "after an admin has ended it")
    await stage.show(NoticeKind.RECURRING_STARTED, ANNA, "after an admin has ended it")
    stage.shop.clock.move(21 * DAY)
    await stage.show(NoticeKind.RECURRING_CANCELLED, ANNA, "once its time is over")


@scene("A clock that was ahead has announced the end of Anna's Pro, and her course goes on")
async def _(stage: Stage) -> None:
    await _open(stage)
    await stage.give_days(ANNA, COURSE, 90)
    await _buy(stage, 1, PRO_MONTH)
    end = await _end_of(stage, PRO)
    await stage.move_to(end + DAY)
    ended = await stage.newest(NoticeKind.ENDED, ANNA)
    await stage.shop.db.write(lambda tx: outbox.set_sent(tx, ended, end + DAY))
    stage.shop.clock.jump(NOW - end - DAY)
    await stage.shop.db.write(lambda tx: recheck_access(tx, NOW))
    await stage.show(NoticeKind.ENDED_EARLY, ANNA)
    stage.shop.clock.move(end - NOW)
    await stage.show(NoticeKind.ENDED_EARLY, ANNA, "once Pro really is over")


@scene("An admin has given Anna Pro while the clock was ahead, and she has a course for life")
async def _(stage: Stage) -> None:
    await _open(stage, included=False)
    await stage.shop.tariffs.bind(904, NewTariff(COURSE, Duration(lifetime=True)), ADMINS[0])
    await _buy(stage, 1, 904)
    stage.shop.clock.jump(40 * DAY)
    await stage.give_days(ANNA, PRO, 10)
    given = await stage.newest(NoticeKind.GRANTED, ANNA)
    stage.shop.clock.jump(-40 * DAY)
    await stage.shop.db.write(lambda tx: recheck_facts(tx, NOW))
    await stage.shop.db.write(lambda tx: outbox.set_sent(tx, given, NOW))
    await stage.show(NoticeKind.END_CORRECTED, ANNA)
