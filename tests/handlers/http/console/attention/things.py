"""Things that wait, as the tests of the page make them, and what it says of them."""

from typing import Any

from bot.domain.models import PurchaseStatus
from bot.domain.support import SupportKind, Written
from bot.sandbox.cast import BUYER
from bot.sandbox.world import World
from tests.handlers.http.console.client import Answer, Visitor
from tests.handlers.telegram.payments import deliver, deps

BROWSER: dict[str, Any] = {
    "product_id": 456,
    "purchase_id": 5,
    "trb_user_id": "W-1",
    "amount": 999,
}
UNBOUND: dict[str, Any] = {
    "product_id": 512,
    "purchase_id": 6,
    "telegram_user_id": BUYER.id,
    "amount": 500,
}


async def held(world: World, **payload: Any) -> int:
    """Let a payment come that can't be granted; return its row."""
    await deliver(world, **payload)
    backlog = await deps(world).attention.backlog()
    return backlog.held[-1].id


async def hold_many(world: World, number: int) -> None:
    """Let so many payments come for a product that isn't sold."""
    for purchase_id in range(1, number + 1):
        await deliver(world, **{**UNBOUND, "purchase_id": purchase_id})


async def status(world: World, row: int) -> PurchaseStatus:
    found = await deps(world).purchases.card(row)
    assert found is not None
    return found.purchase.status


async def history(world: World, row: int) -> list[tuple[str, str]]:
    """Return who did what to a purchase, newest first."""
    found = await deps(world).purchases.card(row)
    assert found is not None
    return [(one.entry.actor, one.entry.action) for one in found.history]


async def asked(world: World, text: str, message_id: int = 1) -> None:
    """Let Alice write to the owner."""
    written = Written(BUYER.id, message_id, SupportKind.TEXT, text)
    await deps(world).support.write(BUYER.id, written)


async def group(visitor: Visitor, kind: str) -> list[dict[str, Any]]:
    """Return the things of a kind as the list has them."""
    answer: Answer = await visitor.get("attention")
    assert answer.status == 200, answer.body
    groups = {one["kind"]: one["items"] for one in answer.body["groups"]}
    found: list[dict[str, Any]] = groups.get(kind, [])
    return found
