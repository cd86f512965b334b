"""The actions of people in Telegram: write, press buttons, block the bot, read its messages."""

import asyncio
import re
from collections.abc import Callable, Sequence
from html import escape
from typing import TypedDict, Unpack

from aiogram.types import MessageEntity
from aiogram.utils.text_decorations import html_decoration

from bot.sandbox.telegram.group_actions import GroupActions
from bot.sandbox.telegram.markup import utf16_length
from bot.sandbox.telegram.models import (
    BotCommand,
    CallbackAnswer,
    Document,
    Formatted,
    Json,
    Message,
    Person,
    ShownProfile,
)
from bot.sandbox.telegram.render import chat_json, user_json

_COMMAND = re.compile(r"(?<!\S)/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![A-Za-z0-9_/@])")


class PersonOptions(TypedDict, total=False):
    """The optional fields of a new person; see `Person`."""

    last_name: str | None
    username: str | None
    language_code: str | None
    started: bool


class MessageOptions(TypedDict, total=False):
    """The ways in which a person may write; see `Message`."""

    reply_to_message_id: int | None
    entities: Sequence[Json]
    """The formatting of the text; commands in it are found without."""
    album: str | None
    has_spoiler: bool
    caption_above: bool
    forward_origin: Json | None


class PersonActions(GroupActions):
    """The people's side of the simulator; the bot's side is the Bot API."""

    @property
    def people(self) -> dict[int, Person]:
        return self._chats.people

    def add_person(self, id: int, first_name: str, **more: Unpack[PersonOptions]) -> Person:  # noqa: A002 - Telegram's word
        """Add a person; `started=True` means that they have already written to the bot."""
        person = Person(id, first_name, **more)
        self._chats.people[id] = person
        return person

    async def send(
        self,
        person_id: int,
        text: str,
        *,
        chat_id: int | None = None,
        **more: Unpack[MessageOptions],
    ) -> Message:
        """Let the person write to the bot or into a group; writing to the bot unblocks it."""
        words = _formatted(text, (*_commands_in(text), *more.get("entities", ())))
        return self._write(chat_id or person_id, person_id, words, None, more)

    async def send_file(
        self,
        person_id: int,
        document: Document,
        caption: str = "",
        **more: Unpack[MessageOptions],
    ) -> Message:
        """Let the person send the bot a file: what the document's `sent_as` says."""
        words = _formatted(caption, more.get("entities", ()))
        return self._write(person_id, person_id, words, document, more)

    def _write(
        self,
        chat_id: int,
        sender_id: int,
        words: Formatted,
        document: Document | None,
        more: MessageOptions,
    ) -> Message:
        if chat_id == sender_id:
            self.unblock(sender_id)
            self._chats.person(sender_id).started = True
        message = Message(
            message_id=self._chats.next_id(),
            chat_id=chat_id,
            sender_id=sender_id,
            from_bot=False,
            formatted=words,
            at=self._chats.now(),
            reply_to=more.get("reply_to_message_id"),
            document=document,
            file_id=self._api.files.keep(document) if document is not None else None,
            album=more.get("album"),
            has_spoiler=more.get("has_spoiler", False),
            caption_above=more.get("caption_above", False),
            forward_origin=more.get("forward_origin"),
        )
        self._chats.add(message)
        self._api.updates.push("message", self._api.message_json(message), f"chat {chat_id}")
        return message

    async def press(
        self,
        person_id: int,
        message_id: int,
        callback_data: str,
        *,
        chat_id: int | None = None,
        timeout: float = 15,  # noqa: ASYNC109 - part of the interface
    ) -> CallbackAnswer | None:
        """Press a button; return the bot's answer, or None without one in `timeout` seconds.

        The message need not have such a button, nor exist: old and crafted clients send anything,
        so the bot has to check.
        """
        query = self._chats.open_query(person_id)
        content: Json = {
            "id": query.id,
            "from": user_json(self._chats.person(person_id)),
            "message": self._pressed(chat_id or person_id, message_id),
            "chat_instance": str(-8_000_000_000_000_000 - (chat_id or person_id)),
            "data": callback_data,
        }
        deadline = asyncio.get_running_loop().time() + timeout
        if self._api.updates.push("callback_query", content, f"presses {person_id}") is None:
            return None
        while query.answer is None and await self._chats.changed.wait_until(deadline):
            pass
        return query.answer

    def block(self, person_id: int) -> None:
        self._membership(person_id, blocked=True)

    def unblock(self, person_id: int) -> None:
        self._membership(person_id, blocked=False)

    def remove_file(self, file_id: str) -> None:
        """Let Telegram lose a file: nobody can send it by its identifier any more."""
        self._api.files.remove(file_id)

    def allow_custom_emoji(self) -> None:
        """Let the bot send custom emoji; any other bot's are shown as ordinary ones."""
        self._api.profile.may_use_custom_emoji = True

    def inject(self, update: Json) -> int | None:
        """Send the bot any update, as raw JSON without update_id; return that id.

        A message without an id and a date gets them, and a pressed button can be answered. Any part
        may be broken, as if a newer Telegram had sent it, but for the ids.
        """
        kind, content = next(iter(update.items()))
        if kind == "callback_query":
            self._chats.open_query(content["from"]["id"], content["id"])
        chat_id = content.get("chat", {}).get("id", 0)
        if kind in ("message", "channel_post"):
            content = {"message_id": self._chats.next_id(), "date": self._chats.now(), **content}
            self._remember(content)
        return self._api.updates.push(kind, content, f"chat {chat_id}")

    def chat(self, person_id: int) -> list[Message]:
        """Return the messages of both sides, oldest first; a group's id works too."""
        return self._chats.messages(person_id)

    def messages_to(self, person_id: int) -> list[Message]:
        """Return the bot's messages in this chat, oldest first."""
        return [message for message in self.chat(person_id) if message.from_bot]

    async def wait_for(
        self,
        person_id: int,
        predicate: Callable[[Message], bool],
        *,
        after: int = 0,
        timeout: float = 15,  # noqa: ASYNC109 - part of the interface
    ) -> Message:
        """Return the bot's first message newer than message `after` that fits; edits count too.

        Raises TimeoutError, which quotes the bot's last messages.
        """
        deadline = asyncio.get_running_loop().time() + timeout
        while True:
            for message in self.messages_to(person_id):
                if message.message_id > after and predicate(message):
                    return message
            if not await self._chats.changed.wait_until(deadline):
                written = [message.text for message in self.messages_to(person_id)][-5:]
                raise TimeoutError(f"no such message to {person_id}; the last were {written}")

    def commands_for(self, person_id: int) -> list[BotCommand]:
        """Return the command menu of the person's chat with the bot, in their language."""
        person = self._chats.person(person_id)
        return self._api.profile.commands_for(person_id, person.language_code)

    def profile_for(self, person_id: int) -> ShownProfile:
        """Return the bot's profile as the person's Telegram shows it, in their language."""
        profile = self._api.profile
        code = (self._chats.person(person_id).language_code or "").partition("-")[0]
        return ShownProfile(
            profile.text("name", code),
            profile.text("short_description", code),
            profile.text("description", code),
            profile.photos[-1] if profile.photos else None,
        )

    def set_profile_text(self, kind: str, text: str, language_code: str = "") -> None:
        """Let the bot's owner change its name or a description with @BotFather."""
        self._api.profile.texts[kind, language_code] = text
        self._api.show_profile()

    def set_profile_photo(self, content: bytes) -> None:
        """Let the bot's owner change its picture with @BotFather."""
        picture = Document("picture.jpg", content, "image/jpeg", (640, 640))
        self._api.profile.photos.append(self._api.files.keep(picture))
        self._api.show_profile()

    def remove_profile_photo(self) -> None:
        """Let the bot's owner take its picture away with @BotFather."""
        self._api.profile.photos.clear()
        self._api.show_profile()

    def file(self, file_id: str) -> Document | None:
        """Return a file that Telegram has; None for any other."""
        return self._api.files.find(file_id)

    def _pressed(self, chat_id: int, message_id: int) -> Json:
        message = self._chats.find(chat_id, message_id)
        if message is not None:
            return self._api.message_json(message)
        return {"chat": chat_json(self._api.chat(chat_id)), "message_id": message_id, "date": 0}

    def _membership(self, person_id: int, *, blocked: bool) -> None:
        person = self._chats.person(person_id)
        if person.blocked == blocked:
            return
        person.blocked = blocked
        member: Json = {"status": "member", "user": self._api.bot_json()}
        kicked: Json = {**member, "status": "kicked", "until_date": 0}
        old, new = (member, kicked) if blocked else (kicked, member)
        content: Json = {
            "chat": chat_json(person),
            "from": user_json(person),
            "date": self._chats.now(),
            "old_chat_member": old,
            "new_chat_member": new,
        }
        self._api.updates.push("my_chat_member", content, f"chat {person_id}")
        self._chats.touch(person_id)

    def _remember(self, content: Json) -> None:
        text, sender = content.get("text"), content.get("from")
        plain = text if isinstance(text, str) else ""
        at, message_id = content["date"], content["message_id"]
        self._chats.add(
            Message(
                message_id=message_id if isinstance(message_id, int) else self._chats.next_id(),
                chat_id=int(content["chat"]["id"]),
                sender_id=int(sender["id"]) if isinstance(sender, dict) else 0,
                from_bot=False,
                formatted=Formatted(plain, escape(plain, quote=False)),
                at=at if isinstance(at, int) else self._chats.now(),
            )
        )


def _commands_in(text: str) -> list[Json]:
    return [
        {
            "type": "bot_command",
            "offset": utf16_length(text[: found.start()]),
            "length": utf16_length(found[0]),
        }
        for found in _COMMAND.finditer(text)
    ]


def _formatted(text: str, entities: Sequence[Json]) -> Formatted:
    read = [MessageEntity(**one) for one in entities]
    return Formatted(text, html_decoration.unparse(text, read), tuple(entities))
