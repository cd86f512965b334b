"""The simulator's people, groups, messages and pressed buttons."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.sandbox.telegram.condition import Condition
from bot.sandbox.telegram.errors import bad_request, forbidden
from bot.sandbox.telegram.models import CallbackAnswer, Group, Message, Person
from bot.sandbox.telegram.params import Params
from bot.sandbox.traffic import Feed

_QUERY_LIFE_SECONDS = 15 * 60
JOIN_QUERY_SECONDS = 10
"""How long Telegram waits for the bot's verdict (Bot API, ChatJoinRequest.query_id). It isn't
documented what comes of the request then; here administrators can answer it, as always."""
_REQUESTER_SECONDS = 5 * 60
"""How long the bot may write to somebody who has asked to join, even without their /start."""


@dataclass(slots=True)
class Query:
    """A pressed button that waits for the bot's answer."""

    id: str
    person_id: int
    at: int
    answer: CallbackAnswer | None = None


@dataclass(slots=True)
class JoinQuery:
    """A join request that waits for the verdict of the bot."""

    chat_id: int
    person_id: int
    at: int
    answer: str | None = None


class Chats:
    """All chats with their messages, and the callback queries that wait for an answer."""

    def __init__(self, now: Callable[[], int]) -> None:
        self.now = now
        self.people: dict[int, Person] = {}
        self.groups: dict[int, Group] = {}
        self.queries: dict[str, Query] = {}
        self.join_queries: dict[str, JoinQuery] = {}
        self.changed = Condition()
        self.feed: Feed[int] = Feed()
        """Chat ids, one for each change of a chat."""
        self._messages: dict[int, dict[int, Message]] = {}
        self._last_id = 0

    def next_id(self) -> int:
        self._last_id += 1
        return self._last_id

    def add(self, message: Message) -> Message:
        self._last_id = max(self._last_id, message.message_id)
        self._messages.setdefault(message.chat_id, {})[message.message_id] = message
        self.touch(message.chat_id)
        return message

    def touch(self, chat_id: int) -> None:
        """Announce a change of this chat to everyone who waits for one or follows the feed."""
        self.changed.notify_all()
        self.feed.publish(chat_id)

    def messages(self, chat_id: int) -> list[Message]:
        return list(self._messages.get(chat_id, {}).values())

    def find(self, chat_id: int, message_id: int | None) -> Message | None:
        return self._messages.get(chat_id, {}).get(message_id or 0)

    def remove(self, message: Message) -> None:
        del self._messages[message.chat_id][message.message_id]
        self.touch(message.chat_id)

    def person(self, person_id: int) -> Person:
        """Return the person; raise LookupError when they were never added."""
        return self.people[person_id]

    def named(self, params: Params) -> Person | Group:
        """Return the chat that `chat_id` names; raise ApiError when there is none."""
        if params.values.get("chat_id") in (None, ""):
            raise bad_request("chat_id is empty")
        try:
            chat_id = int(params.text("chat_id"))
        except ValueError:
            raise bad_request("chat not found") from None
        chat = self.groups.get(chat_id) or self.people.get(chat_id)
        if chat is None:
            raise bad_request("chat not found")
        return chat

    def reachable(self, params: Params) -> Person | Group:
        """Return the chat as `named` does; raise ApiError also when the bot may not write there."""
        chat = self.named(params)
        if isinstance(chat, Group):
            return chat
        if chat.deactivated:
            raise forbidden("user is deactivated")
        if not chat.started and not self._is_asking(chat):
            raise forbidden("bot can't initiate conversation with a user")
        if chat.blocked:
            raise forbidden("bot was blocked by the user")
        return chat

    def _is_asking(self, person: Person) -> bool:
        """Return whether the person has a recent, open join request (Bot API, `user_chat_id`)."""
        requested_at = [group.requests.get(person.id) for group in self.groups.values()]
        return any(at is not None and self.now() - at <= _REQUESTER_SECONDS for at in requested_at)

    def open_query(self, person_id: int, query_id: str | None = None) -> Query:
        query_id = query_id or str(4_000_000_000_000 + len(self.queries) + 1)
        self.queries[query_id] = query = Query(query_id, person_id, self.now())
        return query

    def open_join_query(self, chat_id: int, person_id: int) -> str:
        query_id = str(7_000_000_000_000 + len(self.join_queries) + 1)
        self.join_queries[query_id] = JoinQuery(chat_id, person_id, self.now())
        return query_id

    def is_open(self, query: JoinQuery) -> bool:
        return query.answer is None and self.now() - query.at <= JOIN_QUERY_SECONDS

    def answer_query(self, query_id: str, answer: CallbackAnswer) -> None:
        """Store the answer; raise ApiError for a second one or one that comes too late."""
        query = self.queries.get(query_id)
        fresh = query is not None and abs(self.now() - query.at) <= _QUERY_LIFE_SECONDS
        if query is None or query.answer is not None or not fresh:
            raise bad_request(
                "query is too old and response timeout expired or query ID is invalid"
            )
        query.answer = answer
        self.touch(query.person_id)
