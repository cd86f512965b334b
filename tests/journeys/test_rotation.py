"""Each key can be changed as SECURITY.md describes, while payments come in and none is lost."""

import base64
from collections.abc import AsyncIterator

import pytest
from pydantic import SecretStr

from bot.clients import telegram_secret
from bot.sandbox.cast import ADMIN, BUYER
from bot.sandbox.service import PLAY_API_TOKEN, PLAY_SECRET
from bot.sandbox.world import PLAY_KEY, PLAY_TOKEN, World
from tests.handlers.telegram.talk import ask, hear, until
from tests.invariants import assert_ledger_is_sound
from tests.journeys.channel import until_true

NEW_KEY = "SANDBOX-the-next-key"
NEW_TOKEN = PLAY_TOKEN.partition(":")[0] + ":SANDBOX-the-next-token-from-BotFather"
OLD_SECRET = "whsec_" + base64.b64encode(b"the secret before the present one").decode()
OLD_API_TOKEN = "SANDBOX-the-bearer-before-this-one"


@pytest.fixture
async def world(clock) -> AsyncIterator[World]:
    async with World.open(clock=clock, with_service=True) as world:
        yield world
        assert_ledger_is_sound(world.settings.database_path)


async def restart(world: World, **settings: str) -> None:
    """Change `.env` and restart, as an owner does."""
    secrets = {name: SecretStr(value) for name, value in settings.items()}
    await world.stop_app()
    world.settings = world.settings.model_copy(update=secrets)
    await world.start_app()


async def purchases(world: World) -> int:
    db = world.app.deps.readiness.db
    return await db.read(lambda tx: tx.scalar("SELECT COUNT(*) FROM purchases"))


@pytest.mark.fault("P17", "the key changed step by step as in SECURITY.md")
async def test_the_key_of_tribute_can_be_changed_without_losing_a_payment(world: World):
    """The key changes in Tribute first: a delivery before the restart is refused, then repeated."""
    await world.telegram.send(BUYER.id, "/start")
    await world.tribute.pay(456, telegram_user_id=BUYER.id)
    old = world.tribute.webhooks.deliveries[-1]
    world.tribute.api_key = NEW_KEY
    await world.tribute.pay(457, telegram_user_id=BUYER.id)
    late = world.tribute.webhooks.deliveries[-1]
    assert (late.status, await purchases(world)) == (401, 1)

    await restart(world, tribute_api_key=NEW_KEY, tribute_api_key_previous=PLAY_KEY)
    await world.tribute.webhooks.retry_now(late)
    assert (late.status, late.outcome) == (200, "applied")
    world.tribute.api_key = PLAY_KEY  # a retry that was signed before the change
    again = await world.tribute.webhooks.deliver(old.event)
    assert (again.status, again.outcome) == (200, "duplicate")

    world.tribute.api_key = NEW_KEY
    await restart(world, tribute_api_key=NEW_KEY)
    await world.tribute.pay(458, telegram_user_id=BUYER.id)
    assert await purchases(world) == 3


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_the_token_of_the_bot_can_be_changed_without_losing_a_notice(clock, mode):
    """Payments come in all the while; messages that could not be sent go out with the new token,
    and Telegram's webhook gets a new secret automatically."""
    async with World.open(mode, clock=clock) as world:
        await ask(world, BUYER.id, "/start")
        world.telegram.token = NEW_TOKEN
        await world.tribute.pay(456, telegram_user_id=BUYER.id)
        assert await purchases(world) == 1
        await restart(world, bot_token=NEW_TOKEN)
        await hear(world, BUYER.id, "Thank you")
        assert (await ask(world, BUYER.id, "/terms")).text


async def test_the_bearer_token_of_the_api_can_be_changed(clock):
    async with World.open(clock=clock, with_service=True, api_token=OLD_API_TOKEN) as world:
        assert world.service is not None
        await world.tribute.pay(456, telegram_user_id=BUYER.id)
        assert (await world.service.ask(world.app_url, [BUYER.id])).status == 401
        await restart(world, api_token=PLAY_API_TOKEN)
        asked = await world.service.ask(world.app_url, [BUYER.id])
        assert (asked.status, asked.answer["active"]) == (200, True)


async def test_the_secret_of_webhooks_out_can_be_changed_without_losing_one(clock):
    """The service changes first: a webhook that it refuses meanwhile is signed and sent again."""
    async with World.open(clock=clock, with_service=True, webhook_out_secret=OLD_SECRET) as world:
        assert world.service is not None
        service = world.service
        await world.tribute.pay(456, telegram_user_id=BUYER.id)
        await until_true(world, "SELECT attempts FROM webhooks_out")
        assert any("bad signature" in one.what for one in world.log.recent())
        assert service.received == []
        world.move(seconds=60)
        await restart(world, webhook_out_secret=PLAY_SECRET)
        await until(lambda: bool(service.received))
        assert service.received[0].event["type"] == "subscription.started"


async def test_a_stolen_database_contains_no_key(world: World):
    """Neither a key nor a value made from one is ever in the file."""
    await world.telegram.send(ADMIN.id, "/start")
    await world.telegram.send(BUYER.id, "/start")
    await world.tribute.pay(456, telegram_user_id=BUYER.id)
    await world.telegram.wait_for(BUYER.id, lambda message: "Thank you" in message.text)
    assert world.service is not None
    service = world.service
    await until(lambda: bool(service.received))
    path = world.settings.database_path
    file = b"".join(one.read_bytes() for one in path.parent.glob(path.name + "*"))
    assert b"new_digital_product" in file
    for secret in world.settings.secrets:
        for part in (secret, secret.partition(":")[2], secret.removeprefix("whsec_")):
            assert not part or part.encode() not in file
    assert telegram_secret(world.settings).encode() not in file
