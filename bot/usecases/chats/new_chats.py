"""Chats into which an admin has put the bot: which plan opens them is asked once, without an id."""

from collections.abc import Collection
from dataclasses import dataclass

from bot.domain.membership import AccessChat, ChatRights
from storage import access_chats, facts
from storage.engine.database import Database
from storage.engine.tx import Tx


@dataclass(frozen=True, slots=True)
class BotPlace:
    """The place that somebody (`by`) has given the bot in a chat."""

    chat_id: int
    title: str
    by: int
    rights: ChatRights
    was_admin: bool
    is_admin: bool


@dataclass(frozen=True, slots=True)
class ChatQuestion:
    """The question which plan opens a chat; `message_id` is None until it was sent."""

    chat: AccessChat
    admin_id: int
    message_id: int | None


@dataclass(frozen=True, slots=True)
class NewChats:
    """Remembers chats that no plan opens, and the open question about each."""

    db: Database
    admin_ids: Collection[int]

    async def bot_placed(self, place: BotPlace) -> ChatQuestion | None:
        """Record the bot's place in a chat that no plan opens; return the question to ask, or to
        write again. None where nobody is to be asked: no admin of the bot made it an administrator
        or changed its rights as one, and nobody was asked before."""
        known = await self.db.read(lambda tx: access_chats.known_by_id(tx, place.chat_id))
        if known.is_listed if known is not None else not self._asks(place, is_new=True):
            return None
        return await self.db.write(lambda tx: self._placed(tx, place))

    async def asked(self, question: ChatQuestion, message_id: int) -> AccessChat | None:
        """Record in which message the question was sent; return the chat if it has changed
        meanwhile."""
        chat = question.chat

        def work(tx: Tx) -> AccessChat | None:
            facts.put(tx, _name(chat.id), f"{question.admin_id}:{message_id}")
            now = access_chats.get(tx, chat.id)
            return now if now is not None and not now.is_listed and now != chat else None

        return await self.db.write(work)

    async def answered(self, access_chat: int) -> AccessChat | None:
        """Close the question; return its chat."""

        def work(tx: Tx) -> AccessChat | None:
            facts.remove(tx, _name(access_chat))
            return access_chats.get(tx, access_chat)

        return await self.db.write(work)

    def _asks(self, place: BotPlace, *, is_new: bool) -> bool:
        """Return whether the place raises the question; in a chat that is new to the bot also where
        somebody else has made it an administrator, and an admin only gives it rights."""
        begins = is_new or not place.was_admin
        return place.is_admin and begins and place.by in self.admin_ids

    def _placed(self, tx: Tx, place: BotPlace) -> ChatQuestion | None:
        known = access_chats.known_by_id(tx, place.chat_id)
        access_chat = known.id if known is not None else access_chats.add_found(tx, place.chat_id)
        access_chats.set_title(tx, access_chat, place.title)
        access_chats.set_rights(tx, access_chat, place.rights, None)
        open_ = _open_question(tx, access_chat)
        if self._asks(place, is_new=known is None) and (open_ is None or open_[0] != place.by):
            open_ = place.by, None
            facts.put(tx, _name(access_chat), f"{place.by}:0")
        chat = access_chats.get(tx, access_chat)
        if open_ is None or chat is None:
            return None
        if place.rights.is_gone:
            facts.remove(tx, _name(access_chat))
        return ChatQuestion(chat, *open_)


def unanswered(tx: Tx) -> list[AccessChat]:
    """Return the chats whose question is open; a chat without the bot can't be opened."""
    return [
        one
        for one in access_chats.known(tx)
        if not one.is_listed and not one.is_gone and _open_question(tx, one.id) is not None
    ]


def _name(access_chat: int) -> str:
    """Return the name of the fact with the open question's admin and message."""
    return f"chat_question:{access_chat}"


def _open_question(tx: Tx, access_chat: int) -> tuple[int, int | None] | None:
    admin, _, message = (facts.get(tx, _name(access_chat)) or "").partition(":")
    return (int(admin), int(message) or None) if admin else None
