"""Groups and channels of the Telegram simulator: links, join requests, bans and rights."""

from collections.abc import AsyncIterator

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramForbiddenError, TelegramMigrateToChat

from bot.sandbox.telegram import TelegramServer
from tests.sandbox.telegram_cast import (
    ANNA,
    GROUP,
    STRANGER,
    RawApi,
    aiogram_bot,
    raw_api,
    telegram,
)

MEMBER = {"chat_id": GROUP, "user_id": STRANGER}


@pytest.fixture
async def server() -> AsyncIterator[TelegramServer]:
    async with telegram() as running:
        yield running


@pytest.fixture
async def bot(server: TelegramServer) -> AsyncIterator[Bot]:
    async with aiogram_bot(server) as real:
        yield real


@pytest.fixture
async def api(server: TelegramServer) -> AsyncIterator[RawApi]:
    async with raw_api(server) as raw:
        yield raw


async def updates(bot: Bot, *kinds: str) -> list[object]:
    found = await bot.get_updates(allowed_updates=list(kinds) or None, timeout=0)
    return [update.event for update in found]


async def test_a_request_can_be_approved_once(
    server: TelegramServer, bot: Bot, api: RawApi
) -> None:
    await updates(bot, "chat_join_request", "chat_member")
    link = (await bot.create_chat_invite_link(GROUP, creates_join_request=True)).invite_link
    assert await api.refusal("approveChatJoinRequest", **MEMBER) == (
        "Bad Request: HIDE_REQUESTER_MISSING"
    )
    assert server.ask_to_join(STRANGER, link)
    assert server.ask_to_join(STRANGER, link)
    (request,) = await updates(bot)
    assert request.from_user.id == request.user_chat_id == STRANGER
    assert await bot.approve_chat_join_request(GROUP, STRANGER)
    moved = (await updates(bot))[-1]
    assert (moved.old_chat_member.status, moved.new_chat_member.status) == ("left", "member")
    assert moved.from_user.id == bot.id
    assert await api.refusal("approveChatJoinRequest", **MEMBER) == (
        "Bad Request: USER_ALREADY_PARTICIPANT"
    )
    assert not server.ask_to_join(STRANGER, link)


async def test_the_bot_may_write_to_a_requester_until_the_answer(
    server: TelegramServer, bot: Bot
) -> None:
    link = (await bot.create_chat_invite_link(GROUP, creates_join_request=True)).invite_link
    server.ask_to_join(STRANGER, link)
    await bot.send_message(STRANGER, "Hello")
    await bot.decline_chat_join_request(GROUP, STRANGER)
    with pytest.raises(TelegramForbiddenError):
        await bot.send_message(STRANGER, "Hello")


async def test_a_plain_link_lets_in_at_once(server: TelegramServer, bot: Bot) -> None:
    link = (await bot.create_chat_invite_link(GROUP)).invite_link
    assert server.ask_to_join(STRANGER, link)
    assert (await bot.get_chat_member(GROUP, STRANGER)).status == "member"


async def test_a_banned_person_can_come_back_once_unbanned(
    server: TelegramServer, bot: Bot
) -> None:
    link = (await bot.create_chat_invite_link(GROUP, creates_join_request=True)).invite_link
    server.place(STRANGER, GROUP, "member", by=ANNA)
    await bot.ban_chat_member(GROUP, STRANGER)
    assert (await bot.get_chat_member(GROUP, STRANGER)).status == "kicked"
    assert not server.ask_to_join(STRANGER, link)
    await bot.unban_chat_member(GROUP, STRANGER, only_if_banned=True)
    assert (await bot.get_chat_member(GROUP, STRANGER)).status == "left"
    assert server.ask_to_join(STRANGER, link)


async def test_administrators_are_listed_and_not_banned(
    server: TelegramServer, bot: Bot, api: RawApi
) -> None:
    server.place(ANNA, GROUP, "creator", by=ANNA)
    server.place(STRANGER, GROUP, "administrator", by=ANNA)
    found = {one.user.id: one.status for one in await bot.get_chat_administrators(GROUP)}
    assert found == {ANNA: "creator", STRANGER: "administrator", bot.id: "administrator"}
    assert await api.refusal("banChatMember", **MEMBER) == (
        "Bad Request: user is an administrator of the chat"
    )
    assert await api.refusal("banChatMember", chat_id=GROUP, user_id=ANNA) == (
        "Bad Request: can't remove chat owner"
    )


async def test_without_rights_nothing_is_done(
    server: TelegramServer, api: RawApi, bot: Bot
) -> None:
    await updates(bot, "my_chat_member")
    server.set_bot(GROUP, rights=())
    (changed,) = await updates(bot)
    assert not changed.new_chat_member.can_invite_users
    assert "not enough rights" in await api.refusal("createChatInviteLink", chat_id=GROUP)
    assert "not enough rights" in await api.refusal("declineChatJoinRequest", **MEMBER)
    assert "not enough rights" in await api.refusal("banChatMember", **MEMBER)
    server.set_bot(GROUP, "member")
    assert "administrator rights" in await api.refusal("unbanChatMember", **MEMBER)
    assert "inaccessible" in await api.refusal("getChatMember", **MEMBER)
    server.set_bot(GROUP, "kicked")
    assert (await api.refusal("getChatMember", **MEMBER)).startswith("Forbidden: bot was kicked")
    assert await api.refusal("getChat", chat_id=GROUP) == "Bad Request: chat not found"
    server.set_bot(GROUP, "left")
    assert "not a member" in await api.refusal("getChatAdministrators", chat_id=GROUP)


async def test_whoever_adds_the_bot_to_a_chat_is_named_in_the_update(
    server: TelegramServer, bot: Bot
) -> None:
    """Telegram names the person in `from`, and the rank before (Bot API, ChatMemberUpdated)."""
    await updates(bot, "my_chat_member")
    server.add_foreign_group(-1_002_000_000, "New", "channel")
    server.set_bot(-1_002_000_000, by=ANNA)
    (added,) = await updates(bot)
    assert (added.from_user.id, added.chat.title, added.chat.type) == (ANNA, "New", "channel")
    assert added.old_chat_member.status == "left"
    assert added.new_chat_member.can_invite_users


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"member_limit": 1, "creates_join_request": True}, "member_limit"),
        ({"name": "x" * 33}, "name is too long"),
        ({"chat_id": ANNA}, "private chat"),
    ],
)
async def test_links_telegram_would_not_make(
    api: RawApi, params: dict[str, object], words: str
) -> None:
    assert words in await api.refusal("createChatInviteLink", **{"chat_id": GROUP, **params})


async def test_people_unknown_to_telegram_are_refused(api: RawApi) -> None:
    nobody = {"chat_id": GROUP, "user_id": 404}
    assert "USER_ID_INVALID" in await api.refusal("approveChatJoinRequest", **nobody)
    assert "PARTICIPANT_ID_INVALID" in await api.refusal("getChatMember", **nobody)


async def test_an_upgraded_group_names_its_new_id(server: TelegramServer, bot: Bot) -> None:
    server.upgrade(GROUP, -100999)
    with pytest.raises(TelegramMigrateToChat) as refusal:
        await bot.create_chat_invite_link(GROUP)
    assert refusal.value.migrate_to_chat_id == -100999
    assert (await bot.get_chat(-100999)).title == "Subscribers"
