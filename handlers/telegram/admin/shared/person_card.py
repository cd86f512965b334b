"""The card of one person, which several admin features show."""

from aiogram.types import CallbackQuery, InlineKeyboardButton

from bot.deps import Deps
from bot.domain.models import PersonId
from bot.domain.records import Person
from bot.domain.shop_face.consent import Agreement
from bot.domain.shop_face.texts import Saved
from bot.texts import GAP, Markup, Url, When, lines
from bot.texts.languages import name_in
from bot.usecases.access.status import Status
from bot.usecases.outbox.wording import Wording
from bot.usecases.people.history import HistoryPage
from handlers.telegram.admin.shared.history_lines import latest_history
from handlers.telegram.admin.shared.phrases import person_link, purchase_label
from handlers.telegram.callbacks.access import AskGrant, AskRevoke
from handlers.telegram.callbacks.people import ShowHistory
from handlers.telegram.callbacks.shared import ShowPurchase
from handlers.telegram.callbacks.stars import AskEditTheirRenewal
from handlers.telegram.ui import renewals
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
    return _text(say, person, status, latest, _agreed(say, agreed)), rows


def _text(
    say: Wording, person: Person, status: Status, latest: HistoryPage, agreed: Markup | None
) -> Markup:
    count = len(status.purchases)
    return lines(
        say("user-title", who=person_link(say, person, person.telegram_user_id)),
        GAP,
        say("access-now", access=say.their_accesses(status.accesses, status.now)),
        say("user-since", when=When(person.first_seen_at)),
        _language(say, person),
        _writing(say, person),
        _news(say, person),
        agreed,
        *_renewals(say, status),
        GAP,
        say("user-purchases", count=count) if count else say("user-purchases-none"),
        latest_history(say, latest),
    )


def _language(say: Wording, person: Person) -> Markup:
    if person.locale is not None:
        name = name_in(person.locale, say.locale)
        return say("user-language-chosen", language=person.locale, name=name)
    if person.language_code is not None:
        return say("user-language", language=person.language_code)
    return say("user-language-unknown")


def _writing(say: Wording, person: Person) -> Markup:
    if person.started_at is None:
        return say("user-never-started")
    if person.blocked_at is not None:
        return say("user-blocked", when=When(person.blocked_at))
    return say("user-reachable")


def _news(say: Wording, person: Person) -> Markup | None:
    """Return since when the person wants no broadcasts; None for somebody who gets them."""
    since = person.no_news_at
    return say("user-no-news", when=When(since)) if since is not None else None


def _agreed(say: Wording, agreed: tuple[Agreement, Saved | None] | None) -> Markup | None:
    """Return when the person has agreed, and to which terms."""
    if agreed is None:
        return None
    found, terms = agreed
    when = When(found.agreed_at)
    page = terms.content.button.url if terms and terms.content.button else found.url
    if page is not None:
        return say("user-agreed-page", when=when, url=Url(page))
    saved = When(terms.saved_at if terms else found.agreed_at)
    return say("user-agreed-words", when=when, saved=saved)


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
