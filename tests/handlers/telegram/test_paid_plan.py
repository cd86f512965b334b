"""Tests that a router behind `paid(…, plan="pro")` is open to those who have that plan alone."""

import pytest
from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.domain.features import PlanGuard
from bot.domain.models import CurrentSubscription
from bot.sandbox.cast import ADMIN, ADMINS, BUYER
from bot.usecases.outbox.kinds import NoticeKind
from handlers.telegram import features, load_all_features
from handlers.telegram.own_features.guards import guards_of
from handlers.telegram.paid import paid
from storage.engine.database import open_read_only
from tests.handlers.telegram.payments import deps
from tests.handlers.telegram.talk import ask, hear, labels, open_world
from tests.plans import PRO, TWO_PLANS, include

BASIC_MONTH, PRO_MONTH, PRO_FOR_LIFE = 456, 457, 458
DAY = 86400


async def _answer(message: Message, subscription: CurrentSubscription) -> None:
    await message.answer(f"opened by {subscription.plan}: {subscription.tariff}")


async def _pressed(query: CallbackQuery, subscription: CurrentSubscription) -> None:
    await query.answer(f"opened by {subscription.plan}")


def _feature(command: str, plan: str | None) -> Router:
    router = paid(Router(name=command), plan=plan)
    router.message.register(_answer, Command(command))
    router.callback_query.register(_pressed, F.data == command)
    return router


@pytest.fixture
async def world(clock):
    """Yield a world with two plans and a feature for each, and one for whoever has any."""
    async with open_world(clock, tariffs=TWO_PLANS) as world:
        await ask(world, BUYER.id, "/start")
        buyers = next(one for one in world.app.dispatcher.sub_routers if one.name == "buyers")
        for command, plan in (("basic", "basic"), ("pro", "pro"), ("either", None)):
            buyers.include_router(_feature(command, plan))
        yield world


async def pay(world, product):
    """Buy, and wait for the thanks, so that the next message is an answer."""
    before = max((one.message_id for one in world.telegram.chat(BUYER.id)), default=0)
    bought = await world.tribute.pay(product, telegram_user_id=BUYER.id)
    await hear(world, BUYER.id, "Thank you", after=before)
    return bought


async def answers(world):
    """Return by what each feature is opened for the buyer; where it isn't, the shop answers."""
    found = {}
    for command in ("basic", "pro", "either"):
        sent = await world.telegram.send(BUYER.id, f"/{command}")
        message = await world.telegram.wait_for(BUYER.id, _is_answer, after=sent.message_id)
        opened = message.text.startswith("opened by")
        found[command] = message.text.removeprefix("opened by ") if opened else "the shop"
    return found


def _is_answer(message):
    sells = any(word in label for label in labels(message) for word in ("Pay", "Pro", "Extend"))
    return message.text.startswith("opened by") or sells


async def test_access_to_a_plan_opens_the_features_of_that_plan(world):
    assert set((await answers(world)).values()) == {"the shop"}
    await pay(world, BASIC_MONTH)
    assert await answers(world) == {
        "basic": "basic: 1 month",
        "pro": "the shop",
        "either": "basic: 1 month",
    }


async def test_access_by_inclusion_opens_the_features_of_the_included_plan(world):
    await include(world)
    await pay(world, PRO_MONTH)
    assert await answers(world) == {
        "basic": "basic: None",
        "pro": "pro: 1 month",
        "either": "pro: 1 month",
    }
    message = world.telegram.chat(BUYER.id)[-1]
    assert (await world.telegram.press(BUYER.id, message.message_id, "basic")).text == (
        "opened by basic"
    )


async def test_an_inclusion_that_ends_closes_the_features_at_once(world):
    await include(world)
    await pay(world, PRO_MONTH)
    assert (await answers(world))["basic"] == "basic: None"
    await include(world, is_included=False)
    assert await answers(world) == {
        "basic": "the shop",
        "pro": "pro: 1 month",
        "either": "pro: 1 month",
    }


async def test_a_refund_or_an_end_closes_the_features_of_that_plan_alone(world):
    await include(world)
    await pay(world, BASIC_MONTH)
    pro = await pay(world, PRO_MONTH)
    assert (await answers(world))["pro"] == "pro: 1 month"
    await world.tribute.refund_by_buyer(pro.id)
    assert await answers(world) == {
        "basic": "basic: 1 month",
        "pro": "the shop",
        "either": "basic: 1 month",
    }
    await pay(world, PRO_MONTH)
    assert (await answers(world))["pro"] == "pro: 1 month"
    world.move(days=32)
    assert await answers(world) == {
        "basic": "basic: 1 month",
        "pro": "the shop",
        "either": "basic: 1 month",
    }


async def test_the_longest_running_plan_counts_where_any_is_enough(world):
    await pay(world, BASIC_MONTH)
    await pay(world, PRO_FOR_LIFE)
    assert (await answers(world))["either"] == "pro: lifetime"


