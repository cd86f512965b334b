"""A payment is held under whatever name it comes; other events are reported, never too often."""

import json

import pytest

from bot.domain.foreign import ForeignFamily
from bot.domain.models import HeldReason, Outcome, PurchaseStatus
from bot.tribute import events
from bot.usecases.foreign_events.switches import ForeignEvents, Switch
from tests.bodies import ANNA, MOMENT, event, purchase, recurring, refund, resent
from tests.usecases.conftest import ADMINS

FIRST, NEXT, UNKNOWN = "admin-foreign-first", "admin-foreign", "admin-unknown-event"


def renamed(body: bytes, name: str) -> bytes:
    return json.dumps({**json.loads(body), "name": name}).encode()


def reshaped(**members: object) -> bytes:
    """Return an event of an unknown name that has these members beside it."""
    one = json.loads(event("sale", {}))
    del one["payload"]
    return json.dumps({**one, **members}).encode()


@pytest.mark.fault("P22", "the documented purchase and others like it, under other names")
@pytest.mark.parametrize(
    "body",
    [
        renamed(purchase(1), "new_digital_product_v2"),
        renamed(purchase(None), "new_digital_product_v2"),
        renamed(purchase(1), "NEW_DIGITAL_PRODUCT"),
        renamed(purchase(1, telegram_user_id=None), "digital.purchased"),
        renamed(recurring(until=MOMENT + 86400), "gifted_subscription"),
        event("new_custom_product", {"product_id": 456}),
        event("продажа", {"price": "500", "telegram_user_id": str(ANNA)}),
        event("x" * 100, {"amount": 500, "currency": "stars", "trb_user_id": "W-1"}),
        event("paid", {"sale": {"product_id": 456, "amount": 5}, "buyer": {"user_id": 7}}),
        reshaped(product_id=456, amount=500, telegram_user_id=ANNA),
        reshaped(data={"purchase_id": 3, "amount": 500}),
    ],
)
async def test_a_sale_under_an_unknown_name_is_held(shop, body):
    assert await shop.receive(body) is Outcome.HELD
    assert await shop.receive(resent(body)) is Outcome.DUPLICATE
    (held,) = (await shop.attention.backlog()).held
    assert held.held_reason is HeldReason.UNREADABLE
    view = await shop.attention.held(held.id)
    assert view.problems.startswith("the event's name is unknown")
    assert view.body == body.decode()
    assert await shop.notices("admin-held") == list(ADMINS)
    assert await shop.notices(UNKNOWN) == list(ADMINS)


async def test_an_admin_accepts_a_sale_under_an_unknown_name(shop):
    await shop.receive(renamed(purchase(1), "new_digital_product_v2"))
    await shop.attention.accept((await shop.purchase(1)).id, ADMINS[0])
    assert (await shop.subscription(ANNA)) is not None
    assert await shop.receive(purchase(1)) is Outcome.DUPLICATE
    assert await shop.receive(refund(1)) is Outcome.APPLIED
    assert (await shop.subscription(ANNA)) is None


async def test_the_usual_event_of_the_same_payment_grants_it(shop):
    """Tribute may send both names for a while."""
    await shop.receive(renamed(purchase(1), "new_digital_product_v2"))
    assert await shop.receive(purchase(1)) is Outcome.APPLIED
    assert await shop.receive(renamed(purchase(2), "new_digital_product_v2")) is Outcome.HELD
    assert await shop.receive(renamed(purchase(1), "new_digital_product_v3")) is Outcome.DUPLICATE
    assert (await shop.purchase(1)).status is PurchaseStatus.APPLIED
    assert len(await shop.purchases()) == 2


async def test_two_sales_of_one_moment_under_an_unknown_name_are_both_held(shop):
    for number in (1, 2):
        body = event("sold", {"transaction_id": number, "amount": 500, "user_id": 1})
        assert await shop.receive(body) is Outcome.HELD
    assert len(await shop.purchases()) == 2


@pytest.mark.parametrize(
    "name", ["digital_product_refunded_v2", "product_purchase_cancelled", "chargeback", "money"]
)
async def test_what_looks_like_a_refund_waits_for_an_admin(shop, name):
    await shop.receive(purchase(1))
    assert await shop.receive(renamed(refund(1), name)) is Outcome.HELD
    assert await shop.subscription(ANNA) is not None
    (waiting,) = (await shop.attention.backlog()).unmatched_refunds
    assert await shop.attention.match_refund(waiting.id, (await shop.purchase(1)).id, ADMINS[0])
    assert await shop.subscription(ANNA) is None
    assert await shop.notices(UNKNOWN) == list(ADMINS)


