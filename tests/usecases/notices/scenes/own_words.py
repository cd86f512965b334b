"""Scenes with the owner's own words: what now after paying, the reminder, the end of access."""

from bot.domain.models import FIRST_PLAN, PurchaseRow
from bot.domain.shop_face.texts import Content, OwnButton, Place, Slot
from bot.usecases.outbox.kinds import NoticeKind
from bot.usecases.shop_face.face import ShopFace
from tests.bodies import ABSENT, ANNA, purchase, recurring
from tests.conftest import NOW
from tests.usecases.conftest import SUBSCRIPTION_ID
from tests.usecases.notices.several_plans import PRO, open_two
from tests.usecases.notices.stage import ADMIN, DAY, Stage, scene

WHAT_NOW = Place(Slot.WHAT_NOW, "en", FIRST_PLAN)
BUTTON = OwnButton("Open the channel", "https://t.me/club")


async def _say(stage: Stage, place: Place, content: Content) -> None:
    face = ShopFace(stage.shop.db, stage.shop.clock, "en")
    await face.on_start()
    await face.save(place, content, face.version(place), ADMIN)


async def _what_now(stage: Stage) -> None:
    await _say(stage, WHAT_NOW, Content("<b>Now</b> open the channel, {name}", button=BUTTON))


@scene("The owner says what to do after paying, and Anna buys a month")
async def _(stage: Stage) -> None:
    await stage.open_club()
    await _what_now(stage)
    await stage.receive(purchase(31))
    await stage.show(NoticeKind.PAID, ANNA)
    await stage.meet(ANNA, "Anna <i>")
    await stage.show(NoticeKind.PAID, ANNA, "once the bot knows her name")
    stage.shop.clock.move(40 * DAY)
    await stage.show(NoticeKind.PAID, ANNA, "when the month is over")


@scene("The owner says what to do after paying, and an admin finds Anna's payment")
async def _(stage: Stage) -> None:
    await _what_now(stage)
    facts = {"telegram_user_id": ABSENT, "telegram_username": ABSENT}
    await stage.receive(purchase(78901, trb_user_id="W-1", **facts))
    await stage.claim(ANNA, "78901")
    await stage.claims.approve(1, PurchaseRow(1), ADMIN)
    await stage.show(NoticeKind.PAID, ANNA)
    await stage.receive(purchase(78902))
    await stage.claim(ANNA, "78902")
    await stage.claims.approve(2, PurchaseRow(2), ADMIN)
    await stage.show(NoticeKind.CLAIM_FOUND, ANNA, "of a payment that is hers already")


@scene("The owner says what to do after paying, and Anna subscribes")
async def _(stage: Stage) -> None:
    await _what_now(stage)
    await stage.shop.recurring.bind(SUBSCRIPTION_ID, FIRST_PLAN, ADMIN)
    await stage.receive(recurring(until=NOW + 20 * DAY))
    await stage.show(NoticeKind.RECURRING_STARTED, ANNA)


@scene("The owner words the reminder and the end of access")
async def _(stage: Stage) -> None:
    await _say(stage, Place(Slot.REMINDER, "en"), Content("Stay with us, {name}"))
    await _say(stage, Place(Slot.ENDED, "en"), Content("Come back <i>soon</i>"))
    await stage.receive(purchase(1))
    end = await stage.end_of()
    await stage.move_to(end - 3 * DAY)
    await stage.show(NoticeKind.REMINDER, ANNA)
    await stage.receive(purchase(2, at=end - 3 * DAY, product_id=999))
    await stage.show(NoticeKind.REMINDER, ANNA, "while another payment of hers is held")
    await stage.move_to(end)
    await stage.show(NoticeKind.ENDED, ANNA)


@scene("The owner words the end of access in a shop with Basic and Pro")
async def _(stage: Stage) -> None:
    await open_two(stage)
    await _say(stage, Place(Slot.ENDED, "en"), Content("Come back <i>soon</i>"))
    await stage.give_days(ANNA, PRO, 9)
    await stage.move_to(NOW + 9 * DAY)
    await stage.show(NoticeKind.ENDED, ANNA)


@scene("The owner words the end of access, and Anna's subscription isn't renewed")
async def _(stage: Stage) -> None:
    await _say(stage, Place(Slot.ENDED, "en"), Content("Come back <i>soon</i>"))
    await stage.shop.recurring.bind(SUBSCRIPTION_ID, FIRST_PLAN, ADMIN)
    await stage.receive(recurring(until=NOW + 20 * DAY))
    stage.shop.clock.move(21 * DAY)
    await stage.receive(recurring("cancelled", at=NOW + 21 * DAY, until=NOW + 20 * DAY))
    await stage.show(NoticeKind.RECURRING_CANCELLED, ANNA)


@scene("Own words that are broken give way to the original")
async def _(stage: Stage) -> None:
    await _say(stage, Place(Slot.ENDED, "en"), Content("<b>never closed"))
    await stage.receive(purchase(1))
    await stage.move_to(await stage.end_of())
    await stage.show(NoticeKind.ENDED, ANNA)
