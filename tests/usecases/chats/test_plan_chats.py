"""A chat is opened by a plan or taken away from it: what is counted, changed and queued."""

import pytest

from bot.domain.models import FIRST_PLAN, RENEWAL_GRACE_SECONDS, PersonId, PlanId
from bot.usecases.chats.plan_chats import PlanChats
from bot.usecases.chats.requests import LOOK_AGAIN_SECONDS
from bot.usecases.plans.plans import Plans
from storage import memberships, people
from tests.bodies import ANNA, BORIS, purchase, recurring
from tests.conftest import NOW
from tests.usecases.chats.conftest import CHAT, SECOND, Scene
from tests.usecases.conftest import ADMINS, SUBSCRIPTION_ID

ADMIN = ADMINS[0]
PRO = PlanId(2)
ADDED = 3
"""The ledger's number of a chat that an admin has added."""


@pytest.fixture
async def chats(scene: Scene) -> PlanChats:
    """Return the chats of two plans; Pro opens one that isn't in the settings."""
    await Plans(scene.shop.db, scene.shop.clock).add("Pro", "en", ADMIN)
    found = PlanChats(scene.shop.db, scene.shop.clock, (CHAT, SECOND))
    await scene.execute(
        "INSERT INTO access_chats (chat_id, is_listed, title) VALUES (-300, 0, 'T')"
    )
    assert await found.open(PRO, ADDED, 0, ADMIN)
    return found


async def let_in(scene: Scene, *members: int, access_chat: int = ADDED) -> None:
    """Let people be inside, as if the bot had let them in."""
    for one in members:
        await scene.shop.db.write(lambda tx, who=one: people.ensure(tx, PersonId(who), None, NOW))
        await scene.shop.db.write(
            lambda tx, who=one: memberships.save_request(tx, access_chat, who, NOW, None)
        )
    await scene.execute("UPDATE memberships SET state = 'inside'")


async def steps(scene: Scene) -> int:
    return sum(one.kind == "chat-access" for one in await scene.rows())


async def test_opening_lists_the_chat_looks_at_it_and_stands_in_the_audit(
    scene: Scene, chats: PlanChats
) -> None:
    assert (await scene.chat(ADDED)).is_listed == 1
    assert (await scene.job("chat-look")).chat_id == -300
    sql = "SELECT actor, action, subject, detail FROM audit ORDER BY id DESC LIMIT 1"
    [row] = await scene.shop.db.read(lambda tx: [tuple(one) for one in tx.all(sql)])
    assert row == (f"admin:{ADMIN}", "plan_opens_chat", "plan:2", "T")
    assert not await chats.open(PRO, ADDED, 0, ADMIN)
    assert not await chats.open(PRO, 9, 0, ADMIN)
    assert not await chats.close(PRO, 9, 0, ADMIN)
    assert await chats.get(PRO, 9) is None


async def test_a_chat_without_a_title_is_in_the_audit_by_its_id(
    scene: Scene, chats: PlanChats
) -> None:
    await scene.execute(f"UPDATE access_chats SET title = NULL WHERE id = {ADDED}")
    assert await chats.close(PRO, ADDED, 0, ADMINS[1])
    sql = "SELECT actor, action, subject, detail FROM audit ORDER BY id DESC LIMIT 1"
    [row] = await scene.shop.db.read(lambda tx: [tuple(one) for one in tx.all(sql)])
    assert row == (f"admin:{ADMINS[1]}", "plan_closes_chat", "plan:2", "-300")


async def test_members_with_access_go_first(scene: Scene, chats: PlanChats) -> None:
    """The person with the lowest number is a member like any other."""
    await scene.shop.receive(purchase())
    await let_in(scene, 1, ANNA)
    await scene.execute("UPDATE memberships SET state = 'asking'")
    await scene.execute(f"UPDATE memberships SET state = 'inside' WHERE telegram_user_id <> {ANNA}")
    assert await chats.open(FIRST_PLAN, ADDED, 1, ADMIN)
    queued = [(one.subject_id, one.lane) for one in await scene.rows()]
    by_person = "SELECT telegram_user_id, id FROM memberships"
    ids = dict(await scene.shop.db.read(lambda tx: [tuple(one) for one in tx.all(by_person)]))
    assert sorted(queued) == sorted([(ids[1], 1), (ids[ANNA], 0)])


