"""Each admin chooses for each topic: at once, in a daily digest, or not at all."""

import pytest

from bot.clock import FixedClock
from bot.sandbox.cast import ADMIN, BUYER, SECOND_ADMIN
from bot.sandbox.telegram import Message
from bot.sandbox.world import World
from bot.usecases.admins.digest import Digests
from bot.usecases.outbox.kinds import NoticeKind
from bot.usecases.outbox.topics import AT_ONCE, KINDS, Hearing, NoticeTopic, hearings, topic_of
from handlers.telegram.admin.admins.choices import read_time
from handlers.telegram.callbacks.admins import ChooseNotice, ShowNotices
from tests.handlers.telegram.admin.admins.roles_talk import (
    HELPER,
    OWNER,
    added_quietly,
    shop_with_one_owner,
)
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import buy, deps
from tests.handlers.telegram.talk import ask, hear, labels, open_world, press, until
from tests.journeys.channel import until_true

SOMETHING_GATHERED = "SELECT EXISTS (SELECT 1 FROM outbox WHERE state = 'gathered')"
HOUR = 3600


async def open_notices(world: World, person_id: int = ADMIN.id) -> Message:
    below = await ask(world, person_id, "/help")
    await press(world, person_id, below.message_id, ShowNotices())
    await until(lambda: any("🔔" in one for one in labels(below)))
    return below


async def choose(
    world: World, topic: NoticeTopic, hearing: Hearing, person_id: int = ADMIN.id
) -> None:
    assert await deps(world).notice_choices.choose(person_id, topic, hearing)


def read(world: World, person_id: int = ADMIN.id) -> str:
    return "\n".join(one.text for one in world.telegram.messages_to(person_id))


def test_each_notice_to_admins_has_one_topic_or_always_goes_out_at_once() -> None:
    for_admins = [one for one in NoticeKind if one.startswith("admin-")]
    listed = [*AT_ONCE, *(kind for kinds in KINDS.values() for kind in kinds)]
    assert sorted(listed) == sorted(for_admins)
    assert len(listed) == len(set(listed))


@pytest.mark.parametrize(
    "kind",
    [NoticeKind.ADMIN_HELD, NoticeKind.ADMIN_UNMATCHED, NoticeKind.ADMIN_INCIDENT],
)
def test_money_that_waits_and_alarms_have_no_topic(kind: NoticeKind) -> None:
    assert topic_of(kind) is None


@pytest.mark.parametrize("topic", [NoticeTopic.CLAIMS, NoticeTopic.QUESTIONS, NoticeTopic.PROBLEMS])
def test_what_somebody_waits_for_is_never_switched_off(topic: NoticeTopic) -> None:
    assert Hearing.OFF not in hearings(topic)


async def test_a_tap_goes_through_the_ways_of_a_topic(world: World) -> None:
    message = await open_notices(world)
    assert "Always at once: payments and refunds that wait for a decision" in message.text
    assert labels(message) == [
        "🔔 Sales",
        "🔔 Refunds, cancellations",
        "🔔 Claims of people who paid",
        "🔔 Questions of buyers",
        "🔔 Answers to buyers",
        "🔔 Reports of broadcasts",
        "🔔 Other events at Tribute",
        "🔔 Problems, lost messages",
        "‹ Admins",
    ]
    assert "digest comes" not in message.text
    assert await tap(world, message, "🔔 Sales") == "🗓 In the daily digest from now on"
    assert "🗓 The digest comes at 9:00 (UTC)" in message.text
    assert "⏰ Digest at 9:00" in labels(message)
    assert await tap(world, message, "🗓 Sales") == "🔕 Not at all from now on"
    assert "⏰ Digest at 9:00" not in labels(message)
    assert await tap(world, message, "🔕 Sales") == "🔔 At once from now on"
    await tap(world, message, "🔔 Claims")
    assert await tap(world, message, "🗓 Claims") == "🔔 At once from now on"


async def test_a_muted_admin_reads_no_sales_and_the_other_one_does(world: World) -> None:
    for one in (ADMIN, SECOND_ADMIN):
        await ask(world, one.id, "/start")
    await choose(world, NoticeTopic.SALES, Hearing.OFF)
    await buy(world)
    await hear(world, SECOND_ADMIN.id, "💰 Продажа")
    await until_true(world, "SELECT COUNT(*) = 1 FROM outbox WHERE error = 'muted'")
    assert "💰" not in read(world)


