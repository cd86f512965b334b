"""Tests for *No more news*: the person gets no broadcasts, and all that concerns them."""

import pytest

from bot.sandbox.cast import ADMIN, BUYER, NEVER_STARTED, REGRETS, SECOND_ADMIN
from bot.sandbox.world import World
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.broadcast_talk import TEXT, draft, got, press_start, report
from tests.handlers.telegram.payments import buy, command, deps
from tests.handlers.telegram.talk import ask, hear, labels, until, words


async def send(world: World, label: str = "Send it") -> str:
    """Send a broadcast to everyone and return its report."""
    card = await draft(world)
    await tap(world, card, label)
    return await report(world, after=card.message_id)


@pytest.mark.long
async def test_a_person_ends_the_news_and_gets_them_again(world: World) -> None:
    await press_start(world, ADMIN.id, BUYER.id)
    await send(world)
    news = await hear(world, BUYER.id, TEXT)
    assert labels(news) == ["🔕 No more news"]
    assert await tap(world, news, "No more news", BUYER.id) == "No more news for you."
    said = await hear(world, BUYER.id, "No more news for you.", after=news.message_id)
    assert "your own access and your payments still come" in words(said)
    assert "/help" in said.text
    assert labels(news) == labels(said) == ["🔔 Get news again"]

    assert "Sent: 1" in (reported := await send(world, "Send it to 1 person"))
    assert "🔕 Want no more news: 1" in reported
    assert len(got(world, BUYER.id)) == 1
    await buy(world)
    await hear(world, BUYER.id, "Thank you")

    assert await tap(world, said, "Get news again", BUYER.id) == "You get news again."
    assert labels(said) == []
    assert "Want no more news" not in await send(world, "Send it to 2 people")
    assert len(got(world, BUYER.id)) == 2


async def test_the_card_of_a_draft_says_how_many_are_left_out(world: World) -> None:
    """Somebody who also blocked the bot counts once."""
    await press_start(world, ADMIN.id, BUYER.id, REGRETS.id)
    for person in (BUYER.id, REGRETS.id):
        await deps(world).people.no_more_news(person)
    world.telegram.block(REGRETS.id)
    card = await draft(world)
    assert "1 person gets it" in words(card)
    assert "🔕 2 people are left out: they want no more news." in words(card)
    await tap(world, card, "Cancel")
    await deps(world).people.no_more_news(ADMIN.id)
    card = await draft(world)
    assert "nobody to send it to: everyone." in words(card)
    assert "🔕 3 people are left out" in words(card)


async def test_the_switch_below_the_message_goes_back_too(world: World) -> None:
    await press_start(world, ADMIN.id, BUYER.id)
    await send(world)
    news = await hear(world, BUYER.id, TEXT)
    for _ in range(2):
        assert await tap(world, news, "No more news", BUYER.id) == "No more news for you."
        assert await tap(world, news, "Get news again", BUYER.id) == "You get news again."
    assert labels(news) == ["🔕 No more news"]


async def test_pressed_twice_it_says_the_same_and_writes_once(world: World) -> None:
    await press_start(world, ADMIN.id, BUYER.id)
    await send(world)
    news = await hear(world, BUYER.id, TEXT)
    data = news.button("No more news").callback_data
    assert data is not None
    for _ in range(3):
        answer = await world.telegram.press(BUYER.id, news.message_id, data)
        assert answer is not None
        assert answer.text == "No more news for you."
    said = [one for one in world.telegram.messages_to(BUYER.id) if "No more news for" in one.text]
    assert len(said) == 1


async def test_the_button_works_below_a_message_that_telegram_no_longer_has(world: World) -> None:
    await press_start(world, ADMIN.id, BUYER.id)
    answer = await world.telegram.press(BUYER.id, 1, "news_off:77")
    assert answer is not None
    await hear(world, BUYER.id, "No more news for you.")


async def test_the_way_back_is_in_help_for_people_who_ended_the_news(world: World) -> None:
    first = await ask(world, BUYER.id, "/help")
    assert ("news" not in first.text, labels(first)) == (True, [])
    await deps(world).people.no_more_news(BUYER.id)
    help_ = await ask(world, BUYER.id, "/help")
    assert "🔕 You have asked for no more news." in words(help_)
    assert await tap(world, help_, "Get news again", BUYER.id) == "You get news again."
    assert labels(help_) == []
    assert "news" not in (await ask(world, BUYER.id, "/help")).text


async def test_the_preview_s_button_ends_nothing(world: World) -> None:
    await press_start(world, ADMIN.id)
    await draft(world)
    preview = world.telegram.messages_to(ADMIN.id)[-2]
    assert labels(preview) == ["🔕 No more news"]
    assert "only the preview" in await tap(world, preview, "No more news")
    assert (await deps(world).people.get(ADMIN.id)).no_news_at is None


async def test_buyers_read_the_button_in_their_language(world: World) -> None:
    await press_start(world, ADMIN.id, NEVER_STARTED.id)
    await send(world)
    news = await hear(world, NEVER_STARTED.id, TEXT)
    label = "🔕 Больше не присылать новости"
    assert labels(news) == [label]
    assert await tap(world, news, label, NEVER_STARTED.id) == "Новостей больше не будет."
    await hear(world, NEVER_STARTED.id, "Новостей больше не будет.", after=news.message_id)


@pytest.mark.parametrize("admin", [ADMIN.id, SECOND_ADMIN.id])
async def test_admins_see_it_on_the_card_of_the_person(world: World, admin: int) -> None:
    await press_start(world, BUYER.id)
    assert "🔕" not in (await command(world, admin, f"/user {BUYER.id}")).text
    await deps(world).people.no_more_news(BUYER.id)
    card = await command(world, admin, f"/user {BUYER.id}")
    said = "They want no more news since" if admin == ADMIN.id else "Отказ от новостей с"
    assert said in words(card)


async def test_whoever_ends_the_news_while_they_wait_gets_nothing(world: World) -> None:
    """The message is queued already; Telegram makes the whole broadcast wait."""
    await press_start(world, ADMIN.id, BUYER.id)
    world.telegram.fail("sendMessage", status=429, retry_after=2, chat_id=BUYER.id)
    card = await draft(world)
    await tap(world, card, "Send it")
    await until(lambda: any(call.status == 429 for call in world.telegram.calls))
    assert await deps(world).people.no_more_news(BUYER.id)
    reported = await report(world, after=card.message_id)
    assert "Sent: 1" in reported
    assert got(world, BUYER.id) == []
