"""People pass on to the bot: a person from their list, somebody's message, a contact."""

from html import escape

from bot.sandbox.telegram.models import Formatted, Json, KeyButton, Message, Person, UserRequest
from bot.sandbox.telegram.person_actions import PersonActions
from bot.sandbox.telegram.render import user_json, without_nones


class SharingActions(PersonActions):
    """The keyboard below the input field, and messages about other people."""

    def reply_keyboard(self, person_id: int) -> list[list[KeyButton]]:
        """Return the keyboard below this person's input field; empty where there is none.

        A message of the bot shows or removes it. One that is for one time is hidden by what the
        person sends next.
        """
        sent_since = False
        for message in reversed(self.chat(person_id)):
            raw = message.markup.raw or {}
            if not message.from_bot:
                sent_since = True
            elif message.markup.reply:
                hidden = bool(raw.get("one_time_keyboard")) and sent_since
                return [] if hidden else [list(row) for row in message.markup.reply]
            elif raw.get("remove_keyboard"):
                return []
        return []

    def share(self, person_id: int, request_id: int, *shared: int) -> Message:
        """Let the person choose these people after pressing such a button; raise LookupError if
        their keyboard has none, or asks for fewer people."""
        request = self._request(person_id, request_id)
        if not 1 <= len(shared) <= request.most:
            raise LookupError(f"the button asks for up to {request.most} people")
        people = [self._chats.person(one) for one in shared]
        content: Json = {
            "users_shared": {
                "request_id": request.id,
                "users": [_shared(one, request) for one in people],
            }
        }
        return self._pass_on(person_id, ", ".join(one.name for one in people), content)

    def forward(self, person_id: int, text: str, author: int | str) -> Message:
        """Let the person forward what somebody has written; a name stands for somebody who hides
        who they are."""
        at = self._chats.now()
        origin: Json
        if isinstance(author, str):
            origin = {"type": "hidden_user", "sender_user_name": author, "date": at}
        else:
            sender = user_json(self._chats.person(author))
            origin = {"type": "user", "sender_user": sender, "date": at}
        return self._pass_on(person_id, text, {"text": text, "forward_origin": origin})

    def send_contact(self, person_id: int, contact: int) -> Message:
        """Let the person send the contact of somebody who is on Telegram."""
        person = self._chats.person(contact)
        content = without_nones(
            phone_number="15550001", first_name=person.first_name, user_id=person.id
        )
        return self._pass_on(person_id, person.name, {"contact": content})

    def _request(self, person_id: int, request_id: int) -> UserRequest:
        for row in self.reply_keyboard(person_id):
            for button in row:
                if button.users is not None and button.users.id == request_id:
                    return button.users
        raise LookupError("no button asks for people")

    def _pass_on(self, person_id: int, shown: str, content: Json) -> Message:
        """Push a message with this content, which is shown as `shown` in the person's chat."""
        message = Message(
            message_id=self._chats.next_id(),
            chat_id=person_id,
            sender_id=person_id,
            from_bot=False,
            formatted=Formatted(shown, escape(shown, quote=False)),
            at=self._chats.now(),
        )
        self._chats.add(message)
        sent = {**self._api.message_json(message)}
        sent.pop("text", None)
        self._api.updates.push("message", {**sent, **content}, f"chat {person_id}")
        return message


def _shared(person: Person, request: UserRequest) -> Json:
    """Return a chosen person with as much of their profile as was asked for."""
    return without_nones(
        user_id=person.id,
        first_name=person.first_name if request.names else None,
        last_name=person.last_name if request.names else None,
        username=person.username if request.usernames else None,
    )
