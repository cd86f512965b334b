"""Join requests, verdicts and reports about members, each as it leaves the ledger."""

import pytest

from bot.domain.membership import REQUEST_OPEN_SECONDS
from bot.domain.records import Person
from bot.usecases.chats.requests import Decision, Verdict, move_chat
from storage import memberships, people
from tests.bodies import ANNA, BORIS, purchase, refund
from tests.conftest import NOW
from tests.usecases.chats.conftest import CHAT, SECOND, WRITE_TO, Chat, Member, Queued

NOTICE = "chat-knock"
HOUR = 3600


def notice_of(hour: int, at: int) -> Queued:
    return Queued(
        f"{NOTICE}:1:{hour}", NOTICE, WRITE_TO + ANNA, lane=1, created_at=at, not_before=at
    )


async def test_a_stranger_may_pay_while_the_request_is_open_and_reads_how(scene):
    assert await scene.ask() == Decision(Verdict.QUEUE, 1)
    assert await scene.members() == [Member("asking", NOW + REQUEST_OPEN_SECONDS)]
    assert await scene.rows(("chat-access", NOTICE)) == [notice_of(NOW // HOUR, NOW)]
    assert await scene.chat() == Chat(title="Readers")
    person = await scene.shop.db.read(lambda tx: people.get(tx, ANNA))
    assert person == Person(ANNA, "Anna B", "anna", "de", None, NOW, None, None)
    seen_at = "SELECT username_seen_at FROM people"
    assert await scene.shop.db.read(lambda tx: tx.scalar(seen_at)) == NOW


async def test_a_query_of_a_stranger_stays_open_like_any_request(scene):
    assert await scene.ask(is_query=True) == Decision(Verdict.QUEUE, 1)
    assert await scene.members() == [Member("asking", NOW + REQUEST_OPEN_SECONDS)]
    assert await scene.rows((NOTICE,)) == [notice_of(NOW // HOUR, NOW)]


async def test_a_person_with_access_is_let_in_by_an_urgent_job(scene):
    await scene.shop.receive(purchase())
    assert await scene.ask() == Decision(Verdict.APPROVE, 1)
    assert await scene.members() == [Member("asking", turn=1)]
    assert await scene.rows(("chat-access", NOTICE)) == [Queued("chat-access:1:1")]


async def test_a_query_of_a_person_with_access_is_an_intent_until_its_verdict_is_given(scene):
    await scene.shop.receive(purchase())
    assert await scene.ask(is_query=True) == Decision(Verdict.APPROVE, 1)
    assert await scene.members() == [Member("letting_in")]
    assert await scene.rows(("chat-access", NOTICE)) == []


async def test_requests_to_chats_of_others_leave_no_trace(scene):
    await scene.execute("UPDATE access_chats SET is_listed = 0 WHERE id = 2")
    for chat in (-300, SECOND):
        assert await scene.ask(chat=chat) == Decision(Verdict.QUEUE)
    assert await scene.members() == []
    assert await scene.shop.db.read(lambda tx: people.get(tx, ANNA)) is None


@pytest.mark.parametrize(("title", "stored"), [("Writers", "Writers"), ("", "Readers")])
async def test_a_chat_has_the_title_that_its_latest_request_names(scene, title, stored):
    await scene.ask()
    await scene.ask(title=title)
    assert (await scene.chat()).title == stored


async def test_a_repeated_request_is_open_again_and_gets_one_notice_an_hour(scene):
    await scene.ask()
    scene.shop.clock.move(HOUR - NOW % HOUR - 1)
    await scene.ask()
    assert await scene.rows((NOTICE,)) == [notice_of(NOW // HOUR, NOW)]
    scene.shop.clock.move(1)
    later = scene.shop.clock.now()
    await scene.ask()
    assert await scene.members() == [
        Member("asking", later + REQUEST_OPEN_SECONDS, turn=2, asked_at=later)
    ]
    assert (await scene.rows((NOTICE,)))[1:] == [notice_of(NOW // HOUR + 1, later)]


VERDICTS = [
    (True, False, "inside", []),
    (True, True, "inside", [Queued("chat-access:1:1")]),
    (False, False, "letting_in", [Queued("chat-access:1:1")]),
]


@pytest.mark.parametrize(("taken", "refunded", "state", "jobs"), VERDICTS)
async def test_a_verdict_that_was_not_taken_or_is_no_longer_right_leaves_a_job(
    scene, taken, refunded, state, jobs
):
    await scene.shop.receive(purchase())
    decision = await scene.ask(is_query=True)
    if refunded:
        await scene.shop.receive(refund())
        await scene.execute("DELETE FROM outbox")
        await scene.execute("UPDATE memberships SET turn = 0")
    await scene.chats.verdict_given(decision, taken=taken)
    assert await scene.members() == [Member(state, turn=len(jobs))]
    assert await scene.rows() == jobs


@pytest.mark.parametrize(
    "decision",
    [Decision(Verdict.QUEUE, 1), Decision(Verdict.APPROVE), Decision(Verdict.APPROVE, 9)],
)
async def test_other_verdicts_change_nothing(scene, decision):
    await scene.put("letting_in")
    await scene.chats.verdict_given(decision, taken=True)
    assert await scene.members() == [Member("letting_in")]
    assert await scene.rows() == []


async def test_a_person_who_left_before_their_verdict_was_recorded_is_out(scene):
    await scene.shop.receive(purchase())
    decision = await scene.ask(is_query=True)
    await scene.update("left")
    await scene.chats.verdict_given(decision, taken=True)
    assert await scene.members() == [Member("out")]


async def test_a_verdict_about_an_earlier_request_leaves_a_new_one_open(scene):
    await scene.shop.receive(purchase())
    decision = await scene.ask(is_query=True)
    await scene.shop.receive(refund())
    await scene.ask()
    await scene.execute("DELETE FROM outbox")
    await scene.chats.verdict_given(decision, taken=True)
    assert await scene.members() == [Member("asking", NOW + REQUEST_OPEN_SECONDS, turn=2)]
    assert await scene.rows() == []


STATES = ("asking", "letting_in", "inside", "removing", "out")
UPDATES = {
    ("left", False): ("asking", "out", "out", "removing", "out"),
    ("left", True): ("asking", "out", "out", "removing", "out"),
    ("joined", False): ("out", "inside", "inside", "removing", "out"),
    ("joined", True): ("out", "out", "inside", "removing", "out"),
}


@pytest.mark.parametrize(("what", "by_others"), UPDATES)
async def test_members_who_come_and_go_are_known_by_what_the_bot_meant_to_do(
    scene, what, by_others
):
    """A person who was let in by others is out: the bot never removes them."""
    for state, after in zip(STATES, UPDATES[what, by_others], strict=True):
        await scene.put(state)
        await scene.update(what, by_others=by_others)
        [member] = await scene.members()
        assert member.state == after
    assert await scene.rows() == []


async def test_a_member_whose_rank_changes_is_removed_if_their_access_has_ended(scene):
    await scene.put("inside")
    await scene.update("promoted")
    assert await scene.rows() == [Queued("chat-access:1:1", lane=1)]


async def test_reports_about_people_who_never_asked_are_ignored(scene):
    await scene.update("joined")
    await scene.put("inside")
    await scene.execute("UPDATE access_chats SET is_listed = 0")
    await scene.update("left")
    assert await scene.members() == [Member("inside")]


@pytest.mark.parametrize(("after", "state"), [(-1, "asking"), (0, "declined"), (1, "declined")])
async def test_a_request_is_declined_at_the_second_when_its_time_is_over(scene, after, state):
    await scene.ask()
    scene.shop.clock.move(REQUEST_OPEN_SECONDS + after)
    now = scene.shop.clock.now()
    assert await scene.chats.tick() == int(state == "declined")
    if state == "asking":
        assert await scene.rows() == []
        return
    assert await scene.members() == [Member("asking", turn=1)]
    assert await scene.rows() == [Queued("chat-access:1:1", lane=1, created_at=now, not_before=now)]
    assert await scene.chats.tick() == 0


async def test_a_flood_of_late_requests_is_declined_in_portions(scene):
    def fill(tx):
        for person in range(1, 202):
            people.ensure(tx, person, None, NOW)
            memberships.save_request(tx, 1, person, NOW, NOW)

    await scene.shop.db.write(fill)
    assert [await scene.chats.tick() for _ in range(3)] == [200, 1, 0]


async def test_a_chat_with_a_problem_is_looked_at_every_hour(scene):
    await scene.execute(f"UPDATE access_chats SET look_at = {NOW} WHERE id = 2")
    assert await scene.chats.tick() == 1
    assert await scene.chat(2) == Chat(SECOND, SECOND, look_at=NOW + HOUR)
    assert await scene.rows(("chat-look",)) == [Queued("chat-look:2:2", "chat-look", SECOND, 2)]
    await scene.ask()
    scene.shop.clock.move(HOUR)
    assert await scene.chats.tick() == 2, "one late request, and one look"


async def test_a_start_lists_the_chats_of_the_settings_and_does_what_was_left_undone(scene):
    await scene.put("inside")
    await scene.execute("UPDATE access_chats SET is_listed = (id = 2), turn = 0")
    await scene.execute("DELETE FROM plan_chats")
    await scene.execute("DELETE FROM access_chats WHERE id = 2")
    await scene.execute(
        "INSERT INTO access_chats (chat_id, configured_id, is_listed) VALUES (-300, -300, 1)"
    )
    await scene.execute(
        "INSERT INTO plan_chats (plan_id, access_chat, from_settings) VALUES (1, 2, 1)"
    )
    await scene.chats.on_start()
    assert await scene.chat(1) == Chat()
    assert await scene.chat(2) == Chat(-300, -300, is_listed=0)
    assert await scene.chat(3) == Chat(SECOND, SECOND)
    assert await scene.rows(("chat-access", "chat-look")) == [
        Queued("chat-look:1:1", "chat-look", CHAT, 1),
        Queued("chat-look:3:1", "chat-look", SECOND, 3),
        Queued("chat-access:1:1", lane=1),
    ]


async def test_a_start_leaves_members_with_access_alone(scene):
    await scene.shop.receive(purchase())
    await scene.put("inside")
    await scene.chats.on_start()
    assert await scene.rows() == []


async def test_links_are_shown_to_people_with_access_only(scene):
    await scene.shop.receive(purchase())
    links = "UPDATE access_chats SET invite_link = 'https://t.me/+' || id WHERE id = {}"
    status = scene.shop.subscriptions.status
    assert (await status(ANNA)).chat_links == ()
    await scene.execute(links.format(1))
    await scene.execute("UPDATE access_chats SET title = 'Readers' WHERE id = 1")
    assert [tuple(one) for one in _pairs(await status(ANNA))] == [("Readers", "https://t.me/+1")]
    await scene.execute(links.format(2))
    assert _pairs(await status(ANNA))[1] == ("-200", "https://t.me/+2")
    assert (await status(BORIS)).chat_links == ()


def _pairs(status) -> list[tuple[str, str]]:
    return [(one.title, one.link) for one in status.chat_links]


async def test_a_group_that_no_plan_opens_gets_its_new_id_too(scene):
    await scene.execute("UPDATE access_chats SET is_listed = 0, invite_link = 'x' WHERE id = 2")
    await scene.shop.db.write(lambda tx: move_chat(tx, SECOND, -900, NOW))
    assert await scene.chat(2) == Chat(-900, SECOND, is_listed=0)
    assert await scene.chat() == Chat()
