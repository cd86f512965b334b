"""/start and /buy: a greeting, the offers with their prices, and the ways to pay."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, InlineKeyboardButton, Message

from bot.deps import Deps
from bot.domain.models import PlanId
from bot.domain.records import Person
from bot.domain.shop_face.texts import Place, Slot
from bot.texts import Markup, paragraphs
from bot.usecases.access.status import Status
from bot.usecases.outbox.invitation import what_waits
from bot.usecases.outbox.wording import Wording
from bot.usecases.shop_face.values import Terms
from bot.usecases.tariffs.tariffs import Offers
from handlers.telegram.buyer import keyboards
from handlers.telegram.buyer.greeting import (
    OwnGreeting,
    greet,
    greeting_content,
    greeting_words,
    original_greeting,
    with_shop,
)
from handlers.telegram.buyer.offers import (
    Paying,
    Screen,
    access_by_plan,
    by_plan,
    choose,
    is_active,
    is_for_life,
    plan_title,
    prices,
)
from handlers.telegram.buyer.plan_list import plan_list
from handlers.telegram.buyer.terms import due_terms
from handlers.telegram.callbacks.consent import AgreeToTerms
from handlers.telegram.callbacks.shared import (
    MOST_PLANS,
    ShowHome,
    ShowOffers,
    ShowTariffs,
    ShowTariffsAnyway,
)
from handlers.telegram.ui.filters import IsAdmin
from handlers.telegram.ui.home import kept_home
from handlers.telegram.ui.own_words import report_refused
from handlers.telegram.ui.reply import reply
from handlers.telegram.ui.screen import done, show

_FIRST_PAGE = ShowOffers(page=0)

Row = list[InlineKeyboardButton]


def register(router: Router) -> None:
    router.message.register(start, Command("start", ignore_case=True), ~IsAdmin())
    router.message.register(tariffs, Command("buy", ignore_case=True))
    router.callback_query.register(home, ShowHome.filter(), ~IsAdmin())
    router.callback_query.register(buy, ShowTariffs.filter())
    router.callback_query.register(anyway, ShowTariffsAnyway.filter())
    router.callback_query.register(turn_page, ShowOffers.filter())
    router.callback_query.register(agree, AgreeToTerms.filter())


async def start(message: Message, deps: Deps, person: Person, say: Wording) -> None:
    """Greet and show the offers; a payload in the link to the bot changes nothing."""
    await send_start(message, deps, person, say)


async def send_start(
    event: Message | CallbackQuery, deps: Deps, person: Person, say: Wording, *below: Row
) -> None:
    """Send what /start shows a buyer; `below` are the rows of an admin who looks at it."""
    content = greeting_content(deps.shop_face, say)
    words = greeting_words(say, content, _first_name(event))
    text, rows = await _home(deps, person, say)
    rows = [*rows, *below]
    if content.is_original or event.bot is None:
        await reply(event, paragraphs(words, text), rows)
        return
    greeting = OwnGreeting(content, words, (text, rows))
    original = original_greeting(say, _first_name(event))
    refused = await greet(event.bot, person.telegram_user_id, deps.shop_face, greeting, original)
    if refused is not None:
        await report_refused(deps, Place(Slot.GREETING, say.locale), refused)
    if isinstance(event, CallbackQuery):
        await done(event)


async def home(query: CallbackQuery, deps: Deps, person: Person, say: Wording) -> None:
    """Show the screen of /start in the place of a list."""
    words = greeting_words(say, greeting_content(deps.shop_face, say), _first_name(query))
    text, rows = await _home(deps, person, say)
    await show(query, with_shop(words, text), rows)
    await done(query)


def _first_name(event: Message | CallbackQuery) -> str:
    return event.from_user.first_name if event.from_user else ""


async def _home(deps: Deps, person: Person, say: Wording) -> Screen:
    """Return the person's access and the offers."""
    status = await deps.subscriptions.status(person.telegram_user_id)
    terms = await due_terms(deps, person, status, say)
    text, rows = await _shop(deps, status, say, _FIRST_PAGE, terms)
    return text, [*keyboards.chat_links(say, status.chat_links), *rows]


async def newcomers_shop(
    deps: Deps, say: Wording, plan_id: PlanId | None = None, terms: Terms | None = None
) -> Screen:
    """Return what somebody new reads below the greeting, or of a plan, for the owner's preview;
    with `terms`, as if they had to agree to them first."""
    asked = _FIRST_PAGE.model_copy(update={"plan": plan_id})
    terms = terms or await deps.consent.due(None, say.locale, has_paid=False)
    return await _shop(deps, Status.of_newcomer(deps.clock.now()), say, asked, terms)


async def tariffs(
    event: Message | CallbackQuery,
    deps: Deps,
    person: Person,
    say: Wording,
    plan_id: PlanId | None = None,
) -> None:
    """Show the shop in a message of its own, with a plan's prices if one is named."""
    await _answer(event, deps, person, say, ShowOffers(page=0, plan=plan_id))


async def buy(
    query: CallbackQuery, callback_data: ShowTariffs, deps: Deps, person: Person, say: Wording
) -> None:
    await _answer(query, deps, person, say, ShowOffers(page=0, plan=_plan(callback_data.id)))


async def anyway(
    query: CallbackQuery, callback_data: ShowTariffsAnyway, deps: Deps, person: Person, say: Wording
) -> None:
    """Show the offers to a person who has read that a payment of theirs waits."""
    asked = ShowOffers(page=0, anyway=True, plan=_plan(callback_data.id))
    await _answer(query, deps, person, say, asked)