async def test_money_that_waits_comes_at_once_whatever_is_chosen(world: World) -> None:
    await ask(world, ADMIN.id, "/start")
    for topic in NoticeTopic:
        await choose(world, topic, hearings(topic)[-1])
    await buy(world, product=512)
    await hear(world, ADMIN.id, "⏸ A payment is waiting for you")


async def test_a_shop_that_touches_nothing_stays_as_it_was(world: World) -> None:
    await ask(world, ADMIN.id, "/start")
    await buy(world)
    await hear(world, ADMIN.id, "💰 Sale")
    assert not await deps(world).people.db.read(lambda tx: tx.scalar(SOMETHING_GATHERED))


async def test_the_digest_comes_once_a_day_with_all_that_was_gathered(clock: FixedClock) -> None:
    async with open_world(clock, admin_ids=(ADMIN.id,), timezone="Europe/Moscow") as world:
        await ask(world, ADMIN.id, "/start")
        await choose(world, NoticeTopic.SALES, Hearing.DIGEST)
        await choose(world, NoticeTopic.CLAIMS, Hearing.DIGEST)
        await buy(world)
        await buy(world, product=457)
        await ask(world, BUYER.id, "/claim I paid & got nothing")
        await until_true(world, "SELECT COUNT(*) = 3 FROM outbox WHERE state = 'gathered'")
        assert "💰" not in read(world)
        world.move(seconds=6 * HOUR)  # 06:59 in Moscow
        await look_for_digests(world)
        assert "🗓" not in read(world)
        await world.restart_app()
        world.move(seconds=2 * HOUR + 120)  # 09:01
        digest = await heard_digest(world)
        assert "Your digest: 3 notices since " in digest.text
        assert "Sales: 2" in digest.text
        assert "Together: $" in digest.text
        assert "• Alice Brown @alice_brown · 700001: “Book Club & Library — 1 month”" in digest.text
        assert "Claims of people who paid: 1" in digest.text
        assert "• 🔎 Somebody says they paid: “I paid & got nothing” · Alice Brown" in digest.text
        assert labels(digest) == ["All purchases", "🔔 See what is waiting", "🔔 Notices"]
        await until_true(
            world,
            "SELECT COUNT(*) = 3 FROM outbox WHERE state = 'sent'"
            " AND kind IN ('admin-sale', 'admin-claim')",
        )
        world.move(days=1)
        await look_for_digests(world)
        assert read(world).count("🗓") == 1


async def look_for_digests(world: World) -> None:
    """Let the worker of digests look once, however fast its own half minute goes."""
    found = deps(world)
    await Digests(found.people.db, found.clock, found.texts.zone).queue_due()


async def heard_digest(world: World) -> Message:
    await look_for_digests(world)
    return await hear(world, ADMIN.id, "🗓")


async def test_a_sale_that_was_refunded_since_is_not_in_the_digest(clock: FixedClock) -> None:
    async with open_world(clock, admin_ids=(ADMIN.id,)) as world:
        await ask(world, ADMIN.id, "/start")
        await choose(world, NoticeTopic.SALES, Hearing.DIGEST)
        await choose(world, NoticeTopic.REFUNDS, Hearing.DIGEST)
        purchase = await buy(world)
        await until_true(world, SOMETHING_GATHERED)
        await world.tribute.refund_by_buyer(purchase.id)
        await until_true(world, "SELECT COUNT(*) = 2 FROM outbox WHERE state = 'gathered'")
        world.move(days=1)
        digest = await heard_digest(world)
        assert "Sales" not in digest.text
        assert "Refunds, cancellations: 1" in digest.text
        assert "↩️ Refunded:" in digest.text


async def test_a_digest_without_anything_true_is_not_sent(clock: FixedClock) -> None:
    async with open_world(clock, admin_ids=(ADMIN.id,)) as world:
        await ask(world, ADMIN.id, "/start")
        await choose(world, NoticeTopic.SALES, Hearing.DIGEST)
        purchase = await buy(world)
        await until_true(world, SOMETHING_GATHERED)
        await world.tribute.refund_by_buyer(purchase.id)
        world.move(days=1)
        await look_for_digests(world)
        await until_true(
            world,
            "SELECT COUNT(*) = 2 FROM outbox WHERE state = 'cancelled'"
            " AND kind IN ('admin-digest', 'admin-sale')",
        )
        assert "🗓" not in read(world)


