"""The choice of a plan before its prices, as buyers read it.

A plan's line is alike for all people who don't have it, so it is made once for them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from types import MappingProxyType
from typing import NamedTuple

from aiogram.types import InlineKeyboardButton

from bot.domain.models import PlanId
from bot.domain.money import STARS, Money
from bot.texts import Markup, clean, folded, lines, paragraphs
from bot.usecases.access.status import Status
from bot.usecases.outbox.wording import Wording
from bot.usecases.tariffs.tariffs import Offer, Offers
from handlers.telegram.buyer.offers import (
    DESCRIPTION_LENGTH,
    ENTRIES_A_PAGE,
    MOST_DESCRIBED,
    PAGE,
    Screen,
    access_line,
    included_line,
    is_active,
    is_for_life,
    turning,
)
from handlers.telegram.callbacks.shared import ShowOffers
from handlers.telegram.ui.paging import Space, length_of, page_at, page_starts, space_of
from handlers.telegram.ui.plan_choice import plan_label
from handlers.telegram.ui.screen import button, pager, side_by_side

_SHORT_DESCRIPTION_LENGTH = 100
_MOST_CURRENCIES = 3


class _Entry(NamedTuple):
    """A plan in the list: a line, what it is, the space that both take, and its button."""

    line: Markup | None
    about: Markup | None
    space: Space
    button: InlineKeyboardButton


def plan_list(
    say: Wording,
    plans: Mapping[PlanId, list[Offer]],
    status: Status,
    asked: ShowOffers,
    offers: Offers,
) -> Screen:
    """Return a page of the plans, each with its first price or what the person has of it."""
    found = _List(say, plans, asked, offers)
    own = {one: access_line(say, one, status) for one in plans if is_active(status, one)}
    if own or asked.page or asked.plan is not None:
        return found.page(own, frozenset(one for one in own if is_for_life(status, one)))
    return offers.shown.get(say.plans, ("plans", say.locale, asked.anyway), found.page)


@dataclass(frozen=True, slots=True)
class _List:
    """The list for people with this language who asked so."""

    say: Wording
    plans: Mapping[PlanId, list[Offer]]
    asked: ShowOffers
    offers: Offers

    def page(
        self,
        own: Mapping[PlanId, Markup | None] = MappingProxyType({}),
        for_life: frozenset[PlanId] = frozenset(),
    ) -> Screen:
        """Return the page that was asked for, with the lines of the plans that the person has, and
        a button for each plan but those that they have for life."""
        entries = self._entries(own)
        starts = page_starts([one.space for one in entries.values()], PAGE, ENTRIES_A_PAGE)
        place = page_at(starts, self.asked.page)
        shown = dict(list(entries.items())[place])
        about = [one.about for one in shown.values()]
        text = paragraphs(
            self.say("shop-plans"),
            lines(*(one.line for one in shown.values())),
            folded(lines(*about)) if any(about) else None,
        )
        rows = side_by_side(one.button for plan, one in shown.items() if plan not in for_life)
        turn = pager(self.say, starts.index(place.start), len(starts), turning(self.asked))
        return text, [*rows, turn]

    def _entries(self, own: Mapping[PlanId, Markup | None]) -> dict[PlanId, _Entry]:
        entries = {plan: self._kept(plan) for plan in self.plans}
        for plan, line in own.items():
            space = space_of(lines(line, entries[plan].about))
            entries[plan] = entries[plan]._replace(line=line, space=space)
        return entries

    def _kept(self, plan: PlanId) -> _Entry:
        key = ("plan", self.say.locale, plan, self.asked.anyway)
        return self.offers.shown.get(self.say.plans, key, lambda: self._made(plan))

    def _made(self, plan: PlanId) -> _Entry:
        """Return the entry of a plan for people who don't have it."""
        line, about = _price_line(self.say, plan, self.plans[plan]), self._about(plan)
        data = ShowOffers(page=0, anyway=self.asked.anyway, plan=plan)
        space = space_of(lines(line, about))
        return _Entry(line, about, space, button(plan_label(self.say, plan), data))

    def _about(self, plan: PlanId) -> Markup | None:
        """Return what a plan is, in so many characters; the screen of its prices has all of it."""
        many = len(self.plans) > MOST_DESCRIBED
        most = _SHORT_DESCRIPTION_LENGTH if many else DESCRIPTION_LENGTH
        words = self.say.plan_words(plan)
        if words is not None and length_of(words) > most:
            words = Markup(escape(clean(self.say.plan_description(plan) or "", most)))
        about = lines(
            words,
            included_line(self.say, plan, self.offers.inclusions),
        )
        name = self.say.plan(plan)
        return self.say("shop-plan-about", plan=name, about=about) if about else None


def _price_line(say: Wording, plan: PlanId, offers: Sequence[Offer]) -> Markup:
    cheapest: dict[str, Money] = {}
    every = [price for one in offers for price in one.prices]
    for price in sorted(every, key=lambda one: one.amount_minor):
        cheapest.setdefault(price.currency, price)
    in_order = sorted(cheapest.values(), key=lambda one: one.currency == STARS)
    first = [say("shop-price", price=one) for one in in_order][:_MOST_CURRENCIES]
    key = "shop-plan-price" if len(every) == len(cheapest) else "shop-plan-from"
    return say(key, plan=say.plan(plan), prices=Markup(" · ".join(first)))
