"""Scenes about messages and chat jobs that could not be delivered."""

from bot.usecases.outbox.kinds import JobKind, NoticeKind
from storage import outbox
from tests.bodies import ANNA, BORIS, purchase
from tests.usecases.notices.stage import ADMIN, CLUB, Stage, scene


async def _fails(stage: Stage, message: int, error: str = "Bad Request: chat not found") -> None:
    """Let a row of the outbox be given up, and the admin be notified of it."""
    now = stage.shop.clock.now()
    await stage.shop.db.write(lambda tx: outbox.set_undeliverable(tx, message, error, now))
    await stage.queue(NoticeKind.ADMIN_UNDELIVERABLE, ADMIN, message)


@scene("A message to Anna can't be delivered")
async def _(stage: Stage) -> None:
    await stage.receive(purchase(1))
    message = await stage.newest(NoticeKind.PAID, ANNA)
    await _fails(stage, message)
    await stage.show(NoticeKind.ADMIN_UNDELIVERABLE, ADMIN)
    await stage.meet(ANNA, "Anna <3", "anna")
    await stage.show(NoticeKind.ADMIN_UNDELIVERABLE, ADMIN, "once the bot knows her name")
    await stage.shop.attention.send_again(message, ADMIN)
    await stage.show(NoticeKind.ADMIN_UNDELIVERABLE, ADMIN, "after it was sent again")


@scene("Boris can't be let into the private chat")
async def _(stage: Stage) -> None:
    await stage.open_club()
    await stage.ask_to_join()
    await stage.ask_to_join(BORIS)
    await _fails(stage, await stage.queue(JobKind.ACCESS, CLUB, 2))
    await stage.show(NoticeKind.ADMIN_UNDELIVERABLE, ADMIN)


@scene("The private chat can't be prepared")
async def _(stage: Stage) -> None:
    await stage.open_club()
    await _fails(stage, await stage.newest(JobKind.LOOK, CLUB), "Internal Server Error")
    await stage.show(NoticeKind.ADMIN_UNDELIVERABLE, ADMIN)


@scene("Jobs fail whose chat or member isn't known")
async def _(stage: Stage) -> None:
    await stage.open_club()
    await stage.ask_to_join()
    await _fails(stage, await stage.queue(JobKind.LOOK, CLUB, None))
    await stage.show(NoticeKind.ADMIN_UNDELIVERABLE, ADMIN)
    await _fails(stage, await stage.queue(JobKind.ACCESS, CLUB, None))
    await stage.show(NoticeKind.ADMIN_UNDELIVERABLE, ADMIN)


@scene("A notice about a message that isn't there")
async def _(stage: Stage) -> None:
    await stage.queue(NoticeKind.ADMIN_UNDELIVERABLE, ADMIN, 99)
    await stage.show(NoticeKind.ADMIN_UNDELIVERABLE, ADMIN)
