"""The worker of private chats does all that is due before it sleeps."""

from bot.workers.chats import ChatsWorker
from storage import memberships
from storage.engine.tx import Tx
from tests.bodies import ANNA
from tests.conftest import NOW
from tests.handlers.telegram.talk import until
from tests.usecases.chats.conftest import Scene, scene
from tests.usecases.conftest import shop
from tests.workers.test_quiet_workers import NEVER, running

__all__ = ["scene", "shop"]

PORTION = 200


async def test_after_a_full_portion_of_requests_the_rest_follows_at_once(scene: Scene) -> None:
    asking = [ANNA + number for number in range(PORTION + 1)]

    def work(tx: Tx) -> None:
        for person in asking:
            tx.execute(
                "INSERT INTO people (telegram_user_id, first_seen_at) VALUES (?, 1)", (person,)
            )
            memberships.save_request(tx, 1, person, NOW, NOW)

    await scene.shop.db.write(work)
    worker = ChatsWorker(scene.chats)
    worker._sleep.every_seconds = NEVER
    async with running(worker.run):
        await until(lambda: worker._sleep._timer is not None)
    queued = await scene.shop.db.read(lambda tx: tx.scalar("SELECT COUNT(*) FROM outbox"))
    assert queued == len(asking)
