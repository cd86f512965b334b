"""The question about a chat into which an admin has put the bot: when, to whom, how long."""

import pytest

from bot.domain.membership import ChatRights
from bot.domain.models import FIRST_PLAN
from bot.usecases.chats.new_chats import BotPlace, NewChats, unanswered
from storage import access_chats
from tests.usecases.chats.conftest import CHAT, Scene
from tests.usecases.conftest import ADMINS

NEW = -500
FIRST, OTHER = ADMINS[0], ADMINS[1]
STRANGER = 7
NONE = ChatRights(may_invite=False, may_remove=False)
GONE = ChatRights(may_invite=False, may_remove=False, is_gone=True)


def made_admin(by: int = FIRST, rights: ChatRights = NONE, chat_id: int = NEW) -> BotPlace:
    return BotPlace(chat_id, "New", by, rights, was_admin=False, is_admin=True)


def changed(rights: ChatRights, by: int = STRANGER) -> BotPlace:
    return BotPlace(NEW, "New", by, rights, was_admin=True, is_admin=not rights.is_gone)


@pytest.fixture
def new_chats(scene: Scene) -> NewChats:
    return NewChats(scene.shop.db, ADMINS)


async def test_an_admin_is_asked_once_and_the_question_follows_the_rights(
    new_chats: NewChats,
) -> None:
    question = await new_chats.bot_placed(made_admin())
    assert question is not None
    assert (question.admin_id, question.message_id) == (FIRST, None)
    assert await new_chats.asked(question, 55) is None
    again = await new_chats.bot_placed(changed(ChatRights()))
    assert again is not None
    assert (again.admin_id, again.message_id) == (FIRST, 55)
    assert not again.chat.has_problem


async def test_rights_that_change_while_the_question_is_being_sent_are_shown(
    new_chats: NewChats,
) -> None:
    question = await new_chats.bot_placed(made_admin())
    assert question is not None
    await new_chats.bot_placed(changed(ChatRights()))
    now = await new_chats.asked(question, 55)
    assert now is not None
    assert not now.has_problem


async def test_another_admin_who_adds_the_bot_again_is_asked_themselves(
    new_chats: NewChats,
) -> None:
    question = await new_chats.bot_placed(made_admin())
    assert question is not None
    await new_chats.asked(question, 55)
    other = await new_chats.bot_placed(made_admin(OTHER))
    assert other is not None
    assert (other.admin_id, other.message_id) == (OTHER, None)
    assert other.chat.title == "New"
    follows = await new_chats.bot_placed(changed(ChatRights()))
    assert follows is not None
    assert (follows.admin_id, follows.message_id) == (OTHER, None)


async def test_the_same_admin_who_adds_the_bot_again_is_not_asked_again(
    new_chats: NewChats,
) -> None:
    question = await new_chats.bot_placed(made_admin())
    assert question is not None
    await new_chats.asked(question, 55)
    again = await new_chats.bot_placed(made_admin())
    assert again is not None
    assert (again.admin_id, again.message_id) == (FIRST, 55)


async def test_an_admin_who_gives_rights_in_a_new_chat_is_asked_whoever_added_the_bot(
    new_chats: NewChats,
) -> None:
    question = await new_chats.bot_placed(changed(ChatRights(), FIRST))
    assert question is not None
    assert (question.admin_id, question.message_id) == (FIRST, None)


async def test_nobody_is_asked_without_an_admin_or_about_a_chat_that_a_plan_opens(
    scene: Scene, new_chats: NewChats
) -> None:
    assert await new_chats.bot_placed(made_admin(STRANGER)) is None
    assert await new_chats.bot_placed(made_admin(chat_id=CHAT)) is None
    member = BotPlace(NEW, "New", FIRST, NONE, was_admin=False, is_admin=False)
    assert await new_chats.bot_placed(member) is None
    assert (await scene.chat()).may_invite == 1
    count = "SELECT COUNT(*) FROM access_chats"
    assert await scene.shop.db.read(lambda tx: tx.scalar(count)) == 2


async def test_an_answer_closes_the_question_and_so_does_the_end_of_the_bot_s_stay(
    new_chats: NewChats,
) -> None:
    question = await new_chats.bot_placed(made_admin())
    assert question is not None
    await new_chats.asked(question, 55)
    gone = await new_chats.bot_placed(changed(GONE))
    assert gone is not None
    assert gone.message_id == 55
    assert await new_chats.bot_placed(changed(ChatRights())) is None
    question = await new_chats.bot_placed(made_admin())
    assert question is not None
    assert await new_chats.answered(question.chat.id) is not None
    for by in (STRANGER, FIRST):
        assert await new_chats.bot_placed(changed(ChatRights(), by)) is None
    assert await new_chats.answered(99) is None


async def test_a_question_is_open_while_the_bot_is_in_the_chat_and_no_plan_opens_it(
    scene: Scene, new_chats: NewChats
) -> None:
    read, write = scene.shop.db.read, scene.shop.db.write
    question = await new_chats.bot_placed(made_admin())
    assert question is not None
    chat = question.chat
    assert await read(unanswered) == [chat]
    await write(lambda tx: access_chats.set_rights(tx, chat.id, GONE, None))
    assert await read(unanswered) == []
    await write(lambda tx: access_chats.set_rights(tx, chat.id, NONE, None))
    assert await read(unanswered) == [chat]
    await write(lambda tx: access_chats.open_by(tx, FIRST_PLAN, chat.id))
    assert await read(unanswered) == []
    await write(lambda tx: access_chats.close_for(tx, FIRST_PLAN, chat.id))
    await new_chats.answered(chat.id)
    assert await read(unanswered) == []
