"""The screens of /grant and /revoke: the choice, the last question, the result."""

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton

from bot.domain.models import FIRST_PLAN, PersonId, PlanId
from bot.domain.records import NewTariff
from bot.texts import Markup, lines
from bot.usecases.access import phrases
from bot.usecases.access.manual import Preview, end_of
from bot.usecases.outbox.wording import Wording
from bot.usecases.people.phrases import person_link, short_name
from bot.usecases.people.typed import FoundPerson
from handlers.telegram.admin.access.notes import NO_NOTE, Note
from handlers.telegram.callbacks.access import (
    REVOKE,
    AskGrant,
    AskNote,
    ChooseGrant,
    DoGrant,
    DoRevoke,
    DoRevokePlan,
    GrantPlan,
    LeaveGrant,
    RevokePlan,
)
from handlers.telegram.callbacks.people import ShowUser
from handlers.telegram.ui.durations import duration_rows, encode_tariff, of_plan
from handlers.telegram.ui.screen import button

Rows = list[list[InlineKeyboardButton]]

OPEN = "open"
"""The code of a duration that isn't known yet."""


def choose_plan(
    say: Wording, meant: FoundPerson, code: str = OPEN, note: Note = NO_NOTE, unread: str = ""
) -> tuple[Markup, Rows]:
    """Return the choice of one of several plans; `code` is the duration, if that is known, and
    `unread` is typed text that is no duration."""
    text = lines(
        say("grant-duration-unreadable", typed=unread) if unread else None,
        say("grant-ask-plan"),
        say("user-title", who=person_link(say, meant.person, meant.id)),
    )
    rows = [
        [
            button(
                say.label("button-plan", plan=say.plan(plan.id)),
                GrantPlan(id=meant.id, code=of_plan(plan.id, code), note=note.id),
            )
        ]
        for plan in say.plans
    ]
    return text, [*rows, [_leave_button(say, meant.id)]]


def choose_duration(
    say: Wording, meant: FoundPerson, unread: str = "", plan_id: PlanId = FIRST_PLAN
) -> tuple[Markup, Rows]:
    """Return the choice of a duration; `unread` is typed text that is no duration."""
    text = lines(
        say("grant-duration-unreadable", typed=unread) if unread else None,
        say("grant-ask-duration"),
        say("user-title", who=person_link(say, meant.person, meant.id)),
        say("grant-plan", plan=say.plan(plan_id)) if len(say.plans) > 1 else None,
    )
    rows = duration_rows(say, lambda code: ChooseGrant(id=meant.id, code=of_plan(plan_id, code)))
    return text, [*rows, [_leave_button(say, meant.id)]]


def confirm_grant(
    say: Wording, preview: Preview, tariff: NewTariff, actor_id: int, note: Note = NO_NOTE
) -> tuple[Markup, Rows]:
    """Return the last question before a grant, or that the person has lifetime access already."""
    text = phrases.grant_question(say, preview, tariff, actor_id, note.text)
    if preview.has_lifetime:
        return text, [[_person_button(say, preview)]]
    person_id, code = preview.telegram_user_id, encode_tariff(tariff)
    sure = DoGrant(id=person_id, code=code, until=end_of(preview.after), note=note.id)
    return text, [
        [button(say.plain("button-grant-confirm"), sure)],
        [button(say.plain("button-note-add"), AskNote(id=person_id, code=code))],
        [button(say.plain("button-duration-another"), AskGrant(id=person_id))],
        [_leave_button(say, person_id)],
    ]


def granted(say: Wording, result: Preview, tariff: NewTariff, note: str) -> tuple[Markup, Rows]:
    """Return the person's access after the grant, and whether they are notified."""
    return phrases.granted(say, result, tariff, note), [[_person_button(say, result)]]


def confirm_revoke(
    say: Wording, preview: Preview, actor_id: int, note: Note = NO_NOTE
) -> tuple[Markup, Rows]:
    """Return the last question before access is revoked, or that the person has none of their
    own."""
    text = phrases.revoke_question(say, preview, actor_id, note.text)
    if not preview.can_end:
        return text, [[_person_button(say, preview)]] if preview.person else []
    person_id, plan_id, until = preview.telegram_user_id, preview.plan_id, end_of(preview.before)
    sure: DoRevoke | DoRevokePlan = DoRevoke(id=person_id, until=until, note=note.id)
    if len(say.plans) > 1:
        sure = DoRevokePlan(id=person_id, plan=plan_id, until=until, note=note.id)
    add_note = AskNote(id=person_id, code=of_plan(plan_id, REVOKE))
    return text, [
        [button(say.plain("button-revoke-confirm"), sure)],
        [button(say.plain("button-note-add"), add_note)],
        [_leave_button(say, person_id)],
    ]


def choose_plan_to_revoke(
    say: Wording, meant: FoundPerson, plan_ids: Sequence[PlanId], note: Note = NO_NOTE
) -> tuple[Markup, Rows]:
    """Return the choice of the plan of which the person's own access is to end."""
    name = say("user-title", who=person_link(say, meant.person, meant.id))
    rows = [
        [
            button(
                say.label("button-plan", plan=say.plan(plan_id)),
                RevokePlan(id=meant.id, plan=plan_id, note=note.id),
            )
        ]
        for plan_id in plan_ids
    ]
    return lines(say("revoke-ask-plan"), name), [*rows, [_leave_button(say, meant.id)]]


def revoked(say: Wording, result: Preview, note: str) -> tuple[Markup, Rows]:
    """Return the answer after revoking access: its end, what stays, whether they are notified."""
    return phrases.revoked(say, result, note), [[_person_button(say, result)]]


def _person_button(say: Wording, preview: Preview) -> InlineKeyboardButton:
    name = short_name(say, preview.person, preview.telegram_user_id)
    return button(say.label("button-person", name=name), ShowUser(id=preview.telegram_user_id))


def _leave_button(say: Wording, person_id: PersonId) -> InlineKeyboardButton:
    return button(say.plain("button-cancel"), LeaveGrant(id=person_id))
