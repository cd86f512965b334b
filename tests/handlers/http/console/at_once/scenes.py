"""Acts that two admins do at the same moment: for each the shop as both see it, and what both send.

A scene is named after its route. It returns the values of the path's parts, and the body.
"""

from collections.abc import Awaitable, Callable
from typing import Any

from bot.domain.models import HeldReason
from bot.sandbox.cast import BUYER
from bot.sandbox.world import World
from storage import facts
from tests.bodies import purchase, recurring, refund
from tests.handlers.http.console.attention.test_others import undeliverable
from tests.handlers.http.console.attention.test_people_who_wait import claimed
from tests.handlers.http.console.attention.things import BROWSER, UNBOUND, asked, held
from tests.handlers.http.console.client import Visitor
from tests.handlers.http.console.composed import words
from tests.handlers.http.console.plans.shop import BASIC, FOREVER, MONTH, PRO, plan, tariff
from tests.handlers.telegram.payments import buy, deps

Sent = tuple[dict[str, int], Any]
Scene = Callable[[World, Visitor], Awaitable[Sent]]
SCENES: dict[str, Scene] = {}
REASON = {"reason": "a test"}
GREETING = {"slot": "greeting", "locale": "en"}
WEEK = {"plan": BASIC, "days": 7}


def scene(route: str) -> Callable[[Scene], Scene]:
    """Name the route of a scene."""

    def add(made: Scene) -> Scene:
        SCENES[route] = made
        return made

    return add


@scene("attention/held/{id}/accept")
async def _accept(world: World, _: Visitor) -> Sent:
    unreadable = {**UNBOUND, "product_id": 456, "purchase_id": 8, "amount": -5}
    row = await held(world, **unreadable)
    found = await deps(world).purchases.card(row)
    assert found is not None
    assert found.purchase.held_reason is HeldReason.UNREADABLE
    return {"id": row}, None


@scene("attention/held/{id}/give")
async def _give(world: World, _: Visitor) -> Sent:
    return {"id": await held(world, **UNBOUND)}, WEEK


@scene("attention/held/{id}/buyer")
async def _name(world: World, _: Visitor) -> Sent:
    return {"id": await held(world, **BROWSER)}, {"person": BUYER.id}


@scene("attention/held/{id}/dismiss")
async def _dismiss(world: World, _: Visitor) -> Sent:
    return {"id": await held(world, **UNBOUND)}, REASON


@scene("attention/claims/{id}/approve")
async def _approve(world: World, _: Visitor) -> Sent:
    row = await held(world, **BROWSER)
    return {"id": await claimed(world, "5")}, {"row": row}


@scene("attention/claims/{id}/deny")
async def _deny(world: World, _: Visitor) -> Sent:
    return {"id": await claimed(world, "5")}, {"unmatched": True}


@scene("attention/support/{id}/close")
async def _close(world: World, visitor: Visitor) -> Sent:
    await asked(world, "Where is it?")
    card = (await visitor.get(f"attention/support/{BUYER.id}")).body
    return {"id": BUYER.id}, {"up_to": card["seen"]}


async def _unclear(world: World) -> None:
    """Deliver two purchases and a refund without numbers."""
    who, now = {"telegram_user_id": BUYER.id, "product_name": "Club"}, world.clock.now()
    for body in (
        purchase(None, at=now - 120, **who),
        purchase(None, at=now - 60, **who),
        refund(None, at=now, **who),
    ):
        assert await world.tribute.deliver(world.tribute.raw_event(body)) == 200


@scene("attention/refunds/{id}/match")
async def _match(world: World, _: Visitor) -> Sent:
    await _unclear(world)
    return {"id": 1}, {"row": 1}


@scene("attention/refunds/{id}/dismiss")
async def _dismiss_refund(world: World, _: Visitor) -> Sent:
    await _unclear(world)
    return {"id": 1}, REASON


