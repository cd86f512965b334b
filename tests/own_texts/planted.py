"""A folder of own texts with planted mistakes, and where each of them is to be found."""

from pathlib import Path

from bot.texts.problems import TextFault
from tests.own_texts.folders import write

ENGLISH = """\
### The shop's own face, with mistakes.

shop-hello = Welcome, <b>{ $name }</b>!
shop-access = ✅ { $acces }
shop-offer = • <b>{ $duration }</b>
shop-offers-new = <b>Choose how long.
shop-offers-extend = <h1>Extend</h1> it.
shop-offers-none = See <a href="shop">our page</a>.
shop-offers-unread { $count }
shop-card-hint = By card: { shop-card-address }
access-lifetime = Yours { -brand }.
access-ended = { access-none } It ended on { $when }.
access-none = { access-ended.about }
status-title = { status-payments }
status-payments = { status-title }
status-payments-none = None yet, { LOWER("Friend") }.
terms-none = One
terms-none = Two
button-shop-open = Have a look at all of our prices right here
button-status = My <i>access</i>
command-buy = Prices
    and payment
help-about =
    This bot sells access.
  terms-payment = Tribute takes the payment.
shop-price = { NUMBER($price) }
shop-plans = \N{REPLACEMENT CHARACTER}
broadcast-audience = { $group ->
    [active] subscribers
   *[all] everyone
}
shop-helo = Hello!
"""
UKRAINIAN = """\
duration-days = { $count ->
    [one] { $count } день
   *[other] { $count } днів
}
duration-hours = { $count ->
    [one] { $count } година
    [few] { $count } години
   *[many] { $count } годин
}
"""
FILES: dict[str, str | bytes] = {
    "en/shop.ftl": ENGLISH,
    "uk/time.ftl": UKRAINIAN,
    "uk/words.ftl": b"menu = \n" + "button-back = ‹ Назад\n".encode("cp1251"),
    "uk/large.ftl": "# so much\n" * 30_000,
    "klingon/shop.ftl": "shop-hello = nuqneH\n",
    "shop.ftl": "shop-hello = Hello\n",
}
MISTAKES: list[tuple[str, str, TextFault]] = [
    ("en/shop.ftl:4", "shop-access", TextFault.VARIABLE),
    ("en/shop.ftl:5", "shop-offer", TextFault.LOST),
    ("en/shop.ftl:6", "shop-offers-new", TextFault.MARKUP),
    ("en/shop.ftl:7", "shop-offers-extend", TextFault.MARKUP),
    ("en/shop.ftl:8", "shop-offers-none", TextFault.LINK),
    ("en/shop.ftl:9", "shop-offers-unread", TextFault.SYNTAX),
    ("en/shop.ftl:10", "shop-card-hint", TextFault.REFERENCE),
    ("en/shop.ftl:11", "access-lifetime", TextFault.REFERENCE),
    ("en/shop.ftl:13", "access-none", TextFault.REFERENCE),
    ("en/shop.ftl:14", "status-title", TextFault.CYCLE),
    ("en/shop.ftl:15", "status-payments", TextFault.CYCLE),
    ("en/shop.ftl:16", "status-payments-none", TextFault.FUNCTION),
    ("en/shop.ftl:18", "terms-none", TextFault.TWICE),
    ("en/shop.ftl:19", "button-shop-open", TextFault.WIDE),
    ("en/shop.ftl:20", "button-status", TextFault.PLAIN),
    ("en/shop.ftl:21", "command-buy", TextFault.LINES),
    ("en/shop.ftl:25", "help-about", TextFault.INDENTED),
    ("en/shop.ftl:26", "shop-price", TextFault.NO_NUMBER),
    ("en/shop.ftl:27", "shop-plans", TextFault.CHARACTERS),
    ("en/shop.ftl:28", "broadcast-audience", TextFault.VARIANT_LOST),
    ("en/shop.ftl:32", "shop-helo", TextFault.UNKNOWN),
    ("uk/time.ftl:1", "duration-days", TextFault.PLURAL),
    ("uk/words.ftl:2", "", TextFault.ENCODING),
    ("uk/large.ftl", "", TextFault.TOO_LARGE),
    ("klingon/", "", TextFault.NO_LANGUAGE),
    ("shop.ftl", "", TextFault.MISPLACED),
]


def plant(folder: Path) -> Path:
    return write(folder, FILES)
