"""The card of one person, which several admin features show."""

from aiogram.types import CallbackQuery, InlineKeyboardButton

from bot.deps import Deps
from bot.domain.models import PersonId
from bot.domain.records import Person
from bot.texts import GAP, Markup, When, lines
from bot.usecases.access.status import Status
from bot.usecases.outbox.wording import Wording
from bot.usecases.people import phrases
from bot.usecases.people.history import HistoryPage
from bot.usecases.people.phrases import person_link
from bot.usecases.purchases.history_lines import latest_history
from bot.usecases.purchases.phrases import purchase_label
from bot.usecases.stars import renewal_phrases as renewals
from handlers.telegram.callbacks.access import AskGrant, AskRevoke
from handlers.telegram.callbacks.people import ShowHistory
from handlers.telegram.callbacks.shared import ShowPurchase
from handlers.telegram.callbacks.stars import AskEditTheirRenewal
from handlers.telegram.ui.screen import button, copying, show, side_by_side

_PURCHASES = 10
_LATEST = 4

Rows = list[list[InlineKeyboardButton]]


async def show_user(query: CallbackQuery, person_id: int, say: Wording, deps: Deps) -> bool:
    """Show a person's card as it is now; return False, and show nothing, if they are unknown."""
    person = await deps.people.get(person_id)
    if person is None:
        return False
    await show(query, *await person_card(say, person, deps))
    return True


async def person_card(say: Wording, person: Person, deps: Deps) -> tuple[Markup, Rows]:
    """Return the card of a person: access, languages, reachability, purchases, latest history."""
    person_id = person.telegram_user_id
    status = await deps.subscriptions.status(person_id)
    latest = await deps.person_histories.of_person(person_id, 0, _LATEST)
    agreed = await deps.consent.agreed(person_id)
    rows = _rows(say, status, person_id)
    if latest.pages > 1:
        rows.append([button(say.plain("button-history"), ShowHistory(id=person_id, page=0))])
    return _text(say, person, status, latest, phrases.agreed(say, agreed)), rows


def _text(
    say: Wording, person: Person, status: Status, latest: HistoryPage, agreed: Markup | None
) -> Markup:
    count = len(status.purchases)
    return lines(
        say("user-title", who=person_link(say, person, person.telegram_user_id)),
        GAP,
        say("access-now", access=say.their_accesses(status.accesses, status.now)),
        say("user-since", when=When(person.first_seen_at)),
        phrases.language(say, person),
        phrases.writing(say, person),
        phrases.news(say, person),
        agreed,
        *_renewals(say, status),
        GAP,
        say("user-purchases", count=count) if count else say("user-purchases-none"),
        latest_history(say, latest),
    )


def _renewals(say: Wording, status: Status) -> list[Markup]:
    """Return how the person's renewals in Stars stand."""
    shown = renewals.shown(status.renewals, status.now)
    return [GAP, *(renewals.their_line(say, one, status.now) for one in shown)] if shown else []


def _edits(say: Wording, status: Status) -> Rows:
    """Return the buttons that stop a renewal, or allow it again."""
    found = []
    for one in renewals.shown(status.renewals, status.now):
        asked = renewals.possible(one, status.now, by_admin=True)
        if asked is not None:
            pressed = AskEditTheirRenewal(id=one.id, asked=asked)
            found.append([button(renewals.label(say, one, asked), pressed)])
    return found


def _rows(say: Wording, status: Status, person_id: PersonId) -> Rows:
    change_access = [button(say.plain("button-grant"), AskGrant(id=person_id))]
    if status.active:
        change_access.append(button(say.plain("button-revoke"), AskRevoke(id=person_id)))
    purchases = [
        [button(purchase_label(say, paid.purchase), ShowPurchase(id=paid.purchase.id))]
        for paid in status.purchases[:_PURCHASES]
    ]
    copy = copying(say.plain("button-person-copy-id"), person_id)
    return [*purchases, *_edits(say, status), *side_by_side(change_access), copy]
