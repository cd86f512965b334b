"""Years of running: clocks that jump, a week without power, failing workers, odd names."""

import pytest

from bot.runtime import logs
from bot.sandbox.cast import ADMIN, BUYER, REGRETS
from bot.sandbox.world import PLAY_KEY, PLAY_TOKEN, World
from storage.engine.database import open_read_only
from tests.bodies import purchase
from tests.conftest import NOW
from tests.handlers.http.conftest import HttpClient
from tests.handlers.telegram.payments import buy, deps
from tests.handlers.telegram.talk import ask, hear, open_world, until, words
from tests.journeys.channel import ask_to_join, open_channel, until_inside, until_removed

DAY = 86400
API_CANARY = "canary-api-token-0123456789"
ODD = '<b>bold</b> <a href="https://evil.example">x</a> & \u202e\u200b\u2066 ' + "🏴‍☠️" * 3
SQL = "'); DROP TABLE purchases; --"


@pytest.mark.fault("C2", "the clock a day slow, then right, then a month ahead and back")
async def test_a_wrong_clock_loses_no_payment_and_floods_nobody(
    client: HttpClient, world: World
) -> None:
    world.clock.move(-DAY)
    assert (await client.post(purchase(1, at=NOW, telegram_user_id=BUYER.id)))[0] == 200
    world.clock.move(DAY)
    await ask(world, BUYER.id, "/start")
    for jump in (35 * DAY, -35 * DAY, 40 * DAY, -40 * DAY):
        await world.stop_app()
        world.clock.move(jump)
        await world.start_app()
        await ask(world, BUYER.id, "/help")
    access = await deps(world).subscriptions.current(BUYER.id)
    assert access is not None
    assert access.expires_at is not None
    assert access.expires_at >= NOW + 29 * DAY
    with open_read_only(client.database) as tx:
        ends = "SELECT COUNT(*) FROM outbox WHERE kind IN ('reminder', 'ended')"
        assert tx.scalar(ends) == 2, "one each time the end had come, as far as anybody could know"
        corrected = "SELECT COUNT(*) FROM outbox WHERE kind = 'ended-early'"
        assert tx.scalar(corrected) == 2


@pytest.mark.fault("C3", "stopped for a week in which reminders and an end were due")
async def test_after_a_week_without_power_the_bot_catches_up_once(clock) -> None:
    async with open_channel(clock) as world:
        await ask(world, BUYER.id, "/start")
        await buy(world, BUYER.id)
        ask_to_join(world, BUYER.id)
        await until_inside(world, BUYER.id)
        world.move(days=26)
        await world.stop_app()
        world.move(days=7)
        await world.start_app()
        await until_removed(world, BUYER.id)
        await hear(world, BUYER.id, "Your access ended")
        await world.restart_app()
        await ask(world, BUYER.id, "/help")
        sent = [one.text for one in world.telegram.messages_to(BUYER.id)]
        assert sum("Your access ended" in text for text in sent) == 1
        assert not any("reminder" in text for text in sent)


@pytest.mark.fault("C4", "a trigger in the database that makes each step of one worker fail")
async def test_a_failing_worker_harms_no_payment_and_is_reported_once(world: World) -> None:
    await ask(world, ADMIN.id, "/start")
    await buy(world, BUYER.id)
    db = deps(world).readiness.db
    broken = "CREATE TRIGGER broken BEFORE UPDATE OF check_at ON subscriptions"
    await db.write(lambda tx: tx.execute(f"{broken} BEGIN SELECT RAISE(ABORT, 'broken'); END"))
    world.move(days=29)
    await world.restart_app()
    notice = await hear(world, ADMIN.id, "lifecycle")
    await buy(world, REGRETS.id)
    assert await deps(world).subscriptions.current(REGRETS.id) is not None
    await deps(world).readiness.db.write(lambda tx: tx.execute("DROP TRIGGER broken"))
    await ask(world, BUYER.id, "/start")
    await world.telegram.wait_for(BUYER.id, lambda one: "reminder" in one.text, timeout=10)
    again = [one for one in world.telegram.messages_to(ADMIN.id) if "lifecycle" in one.text]
    assert again == [notice]


