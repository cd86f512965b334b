"""The card of one person, which several admin features show."""

from aiogram.types import CallbackQuery, InlineKeyboardButton

from bot.deps import Deps
from bot.domain.models import PersonId
from bot.texts import Markup, When
from bot.usecases.access.status import Status
from bot.usecases.outbox.wording import Wording
from bot.usecases.people.history import Chapter
from bot.usecases.people.people import Person
from handlers.telegram.admin.shared.history_lines import recently
from handlers.telegram.admin.shared.phrases import GAP, access, lines, purchase_label, who
from handlers.telegram.callbacks.access import AskEnding, AskGift, ShowHistory
from handlers.telegram.callbacks.shared import ShowPurchase
from handlers.telegram.ui.screen import button, show

_PURCHASES = 10
_LATEST = 4

Rows = list[list[InlineKeyboardButton]]


async def show_user(query: CallbackQuery, person_id: int, say: Wording, deps: Deps) -> bool:
    """Somebody's card as it is now; False, and nothing is shown, where we know no such person."""
    person = await deps.people.get(person_id)
    if person is None:
        return False
    await show(query, *await person_card(say, person, deps))
    return True


async def person_card(say: Wording, person: Person, deps: Deps) -> tuple[Markup, Rows]:
    person_id = person.telegram_user_id
    status = await deps.subscriptions.status(person_id)
    latest = await deps.histories.of_person(person_id, 0, _LATEST)
    rows = _rows(say, status, person_id)
    if latest.more:
        rows.append([button(say.plain("button-history"), ShowHistory(id=person_id, page=0))])
    return _text(say, person, status, latest), rows


def _text(say: Wording, person: Person, status: Status, latest: Chapter) -> Markup:
    count = len(status.purchases)
    return lines(
        say("user-title", who=who(say, person, person.telegram_user_id)),
        GAP,
        say("access-now", access=access(say, status.subscription, status.now)),
        say("user-since", when=When(person.first_seen_at)),
        _language(say, person),
        _writing(say, person),
        GAP,
        say("user-purchases", count=count) if count else say("user-no-purchases"),
        recently(say, latest),
    )


def _language(say: Wording, person: Person) -> Markup:
    if person.locale is not None:
        return say("user-language-chosen", language=person.locale)
    if person.language_code is not None:
        return say("user-language", language=person.language_code)
    return say("user-language-unknown")


def _writing(say: Wording, person: Person) -> Markup:
    if person.started_at is None:
        return say("user-never-started")
    if person.blocked_at is not None:
        return say("user-blocked", when=When(person.blocked_at))
    return say("user-reachable")


def _rows(say: Wording, status: Status, person_id: PersonId) -> Rows:
    by_hand = [button(say.plain("button-gift"), AskGift(id=person_id))]
    if status.active:
        by_hand.append(button(say.plain("button-ending"), AskEnding(id=person_id)))
    purchases = [
        [button(purchase_label(say, paid.purchase), ShowPurchase(id=paid.purchase.id))]
        for paid in status.purchases[:_PURCHASES]
    ]
    return [*purchases, by_hand]
