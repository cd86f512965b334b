"""Tests for what plans include: the choice, the question with its counts, the change."""

import asyncio

import pytest

from bot.domain.durations import Duration
from bot.domain.models import FIRST_PLAN, PersonId, PlanId
from bot.sandbox.cast import ADMIN, BUYER, REGRETS, SECOND_ADMIN
from bot.sandbox.telegram import Message
from bot.sandbox.world import World
from bot.usecases.access.manual import FOR_LIFE, GrantOrder, end_of
from bot.usecases.plans.inclusions import InclusionChange, Touched
from handlers.telegram.admin.plans import includes
from handlers.telegram.callbacks.plans import AskInclusion, ChangeInclusion
from storage import plans
from tests.handlers.telegram.admin.plans.test_plans import add, open_card
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import buy, deps
from tests.handlers.telegram.talk import labels, press, until, words

MONTH = Duration(months=1)


async def give(world: World, plan: PlanId, person: int = BUYER.id) -> None:
    """Give a month of a plan."""
    manual, who = deps(world).manual_grants, PersonId(person)
    preview = await manual.preview_grant(who, plan, MONTH)
    order = GrantOrder(who, plan, MONTH, end_of(preview.after) or FOR_LIFE)
    assert await manual.grant(order, ADMIN.id) is not None


async def shows(message: Message, text: str) -> None:
    """Wait until the message shows this: the press is answered before the people are counted."""
    await until(lambda: text in words(message))


async def open_includes(world: World, name: str) -> Message:
    card = await open_card(world, name)
    await tap(world, card, "⊃ Includes…")
    return card


async def all_done(world: World) -> None:
    """Wait until everybody is folded with today's inclusions."""
    async with asyncio.timeout(15):
        while await deps(world).inclusions.refolded() is not None:
            await asyncio.sleep(0.01)


async def include(world: World, outer: PlanId, inner: PlanId, *, yes: bool = True) -> None:
    change = InclusionChange(outer, inner, yes)
    seen = await deps(world).inclusions.touched(change)
    assert await deps(world).inclusions.change(change, seen, ADMIN.id)
    await all_done(world)


async def test_a_plan_includes_another_after_a_question_that_says_what_it_means(
    world: World,
) -> None:
    pro = await add(world, "Pro")
    await buy(world)
    await give(world, pro)
    message = await open_includes(world, "Pro")
    assert labels(message) == ["+ Access", "‹ Back"]
    await tap(world, message, "+ Access")
    await shows(message, "Let Pro include Access?")
    said = words(message)
    assert "Let Pro include Access?" in said
    assert "Whoever has Pro also has Access. Access's own time stands still while Pro" in said
    assert "It concerns 1 person who has or had Pro." in said
    assert "✅ Nobody's access gets shorter." in said
    assert labels(message) == ["Yes, include it", "No, back"]
    await tap(world, message, "Yes, include it")
    await shows(message, "✅ Changed.")
    await all_done(world)
    assert labels(message) == ["✓ Access", "‹ Back"]
    await tap(world, message, "‹ Back")
    assert "⊃ Includes: Access" in words(message)
    assert "let the plan include Access" in words(message)
    assert "⊂ Included in: Pro" in words(await open_card(world, "Access"))


async def test_no_is_the_way_back(world: World) -> None:
    await add(world, "Pro")
    message = await open_includes(world, "Pro")
    await tap(world, message, "+ Access")
    await shows(message, "Nobody has or had Pro")
    await tap(world, message, "No, back")
    assert labels(message) == ["+ Access", "‹ Back"]


async def test_including_no_longer_counts_whose_access_gets_shorter(world: World) -> None:
    pro = await add(world, "Pro")
    await include(world, pro, FIRST_PLAN)
    await give(world, pro)
    await give(world, pro, REGRETS.id)
    await buy(world, REGRETS.id)
    message = await open_includes(world, "Pro")
    await tap(world, message, "✓ Access")
    await shows(message, "Let Pro no longer include Access?")
    said = words(message)
    assert "Let Pro no longer include Access?" in said
    assert "Time of Access that people paid for and that stood still goes on at once." in said
    assert "It concerns 2 people who have or had Pro." in said
    assert "⚠️ The access of 2 people gets shorter." in said
    assert message.buttons[0].style == "danger"
    await tap(world, message, "Yes, include it no longer")
    await shows(message, "✅ Changed.")
    assert not (await deps(world).inclusions.get()).pairs


