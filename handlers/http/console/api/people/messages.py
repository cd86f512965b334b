"""An admin writes to a person, or answers what they wrote to the owner."""

from bot.domain.models import PersonId
from bot.usecases.people.phrases import notified_line
from handlers.http.console.api.people.models import Answer, Done
from handlers.http.console.api.refused import Refused
from handlers.http.console.api.route import Call, Route
from handlers.http.console.api.said import said


def routes() -> list[Route]:
    """Return the route of the message."""
    return [
        Route(
            "POST",
            "people/{id}/messages",
            Done,
            _answer,
            body=Answer,
            summary="Write to them, or answer",
        ),
    ]


async def _answer(call: Call) -> Done:
    """Queue the message, unless the person has written more, or another admin was quicker."""
    answer: Answer = call.body
    person = await call.deps.people.get(call.whole("id"))
    if person is None:
        raise call.missing()
    text = answer.text.strip()
    if not text:
        raise Refused(400, "bad-request", call.text("console-people-message-empty"), ("text",))
    person_id = PersonId(person.telegram_user_id)
    if not await call.deps.support.write_here(person_id, text, answer.seen, call.admin):
        raise Refused(409, "changed", call.text("console-people-message-changed"))
    line = notified_line(call.say, person)
    return Done(lines=[call.text("console-people-message-sent"), *(said(line) if line else [])])
