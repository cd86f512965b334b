"""Tests for broadcasts at a time: typed, confirmed, listed, moved, cancelled, and sent once."""

from collections.abc import AsyncIterator

import pytest

from bot.clock import FixedClock
from bot.sandbox.cast import ADMIN, BUYER, SECOND_ADMIN
from bot.sandbox.telegram import Message
from bot.sandbox.world import World
from handlers.telegram.callbacks.broadcasts import PlanBroadcast
from tests.handlers.telegram.admin.broadcasts.planning import asked, card_of, planned, type_in
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.broadcast_talk import TEXT, draft, got, press_start, report
from tests.handlers.telegram.payments import buy, command, deps
from tests.handlers.telegram.talk import hear, labels, open_world, until, words

DAY = 86_400


@pytest.fixture
async def shop(clock: FixedClock) -> AsyncIterator[World]:
    """Yield a shop in Moscow, on Wednesday, 13 May 2026, 00:59 there."""
    async with open_world(clock, timezone="Europe/Moscow") as world:
        await press_start(world, ADMIN.id, BUYER.id)
        yield world


async def test_it_goes_out_at_the_shop_s_time_and_not_before(shop: World) -> None:
    question = await asked(shop)
    assert "the time of your shop, Europe/Moscow." in words(question)
    assert "Wednesday, 13 May 2026, 00:59 MSK there now" in words(question)
    card = await type_in(shop, "Friday 9:00", "It goes out on")
    assert words(card) == (
        "🗓 It goes out on Friday, 15 May 2026, 09:00 MSK.\n"
        "That is in 2 days and 8 hours, by the clock of your shop.\n"
        "To: everyone. 2 people would get it now; they are counted again then."
    )
    assert labels(card) == ["🗓 Send on Fri, 15 May, 09:00", "🗓 Another time…", "‹ Back"]
    await tap(shop, card, "Send on")
    assert "Planned for Friday, 15 May 2026, 09:00 MSK" in words(card)
    shop.move(days=2)
    menu = await command(shop, ADMIN.id, "/broadcast")
    assert "🗓 Planned: 1" in labels(menu)
    assert got(shop, BUYER.id) == []
    shop.move(seconds=8 * 3600 + 60)
    assert "Sent: 2" in await report(shop)
    assert len(got(shop, BUYER.id)) == 1
    assert "Planned" not in str(labels(await command(shop, ADMIN.id, "/broadcast")))


async def test_the_people_are_those_of_the_moment_in_which_it_goes_out(shop: World) -> None:
    """Nobody has access when it is planned, and one of two who have it then wants no news."""
    card = await draft(shop, audience="With access")
    assert "nobody to send it to" in words(card)
    assert "Send it" not in str(labels(card))
    await tap(shop, card, "At a time")
    card = await type_in(shop, "Friday 9:00", "0 people would get it now")
    await tap(shop, card, "Send on")
    shop.telegram.add_person(800_001, "Late")
    await press_start(shop, 800_001)
    for person in (BUYER.id, 800_001):
        await buy(shop, person)
    await deps(shop).people.no_more_news(BUYER.id)
    shop.move(days=3)
    reported = await report(shop)
    assert "Sent: 1" in reported
    assert "Want no more news: 1" in reported
    assert len(got(shop, 800_001)) == 1


@pytest.mark.matrix
@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("yesterday 9:00", "That can't be read as a time"),
        ("today 0:30", "That is past already"),
        ("2025-12-31 10:00", "That is past already"),
        ("2031-01-01 10:00", "three years at most"),
        ("Friday", "At what time?"),
        ("30.02 10:00", "There is no such day"),
        ("tomorrow 25:00", "There is no such time"),
    ],
)
async def test_a_time_that_cannot_be_used_is_asked_for_again(
    shop: World, typed: str, said: str
) -> None:
    await asked(shop)
    refused = await type_in(shop, typed, said)
    assert "It is Wednesday, 13 May 2026, 00:59 MSK in your shop now (Europe/Moscow)" in words(
        refused
    )
    assert refused.force_reply
    await type_in(shop, "завтра в 18:30", "Thursday, 14 May 2026, 18:30 MSK")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2027-03-28 2:30", "the clocks go forward from 02:00 to 03:00"),
        ("25 октября 2:30", "this time comes twice: it goes out the first time"),
    ],
)
async def test_a_night_in_which_the_clocks_change_is_named(
    clock: FixedClock, typed: str, said: str
) -> None:
    async with open_world(clock, timezone="Europe/Berlin") as world:
        await press_start(world, ADMIN.id)
        await asked(world)
        await type_in(world, typed, said)


