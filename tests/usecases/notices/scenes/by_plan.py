"""Scenes of a shop with several plans about wrong clocks, private chats and Tribute's recurring
subscriptions."""

from bot.domain.durations import Duration
from bot.domain.records import NewTariff
from bot.usecases.access.clock_recheck import recheck_access, recheck_facts
from bot.usecases.access.manual import RevokeOrder, end_of
from bot.usecases.outbox.kinds import NoticeKind
from storage import access_chats, outbox
from tests.bodies import ANNA, recurring
from tests.conftest import NOW
from tests.usecases.conftest import ADMINS, SUBSCRIPTION_ID
from tests.usecases.notices.several_plans import (
    BASIC,
    COURSE,
    PRO,
    PRO_MONTH,
    buy,
    end_of_plan,
    open_three,
    open_two,
)
from tests.usecases.notices.stage import ADMIN, CLUB, DAY, Stage, scene


@scene("A clock that was ahead has announced the end of Anna's Pro, and her course goes on")
async def _(stage: Stage) -> None:
    await open_three(stage)
    await stage.give_days(ANNA, COURSE, 90)
    await buy(stage, 1, PRO_MONTH)
    end = await end_of_plan(stage, PRO)
    await stage.move_to(end + DAY)
    ended = await stage.newest(NoticeKind.ENDED, ANNA)
    await stage.shop.db.write(lambda tx: outbox.set_sent(tx, ended, end + DAY))
    stage.shop.clock.jump(NOW - end - DAY)
    await stage.shop.db.write(lambda tx: recheck_access(tx, NOW))
    await stage.show(NoticeKind.ENDED_EARLY, ANNA)
    stage.shop.clock.move(end - NOW)
    await stage.show(NoticeKind.ENDED_EARLY, ANNA, "once Pro really is over")


@scene("The bot knows no more of an end that a wrong clock has announced, nor of a corrected one")
async def _(stage: Stage) -> None:
    await open_three(stage, included=False)
    await stage.give_days(ANNA, BASIC, 9)
    await stage.queue(NoticeKind.ENDED_EARLY, ANNA, 99)
    await stage.show(NoticeKind.ENDED_EARLY, ANNA)


@scene("A clock that was ahead has announced the end of Anna's Pro, and she never had Basic")
async def _(stage: Stage) -> None:
    await open_three(stage, included=False)
    await buy(stage, 1, PRO_MONTH)
    end = await end_of_plan(stage, PRO)
    await stage.move_to(end + DAY)
    ended = await stage.newest(NoticeKind.ENDED, ANNA)
    await stage.shop.db.write(lambda tx: outbox.set_sent(tx, ended, end + DAY))
    stage.shop.clock.jump(NOW - end - DAY)
    await stage.shop.db.write(lambda tx: recheck_access(tx, NOW))
    await stage.show(NoticeKind.ENDED_EARLY, ANNA)


@scene("An admin ends Anna's Pro in a shop that has only Basic besides")
async def _(stage: Stage) -> None:
    await open_two(stage)
    await stage.give_days(ANNA, PRO, 10)
    shown = await stage.manual.preview_revoke(ANNA, PRO)
    assert await stage.manual.revoke(RevokeOrder(ANNA, PRO, end_of(shown.before)), ADMIN)
    await stage.show(NoticeKind.REVOKED, ANNA)


@scene("Anna asks to join a chat of Pro, and is removed from it; then Basic opens it too")
async def _(stage: Stage) -> None:
    await open_three(stage)
    chat = await stage.shop.db.write(lambda tx: access_chats.add_found(tx, CLUB))
    await stage.shop.db.write(lambda tx: access_chats.open_by(tx, PRO, chat))
    await stage.ask_to_join()
    await stage.queue(NoticeKind.CHAT_REMOVED, ANNA, 1)
    for kind in (NoticeKind.CHAT_JOIN_REQUEST, NoticeKind.CHAT_REMOVED):
        await stage.show(kind, ANNA, "where Pro opens it")
    await stage.shop.db.write(lambda tx: access_chats.open_by(tx, BASIC, chat))
    for kind in (NoticeKind.CHAT_JOIN_REQUEST, NoticeKind.CHAT_REMOVED):
        await stage.show(kind, ANNA, "where Basic and Pro open it")
    await stage.chats.rights_changed(CLUB, may_invite=False, may_remove=False, is_gone=True)
    await stage.show(NoticeKind.ADMIN_CHAT_PROBLEM, ADMIN, "once the bot isn't in it any more")


@scene("Tribute's subscription counts as a course from today on; Anna's, of Pro, is over")
async def _(stage: Stage) -> None:
    await open_two(stage)
    await stage.shop.recurring.bind(SUBSCRIPTION_ID, PRO, ADMINS[0])
    await stage.receive(recurring(at=NOW, until=NOW + 20 * DAY))
    await stage.receive(recurring("cancelled", at=NOW + DAY, until=NOW + 20 * DAY))
    await stage.show(NoticeKind.RECURRING_CANCELLED, ANNA, "while it runs")
    await stage.move_to(NOW + 20 * DAY)
    await stage.shop.recurring.bind(SUBSCRIPTION_ID, BASIC, ADMINS[0])
    await stage.show(NoticeKind.RECURRING_CANCELLED, ANNA, "at its end")


@scene("A recurring subscription that counts as nothing is cancelled, and Anna has Pro")
async def _(stage: Stage) -> None:
    await open_three(stage)
    await buy(stage, 1, PRO_MONTH)
    await stage.receive(recurring("cancelled", at=NOW + DAY, until=NOW + 20 * DAY))
    await stage.queue(NoticeKind.RECURRING_CANCELLED, ANNA, 1)
    await stage.show(NoticeKind.RECURRING_CANCELLED, ANNA)


@scene("An admin has given Anna Pro while the clock was ahead, and she has a course for life")
async def _(stage: Stage) -> None:
    await open_three(stage, included=False)
    await stage.shop.tariffs.bind(904, NewTariff(COURSE, Duration(lifetime=True)), ADMINS[0])
    await buy(stage, 1, 904)
    stage.shop.clock.jump(40 * DAY)
    await stage.give_days(ANNA, PRO, 10)
    given = await stage.newest(NoticeKind.GRANTED, ANNA)
    stage.shop.clock.jump(-40 * DAY)
    await stage.shop.db.write(lambda tx: recheck_facts(tx, NOW))
    await stage.shop.db.write(lambda tx: outbox.set_sent(tx, given, NOW))
    await stage.show(NoticeKind.END_CORRECTED, ANNA)
