"""The actions of people in groups and channels: ask to join, leave, change the bot's rights."""

from collections.abc import Iterable
from typing import Literal

from bot.sandbox.telegram.api import Api
from bot.sandbox.telegram.methods.chats import bot_member_json
from bot.sandbox.telegram.models import Group, Json
from bot.sandbox.telegram.render import chat_json, user_json

BotStatus = Literal["administrator", "member", "left", "kicked"]
_OWNER: Json = {"id": 1, "is_bot": False, "first_name": "Owner"}


class GroupActions:
    """The people's side of groups and channels; the bot's side is `methods.chats`."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self._chats = api.chats

    @property
    def groups(self) -> dict[int, Group]:
        return self._chats.groups

    def add_group(self, id: int, title: str, type: str = "supergroup") -> Group:  # noqa: A002 - Telegram's words
        """Add a group or channel with the bot as its administrator; `id` is negative."""
        group = Group(id, title, type)
        self._chats.groups[id] = group
        return group

    def add_foreign_group(self, id: int, title: str, type: str = "supergroup") -> Group:  # noqa: A002
        """Add a group or channel in which the bot isn't yet."""
        group = self.add_group(id, title, type)
        group.bot_status, group.bot_rights = "left", set()
        return group

    def ask_to_join(self, person_id: int, link: str) -> bool:
        """Open an invite link: ask to join, or join where the link needs no request.

        Return False when that is impossible: an unknown link, a banned person, a member.
        """
        person = self._chats.person(person_id)
        group = next((one for one in self.groups.values() if link in one.links), None)
        if group is None or person_id in group.banned or person_id in group.members:
            return False
        if not group.links[link]:
            self._api.membership(group, person, "member", actor=user_json(person))
            return True
        if person_id in group.requests:
            return True  # still open: Telegram sends no second request
        group.requests[person_id] = self._chats.now()
        content: Json = {
            "chat": chat_json(group),
            "from": user_json(person),
            "user_chat_id": person_id,
            "date": self._chats.now(),
            "invite_link": {
                "invite_link": link,
                "creator": self._api.bot_json(),
                "creates_join_request": True,
                "is_primary": False,
                "is_revoked": False,
            },
        }
        if group.asks_bot:
            content["query_id"] = self._chats.open_join_query(group.id, person_id)
        if self._bot_may(group, "can_invite_users"):
            self._api.updates.push("chat_join_request", content, f"chat {group.id}")
        self._chats.touch(group.id)
        return True

    def withdraw(self, person_id: int, chat_id: int) -> None:
        """Withdraw a join request before its answer; Telegram sends the bot no update about it."""
        self.groups[chat_id].requests.pop(person_id, None)
        self._chats.touch(chat_id)

    def leave(self, person_id: int, chat_id: int) -> None:
        """Let a person leave on their own."""
        person = self._chats.person(person_id)
        self._api.membership(self.groups[chat_id], person, "left", actor=user_json(person))

    def place(self, person_id: int, chat_id: int, status: str, *, by: int) -> None:
        """Let an administrator (`by`) add, promote, demote or remove somebody."""
        group, person = self.groups[chat_id], self._chats.person(person_id)
        group.requests.pop(person_id, None)
        actor = user_json(self._chats.person(by))
        self._api.membership(group, person, status, actor=actor)

    def set_bot(
        self,
        chat_id: int,
        status: BotStatus = "administrator",
        rights: Iterable[str] = ("can_invite_users", "can_restrict_members"),
        *,
        by: int | None = None,
        send_update: bool = True,
    ) -> None:
        """Change the bot's status and rights, as the owner does, or somebody else (`by`); the
        update may be lost."""
        group = self.groups[chat_id]
        old = bot_member_json(self._api, group)
        group.bot_status, group.bot_rights = status, set(rights)
        content: Json = {
            "chat": chat_json(group),
            "from": _OWNER if by is None else user_json(self._chats.person(by)),
            "date": self._chats.now(),
            "old_chat_member": old,
            "new_chat_member": bot_member_json(self._api, group),
        }
        if send_update:
            self._api.updates.push("my_chat_member", content, f"chat {chat_id}")
        self._chats.touch(chat_id)

    def upgrade(self, chat_id: int, new_chat_id: int, *, send_update: bool = True) -> Group:
        """Turn a basic group into a supergroup: another id, the same people, no old links."""
        old = self.groups[chat_id]
        old.moved_to = new_chat_id
        new = self.add_group(new_chat_id, old.title)
        new.members, new.banned = dict(old.members), set(old.banned)
        new.bot_status, new.bot_rights = old.bot_status, set(old.bot_rights)
        if send_update:
            content: Json = {
                "message_id": self._chats.next_id(),
                "chat": {"id": chat_id, "type": "group", "title": old.title},
                "date": self._chats.now(),
                "migrate_to_chat_id": new_chat_id,
            }
            self._api.updates.push("message", content, f"chat {chat_id}")
        return new

    def _bot_may(self, group: Group, right: str) -> bool:
        return group.bot_status == "administrator" and right in group.bot_rights
