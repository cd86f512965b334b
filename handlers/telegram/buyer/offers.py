"""The offers as buyers read them: a plan, and its prices."""

from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape
from typing import NamedTuple

from bot.domain.access.plan_access import PlanAccess
from bot.domain.models import PlanId
from bot.domain.money import STARS, Money
from bot.domain.plans import Inclusions
from bot.texts import Markup, clean, folded, lines, paragraphs
from bot.texts.directions import isolated
from bot.usecases.access.status import Status
from bot.usecases.outbox.wording import Wording
from bot.usecases.shop_face.values import Terms
from bot.usecases.tariffs.tariffs import Offer, Offers
from handlers.telegram.buyer import keyboards
from handlers.telegram.callbacks.shared import ShowOffers
from handlers.telegram.ui.paging import Space, page_at, page_starts, space_of
from handlers.telegram.ui.screen import pager

Screen = tuple[Markup, keyboards.Rows]

ENTRIES_A_PAGE = 45
"""Telegram takes 100 buttons; an offer may have one for cards besides."""
ENTRIES_WITH_STARS = 30
"""With a button for Stars beside those."""
PAGE = Space(characters=3000, rows=ENTRIES_A_PAGE)
"""The most of a page's entries: Telegram takes 4096 characters with the greeting and the hints."""
DESCRIPTION_LENGTH = 200
MOST_DESCRIBED = 8  # of more offers the descriptions would not fit into one message


class Paying(NamedTuple):
    """How a person would pay: to extend what they have, or after they have agreed to the terms."""

    extend: bool
    terms: Terms | None = None


def by_plan(offers: Offers) -> dict[PlanId, list[Offer]]:
    """Return the offers of each plan that has some, in the plans' order."""
    found: dict[PlanId, list[Offer]] = {}
    for offer in offers.items:
        found.setdefault(offer.tariff.plan_id, []).append(offer)
    return found


def choose(
    plans: Mapping[PlanId, list[Offer]], wanted: int | None, inclusions: Inclusions
) -> PlanId | None:
    """Return the plan whose prices are shown; None where the person has to choose.

    It is the wanted one. If nothing of that is on offer, it is the only one that includes it. A
    single plan needs no choice.
    """
    for one in plans:
        if one == wanted or len(plans) == 1:
            return one
    if wanted is None:
        return None
    opening = [one for one in plans if wanted in inclusions.included(one)]
    return opening[0] if len(opening) == 1 else None


def prices(
    say: Wording, offers: Offers, items: Sequence[Offer], asked: ShowOffers, paying: Paying
) -> Screen:
    """Return a page of these of the offers with their prices, and a button for each way to pay; of
    somebody who has to agree to the terms first, the buttons for that.

    The prices come first, and the names below them are folded up: the first button is in sight. The
    first page is alike for many people, so it is made once for them.
    """
    if asked.page or asked.plan not in {None, items[0].tariff.plan_id}:
        return _page(say, items, asked, paying)
    return offers.shown.get(
        say.plans,
        ("prices", say.locale, asked.plan, asked.anyway, paying),
        lambda: _page(say, items, asked, paying),
    )


def _page(say: Wording, items: Sequence[Offer], asked: ShowOffers, paying: Paying) -> Screen:
    several, in_chat = _of_several(items), any(one.stars is not None for one in items)
    shown_prices = [_price(say, offer, in_chat=in_chat) for offer in items]
    details = _details(say, items, several)
    both = zip(shown_prices, details, strict=True)
    most = ENTRIES_WITH_STARS if in_chat else ENTRIES_A_PAGE
    starts = page_starts([space_of(lines(*one)) for one in both], PAGE, most)
    shown = page_at(starts, asked.page)
    offers = items[shown]
    turn = pager(say, starts.index(shown.start), len(starts), turning(asked))
    hint, rows = _ways(say, offers, several, asked, paying)
    about = [one for one in dict.fromkeys(details[shown]) if one]
    text = paragraphs(
        _opening(say, paying),
        lines(*shown_prices[shown]),
        folded(lines(*about)) if about else None,
        hint,
    )
    return text, [*rows, turn]


def _opening(say: Wording, paying: Paying) -> Markup:
    if paying.extend:
        return say("shop-offers-extend")
    return say("shop-offers-new" if paying.terms is None else "consent-prices")


def _ways(
    say: Wording,
    offers: Sequence[Offer],
    several: frozenset[int],
    asked: ShowOffers,
    paying: Paying,
) -> tuple[Markup | None, keyboards.Rows]:
    """Return the ways to pay and a hint; while the terms come first, the ways to those."""
    if paying.terms is not None:
        return say("consent-ask"), keyboards.consent(say, paying.terms, asked)
    by_card = any(map(keyboards.takes_cards, offers))
    rows = keyboards.pay(say, offers, several, extend=paying.extend)
    return say("shop-card-hint") if by_card else None, rows


def preview(say: Wording, items: Sequence[Offer]) -> Screen:
    """Return the first page of prices that aren't kept, with the ways to pay that somebody new
    sees, after agreeing to the terms where that comes first."""
    return _page(say, items, ShowOffers(page=0), Paying(extend=False))


def plan_title(
    say: Wording, plan_id: PlanId, status: Status, inclusions: Inclusions
) -> Markup | None:
    """Return what a plan is and what the person has of it, above its prices."""
    return paragraphs(
        lines(
            say("shop-plan-title", plan=say.plan(plan_id)),
            say.plan_words(plan_id),
            included_line(say, plan_id, inclusions),
        ),
        _access(say, plan_id, status),
        _pauses(say, plan_id, status, inclusions),
    )


