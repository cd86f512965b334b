"""Looks at a private chat: its title, the bot's rights there, and the link that it makes."""

import pytest

from bot.domain.membership import AccessChat, ChatRights, Right
from storage.outbox import QueuedMessage
from tests.conftest import NOW
from tests.usecases.chats.conftest import CHAT, FINE, PROBLEM, Chat, Scene, notices

HOUR = 3600


@pytest.fixture
async def look(scene: Scene) -> QueuedMessage:
    """Return the job of a look at the first chat, that was queued a minute ago."""
    await scene.chats.on_start()
    await scene.execute(f"DELETE FROM outbox WHERE chat_id <> {CHAT}")
    scene.shop.clock.move(60)
    return await scene.job("chat-look")


async def test_a_look_is_one_at_a_chat_of_the_settings(scene, look):
    chat = AccessChat(1, CHAT, None, None, True, True, False, True)  # noqa: FBT003
    assert await scene.jobs.chat(look) == chat
    await scene.execute("UPDATE access_chats SET is_listed = 0")
    assert await scene.jobs.chat(look) is None
    await scene.execute("UPDATE access_chats SET is_listed = 1")
    await scene.execute("UPDATE outbox SET subject_id = NULL")
    assert await scene.jobs.chat(await scene.job("chat-look")) is None


async def test_a_look_is_done_once_and_keeps_the_link_that_it_made(scene, look):
    await scene.jobs.look_done(look, "https://t.me/+1")
    [done] = await scene.rows(("chat-look",))
    assert (done.state, done.error, done.done_at) == ("sent", None, NOW + 60)
    await scene.jobs.look_done(look, None)
    assert await scene.chat() == Chat(invite_link="https://t.me/+1")


@pytest.mark.parametrize("gone", [True, False])
async def test_a_problem_ends_the_look_for_the_next_one_is_planned(scene, look, gone):
    if gone:
        await scene.jobs.chat_gone(look, "kicked")
    else:
        await scene.jobs.right_missing(look, Right.INVITE)
    done, *_ = await scene.rows(("chat-look",))
    assert (done.state, done.error, done.done_at) == ("sent", None, NOW + 60)
    problem = Chat(is_gone=1) if gone else Chat(may_invite=0)
    assert await scene.chat() == problem._replace(look_at=NOW + 60 + HOUR)


@pytest.mark.parametrize(("title", "stored"), [("New", "New"), ("", "Old")])
async def test_a_look_records_the_title_and_the_rights(scene, look, title, stored):
    await scene.execute("UPDATE access_chats SET title = 'Old'")
    chat = await scene.jobs.chat(look)
    await scene.jobs.save_look(chat, title, ChatRights(may_remove=False))
    assert await scene.chat() == Chat(title=stored, may_remove=0, look_at=NOW + 60 + HOUR)
    assert await scene.rows((PROBLEM, FINE)) == notices(PROBLEM, 3, at=NOW + 60)


async def test_a_look_is_compared_with_the_rights_as_they_are_by_then(scene, look):
    chat = await scene.jobs.chat(look)
    await scene.chats.rights_changed(CHAT, may_invite=False, may_remove=True, is_gone=False)
    await scene.jobs.save_look(chat, "", ChatRights())
    assert await scene.chat() == Chat()
    kinds = [one.kind for one in await scene.rows((PROBLEM, FINE))]
    assert kinds == [PROBLEM, PROBLEM, FINE, FINE]


async def test_a_look_that_ends_after_its_chat_left_the_settings_is_the_last(scene, look):
    chat = await scene.jobs.chat(look)
    await scene.execute("UPDATE access_chats SET is_listed = 0")
    await scene.jobs.save_look(chat, "", ChatRights(may_remove=False))
    [only] = await scene.rows(("chat-look",))
    assert only.dedupe_key == "chat-look:1:2"
