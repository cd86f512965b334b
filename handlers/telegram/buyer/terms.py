"""/terms: the terms of sale, on the owner's page or in their own words."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message, User

from bot.deps import Deps
from bot.domain.records import Person
from bot.domain.shop_face.texts import Content
from bot.texts import Markup, Url, paragraphs
from bot.usecases.access.status import Status
from bot.usecases.outbox.wording import Wording
from bot.usecases.shop_face.values import Terms
from bot.usecases.shop_face.words import filled
from bot.usecases.tariffs.tariffs import Offers
from handlers.telegram.buyer import keyboards
from handlers.telegram.callbacks.consent import ReadTerms
from handlers.telegram.callbacks.shared import ShowOffers
from handlers.telegram.ui.reply import reply


def register(router: Router) -> None:
    router.message.register(terms, Command("terms", ignore_case=True))
    router.callback_query.register(read, ReadTerms.filter())


async def terms(message: Message, deps: Deps, person: Person, say: Wording) -> None:
    await _send(message, deps, person, say, ShowOffers(page=0))


async def read(
    query: CallbackQuery, callback_data: ReadTerms, deps: Deps, person: Person, say: Wording
) -> None:
    """Send the terms in a message of their own."""
    await _send(query, deps, person, say, callback_data.asked)


async def _send(
    event: Message | CallbackQuery, deps: Deps, person: Person, say: Wording, asked: ShowOffers
) -> None:
    """Send the terms; to somebody who has to agree to them, with the button for that below."""
    terms, payment = deps.shop_face.terms(say.locale), await payment_words(deps, say)
    text, rows = terms_screen(say, terms, event.from_user, payment)
    if deps.consent.is_on:
        status = await deps.subscriptions.status(person.telegram_user_id)
        due = await due_terms(deps, person, status, say)
        rows = [*rows, keyboards.agree(say, due, asked) if due is not None else []]
    await reply(event, text, rows)


async def due_terms(deps: Deps, person: Person, status: Status, say: Wording) -> Terms | None:
    """Return the terms that the person has to agree to before they see how to pay."""
    reader = person.telegram_user_id
    return await deps.consent.due(reader, say.locale, has_paid=status.has_paid)


async def payment_words(deps: Deps, say: Wording) -> Markup:
    """Return who takes payments, and that a price renews and how to stop it, where one does."""
    in_stars = await deps.stars_prices.any_ever()
    who = say("stars-terms-payment" if in_stars else "terms-payment")
    return paragraphs(who, renewing_words(await deps.tariffs.offers(), say))


def renewing_words(offers: Offers, say: Wording) -> Markup | None:
    """Return that a price in Stars renews and how to stop that; None where none is sold."""
    return say("stars-renewing-about") if offers.any_renews_in_stars else None


def terms_screen(
    say: Wording, found: Terms | None, reader: User | None, payment: Markup
) -> tuple[Markup, keyboards.Rows]:
    """Return the terms as this reader gets them, with the words about the payment below."""
    text = paragraphs(_words(say, found, reader), payment)
    return text, keyboards.terms(say, found.url if found is not None else None)


def _words(say: Wording, found: Terms | None, reader: User | None) -> Markup:
    if found is None:
        return say("terms-none")
    if found.url is not None:
        return say("terms-url", url=Url(found.url))
    own = filled(say, Content(html=found.html), reader.full_name if reader is not None else None)
    return paragraphs(say("terms-title"), own)
