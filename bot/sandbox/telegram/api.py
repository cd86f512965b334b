"""What every Bot API method works on, and how it renders its result."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.sandbox.telegram.chats import Chats
from bot.sandbox.telegram.models import Group, Json, Message, Person
from bot.sandbox.telegram.params import Params
from bot.sandbox.telegram.profile import Profile
from bot.sandbox.telegram.render import chat_json, message_json, user_json
from bot.sandbox.telegram.updates import Updates


@dataclass(frozen=True, slots=True)
class Api:
    bot_id: int
    bot_username: str
    chats: Chats
    updates: Updates
    profile: Profile

    def bot_json(self) -> Json:
        return {
            "id": self.bot_id,
            "is_bot": True,
            "first_name": "Tributary",
            "username": self.bot_username,
        }

    def message_json(self, message: Message, *, nested: bool = False) -> Json:
        """As Telegram shows it: a replied-to message is included, but not its own."""
        earlier = None if nested else self.chats.find(message.chat_id, message.reply_to)
        return message_json(
            message,
            sender=self.bot_json() if message.from_bot else self._person_json(message.sender_id),
            chat=chat_json(self.chat(message.chat_id)),
            reply_to=self.message_json(earlier, nested=True) if earlier else None,
        )

    def _person_json(self, person_id: int) -> Json:
        """Somebody who came with an injected update need not have been added."""
        person = self.chats.people.get(person_id)
        return user_json(person or Person(person_id, "Somebody", language_code=None))

    def chat(self, chat_id: int) -> Person | Group:
        return self.chats.groups.get(chat_id) or self.chats.people[chat_id]


Method = Callable[[Api, Params], object]
"""A Bot API method: reads its parameters, returns `result`, raises ApiError."""