async def test_a_plan_that_would_make_a_circle_is_not_offered_and_refused(world: World) -> None:
    pro, top = await add(world, "Pro"), await add(world, "Top")
    await include(world, pro, FIRST_PLAN)
    await include(world, top, pro)
    message = await open_includes(world, "Access")
    assert "Access can't include any other plan" in words(message)
    assert labels(message) == ["‹ Back"]
    assert labels(await open_includes(world, "Pro")) == ["✓ Access", "‹ Back"]
    for other in (FIRST_PLAN, pro, top):
        ask = AskInclusion(id=FIRST_PLAN, other=other)
        popped = await press(world, ADMIN.id, message.message_id, ask)
        assert popped.startswith("That plan includes this one"), other
    yes = ChangeInclusion(id=FIRST_PLAN, other=top, include=True, people=0, shortened=0)
    await press(world, ADMIN.id, message.message_id, yes)
    await shows(message, "This has changed in the meantime.")
    assert (FIRST_PLAN, top) not in (await deps(world).inclusions.get()).pairs


async def test_the_question_is_asked_again_when_more_people_would_lose(world: World) -> None:
    pro = await add(world, "Pro")
    await include(world, pro, FIRST_PLAN)
    await give(world, pro)
    message = await open_includes(world, "Pro")
    await tap(world, message, "✓ Access")
    await shows(message, "⚠️ The access of 1 person gets shorter.")
    await give(world, pro, REGRETS.id)
    await tap(world, message, "Yes, include it no longer")
    await shows(message, "More people have come in the meantime")
    assert "⚠️ The access of 2 people gets shorter." in words(message)
    assert (pro, FIRST_PLAN) in (await deps(world).inclusions.get()).pairs
    await tap(world, message, "Yes, include it no longer")
    await shows(message, "✅ Changed.")
    assert (pro, FIRST_PLAN) not in (await deps(world).inclusions.get()).pairs


async def test_a_second_yes_shows_how_it_is_now(world: World) -> None:
    pro = await add(world, "Pro")
    message = await open_includes(world, "Pro")
    yes = ChangeInclusion(id=pro, other=FIRST_PLAN, include=True, people=0, shortened=0)
    await press(world, ADMIN.id, message.message_id, yes)
    await shows(message, "✅ Changed.")
    await all_done(world)
    await press(world, ADMIN.id, message.message_id, yes)
    await shows(message, "This has changed in the meantime.")
    assert labels(message) == ["✓ Access", "‹ Back"]


async def test_a_count_that_takes_long_says_so_first(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(includes, "_SLOW_AFTER_SECONDS", 0)
    await add(world, "Pro")
    message = await open_includes(world, "Pro")
    await tap(world, message, "+ Access")
    await shows(message, "Let Pro include Access?")
    shown = [str(call.params["text"]) for call in world.telegram.calls_of("editMessageText")]
    assert [text for text in shown if "Counting" in text] == shown[-2:-1]


async def test_one_change_is_carried_out_after_the_other(world: World) -> None:
    """The shop is as a restart in the middle of a change leaves it: the worker isn't awake."""
    pro = await add(world, "Pro")
    await give(world, pro)
    message = await open_includes(world, "Pro")
    await deps(world).subscriptions.db.write(_begin_a_change)
    popped = await tap(world, message, "+ Access")
    assert popped.startswith("One change after the other: 1 person is left")
    yes = ChangeInclusion(id=pro, other=FIRST_PLAN, include=True, people=9, shortened=9)
    assert (await press(world, ADMIN.id, message.message_id, yes)).startswith("One change")
    await tap(world, message, "‹ Back")
    assert "⏳ The last change of what plans include is still being carried" in words(message)
    await tap(world, message, "‹ All plans")
    assert "1 person is left" in words(message)
    await world.restart_app()
    await all_done(world)
    card = await open_card(world, "Pro")
    assert "is left" not in words(card)
    assert "⊃ Includes: Access" in words(card)


def _begin_a_change(tx: object) -> None:
    change = InclusionChange(PlanId(2), FIRST_PLAN, include=True)
    before = plans.inclusions(tx)  # type: ignore[arg-type]
    plans.set_inclusions(tx, change.applied_to(before))  # type: ignore[arg-type]


async def test_the_question_is_in_the_reader_s_language(world: World) -> None:
    await add(world, "Pro")
    card = await open_card(world, "Pro", SECOND_ADMIN.id)
    await tap(world, card, "⊃ Состав…", SECOND_ADMIN.id)
    await tap(world, card, "+ Доступ", SECOND_ADMIN.id)
    await shows(card, "У кого есть «Pro», у того есть и «Доступ».")
    assert Touched(0, 0) == await deps(world).inclusions.touched(
        InclusionChange(PlanId(2), FIRST_PLAN, include=True)
    )