async def test_the_list_shows_a_planned_one_as_people_will_see_it(shop: World) -> None:
    said = await planned(shop)
    assert labels(said) == ["Cancel it", "‹ All planned"]
    card = await card_of(shop)
    assert words(card) == (
        "🗓 Friday, 15 May 2026, 09:00 MSK\n"
        "Big news tonight\n\n"
        "To: everyone. 2 people get it, as of now. That takes less than a minute.\n"
        "Planned by Anna Keller @anna_runs_it · 700004"
    )
    await tap(shop, card, "See it as people will")
    preview = await hear(shop, ADMIN.id, TEXT, after=card.message_id)
    assert labels(preview) == ["🔕 No more news"]


async def test_a_cancelled_one_does_not_go_out(shop: World) -> None:
    await planned(shop)
    card = await card_of(shop)
    cancel = card.button("Cancel it").callback_data
    assert cancel is not None
    await tap(shop, card, "Cancel it")
    assert "It won't go out" in card.text
    await tap(shop, card, "All planned")
    assert "No broadcast is planned" in card.text
    await shop.telegram.press(ADMIN.id, card.message_id, cancel)
    assert "isn't planned any more" in card.text
    shop.move(days=3)
    await shop.restart_app()
    await command(shop, ADMIN.id, "/help")
    assert got(shop, BUYER.id) == []


async def test_it_is_moved_to_another_time(shop: World) -> None:
    await planned(shop)
    card = await card_of(shop)
    await tap(shop, card, "Another time")
    await hear(shop, ADMIN.id, "When should it go out?", after=card.message_id)
    sure = await type_in(shop, "Saturday 10:00", "It goes out on Saturday")
    await tap(shop, sure, "Send on")
    shop.move(days=3)
    assert "Sat, 16 May, 10:00" in str(labels(await _list(shop)))
    assert got(shop, BUYER.id) == []
    shop.move(days=1)
    assert "Sent: 2" in await report(shop)


async def _list(world: World) -> Message:
    menu = await command(world, ADMIN.id, "/broadcast")
    await tap(world, menu, "Planned: 1")
    return menu


async def test_it_is_sent_now_after_one_more_question(shop: World) -> None:
    await planned(shop)
    card = await card_of(shop)
    await tap(shop, card, "Send it now")
    assert "instead of at its time?" in card.text
    assert got(shop, BUYER.id) == []
    send = card.button("Send it to 2 people").callback_data
    assert send is not None
    assert await tap(shop, card, "Send it to 2 people") == "It is on its way."
    again = await shop.telegram.press(ADMIN.id, card.message_id, send)
    assert again is not None
    assert again.text in {"It is on its way.", "It was over already."}
    assert "Sent: 2" in await report(shop)
    late = await shop.telegram.press(ADMIN.id, card.message_id, send)
    assert late is not None
    assert late.text == "It was over already."
    shop.move(days=3)
    await shop.restart_app()
    await command(shop, ADMIN.id, "/help")
    assert len(got(shop, BUYER.id)) == 1


async def test_a_time_that_passes_before_the_yes_plans_nothing(shop: World) -> None:
    await asked(shop)
    card = await type_in(shop, "in 5 minutes", "It goes out on")
    shop.move(seconds=600)
    await tap(shop, card, "Send on")
    assert "has passed meanwhile" in card.text
    assert labels(card) == ["🗓 Another time…"]


async def test_a_forged_time_beyond_all_calendars_plans_nothing(shop: World) -> None:
    await asked(shop)
    card = await type_in(shop, "Friday 9:00", "It goes out on")
    sent = card.button("Send on").callback_data
    assert sent is not None
    forged = PlanBroadcast.unpack(sent).model_copy(update={"at": 2**40})
    await shop.telegram.press(ADMIN.id, card.message_id, forged.pack())
    assert "too far away: three years at most" in card.text
    assert labels(card) == ["🗓 Another time…"]
    assert await deps(shop).planned_broadcasts.listed() == []


