"""The sums of one period, as /stats and the console have them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.domain.money import Money
from bot.domain.records import TariffSales
from bot.domain.recurring import RecurringSales
from storage.engine.tx import Tx
from storage.queries import statistics


@dataclass(frozen=True, slots=True)
class Period:
    """The sums of one period; refunded and held payments are in no sum but their own."""

    days: int
    income: tuple[Money, ...]
    sales: tuple[TariffSales, ...]
    recurring: tuple[RecurringSales, ...]
    new: int
    renewed: int
    ended: int
    refunded: int
    returned: tuple[Money, ...]
    held: int


def read_period(tx: Tx, days: int, since: int, until: int) -> Period:
    """Return the sums from `since` up to, not including, `until`."""
    new, renewed = statistics.newcomers(tx, since, until)
    refunded, returned = statistics.refunded(tx, since, until)
    recurring = statistics.recurring_sales(tx, since, until)
    return Period(
        days=days,
        income=tuple(with_recurring(statistics.income(tx, since, until), recurring)),
        sales=tuple(statistics.sales(tx, since, until)),
        recurring=tuple(recurring),
        new=new,
        renewed=renewed,
        ended=statistics.ended(tx, since, until),
        refunded=refunded,
        returned=tuple(returned),
        held=statistics.held(tx, since, until),
    )


def with_recurring(income: Iterable[Money], recurring: Iterable[RecurringSales]) -> list[Money]:
    """Add up the income of purchases and recurring sales, a sum for each currency."""
    sums: dict[str, int] = {}
    for money in [*income, *(sale.paid for sale in recurring if sale.paid is not None)]:
        sums[money.currency] = sums.get(money.currency, 0) + money.amount_minor
    return [Money(sums[currency], currency) for currency in sorted(sums)]


def by_currency(income: Sequence[Sequence[Money]]) -> dict[str, tuple[int, ...]]:
    """Return the sums of several periods for each currency, in smallest units."""
    currencies = sorted({money.currency for period in income for money in period})
    return {
        currency: tuple(
            sum(one.amount_minor for one in period if one.currency == currency) for period in income
        )
        for currency in currencies
    }