async def test_whoever_has_another_plan_is_shown_the_prices_of_this_one(world):
    await pay(world, BASIC_MONTH)
    shown = await ask(world, BUYER.id, "/pro")
    assert shown.text.startswith("Pro\n")
    assert labels(shown)[0] == "Pay — 1 month · $24.99"
    assert labels(shown)[-1] == "‹ All plans"


async def test_whoever_has_a_plan_for_life_is_not_sold_it_again_but_the_other_one(world):
    await pay(world, 459)
    assert labels(await ask(world, BUYER.id, "/pro"))[0].startswith("Pay")
    assert (await answers(world))["basic"] == "basic: lifetime"


async def test_a_plan_that_is_not_sold_any_more_shows_what_is(world):
    await deps(world).plan_sales.retire(PRO, ADMIN.id)
    shown = await ask(world, BUYER.id, "/pro")
    assert any(label.startswith("Pay") for label in labels(shown))
    assert "3 months" not in shown.text


def test_the_plans_of_a_router_are_known_also_of_routers_inside():
    outer = Router(name="outer")
    outer.include_routers(_feature("one", "pro"), _feature("two", "basic"), _feature("any", None))
    assert [one.plan for one in guards_of("a.py", outer)] == ["basic", "pro"]
    assert list(guards_of("a.py", _feature("any", None))) == []


FEATURE = """
from aiogram import Router
from aiogram.filters import Command
from aiogram.types import Message

from handlers.telegram.paid import paid


def router() -> Router:
    found = paid(Router(name="feature"), plan="{plan}")
    found.message.register(answer, Command("feature"))
    return found


async def answer(message: Message) -> None:
    await message.answer("An answer")
"""


def _write(folder, plan):
    path = folder / "feature.py"
    path.write_text(FEATURE.format(plan=plan), encoding="utf-8")
    path.chmod(0o644)


@pytest.fixture
def folder(tmp_path):
    own = tmp_path / "features"
    own.mkdir(mode=0o755)
    return own


async def _findings(world):
    return {one.key: one.params for one in await deps(world).doctor.examine()}


async def test_a_key_that_no_plan_has_is_reported_at_the_start_and_by_the_doctor(clock, folder):
    """It may be misspelt: nobody could ever open the feature, and nothing would say why."""
    _write(folder, "Pro")
    async with open_world(clock, features_dir=folder, tariffs=TWO_PLANS) as world:
        await world.telegram.send(ADMIN.id, "/start")
        notice = await hear(world, ADMIN.id, "feature.py")
        assert "for the plan Pro, which the shop doesn't have" in notice.text
        assert "basic, pro" in notice.text
        await ask(world, BUYER.id, "/start")
        await pay(world, PRO_MONTH)
        assert "An answer" not in (await ask(world, BUYER.id, "/feature")).text
        finding = (await _findings(world))["doctor-feature-closed"]
        assert (finding["plan"], finding["keys"]) == ("Pro", "basic, pro")
        await world.restart_app()
        with open_read_only(world.settings.database_path) as tx:
            kind = NoticeKind.ADMIN_FEATURE_CLOSED
            queued = tx.scalar("SELECT COUNT(*) FROM outbox WHERE kind = ?", (kind,))
        assert queued == len(ADMINS)


async def test_nothing_is_reported_once_the_shop_has_that_plan(clock, folder):
    """Admins who first write to the bot later read nothing about it either."""
    _write(folder, "course-a")
    async with open_world(clock, features_dir=folder) as world:
        assert "doctor-feature-closed" in await _findings(world)
        await deps(world).plans.add("Course A", "en", ADMIN.id)
        assert "doctor-feature-closed" not in await _findings(world)
        await world.telegram.send(ADMIN.id, "/start")
        await ask(world, ADMIN.id, "/help")
        assert not any("feature.py" in one.text for one in world.telegram.messages_to(ADMIN.id))


async def test_a_right_key_is_not_reported(clock, folder):
    _write(folder, "access")
    async with open_world(clock, features_dir=folder) as world:
        assert "doctor-feature-closed" not in await _findings(world)
        await ask(world, BUYER.id, "/start")
        await pay(world, BASIC_MONTH)
        assert (await ask(world, BUYER.id, "/feature")).text == "An answer"


def test_the_plans_of_features_in_the_clone_are_known_too(folder, tmp_path, monkeypatch):
    (tmp_path / "feature_of_the_clone.py").write_text(FEATURE.format(plan="gold"), encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(features, "FEATURES", (features.Feature("feature_of_the_clone"),))
    _write(folder, "pro")
    found = load_all_features(folder).summary
    both = [PlanGuard("feature_of_the_clone", "gold"), PlanGuard("feature.py", "pro")]
    assert list(found.guards) == both
    assert found.closed({"basic", "pro"}) == both[:1]
    assert load_all_features(None).summary.guards == (both[0],)
