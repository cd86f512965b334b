"""Scenes with the bot's own profile in Telegram, and with words that Telegram refuses."""

from bot.domain.models import LeftOut, TariffId
from bot.domain.records import NO_WORDS, TariffWords
from bot.domain.shop_face.profile import Failed, Failure, Part, Present, Spot
from bot.domain.shop_face.texts import Content, Place, Slot
from bot.usecases.outbox.kinds import NoticeKind
from bot.usecases.outbox.outbox import Outbox
from bot.usecases.shop_face.face import ShopFace
from bot.usecases.shop_face.profile import BotProfile
from bot.usecases.shop_face.refused import RefusedAnswer, RefusedWords
from storage import plans, tariff_texts
from tests.usecases.notices.several_plans import PRO, open_two
from tests.usecases.notices.stage import ADMIN, Stage, scene

HOUR = 3600


class _Telegram:
    """A Telegram that refuses the first call for an hour, and answers `then` to the next."""

    bot_id = 1

    def __init__(self, then: Failed | None) -> None:
        self._answers = [Failed(Failure.LIMITED, "retry after 3600", HOUR), then]

    async def read(self, spot: Spot) -> str | Failed:
        return "Tributary"

    async def write(self, spot: Spot, words: str) -> Failed | None:
        return self._answers.pop(0)

    async def picture_file(self) -> str | Failed | None:
        return None

    async def picture(self) -> bytes | Failed | None:
        return None

    async def set_picture(self, content: bytes | None) -> Failed | None:
        return self._answers.pop(0)


async def _after_an_hour(
    stage: Stage, spot: Spot, content: Present, then: Failed | None = None, seen: int = 0
) -> None:
    profile = BotProfile(stage.shop.db, stage.shop.clock, _Telegram(then), [ADMIN])
    await profile.wish(spot, content, seen, ADMIN)
    stage.shop.clock.move(HOUR)
    await profile.carry_out_due()
    await stage.show(NoticeKind.ADMIN_PROFILE, ADMIN)


@scene("Telegram lets the bot's name be changed only an hour later")
async def _(stage: Stage) -> None:
    await _after_an_hour(stage, Spot(Part.NAME), Present("Book & club"))


@scene("A picture, no picture and no description wait for Telegram")
async def _(stage: Stage) -> None:
    face = ShopFace(stage.shop.db, stage.shop.clock, "en")
    picture_id = await face.add_picture(b"a picture", None)
    await _after_an_hour(stage, Spot(Part.PICTURE), Present("", picture_id))
    await _after_an_hour(stage, Spot(Part.PICTURE), Present(), seen=1)
    await _after_an_hour(stage, Spot(Part.DESCRIPTION), Present())


@scene("Telegram refuses the name that had to wait")
async def _(stage: Stage) -> None:
    await _after_an_hour(
        stage, Spot(Part.NAME), Present("Telegram"), Failed(Failure.REFUSED, "NAME_RESERVED")
    )


@scene("The server is too old for the name that had to wait")
async def _(stage: Stage) -> None:
    await _after_an_hour(
        stage, Spot(Part.NAME), Present("Club"), Failed(Failure.UNKNOWN_METHOD, "Not Found")
    )


@scene("Telegram refuses what the owner says after paying, and the greeting")
async def _(stage: Stage) -> None:
    face = ShopFace(stage.shop.db, stage.shop.clock, "en")
    await open_two(stage)
    for place in (Place(Slot.WHAT_NOW, "en", PRO), Place(Slot.GREETING, "ru")):
        await face.save(place, Content("Hello"), 0, ADMIN)
    for row in (1, 2):
        await _refuse(stage, row)
        await stage.show(NoticeKind.ADMIN_OWN_WORDS, ADMIN)
    await face.save(Place(Slot.GREETING, "ru"), Content("Hi"), 2, ADMIN)
    await stage.show(NoticeKind.ADMIN_OWN_WORDS, ADMIN, "once other words stand there")


@scene("Telegram refuses the formatted descriptions of a plan and of a tariff")
async def _(stage: Stage) -> None:
    await open_two(stage)
    db = stage.shop.db
    words = RefusedWords(db, Outbox(db, stage.shop.clock, [ADMIN]))
    month = TariffWords(None, "<i>One month</i>")
    await db.write(lambda tx: plans.set_description(tx, PRO, "en", "All", "<b>All</b>"))
    await db.write(lambda tx: tariff_texts.put(tx, TariffId(1), "ru", month))
    for shown in ("Pro: <b>All</b>", "Access: <i>One month</i>"):
        await words.report(RefusedAnswer(shown, "Bad Request: can't parse entities"))
        await stage.show(NoticeKind.ADMIN_DESCRIPTION, ADMIN)
    await db.write(lambda tx: tariff_texts.put(tx, TariffId(1), "ru", NO_WORDS))
    await stage.show(NoticeKind.ADMIN_DESCRIPTION, ADMIN, "once other words stand there")


async def _refuse(stage: Stage, row: int) -> None:
    refused = LeftOut((row,), "Bad Request: BUTTON_URL_INVALID")
    await Outbox(stage.shop.db, stage.shop.clock, [ADMIN]).own_words_left_out(refused)