@scene("attention/undeliverable/{id}/send-again")
async def _send_again(world: World, _: Visitor) -> Sent:
    return {"id": await undeliverable(world)}, None


async def _circle(world: World, visitor: Visitor) -> str:
    """Let somebody subscribe at Tribute; return the version of the subscription."""
    now = world.clock.now()
    body = recurring("new", at=now, until=now + 86400, telegram_user_id=BUYER.id)
    assert await world.tribute.deliver(world.tribute.raw_event(body)) == 200
    return str((await visitor.get("attention/recurring/1644")).body["stands"])


@scene("attention/recurring/{id}/bind")
async def _bind(world: World, visitor: Visitor) -> Sent:
    return {"id": 1644}, {"plan": BASIC, "stands": await _circle(world, visitor)}


@scene("attention/recurring/{id}/unbind")
async def _unbind(world: World, visitor: Visitor) -> Sent:
    return {"id": 1644}, {"stands": await _circle(world, visitor)}


@scene("attention/pause/{id}/resume")
async def _resume(world: World, _: Visitor) -> Sent:
    now = str(world.clock.now())
    await deps(world).pauses.db.write(lambda tx: facts.put(tx, "outbox_paused_at", now))
    return {"id": 1}, {"drop_old": False}


@scene("people/{id}/grant")
async def _grant(_: World, visitor: Visitor) -> Sent:
    wanted = {"plan": "basic", "duration": "1 month"}
    until = (await visitor.get(f"people/{BUYER.id}/grant", **wanted)).body["until"]
    return {"id": BUYER.id}, {**wanted, "until": until}


@scene("people/{id}/revoke")
async def _revoke(world: World, visitor: Visitor) -> Sent:
    await buy(world)
    until = (await visitor.get(f"people/{BUYER.id}/revoke", plan="basic")).body["until"]
    return {"id": BUYER.id}, {"plan": "basic", "until": until}


@scene("people/{id}/messages")
async def _write(world: World, visitor: Visitor) -> Sent:
    await asked(world, "Where is it?")
    seen = (await visitor.get(f"people/{BUYER.id}")).body["seen"]
    return {"id": BUYER.id}, {"text": "Here.", "seen": seen}


@scene("plans/{id}/name")
async def _rename(_: World, __: Visitor) -> Sent:
    return {"id": PRO}, {"locale": "en", "words": "Best", "seen": "Pro"}


@scene("plans/{id}/description")
async def _describe(_: World, __: Visitor) -> Sent:
    return {"id": PRO}, {"locale": "en", "words": "All of it", "seen": None}


@scene("tariffs/{id}/words")
async def _words(_: World, __: Visitor) -> Sent:
    seen = {"seen_name": None, "seen_description": None}
    return {"id": MONTH}, {"locale": "en", "name": "A month", "description": None, **seen}


@scene("plans/order")
async def _order(_: World, __: Visitor) -> Sent:
    return {}, {"wanted": [PRO, BASIC], "seen": [BASIC, PRO]}


@scene("plans/order/restore")
async def _restore(_: World, visitor: Visitor) -> Sent:
    await visitor.post("plans/order", (await _order(_, visitor))[1])
    return {}, {"seen": (await visitor.get("plans")).body["order_seen"]}


@scene("plans/{id}/tariffs/order")
async def _order_tariffs(_: World, visitor: Visitor) -> Sent:
    seen = [one["id"] for one in (await plan(visitor))["tariffs"]]
    return {"id": BASIC}, {"wanted": seen[::-1], "seen": seen}


@scene("plans/{id}/tariffs/order/restore")
async def _restore_tariffs(world: World, visitor: Visitor) -> Sent:
    await visitor.post(f"plans/{BASIC}/tariffs/order", (await _order_tariffs(world, visitor))[1])
    return {"id": BASIC}, {"seen": (await plan(visitor))["order_seen"]}


@scene("plans/{id}/retire")
async def _retire(_: World, visitor: Visitor) -> Sent:
    return {"id": PRO}, {"seen": (await plan(visitor, PRO))["seen"]}