def is_active(status: Status, plan_id: PlanId) -> bool:
    """Return whether the person has this plan, of their own or by another one."""
    mine = _mine(status, plan_id)
    return mine is not None and mine.subscription.active_at(status.now)


def is_for_life(status: Status, plan_id: PlanId) -> bool:
    mine = _mine(status, plan_id)
    return mine is not None and mine.subscription.expires_at is None


def access_by_plan(say: Wording, status: Status, but: Mapping[PlanId, object]) -> Markup | None:
    """Return a line for each plan that the person has, but those that are listed below; how their
    access ended where they have none."""
    if not status.active:
        return say.access(status.subscription, status.now) if status.subscription else None
    found = [
        access_line(say, one.id, status)
        for one in say.plans
        if one.id not in but and is_active(status, one.id)
    ]
    return lines(*found) if found else None


def _mine(status: Status, plan_id: PlanId) -> PlanAccess | None:
    return next((one for one in status.accesses if one.plan_id == plan_id), None)


def access_line(say: Wording, plan_id: PlanId, status: Status) -> Markup | None:
    """Return the line about a plan that the person has."""
    mine = _mine(status, plan_id)
    return say("shop-access", access=say.plan_access(mine, status.now)) if mine else None


def _access(say: Wording, plan_id: PlanId, status: Status) -> Markup | None:
    """Return how the person's access to the plan of this screen stands; None if they never had
    it."""
    mine = _mine(status, plan_id)
    if mine is None:
        return None
    if mine.comes_with is not None:
        return access_line(say, plan_id, status)
    access = say.access(mine.subscription, status.now)
    return say("shop-access", access=access) if is_active(status, plan_id) else access


def included_line(say: Wording, plan: PlanId, inclusions: Inclusions) -> Markup | None:
    inner = inclusions.included(plan)
    names = [say.plan(one.id) for one in say.plans if one.id in inner]
    if not names:
        return None
    return say("shop-plan-includes", plans=_named(say, names))


def _pauses(say: Wording, plan: PlanId, status: Status, inclusions: Inclusions) -> Markup | None:
    """Return that the time of included plans is paused meanwhile, before somebody buys a plan."""
    inner = inclusions.included(plan)
    paused = [
        one.plan_id
        for one in say.in_order(status.accesses)
        if one.plan_id in inner
        and one.comes_with is None
        and one.subscription.expires_at is not None
        and one.subscription.active_at(status.now)
    ]
    if is_active(status, plan) or not paused:
        return None
    names = _named(say, [say.plan(one) for one in paused])
    return say("shop-plan-pauses", plan=say.plan(plan), plans=names)


def _named(say: Wording, names: Sequence[str]) -> Markup:
    """Return the names of plans one after the other, each in its own writing direction."""
    return Markup(", ".join(escape(isolated(one, say.locale)) for one in names))


def turning(asked: ShowOffers) -> keyboards.Turn:
    return lambda page: asked.model_copy(update={"page": page})


def _of_several(items: Sequence[Offer]) -> frozenset[int]:
    """Return the tariffs with several products on offer, whose buttons name the price each."""
    counts = Counter(offer.tariff.id for offer in items)
    return frozenset(tariff for tariff, count in counts.items() if count > 1)


def _price(say: Wording, offer: Offer, *, in_chat: bool) -> Markup:
    """Return the line of an offer; where the bot itself takes Stars too (`in_chat`), it is said
    which Stars Tribute takes."""
    name, product = offer.own(say.locale).name, offer.product
    values: dict[str, object] = {"duration": offer.tariff.duration}
    if name is not None:
        values["name"] = name
    if in_chat or product is None:
        key = "shop-offer" if name is None else "shop-offer-named"
        return say(key, price=_all_prices(say, offer), **values)
    values["price"] = product.price
    if product.stars_amount is None:
        return say("shop-offer" if name is None else "shop-offer-named", **values)
    key = "shop-offer-stars" if name is None else "shop-offer-named-stars"
    return say(key, stars=Money(product.stars_amount, STARS), **values)


def _all_prices(say: Wording, offer: Offer) -> Markup:
    product, found = offer.product, []
    if product is not None:
        found.append(say("shop-price", price=product.price))
    if product is not None and product.stars_amount is not None:
        found.append(say("stars-price-at-tribute", price=Money(product.stars_amount, STARS)))
    if offer.stars is not None:
        key = "stars-price-renewing" if offer.stars_renew else "shop-price"
        found.append(say(key, price=Money(offer.stars, STARS)))
    return Markup(" · ".join(found))


def _words_alone(say: Wording, offer: Offer) -> Markup:
    """Return the owner's own description of an offer without a product; empty without one."""
    own = offer.own(say.locale)
    if own.description is None:
        return Markup("")
    duration = own.name or offer.tariff.duration
    return say("shop-offer-name", duration=duration, name=Markup(own.description))


def _details(say: Wording, offers: Sequence[Offer], several: frozenset[int]) -> list[Markup]:
    """Return each offer's name, and its description where it differs from the one before; the
    owner's own words where they have some."""
    shown = []
    before = ""
    for offer in offers:
        product, own = offer.product, offer.own(say.locale)
        if product is None:
            shown.append(_words_alone(say, offer))
            continue
        name = product.name or say("product-number", id=product.id)
        if own.description is not None:
            name = Markup(own.description)
        key = "shop-offer-name-priced" if offer.tariff.id in several else "shop-offer-name"
        values = {"price": product.price} if offer.tariff.id in several else {}
        described = say(key, duration=own.name or offer.tariff.duration, name=name, **values)
        description = clean(product.description, DESCRIPTION_LENGTH)
        if own.description is not None:
            description = ""
        if description not in {"", before} and len(offers) <= MOST_DESCRIBED:
            described = lines(described, escape(description))
        shown.append(described)
        before = description
    return shown
