"""The list of purchases, and the values of its filters."""

from collections import Counter
from functools import partial

from bot.domain.listing.purchases import ListedKind, Place, SoughtPurchases
from bot.domain.money import STARS
from bot.texts.values import show_money
from bot.usecases.purchases import listing
from bot.usecases.purchases.listing import PurchaseList
from handlers.http.console.api import cursors
from handlers.http.console.api.days import Moments, moment, moment_or_none, moments
from handlers.http.console.api.purchases.models import (
    Choice,
    ListedPurchase,
    PurchaseChoices,
    PurchasePage,
    PurchaseQuery,
)
from handlers.http.console.api.purchases.shown import (
    buyer_of,
    buyer_text,
    kind_of,
    number_text,
    paid_of,
    product_text,
    status_of,
    status_text,
)
from handlers.http.console.api.route import Call, Route
from handlers.http.console.api.said import sentence


def routes() -> list[Route]:
    """Return the routes of the list."""
    return [
        Route("GET", "purchases", PurchasePage, _page, query=PurchaseQuery, summary="Purchases"),
        Route(
            "GET",
            "purchases/filters",
            PurchaseChoices,
            _choices,
            summary="The values by which purchases can be filtered",
        ),
    ]


async def _page(call: Call) -> PurchasePage:
    query: PurchaseQuery = call.query
    after = cursors.place(call, query.cursor, Place, int, int)
    sought = _sought(call, query)
    if sought is None:
        return PurchasePage(items=[], next=None)
    found = await _listing(call).page(sought, query.q, after, query.limit)
    searched = None
    if found.searched_until is not None:
        when = moment(call, found.searched_until).full
        searched = call.text("console-purchases-searched", when=when)
    return PurchasePage(
        items=await call.deps.rests.one_by_one(partial(_row, call), found.rows),
        next=cursors.encode(*found.next) if found.next is not None else None,
        searched=searched,
    )


def _listing(call: Call) -> PurchaseList:
    return PurchaseList(call.deps.purchases.db)


def _sought(call: Call, query: PurchaseQuery) -> SoughtPurchases | None:
    """Return the filters; None where they name a plan that isn't there."""
    plan = call.deps.plans.by_key(query.plan) if query.plan is not None else None
    if query.plan is not None and plan is None:
        return None
    period: Moments = moments(call, query.first, query.last)
    return SoughtPurchases(
        status=query.status,
        kind=query.kind,
        plan_id=plan.id if plan is not None else None,
        tariff_id=query.tariff,
        product_id=query.product,
        currency=query.currency,
        since=period.since,
        until=period.until,
    )


def _row(call: Call, one: listing.ListedPurchase) -> ListedPurchase:
    purchase = one.purchase
    status = status_of(purchase, is_guessed=one.is_guessed)
    several = len(call.say.plans) > 1
    return ListedPurchase(
        id=purchase.id,
        number=number_text(call, purchase),
        product=product_text(call, purchase),
        status=status,
        status_text=status_text(call, status),
        kind=kind_of(purchase, renews=one.renews),
        paid=paid_of(call, purchase),
        buyer=buyer_of(purchase, one.buyer),
        buyer_text=buyer_text(call, purchase, one.buyer),
        plan=call.say.plan(one.plan_id) if several and one.plan_id is not None else None,
        paid_at=moment(call, purchase.purchased_at or purchase.received_at),
        refunded_at=moment_or_none(call, purchase.refunded_at),
        note=_note(call, one),
    )


def _note(call: Call, one: listing.ListedPurchase) -> str | None:
    reason = one.purchase.held_reason
    if reason is not None:
        because = call.say("purchase-held-because", reason=call.say.held_reason(reason))
        return sentence(because)
    return call.text("console-purchases-guessed") if one.is_guessed else None


def _currency(call: Call, code: str) -> str:
    return call.text("console-overview-stars") if code == STARS else code


async def _choices(call: Call) -> PurchaseChoices:
    found = await _listing(call).choices()
    say, several = call.say, len(call.say.plans) > 1
    kinds = list(ListedKind) if found.has_renewals else [ListedKind.TRIBUTE, ListedKind.STARS]
    return PurchaseChoices(
        plans=[Choice(value=one.key, label=say.plan(one.id)) for one in say.plans if several],
        tariffs=[Choice(value=str(one.id), label=say.tariff(one)) for one in found.tariffs],
        products=_products(call, found),
        currencies=[Choice(value=one, label=_currency(call, one)) for one in found.currencies],
        kinds=[
            Choice(value=one.value, label=call.text(f"console-purchases-kind-{one}"))
            for one in (kinds if found.has_stars else ())
        ],
        has_recurring=found.has_recurring,
    )


def _products(call: Call, found: listing.Choices) -> list[Choice]:
    """Return the products by name; those with the same one also have their price, and if that is
    the same too, their number."""
    told = [
        (
            product.name if product else None,
            show_money(product.price, call.locale) if product else None,
            call.text("product-number", id=one),
        )
        for one, product in found.products
    ]
    labels = [name or number for name, _, number in told]
    for more in (1, 2):
        times = Counter(labels)
        labels = [
            f"{label} · {parts[more]}" if times[label] > 1 and parts[more] else label
            for label, parts in zip(labels, told, strict=True)
        ]
    return [
        Choice(value=str(one), label=label)
        for (one, _), label in zip(found.products, labels, strict=True)
    ]
