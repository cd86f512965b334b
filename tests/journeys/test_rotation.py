"""Every key of SECURITY.md changed as it says there, with payments coming in: none is lost."""

import base64
from collections.abc import AsyncIterator

import pytest
from pydantic import SecretStr

from bot.app import telegram_secret
from bot.sandbox.cast import ADMIN, BUYER
from bot.sandbox.service import PLAY_API_TOKEN, PLAY_SECRET
from bot.sandbox.world import PLAY_KEY, PLAY_TOKEN, World
from tests.handlers.telegram.talk import ask, hear, until
from tests.invariants import assert_ledger_is_sound

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
    db = world.app.deps.vitals.db
    return await db.read(lambda tx: tx.scalar("SELECT COUNT(*) FROM purchases"))


@pytest.mark.fault("P17", "the key changed step by step, as the document says")
async def test_tributes_key(world: World):
    """New key in Tribute first: what comes before our restart is refused and comes again."""
    await world.telegram.send(BUYER.id, "/start")
    await world.tribute.pay(456, telegram_user_id=BUYER.id)
    old = world.tribute.courier.deliveries[-1]
    world.tribute.api_key = NEW_KEY
    await world.tribute.pay(457, telegram_user_id=BUYER.id)
    late = world.tribute.courier.deliveries[-1]
    assert (late.status, await purchases(world)) == (401, 1)

    await restart(world, tribute_api_key=NEW_KEY, tribute_api_key_previous=PLAY_KEY)
    await world.tribute.courier.retry_now(late)
    assert (late.status, late.outcome) == (200, "applied")
    world.tribute.api_key = PLAY_KEY  # a retry that was signed before the change
    again = await world.tribute.courier.deliver(old.event)
    assert (again.status, again.outcome) == (200, "duplicate")

    world.tribute.api_key = NEW_KEY
    await restart(world, tribute_api_key=NEW_KEY)
    await world.tribute.pay(458, telegram_user_id=BUYER.id)
    assert await purchases(world) == 3


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_the_bots_token(clock, mode):
    """Payments come in all the while; what could not be said is said with the new token, and
    Telegram's webhook has a new secret by itself."""
    async with World.open(mode, clock=clock) as world:
        await ask(world, BUYER.id, "/start")
        world.telegram.token = NEW_TOKEN
        await world.tribute.pay(456, telegram_user_id=BUYER.id)
        assert await purchases(world) == 1
        await restart(world, bot_token=NEW_TOKEN)
        await hear(world, BUYER.id, "Thank you")
        assert (await ask(world, BUYER.id, "/terms")).text


async def test_the_bearer_of_the_api(clock):
    async with World.open(clock=clock, with_service=True, api_token=OLD_API_TOKEN) as world:
        assert world.service is not None
        await world.tribute.pay(456, telegram_user_id=BUYER.id)
        assert (await world.service.ask(world.app_url, [BUYER.id])).status == 401
        await restart(world, api_token=PLAY_API_TOKEN)
        asked = await world.service.ask(world.app_url, [BUYER.id])
        assert (asked.status, asked.answer["active"]) == (200, True)


async def test_the_secret_of_outgoing_webhooks(clock):
    """The service changed first: what it refuses meanwhile is sent again, signed anew."""
    async with World.open(clock=clock, with_service=True, webhook_out_secret=OLD_SECRET) as world:
        assert world.service is not None
        service = world.service
        await world.tribute.pay(456, telegram_user_id=BUYER.id)
        await until(lambda: any("not signed" in one.what for one in world.log.recent()))
        assert service.received == []
        world.move(seconds=60)
        await restart(world, webhook_out_secret=PLAY_SECRET)
        await until(lambda: bool(service.received))
        assert service.received[0].event["type"] == "subscription.started"


async def test_a_stolen_database_opens_nothing(world: World):
    """No key is ever in the file, nor what is made from one."""
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
