"""The bot's rights in a chat, and a chat that gets another id: who hears of it, what waits."""

import pytest

from storage import outbox
from tests.bodies import ANNA, BORIS
from tests.conftest import NOW
from tests.usecases.chats.conftest import (
    CHAT,
    FINE,
    PROBLEM,
    SECOND,
    Chat,
    Member,
    Queued,
    notices,
)

HOUR = 3600
ALL = ("chat-access", "chat-look", PROBLEM, FINE)


def look(turn: int, at: int = NOW) -> Queued:
    return Queued(f"chat-look:1:{turn}", "chat-look", created_at=at, not_before=at)


async def wait(scene) -> None:
    """Let Anna's job wait for a right."""
    await scene.put("asking")
    await scene.chats.on_start()
    job = await scene.job()
    await scene.shop.db.write(lambda tx: outbox.wait(tx, job.id, "no right"))
    await scene.execute("DELETE FROM outbox WHERE kind = 'chat-look'")
    await scene.execute("UPDATE access_chats SET turn = 0")


RIGHTS = [(False, True, False), (True, False, False), (False, False, False)]


@pytest.mark.parametrize("rights", RIGHTS)
async def test_a_missing_right_is_reported_to_each_admin_once(scene, rights):
    await wait(scene)
    await scene.execute("UPDATE access_chats SET invite_link = 'https://t.me/+1'")
    may_invite, may_remove, is_gone = rights
    for _ in range(2):
        await scene.chats.rights_changed(
            CHAT, may_invite=may_invite, may_remove=may_remove, is_gone=is_gone
        )
    link = "https://t.me/+1" if may_invite else None
    assert await scene.chat() == Chat(
        invite_link=link, may_invite=may_invite, may_remove=may_remove, look_at=NOW + HOUR
    )
    released = Queued("chat-access:1:1", lane=1, error="no right")
    assert await scene.rows(ALL) == [released, *notices(PROBLEM, 1), look(2)]


async def test_without_the_bot_in_the_chat_jobs_wait_until_it_is_back(scene):
    await wait(scene)
    await scene.chats.rights_changed(CHAT, may_invite=True, may_remove=True, is_gone=True)
    assert await scene.chat() == Chat(is_gone=1, look_at=NOW + HOUR)
    waiting = Queued("chat-access:1:1", lane=1, state="waiting", error="no right")
    assert await scene.rows(ALL) == [waiting, *notices(PROBLEM, 1)]

    scene.shop.clock.move(60)
    await scene.chats.rights_changed(CHAT, may_invite=True, may_remove=True, is_gone=False)
    assert await scene.chat() == Chat()
    assert await scene.rows(ALL) == [
        Queued("chat-access:1:1", lane=1, error="no right", not_before=NOW + 60),
        *notices(PROBLEM, 1),
        *notices(FINE, 2, at=NOW + 60),
        look(3, NOW + 60),
    ]


async def test_rights_in_chats_of_others_and_unchanged_rights_are_no_news(scene):
    await scene.chats.rights_changed(CHAT, may_invite=True, may_remove=True, is_gone=False)
    await scene.chats.rights_changed(-300, may_invite=False, may_remove=False, is_gone=True)
    assert await scene.rows(ALL) == []


async def test_a_group_that_gets_another_id_keeps_its_members_and_jobs(scene):
    await wait(scene)
    await scene.execute("UPDATE access_chats SET invite_link = 'old'")
    await scene.chats.upgraded(CHAT, -10100)
    assert await scene.chat() == Chat(-10100)
    assert await scene.members() == [Member("asking", turn=1)]
    assert await scene.rows(ALL) == [
        Queued("chat-access:1:1", chat_id=-10100, lane=1, state="waiting", error="no right"),
        Queued("chat-look:1:1", "chat-look", -10100),
    ]


async def test_two_ids_of_one_group_in_the_settings_become_one_chat(scene):
    await scene.ask(ANNA, CHAT)
    await scene.ask(BORIS, SECOND)
    await scene.execute("DELETE FROM outbox")
    await scene.chats.upgraded(CHAT, SECOND)
    assert (await scene.chat(1)).is_listed == 0
    assert await scene.chat(2) == Chat(SECOND, SECOND, title="Readers")
    people = [(one.telegram_user_id, one.access_chat) for one in await scene.members()]
    assert sorted(people) == [(ANNA, 2), (BORIS, 2)]
    assert await scene.rows(ALL) == [Queued("chat-look:2:2", "chat-look", SECOND, 2)]


async def test_another_id_of_a_chat_of_others_is_ignored(scene):
    await wait(scene)
    await scene.execute("UPDATE outbox SET chat_id = -300")
    await scene.chats.upgraded(-300, -10300)
    [row] = await scene.rows(ALL)
    assert row.chat_id == -300
