"""The state that every Bot API method works on, and the JSON of its results."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.sandbox.telegram.chats import Chats
from bot.sandbox.telegram.files import Files
from bot.sandbox.telegram.models import Group, Json, Message, Person
from bot.sandbox.telegram.params import Params
from bot.sandbox.telegram.profile import Profile
from bot.sandbox.telegram.render import chat_json, member_json, message_json, user_json
from bot.sandbox.telegram.stars import Stars
from bot.sandbox.telegram.updates import Updates


@dataclass(frozen=True, slots=True)
class Api:
    """The bot, its chats, updates and profile: the first argument of every method."""

    bot_id: int
    bot_username: str
    chats: Chats
    updates: Updates
    profile: Profile
    files: Files
    stars: Stars

    def bot_json(self) -> Json:
        return {
            "id": self.bot_id,
            "is_bot": True,
            "first_name": self.profile.text("name", ""),
            "username": self.bot_username,
        }

    def show_profile(self) -> None:
        """Let all chats be drawn again: everybody sees the bot's profile at once."""
        for person_id in self.chats.people:
            self.chats.touch(person_id)

    def message_json(self, message: Message, *, nested: bool = False) -> Json:
        """Return a message as JSON with the message it replies to, one level deep."""
        earlier = None if nested else self.chats.find(message.chat_id, message.reply_to)
        return message_json(
            message,
            sender=self.bot_json() if message.from_bot else self._person_json(message.sender_id),
            chat=chat_json(self.chat(message.chat_id)),
            reply_to=self.message_json(earlier, nested=True) if earlier else None,
        )

    def _person_json(self, person_id: int) -> Json:
        """Return the sender as JSON; somebody from an injected update may never have been added."""
        person = self.chats.people.get(person_id)
        return user_json(person or Person(person_id, "Somebody", language_code=None))

    def membership(self, group: Group, person: Person, status: str, *, actor: Json) -> None:
        """Change a person's status in a group; the bot gets an update if it is an administrator."""
        old = group.status_of(person.id)
        group.members.pop(person.id, None)
        group.banned.discard(person.id)
        if status == "kicked":
            group.banned.add(person.id)
        elif status != "left":
            group.members[person.id] = status
        self.chats.touch(group.id)
        if group.bot_status == "administrator" and old != status:
            self.updates.push(
                "chat_member",
                {
                    "chat": chat_json(group),
                    "from": actor,
                    "date": self.chats.now(),
                    "old_chat_member": member_json(old, user_json(person)),
                    "new_chat_member": member_json(status, user_json(person)),
                },
                f"chat {group.id}",
            )

    def chat(self, chat_id: int) -> Person | Group:
        """Return a group, or the person of a private chat; raise LookupError for neither."""
        return self.chats.groups.get(chat_id) or self.chats.people[chat_id]


Method = Callable[[Api, Params], object]
"""A Bot API method: reads its parameters, returns `result`, raises ApiError."""
