"""The cards around access by hand: what would come of it, the last question, what came of it."""

from aiogram.types import InlineKeyboardButton

from bot.domain.durations import Duration
from bot.domain.models import PersonId
from bot.texts import Markup, When
from bot.usecases.access.manual import Preview, end_of
from bot.usecases.outbox.wording import Wording
from handlers.telegram.admin.access.notes import NO_NOTE, Note
from handlers.telegram.admin.shared.phrases import GAP, access, lines, short_name, told, who
from handlers.telegram.callbacks.access import (
    ENDING,
    AskGift,
    AskNote,
    ChooseGift,
    End,
    Give,
    Leave,
)
from handlers.telegram.callbacks.purchases import ShowUser
from handlers.telegram.ui.durations import duration_rows, encode
from handlers.telegram.ui.person_lookup import Whom
from handlers.telegram.ui.screen import button
from handlers.telegram.ui.text import quoted

Rows = list[list[InlineKeyboardButton]]


def choose(say: Wording, whom: Whom, unread: str = "") -> tuple[Markup, Rows]:
    """How much? `unread` is what was typed as a duration and is none."""
    text = lines(
        say("gift-not-read", typed=unread) if unread else None,
        say("gift-which"),
        say("user-title", who=who(say, whom.person, whom.id)),
    )
    rows = duration_rows(say, lambda code: ChooseGift(id=whom.id, code=code))
    return text, [*rows, [_leave(say, whom.id)]]


def gift(
    say: Wording, found: Preview, duration: Duration, actor_id: int, note: Note = NO_NOTE
) -> tuple[Markup, Rows]:
    """The last question before access is given; or that there is nothing to add."""
    if found.has_lifetime:
        text = lines(say("gift-needless"), GAP, _whom(say, found, actor_id))
        return text, [[_person(say, found)]]
    text = lines(
        say("gift-sure", duration=duration),
        GAP,
        _whom(say, found, actor_id),
        *_dates(say, found),
        _note(say, note),
    )
    person_id, code = found.telegram_user_id, encode(duration)
    sure = Give(id=person_id, code=code, until=end_of(found.after), note=note.id)
    return text, [
        [button(say.plain("button-gift-sure"), sure)],
        [button(say.plain("button-note"), AskNote(id=person_id, code=code))],
        [button(say.plain("button-another-duration"), AskGift(id=person_id))],
        [_leave(say, person_id)],
    ]


def given(say: Wording, done: Preview, duration: Duration, note: str) -> tuple[Markup, Rows]:
    text = lines(
        say("gift-done", duration=duration),
        GAP,
        _name(say, done),
        say("access-now", access=access(say, done.after, done.now)),
        _note(say, Note(0, note)),
        _told(say, done),
    )
    return text, [[_person(say, done)]]


def ending(
    say: Wording, found: Preview, actor_id: int, note: Note = NO_NOTE
) -> tuple[Markup, Rows]:
    """The last question before access is ended; or that there is none."""
    if not found.has_access:
        text = lines(say("ending-needless"), GAP, _whom(say, found, actor_id))
        return text, [[_person(say, found)]] if found.person else []
    text = lines(
        say("ending-sure"),
        GAP,
        _whom(say, found, actor_id),
        *_dates(say, found),
        say("ending-payments"),
        _goes_on(say, found),
        _note(say, note),
    )
    person_id = found.telegram_user_id
    sure = End(id=person_id, until=end_of(found.before), note=note.id)
    return text, [
        [button(say.plain("button-ending-sure"), sure)],
        [button(say.plain("button-note"), AskNote(id=person_id, code=ENDING))],
        [_leave(say, person_id)],
    ]


def _goes_on(say: Wording, found: Preview) -> Markup | None:
    """What is ended here goes on in Tribute, and pays for new access."""
    renews_at = found.before.renews_at if found.before else None
    return say("ending-renews", when=When(renews_at)) if renews_at is not None else None


def ended(say: Wording, done: Preview, note: str) -> tuple[Markup, Rows]:
    text = lines(
        say("ending-done"), GAP, _name(say, done), _note(say, Note(0, note)), _told(say, done)
    )
    return text, [[_person(say, done)]]


def _dates(say: Wording, found: Preview) -> list[Markup]:
    return [
        say("access-now", access=access(say, found.before, found.now)),
        say("access-afterwards", access=access(say, found.after, found.now)),
    ]


def _whom(say: Wording, found: Preview, actor_id: int) -> Markup:
    """Who it is, and what an admin should know before: a stranger, or themself."""
    return lines(
        _name(say, found),
        say("buyer-never-met") if found.person is None else None,
        say("hand-yourself") if found.telegram_user_id == actor_id else None,
    )


def _name(say: Wording, found: Preview) -> Markup:
    return say("user-title", who=who(say, found.person, found.telegram_user_id))


def _note(say: Wording, note: Note) -> Markup | None:
    return say("hand-note", note=quoted(note.text)) if note.text else None


def _told(say: Wording, done: Preview) -> Markup:
    return told(say, done.person) or say("told-if-allowed")


def _person(say: Wording, found: Preview) -> InlineKeyboardButton:
    name = short_name(say, found.person, found.telegram_user_id)
    return button(say.plain("button-buyer", name=name), ShowUser(id=found.telegram_user_id))


def _leave(say: Wording, person_id: PersonId) -> InlineKeyboardButton:
    return button(say.plain("button-cancel"), Leave(id=person_id))
