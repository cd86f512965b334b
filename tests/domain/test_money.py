"""Money has an amount and a currency, and Telegram Stars are one currency in any spelling."""

import pytest

from bot.domain.money import Money, currency_code


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("usd", "USD"),
        (" Eur ", "EUR"),
        ("stars", "XTR"),
        ("tg-star", "XTR"),
        ("Telegram Stars", "XTR"),
        ("⭐\N{VARIATION SELECTOR-16}", "XTR"),
        ("starsx", "STARSX"),
    ],
)
def test_a_currency_is_in_capitals_and_every_spelling_of_stars_is_one(
    written: str, code: str
) -> None:
    assert currency_code(written) == code


@pytest.mark.parametrize(
    ("amount", "currency", "money"),
    [
        (500, "USD", Money(500, "USD")),
        (0, "XTR", Money(0, "XTR")),
        (None, "USD", None),
        (500, None, None),
    ],
)
def test_money_is_known_only_with_both_amount_and_currency(
    amount: int | None, currency: str | None, money: Money | None
) -> None:
    assert Money.of(amount, currency) == money