@pytest.mark.fault("C5", "HTML, bidi, zero-width and 10,000 characters in every name")
async def test_odd_names_are_shown_as_text_and_nothing_is_refused(clock) -> None:
    async with open_world(clock) as world:
        world.telegram.add_person(800001, ODD, last_name="x" * 64, username=None)
        await ask(world, ADMIN.id, "/start")
        await ask(world, 800001, "/start")
        body = purchase(1, telegram_user_id=800001, product_name=ODD + "y" * 10_000)
        assert await world.tribute.deliver(world.tribute.raw_event(body)) == 200
        thanks = await hear(world, 800001, "Thank you")
        sale = await hear(world, ADMIN.id, "Sale")
        for message in (thanks, sale, await ask(world, 800001, "/status")):
            assert len(message.text) <= 4096
            assert "<b>bold</b>" in message.text
            assert 'href="https://evil.example"' not in message.html
        card = await ask(world, ADMIN.id, "/user 800001")
        assert "<b>bold</b>" in card.text
        refused = [call for call in world.telegram.calls_of("sendMessage") if call.status == 400]
        assert refused == []


@pytest.mark.fault("C6", "SQL in names, in a command, in a claim and in a note")
async def test_sql_is_text_like_any_other(client: HttpClient, world: World) -> None:
    await ask(world, ADMIN.id, "/start")
    body = purchase(1, telegram_user_id=BUYER.id, product_name=SQL, telegram_username=SQL)
    assert (await client.post(body))[0] == 200
    await ask(world, BUYER.id, f"/start {SQL}")
    await ask(world, BUYER.id, f"/claim {SQL}")
    for command in (f"/user {SQL}", f"/refund {SQL}", f"/grant {SQL}", f"/product {SQL}"):
        await ask(world, ADMIN.id, command)
    with open_read_only(client.database) as tx:
        assert tx.scalar("SELECT product_name FROM purchases") == SQL
        assert tx.scalar("SELECT COUNT(*) FROM people") >= 2


@pytest.mark.fault("C7", "a journey with errors at DEBUG, searched for each secret")
@pytest.mark.filterwarnings("always")
async def test_no_secret_is_logged_or_sent_during_errors(
    clock, own_logging: None, capsys: pytest.CaptureFixture[str]
) -> None:
    secrets = (PLAY_TOKEN, PLAY_KEY, API_CANARY)
    logs.setup("DEBUG", "json", secrets)
    async with open_world(clock, api_token=API_CANARY) as world:
        await ask(world, ADMIN.id, "/start")
        for kind in ("drop", 500, "bad_json", 401):
            world.tribute.fail_next_api(kind)
        for mode in ("html", "text", "drop", "json"):
            world.telegram.fail("sendMessage", mode=mode, status=401 if mode == "json" else 500)
        await buy(world, BUYER.id)
        await world.tribute.deliver(world.tribute.raw_event(b"not json"))
        for text in ("/start", "/products", "/tariffs", "/attention", f"/user {BUYER.id}"):
            await world.telegram.send(ADMIN.id, text)
        await until(lambda: not world.telegram.planned_failures)
        await world.restart_app()  # whoever got the 401 may be waiting for half a minute
        await ask(world, BUYER.id, "/start")
        chats = [one.text for person in (BUYER, ADMIN) for one in world.telegram.chat(person.id)]
    said = capsys.readouterr()
    everything = said.err + said.out + "\n".join(chats)
    assert "webhook" in said.err
    for secret in (*secrets, PLAY_TOKEN.split(":")[1]):
        assert secret not in everything
    assert BUYER.first_name not in said.err
    assert '"payload"' not in said.err


@pytest.mark.fault("T9", "an approval refused because Telegram has forgotten the request")
async def test_a_join_request_that_telegram_has_forgotten_counts_as_answered(clock) -> None:
    async with open_channel(clock) as world:
        await ask(world, ADMIN.id, "/start")
        await buy(world, BUYER.id)
        description = "Bad Request: HIDE_REQUESTER_MISSING"
        world.telegram.fail("approveChatJoinRequest", status=400, description=description)
        ask_to_join(world, BUYER.id)
        await world.telegram.wait_for_calls("approveChatJoinRequest")
        await ask(world, ADMIN.id, "/attention")
        with open_read_only(world.settings.database_path) as tx:
            assert tx.scalar("SELECT COUNT(*) FROM outbox WHERE state = 'undeliverable'") == 0


@pytest.mark.fault("A7", "the list of products answered slowly, then not at all")
@pytest.mark.long
async def test_a_slow_product_list_keeps_no_buyer_waiting(clock) -> None:
    async with open_world(clock) as world:
        await ask(world, BUYER.id, "/start")
        world.move(days=1)
        world.tribute.faults.add("timeout", only="products", hang_seconds=4)
        shop = await ask(world, BUYER.id, "/buy")
        assert "1 month" in words(shop)
