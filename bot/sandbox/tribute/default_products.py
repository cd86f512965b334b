"""The ready-made products: three types, three currencies, two alphabets, every status."""

from bot.sandbox.tribute.catalog import ProductFields, ProductJson, make_product

_CLUB = "Every month a new book, the talks and the whole archive."
_OWL = "Новая книга каждый месяц, разговоры и весь архив."
_PRO = "Answers at any hour, longer memory, <b>no</b> queue & no ads."
_NOTES = "PDF, 48 страниц. Приходит сразу после оплаты."
_VIDEO = "I will record it within three days."

_DEFAULTS: tuple[tuple[str, ProductFields], ...] = (
    (
        "Book Club & Library — 1 month",
        ProductFields(
            id=456, code="kTz", description=_CLUB, amount=999, starsAmount=499, acceptCards=True
        ),
    ),
    (
        "Book Club & Library — 3 months",
        ProductFields(id=457, code="WbQ", description=_CLUB, amount=2499, starsAmount=1249),
    ),
    (
        "Book Club & Library — 1 year",
        ProductFields(
            id=458, code="rXm", description=_CLUB, amount=7999, starsAmount=3999, acceptCards=True
        ),
    ),
    (
        "Book Club & Library — lifetime",
        ProductFields(id=459, code="HvD", description=_CLUB, amount=19900, starsAmount=9950),
    ),
    (
        "Книжный клуб «Сова» — 1 месяц",
        ProductFields(
            id=512,
            code="pNs",
            description=_OWL,
            amount=79000,
            currency="RUB",
            starsAmount=450,
            acceptCards=True,
        ),
    ),
    (
        "Книжный клуб «Сова» — 3 месяца",
        ProductFields(
            id=513, code="Gyc", description=_OWL, amount=199000, currency="RUB", starsAmount=1150
        ),
    ),
    (
        "Книжный клуб «Сова» — 1 год",
        ProductFields(
            id=514,
            code="jLR",
            description=_OWL,
            amount=649000,
            currency="RUB",
            starsAmount=3700,
            acceptCards=True,
        ),
    ),
    (
        "AI Assistant <Pro> & friends — 1 month",
        ProductFields(
            id=530,
            code="qFw",
            description=_PRO,
            amount=1290,
            currency="EUR",
            starsAmount=690,
            acceptCards=True,
        ),
    ),
    (
        "AI Assistant <Pro> & friends — 1 year",
        ProductFields(
            id=531, code="BtK", description=_PRO, amount=11900, currency="EUR", starsAmount=6400
        ),
    ),
    (
        "VPN Access - 1 Month",
        ProductFields(id=540, code="xMh", amount=500, starsAmount=250, acceptCards=True),
    ),
    (
        "Конспект «Преступление и наказание»",
        ProductFields(
            id=551, code="Vdn", description=_NOTES, amount=29000, currency="RUB", starsAmount=165
        ),
    ),
    (
        "Конспект «Мастер и Маргарита»",
        ProductFields(
            id=552, code="sPg", description=_NOTES, amount=29000, currency="RUB", starsAmount=165
        ),
    ),
    (
        "Reading list “100 short novels”",
        ProductFields(id=560, code="Zcy", amount=300, starsAmount=150),
    ),
    (
        "Audio: how to read <slowly>",
        ProductFields(id=561, code="fQJ", amount=700, currency="EUR", acceptCards=True),
    ),
    (
        "Закладки & обои для телефона",
        ProductFields(id=570, code="TwN", amount=9900, currency="RUB", starsAmount=55),
    ),
    (
        "Winter marathon — 6 weeks",
        ProductFields(id=580, code="gRv", amount=4500, starsAmount=2250, status="pending"),
    ),
    (
        "Скан редкого издания",
        ProductFields(
            id=581, code="KbX", amount=150000, currency="RUB", starsAmount=850, status="rejected"
        ),
    ),
    (
        "Personal video greeting",
        ProductFields(
            id=601,
            code="mHz",
            type="custom",
            description=_VIDEO,
            amount=3900,
            starsAmount=1950,
            pendingOrders=3,
        ),
    ),
    (
        "Разбор вашего рассказа",
        ProductFields(
            id=602,
            code="yDp",
            type="custom",
            amount=450000,
            currency="RUB",
            starsAmount=2600,
            acceptCards=True,
            pendingOrders=1,
        ),
    ),
    (
        "A poem for <somebody> & you",
        ProductFields(
            id=603, code="LkW", type="custom", amount=2500, currency="EUR", acceptCards=True
        ),
    ),
    (
        "Reading plan made for you",
        ProductFields(
            id=604, code="cVt", type="custom", amount=1900, starsAmount=950, pendingOrders=12
        ),
    ),
    (
        "Canvas tote “Read & rest”",
        ProductFields(
            id=701, code="JqS", type="physical", amount=2200, currency="EUR", acceptCards=True
        ),
    ),
    (
        "Кружка «Ещё одна глава»",
        ProductFields(
            id=702, code="nBf", type="physical", amount=129000, currency="RUB", acceptCards=True
        ),
    ),
    (
        "Enamel pin <owl>",
        ProductFields(id=703, code="XgM", type="physical", amount=900, acceptCards=True),
    ),
    (
        "Открытки с совами, набор из 6",
        ProductFields(
            id=704, code="dYr", type="physical", amount=49000, currency="RUB", acceptCards=True
        ),
    ),
)


def default_products() -> dict[int, ProductJson]:
    """Return a new copy of the products by id: 456–459 are 1 month, 3 months, 1 year, lifetime."""
    products = [make_product(name, **fields) for name, fields in _DEFAULTS]
    return {product["id"]: product for product in products}