async def test_a_chat_without_a_right_is_looked_at_again_once_it_is_opened(
    scene: Scene, chats: PlanChats
) -> None:
    await chats.close(PRO, ADDED, 0, ADMIN)
    await scene.execute(f"UPDATE access_chats SET may_invite = 0 WHERE id = {ADDED}")
    assert await chats.open(PRO, ADDED, 0, ADMIN)
    assert (await scene.chat(ADDED)).look_at == NOW + LOOK_AGAIN_SECONDS


async def test_people_without_another_plan_that_opens_it_are_removed_in_portions(
    scene: Scene, chats: PlanChats
) -> None:
    assert await chats.opening(ADDED) == [PRO]
    await chats.open(FIRST_PLAN, ADDED, 0, ADMIN)
    assert await chats.opening(ADDED) == [FIRST_PLAN, PRO]
    await scene.shop.receive(purchase())
    await let_in(scene, ANNA, *range(50_000, 50_450))
    found = await chats.get(PRO, ADDED)
    assert found is not None
    assert found.removed == 450
    assert not await chats.close(PRO, ADDED, 449, ADMIN)
    assert await steps(scene) == 0
    assert await chats.close(PRO, ADDED, 450, ADMIN)
    assert await steps(scene) == 450
    assert (await scene.chat(ADDED)).is_listed == 1


async def test_nobody_is_removed_from_a_chat_that_no_plan_opens(
    scene: Scene, chats: PlanChats
) -> None:
    await let_in(scene, ANNA, BORIS)
    found = await chats.get(PRO, ADDED)
    assert found is not None
    assert found.removed == 0
    assert await chats.close(PRO, ADDED, 0, ADMIN)
    assert await steps(scene) == 0
    assert (await scene.chat(ADDED)).is_listed == 0
    assert not await chats.open(PRO, ADDED, 1, ADMIN)
    assert await chats.open(PRO, ADDED, 2, ADMIN)
    assert await steps(scene) == 2


async def test_a_renewal_that_is_about_to_come_counts_as_access(
    scene: Scene, chats: PlanChats
) -> None:
    await scene.shop.recurring.bind(SUBSCRIPTION_ID, FIRST_PLAN, ADMIN)
    body = recurring("new", at=NOW, until=NOW + 86400, telegram_user_id=ANNA)
    await scene.shop.receive(body)
    await chats.open(FIRST_PLAN, ADDED, 0, ADMIN)
    await let_in(scene, ANNA)
    for later, removed in ((86400 + RENEWAL_GRACE_SECONDS - 1, 0), (1, 1)):
        scene.shop.clock.move(later)
        found = await chats.get(PRO, ADDED)
        assert found is not None
        assert found.removed == removed


async def test_chats_of_the_settings_stay_with_the_first_plan(
    scene: Scene, chats: PlanChats
) -> None:
    first = await chats.of_plan(FIRST_PLAN)
    assert [(one.chat.chat_id, one.is_open, one.in_settings) for one in first] == [
        (CHAT, True, True),
        (SECOND, True, True),
        (-300, False, False),
    ]
    assert [one.others for one in first] == [(), (), (PRO,)]
    assert not await chats.close(FIRST_PLAN, 1, 9, ADMIN)
    assert await chats.open(PRO, 1, 0, ADMIN)
    assert await chats.close(PRO, 1, 0, ADMIN)


async def test_a_manual_grant_of_the_other_plan_keeps_somebody_inside(
    scene: Scene, chats: PlanChats
) -> None:
    await chats.open(FIRST_PLAN, ADDED, 0, ADMIN)
    await let_in(scene, ANNA, BORIS)
    await scene.execute(
        f"""INSERT INTO subscriptions (telegram_user_id, plan_id, started_at, expires_at,
            changed_at) VALUES ({BORIS}, {PRO}, {NOW}, NULL, {NOW})"""
    )
    found = await chats.get(FIRST_PLAN, ADDED)
    assert found is not None
    assert found.removed == 1
    await scene.execute(f"DELETE FROM subscriptions WHERE telegram_user_id = {BORIS}")