@scene("plans/{id}/sell-again")
async def _sell_again(world: World, visitor: Visitor) -> Sent:
    await visitor.post(f"plans/{PRO}/retire", (await _retire(world, visitor))[1])
    return await _retire(world, visitor)


@scene("tariffs/{id}/hide")
async def _hide(_: World, visitor: Visitor) -> Sent:
    return {"id": FOREVER}, {"seen": (await tariff(visitor, FOREVER))["seen"]}


@scene("tariffs/{id}/show")
async def _show(world: World, visitor: Visitor) -> Sent:
    await visitor.post(f"tariffs/{FOREVER}/hide", (await _hide(world, visitor))[1])
    return await _hide(world, visitor)


@scene("plans/{id}/inclusion")
async def _include(_: World, visitor: Visitor) -> Sent:
    wanted = {"other": BASIC, "include": True}
    path = f"plans/{PRO}/inclusion"
    shown = (await visitor.get(path, other=BASIC, include="true")).body
    return {"id": PRO}, {**wanted, "people": shown["people"], "shortened": shown["shortened"]}


@scene("products/{id}/sell")
async def _sell(_: World, visitor: Visitor) -> Sent:
    seen = (await visitor.get("products/512/sell", **WEEK)).body["seen"]
    return {"id": 512}, {**WEEK, "seen": seen}


@scene("products/{id}/stop")
async def _stop(_: World, visitor: Visitor) -> Sent:
    return {"id": 456}, {"seen": (await visitor.get("products/456/stop")).body["seen"]}


@scene("tariffs/{id}/stars")
async def _stars(_: World, __: Visitor) -> Sent:
    return {"id": MONTH}, {"stars": 250, "seen": 0}


@scene("purchases/{id}/refund")
async def _refund(world: World, visitor: Visitor) -> Sent:
    await buy(world)
    world.tribute.faults.add("timeout", only="cancel", hang_seconds=0.3)
    return {"id": 1}, {"seen": (await visitor.get("purchases/1/refund")).body["seen"]}


@scene("purchases/{id}/refund/settle")
async def _settle(world: World, visitor: Visitor) -> Sent:
    await buy(world)
    seen = (await visitor.get("purchases/1/refund")).body["seen"]
    world.tribute.faults.add(500, only="cancel")
    await visitor.post("purchases/1/refund", {"seen": seen})
    attempt = (await visitor.get("purchases/1/refund")).body["unknown_attempt"]
    return {"id": 1}, {"attempt": attempt, "happened": True}


def _hello() -> dict[str, Any]:
    return {"place": GREETING, "content": {"words": words("Hello!")}, "seen": 0}


@scene("shop/save")
async def _save(_: World, __: Visitor) -> Sent:
    return {}, _hello()


async def _saved(visitor: Visitor) -> Sent:
    answer = await visitor.post("shop/save", _hello())
    assert answer.status == 200, answer.body
    return {}, {"place": GREETING, "seen": answer.body["place"]["seen"]}


@scene("shop/restore")
async def _restore_words(_: World, visitor: Visitor) -> Sent:
    return await _saved(visitor)


@scene("shop/undo")
async def _undo(_: World, visitor: Visitor) -> Sent:
    return await _saved(visitor)


@scene("shop/profile/wish")
async def _wish(_: World, visitor: Visitor) -> Sent:
    spots = (await visitor.get("shop/profile", language="")).body["spots"]
    seen = next(one["seen"] for one in spots if one["part"] == "name")
    return {}, {"part": "name", "words": "Owl Club", "seen": seen}


@scene("shop/profile/restore")
async def _restore_profile(world: World, visitor: Visitor) -> Sent:
    answer = await visitor.post("shop/profile/wish", (await _wish(world, visitor))[1])
    return {}, {"part": "name", "seen": answer.body["spot"]["seen"]}
