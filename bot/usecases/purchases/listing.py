"""The console's list of purchases: filters, a search, and page after page of it."""

import re
from dataclasses import dataclass, replace

from bot.domain.listing.purchases import Place, SoughtPurchases
from bot.domain.models import PersonId, PlanId, Product, ProductId, PurchaseRow
from bot.domain.records import Person, Purchase, Tariff
from bot.usecases.people.search import MOST_NAMED, cleaned, words_of
from storage import people, purchases, sums, tariffs
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.queries import granted_plans, guessed_refunds
from storage.queries.listing import purchases as listed_purchases
from storage.queries.listing import recurring_payments
from storage.stars import payments, renewals

_NUMBER = re.compile(r"(#?)([0-9]{1,18})", re.ASCII)


@dataclass(frozen=True, slots=True)
class ListedPurchase:
    """A purchase in the list, with its buyer, if that is known, and the plan that it opened."""

    purchase: Purchase
    buyer: Person | None
    plan_id: PlanId | None
    renews: bool
    """Whether it is a payment in Stars that Telegram charges again."""
    is_guessed: bool
    """Whether it was refunded by guess."""


@dataclass(frozen=True, slots=True)
class PurchasePage:
    """A page of purchases, newest first; `next` is where the next one goes on."""

    rows: tuple[ListedPurchase, ...]
    next: Place | None
    searched_until: int | None = None
    """The time down to which was looked, where the page is short because enough was looked
    through; else None."""


@dataclass(frozen=True, slots=True)
class Choices:
    """By what the purchases of this shop can be told apart."""

    tariffs: tuple[Tariff, ...]
    products: tuple[tuple[ProductId, Product | None], ...]
    """Each with what Tribute says of it, where that is known."""
    currencies: tuple[str, ...]
    has_stars: bool
    """Whether anybody has ever paid in Stars in the chat."""
    has_renewals: bool
    has_recurring: bool
    """Whether Tribute ever reported a recurring subscription."""


@dataclass(frozen=True, slots=True)
class PurchaseList:
    """Reads the list."""

    db: Database

    async def page(
        self, sought: SoughtPurchases, text: str, after: Place | None, limit: int
    ) -> PurchasePage:
        """Return the next purchases that fit the filters and the text that was typed: our number
        as `#12`, Tribute's number, a charge of Telegram's, a Telegram id, a @username, or words of
        the product's and the buyer's names."""
        return await self.db.report(lambda tx: _page(tx, sought, text, after, limit))

    async def choices(self) -> Choices:
        """Return the values of the filters."""
        return await self.db.report(_choices)


def _page(
    tx: Tx, sought: SoughtPurchases, text: str, after: Place | None, limit: int
) -> PurchasePage:
    meant = _meant(tx, sought, cleaned(text))
    if meant is None:
        return PurchasePage((), None)
    found = listed_purchases.page(tx, meant, after, limit)
    return PurchasePage(
        tuple(_rows(tx, found.purchases)),
        found.next,
        _searched_until(tx, found.next) if found.is_cut and found.next else None,
    )


def _meant(tx: Tx, sought: SoughtPurchases, text: str) -> SoughtPurchases | None:
    """Return the filters with what the text means; None where it names something that isn't
    there."""
    if not text:
        return sought
    number = _NUMBER.fullmatch(text)
    if number is not None:
        return _of_number(tx, sought, int(number[2]), is_ours=bool(number[1]))
    if text.startswith("@") and len(text) > 1:
        named = people.whose_username_begins(tx, text[1:], MOST_NAMED)
        if named:
            return replace(sought, people=tuple(named))
        return replace(sought, words=words_of(text[1:]))
    charge = payments.by_charge(tx, text)
    if charge is not None:
        return replace(sought, rows=(charge.purchase_row,))
    return replace(sought, words=words_of(text))


def _of_number(
    tx: Tx, sought: SoughtPurchases, number: int, *, is_ours: bool
) -> SoughtPurchases | None:
    if is_ours:
        return replace(sought, rows=(PurchaseRow(number),))
    known = purchases.by_purchase_id(tx, number)
    rows = (known.id,) if known is not None else ()
    buyers = (PersonId(number),) if people.get(tx, number) is not None else ()
    return replace(sought, rows=rows, people=buyers) if rows or buyers else None


def _rows(tx: Tx, found: list[Purchase]) -> list[ListedPurchase]:
    if not found:
        return []
    buyers = people.of_ids(tx, [one.telegram_user_id or 0 for one in found])
    rows = [one.id for one in found]
    plans = granted_plans.ids_of_purchases(tx, rows)
    renewing = payments.renewing_of(tx, rows)
    guessed = guessed_refunds.among(tx, rows)
    return [
        ListedPurchase(
            one,
            buyers.get(one.telegram_user_id or 0),
            plans.get(one.id),
            one.id in renewing,
            one.id in guessed,
        )
        for one in found
    ]


def _searched_until(tx: Tx, place: Place) -> int | None:
    if place.refunded_at:
        return place.refunded_at
    last = purchases.after(tx, PurchaseRow(place.row - 1), 1)
    return last[0].received_at if last else None


def _choices(tx: Tx) -> Choices:
    bound = tariffs.all_bound(tx)
    return Choices(
        tuple(tariffs.every(tx)),
        tuple((one.product_id, one.product) for one in bound),
        tuple(sums.currencies(tx)),
        payments.any_ever(tx),
        renewals.any_ever(tx),
        recurring_payments.any_ever(tx),
    )
