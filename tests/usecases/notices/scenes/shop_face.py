"""Scenes with the bot's own profile in Telegram: what had to wait was set, or refused."""

from bot.domain.shop_face.profile import Failed, Failure, Part, Present, Spot
from bot.usecases.outbox.kinds import NoticeKind
from bot.usecases.shop_face.face import ShopFace
from bot.usecases.shop_face.profile import BotProfile
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