async def test_a_topic_that_is_muted_drops_what_was_gathered(world: World) -> None:
    await choose(world, NoticeTopic.SALES, Hearing.DIGEST)
    await buy(world)
    await until_true(world, SOMETHING_GATHERED)
    await choose(world, NoticeTopic.SALES, Hearing.OFF)
    await until_true(world, f"SELECT NOT ({SOMETHING_GATHERED})")


async def test_what_was_gathered_still_comes_where_a_topic_is_heard_of_at_once_again(
    clock: FixedClock,
) -> None:
    async with open_world(clock, admin_ids=(ADMIN.id,)) as world:
        await ask(world, ADMIN.id, "/start")
        await choose(world, NoticeTopic.SALES, Hearing.DIGEST)
        await buy(world)
        await until_true(world, SOMETHING_GATHERED)
        await choose(world, NoticeTopic.SALES, Hearing.NOW)
        await buy(world)
        await hear(world, ADMIN.id, "💰 Sale")
        world.move(days=1)
        assert "Sales: 1" in (await heard_digest(world)).text


async def test_the_time_of_the_digest_is_tapped_or_typed(world: World) -> None:
    message = await open_notices(world)
    await tap(world, message, "🔔 Sales")
    await tap(world, message, "⏰ Digest at 9:00")
    assert "When should the digest come? So far at 9:00 (UTC)" in message.text
    await tap(world, message, "18:00")
    assert "🗓 The digest comes at 18:00 (UTC)" in message.text
    await tap(world, message, "⏰ Digest at 18:00")
    assert "no time of the day" in (await ask(world, ADMIN.id, "25:00")).text
    assert "comes at 8:05 (UTC)" in (await ask(world, ADMIN.id, "8:05")).text
    assert (await deps(world).notice_choices.of(SECOND_ADMIN.id)).minute == 540


@pytest.mark.parametrize(
    ("typed", "minute"),
    [
        ("8", 480),
        (" 08:30 ", 510),
        ("8.30", 510),
        ("0:00", 0),
        ("23:59", 1439),
        ("24:00", None),
        ("8:60", None),
        ("8:3", None),
        ("morning", None),
        ("", None),
        ("٨", None),
    ],
)
def test_a_time_is_read(typed: str, minute: int | None) -> None:
    assert read_time(typed) == minute


async def test_a_buyer_has_no_notices_to_choose(world: World) -> None:
    below = await ask(world, BUYER.id, "/help")
    data = ChooseNotice(topic="sales", hearing="off").pack()
    answer = await world.telegram.press(BUYER.id, below.message_id, data)
    assert answer is not None
    assert answer.show_alert


async def test_a_forged_button_switches_no_claims_off(world: World) -> None:
    message = await open_notices(world)
    forged = ChooseNotice(topic="claims", hearing="off")
    await press(world, ADMIN.id, message.message_id, forged)
    found = await deps(world).notice_choices.of(ADMIN.id)
    assert found.topics[NoticeTopic.CLAIMS] is Hearing.NOW


async def test_a_removed_admin_gets_no_digest_and_begins_again_without_choices(
    clock: FixedClock,
) -> None:
    async with shop_with_one_owner(clock) as world:
        await ask(world, HELPER.id, "/start")
        await added_quietly(world)
        await choose(world, NoticeTopic.SALES, Hearing.DIGEST, HELPER.id)
        await buy(world)
        await until_true(world, SOMETHING_GATHERED)
        await deps(world).admins.remove(HELPER.id, OWNER.id)
        await until_true(world, f"SELECT NOT ({SOMETHING_GATHERED})")
        await added_quietly(world)
        await buy(world)
        await hear(world, HELPER.id, "💰 Продажа")


async def test_choices_outlive_a_restart(world: World) -> None:
    await ask(world, ADMIN.id, "/start")
    await choose(world, NoticeTopic.SALES, Hearing.OFF)
    await world.restart_app()
    await buy(world)
    await until_true(world, "SELECT COUNT(*) = 1 FROM outbox WHERE error = 'muted'")


async def test_a_shop_with_private_chats_has_a_line_for_them(clock: FixedClock) -> None:
    async with open_world(clock, access_chat_ids=(-1_001_700_001,)) as world:
        assert "🔔 Private chats" in labels(await open_notices(world))


async def test_a_russian_admin_reads_their_notices_in_russian(world: World) -> None:
    message = await open_notices(world, SECOND_ADMIN.id)
    assert labels(message)[0] == "🔔 Продажи"
    await tap(world, message, "🔔 Продажи", SECOND_ADMIN.id)
    assert "🗓 Сводка приходит в 9:00 (UTC)" in message.text
