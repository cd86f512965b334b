"""The card of a purchase: its life from the webhook to the messages."""

from bot.sandbox.cast import ADMIN, BUYER, NEVER_STARTED, SECOND_ADMIN
from bot.sandbox.world import World
from tests.bodies import purchase
from tests.handlers.http.console.client import Visitor
from tests.handlers.telegram.payments import buy, deps
from tests.handlers.telegram.stars_talk import invoice, set_price
from tests.handlers.telegram.talk import ask, hear, nothing_due


def _titles(card: dict[str, object]) -> list[str]:
    return [one["title"] for one in card["life"]]  # type: ignore[index, attr-defined]


async def test_a_life_goes_from_the_webhook_to_the_messages(world: World, console: Visitor) -> None:
    await ask(world, BUYER.id, "/start")
    await ask(world, ADMIN.id, "/help")
    paid = await buy(world)
    await hear(world, BUYER.id, "Thank you")
    await nothing_due(world)
    card = (await console.get("purchases/1")).body
    assert (card["number"], card["status"]) == (f"#1 · Tribute {paid.id}", "granted")
    assert (card["may_refund"], card["is_held"]) == (True, False)
    assert card["access"] == [
        "Gives access: 1 month",
        "Access now: until 12 June 2026, 21:59 UTC (1 month left)",
    ]
    assert _titles(card) == [
        "Tribute's webhook came",
        "Gave access: 1 month",
        "To Alice Brown: thanks for the payment",
        "To Anna Keller: a sale",
        "To 700005: a sale",
    ]
    webhook, grant, to_buyer, to_admin, to_second = card["life"]
    assert webhook["lines"][0] == "Event: new_digital_product"
    assert webhook["lines"][1].startswith("Signed and sent by Tribute 12 May 2026")
    assert grant["lines"] == ["From 12 May 2026, 21:59 UTC until 12 June 2026, 21:59 UTC"]
    assert (to_buyer["state"], to_admin["state"]) == ("good", "good")
    assert to_buyer["lines"] == ["Sent 12 May 2026, 21:59 UTC"]
    assert to_second["state"] == "warn"
    assert to_second["lines"][0] == "Waits until they press Start in the bot"


async def test_duplicates_other_facts_and_a_held_payment_are_told(
    world: World, console: Visitor
) -> None:
    facts = {"product_id": 999, "telegram_user_id": NEVER_STARTED.id}
    for body in (purchase(5, **facts), purchase(5, **facts), purchase(5, amount=1, **facts)):
        assert await world.tribute.deliver(world.tribute.raw_event(body)) == 200
    card = (await console.get("purchases/1")).body
    assert (card["status"], card["is_held"]) == ("held", True)
    assert card["why"].startswith("Nobody has access from it yet, because")
    lines = card["life"][0]["lines"]
    assert lines[2].startswith("Came 3 times, last 12 May 2026")
    assert lines[3] == "Deliveries with other facts: 1. The first one counts."
    assert card["life"][0]["state"] == "warn"
    assert card["access"][0] == "Gives no access yet"


async def test_a_refund_and_its_messages_are_part_of_it(world: World, console: Visitor) -> None:
    await ask(world, BUYER.id, "/start")
    paid = await buy(world)
    await world.tribute.refund_by_buyer(paid.id)
    await hear(world, BUYER.id, "has been refunded")
    card = (await console.get("purchases/1")).body
    assert (card["status"], card["may_refund"]) == ("refunded", False)
    assert "Event: digital_product_refunded" in [
        line for one in card["life"] for line in one["lines"]
    ]
    assert "The money was returned" in _titles(card)
    assert "To Alice Brown: it was refunded" in _titles(card)
    assert card["access"][0] == "Gave access: 1 month, revoked"


async def test_a_payment_in_stars_names_its_charge(world: World, console: Visitor) -> None:
    await set_price(world)
    bill = await invoice(world, BUYER.id)
    found = await world.telegram.pay(BUYER.id, bill.message_id)
    assert found.charge is not None
    await hear(world, BUYER.id, "Thank you")
    card = (await console.get("purchases/1")).body
    assert (card["charge"], card["kind"]) == (found.charge.charge_id, "stars")
    assert (card["number"], card["paid"]["text"]) == ("#1", "250\xa0⭐")
    assert card["life"][0]["title"] == "Telegram reported a payment in Stars"
    answer = await console.get("purchases", q=found.charge.charge_id)
    assert [one["id"] for one in answer.body["items"]] == [1]
    assert [one["value"] for one in (await console.get("purchases/filters")).body["kinds"]] == [
        "tribute",
        "stars",
    ]


async def test_an_admins_cut_is_told(world: World, console: Visitor) -> None:
    await ask(world, ADMIN.id, "/help")
    await buy(world)
    grants = deps(world).manual_grants
    preview = await grants.preview_revoke(BUYER.id, 1)  # type: ignore[arg-type]
    assert preview.before is not None
    answer = await console.post(
        f"people/{BUYER.id}/revoke",
        {"plan": "access", "until": preview.before.expires_at, "note": "<b>rude</b>"},
    )
    assert answer.status == 200, answer.body
    card = (await console.get("purchases/1")).body
    assert any(line.startswith("Paid; an admin ended the access") for line in card["notes"])
    assert card["why"] == "By Anna Keller @anna_runs_it · 700004: <b>rude</b>"


_UNKNOWN = (
    "2",
    "0",
    "-1",
    "x",
    "1.5",
    "9" * 19,
    "9" * 400,
    "%31x",
    "١",
)


async def test_an_unknown_purchase_is_not_found(world: World, console: Visitor) -> None:
    await buy(world)
    for row in _UNKNOWN:
        assert (await console.get(f"purchases/{row}")).refusal == (404, "not-found"), row


async def test_the_card_speaks_the_admins_language(world: World, browsers) -> None:  # type: ignore[no-untyped-def]
    await ask(world, SECOND_ADMIN.id, "/help")
    await buy(world)
    russian = await browsers.by_telegram(SECOND_ADMIN.id)
    card = (await russian.get("purchases/1")).body
    assert card["status_text"] == "Доступ дан"
    assert _titles(card)[0] == "Пришёл вебхук Tribute"
