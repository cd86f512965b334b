"""Tests for /today, the example of a feature, and for the list of features."""

from aiogram import Router
from aiogram.types import InlineQuery

from bot.domain.durations import Duration
from bot.domain.models import FIRST_PLAN, CurrentSubscription
from bot.sandbox.cast import BUYER, NEVER_STARTED
from bot.sandbox.world import World
from bot.usecases.access.manual import GrantOrder
from handlers.telegram import features
from handlers.telegram.features import Feature
from handlers.telegram.paid import paid
from handlers.telegram.paid_example import Another
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import buy, deps
from tests.handlers.telegram.talk import ask, labels, press, until, words

DAY = 86400


async def today(world: World, person_id: int = BUYER.id) -> str:
    sent = await world.telegram.send(person_id, "/today")
    found = await world.telegram.wait_for(
        person_id, lambda one: one.text.startswith("🗓"), after=sent.message_id
    )
    return words(found)


async def test_a_subscriber_reads_the_question_the_tariff_and_the_end(world: World) -> None:
    await buy(world)
    said = await today(world)
    assert said.startswith("🗓 A question for today\n\n")
    assert "You have: 1 month, until 12 June 2026, 21:59 UTC." in said
    assert await today(world) == said
    world.move(days=1)
    assert await today(world) != said


async def test_manual_grants_and_lifetime_access_are_shown_too(world: World) -> None:
    now = world.clock.now()
    order = GrantOrder(BUYER.id, FIRST_PLAN, Duration(days=3), now + 3 * DAY)  # type: ignore[arg-type]
    assert await deps(world).manual_grants.grant(order, 1)
    assert "Yours until 15 May 2026" in await today(world)
    await buy(world, product=459)
    assert "Yours for life." in await today(world)
    await buy(world, NEVER_STARTED.id)
    assert "У вас: 1 месяц" in await today(world, NEVER_STARTED.id)


async def test_the_button_brings_another_question_and_is_for_subscribers_too(world: World) -> None:
    purchase = await buy(world)
    await today(world)
    message = world.telegram.messages_to(BUYER.id)[-1]
    seen = {message.text}
    for _ in range(6):
        await tap(world, message, "Another one", BUYER.id)
        seen.add(message.text)
    assert len(seen) == 7
    await press(world, BUYER.id, message.message_id, Another(offset=-(10**30)))
    before = message.text
    await world.tribute.refund_by_buyer(purchase.id)
    await press(world, BUYER.id, message.message_id, Another(offset=1))
    assert message.text == before
    await until(lambda: "Pay" in str(world.telegram.messages_to(BUYER.id)[-1].keyboard))


async def test_without_access_the_tariffs_are_shown(world: World) -> None:
    assert "Pay — 1 month · $9.99" in labels(await ask(world, BUYER.id, "/today"))


async def test_a_feature_is_one_line_and_a_bot_without_features_works() -> None:
    line = Feature("handlers.telegram.paid_example", ("today",))
    assert features.commands([line]) == ("today",)
    assert [router.name for router in features.routers([line, line])] == ["today", "today"]
    assert features.commands([]) == ()
    assert list(features.routers([])) == []


async def _asked(query: InlineQuery, subscription: CurrentSubscription, asked: list[int]) -> None:
    asked.append(query.from_user.id)


async def test_inline_queries_are_guarded_as_well(world: World) -> None:
    """An inline query has no chat to show tariffs in, so one without access gets no answer."""
    asked: list[int] = []
    inner = Router(name="inner")
    inner.inline_query.register(_asked)
    router = paid(Router(name="inline"))
    router.include_router(inner)
    assert world.app is not None
    world.app.dispatcher["asked"] = asked
    world.app.dispatcher.include_router(router)
    await buy(world)
    for person in (BUYER, NEVER_STARTED):
        user = {"id": person.id, "is_bot": False, "first_name": person.first_name}
        query = {"id": "1", "from": user, "query": "", "offset": ""}
        world.telegram.inject({"inline_query": query})
    await ask(world, NEVER_STARTED.id, "/help")  # the queries before it have been handled
    assert asked == [BUYER.id]