@pytest.mark.parametrize(
    "body",
    [
        event("anything_else", {"telegram_user_id": ANNA}),
        event("новое_событие", {"what": "ever"}),
        event("x", None),
        event("channel_post_liked", {"amount": 500}),
        renamed(recurring(until=MOMENT), "expired_subscription"),
        renamed(recurring(until=MOMENT), "subscription_payment_failed"),
        event("product_created", {"name": "Pro"}),
        event("odd", {"amount": 0, "product_id": 0, "telegram_user_id": ""}),
    ],
)
async def test_another_unknown_name_is_reported_once(shop, body):
    assert await shop.receive(body) is Outcome.IGNORED
    again = json.loads(body) | {"created_at": "2026-05-12T15:00:00Z"}
    assert await shop.receive(json.dumps(again).encode()) is Outcome.IGNORED
    assert await shop.notices(UNKNOWN) == list(ADMINS)
    assert (await shop.attention.backlog()).count == 0


@pytest.mark.fault("P22", "a flood of unknown names")
async def test_a_flood_of_names_is_no_flood_of_notices(shop):
    for number in range(50):
        assert await shop.receive(event(f"name_{number}", {})) is Outcome.IGNORED
    assert len(await shop.notices(UNKNOWN)) == 5 * len(ADMINS)
    shop.clock.move(86401)
    await shop.receive(event("name_0", {"again": 1}))
    await shop.receive(event("name_49", {"again": 1}))
    assert len(await shop.notices(UNKNOWN)) == 6 * len(ADMINS)
    assert (await shop.counts())["webhook_events"] == 52


FAMILIES = {
    ForeignFamily.DONATIONS: ("new_donation", "recurrent_donation", "cancelled_donation"),
    ForeignFamily.PHYSICAL_ORDERS: (
        "physical_order_created",
        "physical_order_shipped",
        "physical_order_canceled",
    ),
    ForeignFamily.SHOP: ("shop_order", "shop_order_paid", "shop_token_created"),
}


@pytest.mark.parametrize(("family", "names"), FAMILIES.items())
async def test_foreign_events_are_reported_once_until_they_are_switched_on(shop, family, names):
    """They may name products, sums and people: that makes them no sales."""
    switches = ForeignEvents(shop.db, shop.clock)

    async def receive(number):
        for name in names:
            facts = {"product_id": number, "amount": 5, "telegram_user_id": ANNA}
            assert await shop.receive(event(name, facts)) is Outcome.IGNORED

    await receive(1)
    assert await shop.notices(FIRST) == list(ADMINS)
    assert await shop.notices(NEXT) == []
    assert await switches.switch(family, Switch.ON, ADMINS[0])
    assert not await switches.switch(family, Switch.ON, ADMINS[1])
    await receive(2)
    assert await shop.notices(NEXT) == list(ADMINS) * len(names)
    assert await switches.switch(family, Switch.OFF, ADMINS[1])
    await receive(3)
    assert await shop.notices(NEXT) == list(ADMINS) * len(names)
    assert await shop.notices(FIRST) == list(ADMINS)
    assert await shop.notices(UNKNOWN) == []
    rows = await shop.db.read(lambda tx: tx.all("SELECT actor, action, subject FROM audit"))
    subject = f"events:{family.name.lower()}"
    assert [tuple(row) for row in rows] == [
        ("admin:9001", "notices_on", subject),
        ("admin:9002", "notices_off", subject),
    ]


async def test_each_family_is_reported_and_switched_of_its_own(shop):
    await ForeignEvents(shop.db, shop.clock).switch(ForeignFamily.SHOP, Switch.ON, ADMINS[0])
    for names in FAMILIES.values():
        await shop.receive(event(names[0], {}))
    assert await shop.notices(FIRST) == list(ADMINS) * 2
    assert await shop.notices(NEXT) == list(ADMINS)


@pytest.mark.parametrize("payload", [None, [], "text", {"amount": []}, {"a": {"b": {}}}])
def test_any_payload_under_an_unknown_name_is_read(payload):
    assert isinstance(events.read(event("odd", payload)), events.OtherEvent)
