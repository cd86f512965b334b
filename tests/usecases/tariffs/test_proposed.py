"""Proposals follow from names, choices and from what is on offer; of equal ones the chosen wins."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.durations import Duration
from bot.domain.models import PlanId, Product, ProductId, TariffId
from bot.domain.money import Money
from bot.domain.plans import Plan
from bot.domain.records import BoundProduct, Tariff
from bot.usecases.tariffs.proposed import Choice, Standing, proposals

MONTH, YEAR = Duration(months=1), Duration(months=12)
FIRST = Plan(PlanId(1), "access", 1, {}, {}, None)
PRO = Plan(PlanId(2), "pro", 2, {"en": "Pro"}, {}, None)


def product(number: int, name: str, currency: str = "USD", **changes: str) -> Product:
    how = {"type": "digital", "status": "approved"} | changes
    return Product(
        ProductId(number),
        how["type"],
        name,
        Money(500, currency),
        how["status"],
        accepts_cards=False,
        link="https://t.me/x",
        web_link="",
    )


def bound(number: int, duration: Duration, known: Product | None, *, offered: bool) -> BoundProduct:
    return BoundProduct(ProductId(number), Tariff(TariffId(1), duration), offered, known, None)


def standings(*products: Product, **how: object) -> list[Standing]:
    arguments = {"bound": [], "choices": {}, "plans": [FIRST]} | how
    return [one.standing for one in proposals(products, **arguments)]  # type: ignore[arg-type]


def test_prices_in_other_currencies_don_t_get_in_the_way() -> None:
    names = product(1, "Club, 1 month"), product(2, "Клуб, 1 месяц", "RUB")
    assert standings(*names) == [Standing.READY, Standing.READY]


def test_an_offer_that_was_never_read_may_have_any_currency() -> None:
    unread = bound(9, MONTH, None, offered=True)
    assert standings(product(1, "1 month"), bound=[unread]) == [Standing.CLASH]


def test_a_product_off_sale_keeps_nobody_from_its_tariff() -> None:
    old = product(9, "Club, 1 month")
    off = bound(9, MONTH, old, offered=False)
    assert standings(product(1, "1 month"), old, bound=[off]) == [Standing.READY, Standing.OLD]


def test_what_is_only_to_be_looked_at_claims_nothing() -> None:
    names = product(1, "Free trial, 1 month"), product(2, "Club, 1 month")
    assert standings(*names) == [Standing.CHECK, Standing.READY]


def test_a_choice_of_a_plan_that_is_not_sold_leaves_the_plan_of_the_name() -> None:
    chosen = {1: Choice(YEAR, PlanId(7)), 2: Choice(YEAR, PlanId(7))}
    names = product(1, "Pro, 1 month"), product(2, "Club, 1 month")
    found = proposals(names, [], chosen, [FIRST, PRO])
    assert [(one.standing, one.plan_id) for one in found] == [
        (Standing.READY, 2),
        (Standing.PLAN, None),
    ]


def test_two_plans_in_one_name_are_none() -> None:
    plus = Plan(PlanId(3), "plus", 3, {"en": "Plus"}, {}, None)
    assert standings(product(1, "Pro and Plus, 1 month"), plans=[PRO, plus]) == [Standing.PLAN]


_NAMES = st.sampled_from(["Club, 1 month", "Pro, 1 month", "1 year", "7 days to go", "Book"])
_CHOICES = st.dictionaries(
    st.integers(1, 6), st.sampled_from([Choice(None), Choice(MONTH), Choice(YEAR, PlanId(2))])
)


@given(st.lists(_NAMES, max_size=6), _CHOICES, st.booleans(), st.booleans())
def test_whatever_is_taken_together_never_has_two_of_one_tariff_and_currency(
    names: list[str], choices: dict[int, Choice], several: bool, on_offer: bool
) -> None:
    products = [product(number, name) for number, name in enumerate(names, 1)]
    offered = [bound(99, MONTH, product(99, "x"), offered=on_offer)]
    found = proposals(products, offered, choices, [FIRST, PRO] if several else [FIRST])
    ready = [one.tariff for one in found if one.standing is Standing.READY]
    assert None not in ready
    assert len(ready) == len(set(ready))
    assert not on_offer or all(one != (1, MONTH) for one in ready)
    assert [one.product.id for one in found] == list(range(1, len(names) + 1))
