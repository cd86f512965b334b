"""The card of a person."""

from bot.domain.records import Claim
from bot.domain.stars_renewals.renewal import Renewal
from bot.domain.support import SupportKind, SupportMessage
from bot.texts import When, Whole
from bot.usecases.console.person_card import InChat as KnownChat
from bot.usecases.console.person_card import PersonCard as Known
from bot.usecases.console.person_card import PersonCards
from bot.usecases.people import phrases
from bot.usecases.stars import renewal_phrases
from handlers.http.console.api.days import moment
from handlers.http.console.api.people.models import (
    ClaimOf,
    InChat,
    PersonCard,
    RenewalOf,
    Said,
)
from handlers.http.console.api.purchases.models import Choice
from handlers.http.console.api.route import Call, Route
from handlers.http.console.api.said import said, sentence
from handlers.http.console.api.shared_models import Person


def routes() -> list[Route]:
    """Return the route of the card."""
    return [Route("GET", "people/{id}", PersonCard, _card, summary="One person")]


async def _card(call: Call) -> PersonCard:
    cards = PersonCards(call.deps.people.db, call.deps.clock)
    found = await cards.of(call.whole("id"))
    if found is None:
        raise call.missing()
    known, say = found.person, call.say
    shown = renewal_phrases.shown(found.renewals, call.now)
    return PersonCard(
        person=Person.of(known.telegram_user_id, known.name, known.username),
        facts=await _facts(call, found),
        access=_access(call, found),
        is_active=any(one.subscription.active_at(call.now) for one in found.accesses),
        may_revoke=[
            Choice(value=plan.key, label=say.plan(plan.id))
            for plan in say.plans
            if plan.id in found.revocable
        ],
        may_grant=[Choice(value=plan.key, label=say.plan(plan.id)) for plan in say.plans],
        purchases=found.purchases,
        renewals=[_renewal(call, one) for one in shown],
        chats=[_chat(call, one) for one in found.chats],
        claims=[_claim(call, one) for one in found.claims],
        messages=[_message(call, found, one) for one in reversed(found.support)],
        waits=found.waits is not None,
        seen=found.support[0].id if found.support else None,
        link=profile_link(known.telegram_user_id, known.username),
    )


def _access(call: Call, found: Known) -> list[str]:
    if not found.accesses:
        return [call.text("console-people-no-access")]
    return said(call.say.their_accesses(found.accesses, call.now))


def profile_link(person_id: int, username: str | None) -> str:
    """Return the address of a profile: browsers know only those with a username."""
    return f"https://t.me/{username}" if username else f"tg://user?id={person_id}"


async def _facts(call: Call, found: Known) -> list[str]:
    say, known = call.say, found.person
    agreed = await call.deps.consent.agreed(known.telegram_user_id)
    lines = (
        say("user-since", when=When(known.first_seen_at)),
        phrases.language(say, known),
        phrases.writing(say, known),
        phrases.news(say, known),
        phrases.agreed(say, agreed),
    )
    return [sentence(one) for one in lines if one is not None]


def _renewal(call: Call, one: Renewal) -> RenewalOf:
    say = call.say
    asked = renewal_phrases.possible(one, call.now, by_admin=True)
    text = sentence(renewal_phrases.their_line(say, one, call.now))
    if asked is None:
        return RenewalOf(id=one.id, text=text, asked=None, label=None, question=None)
    return RenewalOf(
        id=one.id,
        text=text,
        asked=asked,
        label=say.plain(f"button-stars-{asked}-yes"),
        question=sentence(renewal_phrases.question(say, one, asked, theirs=True)),
    )


def _chat(call: Call, one: KnownChat) -> InChat:
    title = one.title or call.text("console-people-chat-untitled")
    return InChat(title=title, state=call.text(f"console-people-chat-{_dashed(one.state)}"))


def _claim(call: Call, one: Claim) -> ClaimOf:
    return ClaimOf(
        text=one.text,
        state=call.text(f"console-people-claim-{one.state}"),
        at=moment(call, one.created_at),
        purchase=one.purchase_row,
    )


def _message(call: Call, found: Known, one: SupportMessage) -> Said:
    by_admin = one.admin_id is not None
    who = phrases.short_name(call.say, found.person, found.person.telegram_user_id)
    text = one.text
    if one.kind is not SupportKind.TEXT:
        text = call.text(f"console-people-sent-{one.kind}", words=Whole(one.text))
    return Said(
        who=call.text("console-people-an-admin") if by_admin else who,
        by_admin=by_admin,
        text=text,
        at=moment(call, one.created_at),
    )


def _dashed(value: str) -> str:
    return value.replace("_", "-")