async def test_the_way_back_from_the_time_is_the_card(shop: World) -> None:
    await asked(shop)
    card = await type_in(shop, "Friday 9:00", "It goes out on")
    await tap(shop, card, "‹ Back")
    assert "☝️" in card.text
    await tap(shop, card, "Send it to 2 people")
    assert "Sent: 2" in await report(shop)


async def test_another_admin_sees_it_and_the_first_one_reads_what_they_do(shop: World) -> None:
    await press_start(shop, SECOND_ADMIN.id)
    await planned(shop)
    card = await card_of(shop, SECOND_ADMIN.id)
    assert "Запланировал админ Anna Keller" in words(card)
    await tap(shop, card, "Другое время", SECOND_ADMIN.id)
    await hear(shop, SECOND_ADMIN.id, "Когда отправить?", after=card.message_id)
    sure = await type_in(shop, "суббота 10:00", "Рассылка уйдёт", SECOND_ADMIN.id)
    await tap(shop, sure, "Отправить сб, 16", SECOND_ADMIN.id)
    moved = await hear(shop, ADMIN.id, "has moved your planned broadcast")
    assert "Saturday, 16 May 2026, 10:00 MSK" in words(moved)
    card = await card_of(shop, SECOND_ADMIN.id)
    await tap(shop, card, "Отменить", SECOND_ADMIN.id)
    await hear(shop, ADMIN.id, "has cancelled your planned broadcast")


async def test_another_admin_who_sends_it_now_gets_its_report(shop: World) -> None:
    await press_start(shop, SECOND_ADMIN.id)
    await planned(shop)
    card = await card_of(shop, SECOND_ADMIN.id)
    await tap(shop, card, "Отправить сейчас", SECOND_ADMIN.id)
    await tap(shop, card, "Отправить 3 людям", SECOND_ADMIN.id)
    await hear(shop, ADMIN.id, "is sending your planned broadcast now")
    assert "Отправлено: 3" in await report(shop, admin=SECOND_ADMIN.id)
    await until(lambda: "Отправлено: 3" in card.text)


async def test_it_survives_a_restart_and_goes_out_late_once(shop: World) -> None:
    await planned(shop)
    await shop.stop_app()
    shop.move(days=3)
    await shop.start_app()
    assert "Sent: 2" in await report(shop)
    await shop.restart_app()
    await command(shop, ADMIN.id, "/help")
    assert len(got(shop, BUYER.id)) == 1


async def test_one_that_is_too_late_asks_the_admins(shop: World) -> None:
    await press_start(shop, SECOND_ADMIN.id)
    await planned(shop)
    await shop.stop_app()
    shop.move(days=5)
    await shop.start_app()
    notice = await hear(shop, ADMIN.id, "A planned broadcast didn't go out")
    assert "nor for a day after it" in words(notice)
    await hear(shop, SECOND_ADMIN.id, "Запланированная рассылка не ушла")
    assert got(shop, BUYER.id) == []
    assert "⚠️ Fri, 15 May, 09:00" in labels(await _list(shop))[0]
    await tap(shop, notice, "Look at it")
    assert "It didn't go out" in notice.text
    await tap(shop, notice, "Send it now")
    await tap(shop, notice, "Send it to 3 people")
    assert "Sent: 3" in await report(shop)


async def test_many_planned_ones_come_in_pages(shop: World) -> None:
    for number in range(9):
        await planned(shop, f"in {number + 2} hours")
    menu = await command(shop, ADMIN.id, "/broadcast")
    await tap(shop, menu, "Planned: 9")
    assert len([one for one in labels(menu) if "·" in one]) == 8
    await tap(shop, menu, "›")
    assert len([one for one in labels(menu) if "·" in one]) == 1
    await tap(shop, menu, "‹ Back")
    assert labels(menu)[0] == "Everyone"


async def test_nothing_of_it_is_seen_where_nothing_is_planned(shop: World) -> None:
    assert "Planned" not in str(labels(await command(shop, ADMIN.id, "/broadcast")))


async def test_when_a_week_passes_in_the_sandbox_it_goes_out_in_it(shop: World) -> None:
    await planned(shop)
    await shop.pass_time(days=7)
    assert "Sent: 2" in await report(shop)
    assert len(got(shop, BUYER.id)) == 1
