"""A preview for admins: the words that buyers get in a place, with examples of the facts."""

from aiogram import Bot
from aiogram.types import Message, User

from bot.deps import Deps
from bot.domain.access.plan_access import PlanAccess
from bot.domain.models import FIRST_PLAN, PersonId, PlanId, Subscription
from bot.domain.shop_face.texts import Content, Place, Slot
from bot.texts import Markup, When
from bot.usecases.outbox.wording import Wording
from bot.usecases.shop_face import values, words
from handlers.telegram.buyer.greeting import (
    OwnGreeting,
    Part,
    greeting_words,
    laid_out,
    send_part,
)
from handlers.telegram.buyer.keyboards import link
from handlers.telegram.buyer.shop import newcomers_shop
from handlers.telegram.buyer.support import newcomers_support
from handlers.telegram.buyer.terms import payment_words, terms_screen
from handlers.telegram.callbacks.shared import ShowStatus, ShowTariffs
from handlers.telegram.ui.screen import Rows, button

_MONTH, _DAY = 30 * 86400, 86400


async def send_preview(
    bot: Bot, reader: User, place: Place, content: Content, deps: Deps
) -> list[Message]:
    """Send what buyers get, and return the messages. Raises TelegramBadRequest for what Telegram
    refuses, and LookupError for a picture that is missing."""
    parts = await compose(reader, place, content, deps)
    return [await send_part(bot, reader.id, deps.shop_face, one) for one in parts]


async def compose(reader: User, place: Place, content: Content, deps: Deps) -> list[Part]:
    """Return what buyers get, as messages that aren't sent yet."""
    say = Wording(deps.texts, place.locale, deps.plans.known)
    if place.slot is Slot.GREETING:
        shop = await newcomers_shop(deps, say)
        words_ = greeting_words(say, content, reader.first_name)
        return laid_out(OwnGreeting(content, words_, shop))
    if place.slot.is_setting:
        return [Part(*await _setting(place, content, reader, say, deps))]
    own = words.filled(say, content, reader.full_name)
    return [Part(*await _notice(place, content, own, say, deps))]


async def _setting(
    place: Place, content: Content, reader: User, say: Wording, deps: Deps
) -> tuple[Markup, Rows]:
    """Return the answer of /paysupport or /terms with this contact or these terms."""
    settings = deps.shop_face.settings
    if place.slot is Slot.TERMS:
        terms = values.terms_of(content, settings)
        return terms_screen(say, terms, reader, await payment_words(deps, say))
    contact = values.contact_of(content, settings)
    return newcomers_support(say, reader.id, contact, deps.clock.now())


async def _notice(
    place: Place, content: Content, own: Markup | None, say: Wording, deps: Deps
) -> tuple[Markup, Rows]:
    now, plan_id = deps.clock.now(), place.plan_id or _first_sold(deps)
    match place.slot:
        case Slot.REMINDER:
            access = say.accesses([_access(plan_id, now - _MONTH, now + 3 * _DAY)], now)
            extend = button(say.plain("button-shop-extend"), ShowTariffs())
            return words.reminder(say, access, own), [[extend]]
        case Slot.ENDED:
            access = _over(plan_id, now, say)
            to_shop = button(say.plain("button-shop-open"), ShowTariffs())
            return words.ended(say, access, own), [[to_shop]]
        case _:
            return await _paid(plan_id, content, own, say, deps)


async def _paid(
    plan_id: PlanId, content: Content, own: Markup | None, say: Wording, deps: Deps
) -> tuple[Markup, Rows]:
    now = deps.clock.now()
    access = say.accesses([_access(plan_id, now, now + _MONTH)], now)
    thanks = say("notice-purchase-paid", what=await _product(plan_id, say, deps), access=access)
    links = [one.chat for one in await deps.plan_chats.of_plan(plan_id) if one.is_open]
    rows = [
        *([link(content.button.label, content.button.url)] if content.button else []),
        *(
            link(say.label("button-chat", title=one.title or str(one.chat_id)), one.invite_link)
            for one in links
            if one.invite_link
        ),
        [button(say.plain("button-status"), ShowStatus())],
    ]
    return words.followed(thanks, own), rows


async def _product(plan_id: PlanId, say: Wording, deps: Deps) -> Markup:
    """Return a product of the plan as a buyer reads it; the plan where nothing of it is sold."""
    offers = (await deps.catalog.offers()).items
    of_plan = [one.product for one in offers if one.tariff.plan_id == plan_id]
    found = next((one for one in of_plan if one is not None), None)
    return say("product-quoted", what=found.name if found is not None else say.plan(plan_id))


def _over(plan_id: PlanId, now: int, say: Wording) -> Markup:
    subscription = _access(plan_id, now - _MONTH, now).subscription
    if len(say.plans) < 2:
        return say.access(subscription, now)
    return say("access-plan-ended", plan=say.plan(plan_id), when=When(now))


def _access(plan_id: PlanId, began_at: int, ends_at: int) -> PlanAccess:
    return PlanAccess(plan_id, Subscription(PersonId(0), began_at, ends_at))


def _first_sold(deps: Deps) -> PlanId:
    return deps.plans.sold[0].id if deps.plans.sold else FIRST_PLAN