async def _answer(
    event: Message | CallbackQuery, deps: Deps, person: Person, say: Wording, asked: ShowOffers
) -> None:
    await reply(event, *await shop_of(deps, person, say, asked))


async def shop_of(deps: Deps, person: Person, say: Wording, asked: ShowOffers) -> Screen:
    """Return a page of the shop as this person sees it now."""
    status = await deps.subscriptions.status(person.telegram_user_id)
    terms = await due_terms(deps, person, status, say)
    return await _shop(deps, status, say, asked, terms)


def _plan(number: int) -> PlanId | None:
    """Return the plan of a button; None for 0, and for a number that no plan has."""
    return PlanId(number) if 0 < number < MOST_PLANS else None


async def turn_page(
    query: CallbackQuery, callback_data: ShowOffers, deps: Deps, person: Person, say: Wording
) -> None:
    status = await deps.subscriptions.status(person.telegram_user_id)
    await _turn(
        query, deps, status, say, (callback_data, await due_terms(deps, person, status, say))
    )
    await done(query)


async def agree(
    query: CallbackQuery,
    callback_data: AgreeToTerms,
    deps: Deps,
    person: Person,
    say: Wording,
) -> None:
    """Record the person's agreement, and show the ways to pay; where the terms are others by now,
    show those."""
    status = await deps.subscriptions.status(person.telegram_user_id)
    due = await due_terms(deps, person, status, say)
    toast = None
    if due is not None and due.mark != callback_data.terms:
        toast = "toast-consent-changed"
    elif due is not None:
        await deps.consent.agree(person.telegram_user_id, due)
        due, toast = None, "toast-consent-agreed"
    await _turn(query, deps, status, say, (callback_data.asked, due))
    await done(query, say.plain(toast) if toast is not None else None)


async def _turn(
    query: CallbackQuery,
    deps: Deps,
    status: Status,
    say: Wording,
    wanted: tuple[ShowOffers, Terms | None],
) -> None:
    """Show a page of the shop in the place of the screen whose button was pressed."""
    text, rows = await _shop(deps, status, say, *wanted)
    await show(query, text, [*rows, kept_home(query, say)])


async def _shop(
    deps: Deps, status: Status, say: Wording, asked: ShowOffers, terms: Terms | None
) -> Screen:
    """Return the person's access, and a page of the offers for them; `terms` are those that they
    have to agree to before they pay.

    While a payment of theirs waits, the offers are one tap further away: nobody pays twice.
    """
    held = len(status.held) + len(status.held_recurring)
    waits = what_waits(say, held=held, claim=next(iter(status.claims), None))
    if _has_all_for_life(deps, status):
        text = paragraphs(_present_access(say, status), waits, say("shop-offers-lifetime"))
        return text, keyboards.my_access(say)
    if waits and not asked.anyway:
        text = paragraphs(_present_access(say, status), waits)
        return text, [*keyboards.my_access(say), *keyboards.tariffs_anyway(say, asked.plan)]
    offers = await deps.catalog.offers()
    if not offers.items:
        text, rows = _nothing(say, offers, deps.shop_face.contact(say.locale))
        return paragraphs(_present_access(say, status), waits, text), rows
    if len(say.plans) > 1:
        text, rows = _several_plans(say, offers, status, asked, terms)
        return paragraphs(waits, text), rows
    text, rows = prices(say, offers, offers.items, asked, Paying(status.active, terms))
    return paragraphs(_present_access(say, status), waits, text), rows


def _several_plans(
    say: Wording, offers: Offers, status: Status, asked: ShowOffers, terms: Terms | None
) -> Screen:
    """Return the choice of a plan, or the prices of the chosen one with a way back."""
    plans = by_plan(offers)
    chosen = choose(plans, asked.plan, offers.inclusions)
    if chosen is None:
        text, rows = plan_list(say, plans, status, asked, offers)
        return paragraphs(access_by_plan(say, status, plans), text), rows
    title = plan_title(say, chosen, status, offers.inclusions)
    back = keyboards.all_plans(say, anyway=asked.anyway) if len(plans) > 1 else []
    if is_for_life(status, chosen):
        return paragraphs(title, say("shop-offers-lifetime")), [*back, *keyboards.my_access(say)]
    others = None
    if status.active and asked.plan != chosen:  # nobody chose it: it is all that is on offer
        others = access_by_plan(say, status, {chosen: title})
    asked = asked.model_copy(update={"plan": chosen})
    paying = Paying(is_active(status, chosen), terms)
    text, rows = prices(say, offers, plans[chosen], asked, paying)
    return paragraphs(others, title, text), [*rows, *back]


def _present_access(say: Wording, status: Status) -> Markup | None:
    """Return how the person's access stands; None for somebody new."""
    if len(say.plans) > 1:
        return access_by_plan(say, status, {})
    subscription = status.subscription
    if subscription is None:
        return None
    access = say.access(subscription, status.now)
    return say("shop-access", access=access) if subscription.active_at(status.now) else access


def _has_all_for_life(deps: Deps, status: Status) -> bool:
    """Return whether nothing that is sold would add to what the person has."""
    return all(is_for_life(status, plan.id) for plan in deps.plans.sold)


def _nothing(say: Wording, offers: Offers, contact: str | None) -> Screen:
    """Return why there is nothing to buy now: the prices aren't known yet, or nothing is sold."""
    if offers.unread:
        return say("shop-offers-unread"), keyboards.try_again(say)
    ask = say("support-contact", contact=contact) if contact else None
    return paragraphs(say("shop-offers-none"), ask), keyboards.support(say, contact)
