"""Grants, ends of access and answers from the console: shown first, done once, under the name."""

import asyncio

from bot.sandbox.cast import ADMIN, BUYER, NEVER_STARTED, SECOND_ADMIN
from bot.sandbox.world import World
from tests.handlers.http.console.client import Browsers, Visitor
from tests.handlers.telegram.payments import buy, has_access
from tests.handlers.telegram.talk import ask, hear

GRANT, REVOKE = f"people/{BUYER.id}/grant", f"people/{BUYER.id}/revoke"
MONTH = {"plan": "access", "duration": "1 month"}


async def _history(console: Visitor, person: int = BUYER.id) -> list[str]:
    found = (await console.get(f"people/{person}/history")).body["items"]
    return [one["text"] for one in found]


async def test_a_grant_is_shown_first_and_made_once(world: World, console: Visitor) -> None:
    await ask(world, BUYER.id, "/start")
    await ask(world, ADMIN.id, "/help")
    asked = (await console.get(GRANT, **MONTH)).body
    assert asked["lines"][0] == "Give this access: 1 month?"
    order = {**MONTH, "until": asked["until"], "note": " for\nthe delay "}
    done = await console.post(GRANT, order)
    assert done.status == 200, done.body
    assert await has_access(world)
    await hear(world, BUYER.id, "1 month")
    assert (await console.post(GRANT, order)).refusal == (409, "changed")
    assert await _history(console) == [
        "Anna Keller @anna_runs_it · 700004: gave access: 1 month 📝 for the delay"
    ]


async def test_access_is_given_to_an_id_that_the_bot_never_met(
    world: World, console: Visitor
) -> None:
    asked = (await console.get("people/123456/grant", **MONTH)).body
    assert any("never met" in line for line in asked["lines"])
    order = {**MONTH, "until": asked["until"]}
    assert (await console.post("people/123456/grant", order)).status == 200
    assert await has_access(world, 123456)
    assert (await console.get(f"people/{2**53}/grant", **MONTH)).status == 404


async def test_for_life_is_granted_and_then_not_needed(console: Visitor) -> None:
    life = {"plan": "access", "duration": "lifetime"}
    assert (await console.get(GRANT, **life)).body["until"] == 0
    assert (await console.post(GRANT, {**life, "until": 0})).status == 200
    again = (await console.get(GRANT, **MONTH)).body
    assert again["until"] is None
    assert (await console.post(GRANT, {**MONTH, "until": 0})).refusal == (409, "changed")


async def test_access_ends_as_shown_and_once(world: World, console: Visitor) -> None:
    await buy(world)
    asked = (await console.get(REVOKE, plan="access")).body
    order = {"plan": "access", "until": asked["until"], "note": "<b>spam</b>"}
    assert (await console.post(REVOKE, {**order, "until": 5})).refusal == (409, "changed")
    assert await has_access(world)
    done = await console.post(REVOKE, order)
    assert done.status == 200
    assert not await has_access(world)
    second = await console.post(REVOKE, order)
    assert second.refusal == (409, "changed")
    assert "nothing was done" in second.body["error"]["text"]
    assert (await console.get(REVOKE, plan="access")).body["until"] is None
    assert (await _history(console))[0].endswith("ended the access 📝 <b>spam</b>")


async def test_two_admins_at_once_grant_once(world: World, browsers: Browsers) -> None:
    first, second = await browsers.by_telegram(ADMIN.id), await browsers.by_link(SECOND_ADMIN.id)
    order = {**MONTH, "until": (await first.get(GRANT, **MONTH)).body["until"]}
    answers = await asyncio.gather(
        *(visitor.post(GRANT, order) for visitor in (first, second, first, second))
    )
    assert sorted(one.status for one in answers) == [200, 409, 409, 409]


_UNREADABLE_ORDERS = (
    (GRANT, {**MONTH, "until": "1"}),
    (GRANT, {**MONTH, "until": -1}),
    (GRANT, {**MONTH, "until": 1, "note": "x" * 201}),
    (GRANT, {**MONTH, "duration": "", "until": 1}),
    (GRANT, {**MONTH, "duration": "0 days", "until": 1}),
    (GRANT, {**MONTH, "duration": "101 years", "until": 1}),
    (GRANT, {**MONTH, "duration": "1 month 3 days", "until": 1}),
    (REVOKE, {"plan": "access"}),
    (REVOKE, {"plan": None, "until": 1}),
)


async def test_an_order_that_cannot_be_read_changes_nothing(world: World, console: Visitor) -> None:
    for path, body in _UNREADABLE_ORDERS:
        assert (await console.post(path, body)).refusal == (400, "bad-request"), (path, body)
        assert not await has_access(world), (path, body)


async def test_an_unknown_plan_is_not_found(console: Visitor) -> None:
    assert (await console.get(GRANT, plan="pro", duration="1 month")).status == 404
    assert (await console.post(REVOKE, {"plan": "pro", "until": 1})).status == 404


async def _write(world: World, text: str) -> None:
    await ask(world, BUYER.id, "/paysupport")
    await world.telegram.send(BUYER.id, text)
    await hear(world, ADMIN.id, "A buyer writes to you")


async def test_an_answer_reaches_the_person_once_and_the_other_admins_see_it(
    world: World, console: Visitor
) -> None:
    await ask(world, BUYER.id, "/start")
    await ask(world, ADMIN.id, "/help")
    await ask(world, SECOND_ADMIN.id, "/help")
    await _write(world, "Where is my access?")
    card = (await console.get(f"people/{BUYER.id}")).body
    assert card["waits"] is True
    assert [(one["by_admin"], one["text"]) for one in card["messages"]] == [
        (False, "Where is my access?")
    ]
    path, answer = (
        f"people/{BUYER.id}/messages",
        {"text": "It is <b>open</b>.", "seen": card["seen"]},
    )
    done = await console.post(path, answer)
    assert done.body["lines"][0] == "Your message is on its way."
    heard = await hear(world, BUYER.id, "It is <b>open</b>.")
    assert "&lt;b&gt;" in heard.html
    await hear(world, SECOND_ADMIN.id, "It is <b>open</b>.")
    assert (await console.post(path, answer)).refusal == (409, "changed")
    now = (await console.get(f"people/{BUYER.id}")).body
    assert (now["waits"], len(now["messages"])) == (False, 2)


async def test_somebody_who_has_never_written_is_written_to_and_writes_back(
    world: World, browsers: Browsers, console: Visitor
) -> None:
    for person in (BUYER.id, ADMIN.id, SECOND_ADMIN.id):
        await ask(world, person, "/help")
    path, first = f"people/{BUYER.id}/messages", {"text": "Did it <b>work</b>?", "seen": 0}
    assert (await console.get(f"people/{BUYER.id}")).body["seen"] is None
    answers = await asyncio.gather(*(console.post(path, first) for _ in range(3)))
    assert sorted(one.status for one in answers) == [200, 409, 409]
    second = await browsers.by_telegram(SECOND_ADMIN.id)
    assert (await second.post(path, first)).refusal == (409, "changed")
    heard = await hear(world, BUYER.id, "The owner writes to you")
    assert "Did it &lt;b&gt;work&lt;/b&gt;?" in heard.html
    assert "work" in (await hear(world, SECOND_ADMIN.id, "есть сообщение для")).text
    await world.telegram.send(BUYER.id, "It did!", reply_to_message_id=heard.message_id)
    await hear(world, ADMIN.id, "A buyer writes to you")
    card = (await console.get(f"people/{BUYER.id}")).body
    assert [one["by_admin"] for one in card["messages"]] == [True, False]
    assert card["waits"] is True


async def test_a_first_message_waits_until_the_person_presses_start(
    world: World, console: Visitor
) -> None:
    await ask(world, ADMIN.id, "/help")
    await world.tribute.pay(456, telegram_user_id=BUYER.id)
    path = f"people/{BUYER.id}/messages"
    done = await console.post(path, {"text": "Press Start!", "seen": 0})
    assert "waits until they press Start" in " ".join(done.body["lines"])
    await ask(world, BUYER.id, "/start")
    await hear(world, BUYER.id, "Press Start!")
    await hear(world, ADMIN.id, "Your message has reached")
    assert (await _history(console))[0].endswith("wrote to them: “Press Start!”")


async def test_an_answer_to_somebody_who_has_written_more_is_refused(
    world: World, console: Visitor
) -> None:
    await ask(world, BUYER.id, "/start")
    await ask(world, ADMIN.id, "/help")
    await _write(world, "Hello?")
    seen = (await console.get(f"people/{BUYER.id}")).body["seen"]
    await ask(world, BUYER.id, "/paysupport")
    sent = await world.telegram.send(BUYER.id, "Never mind, it works")
    await world.telegram.wait_for(BUYER.id, lambda _: True, after=sent.message_id)
    path = f"people/{BUYER.id}/messages"
    late = await console.post(path, {"text": "Look again", "seen": seen})
    assert late.refusal == (409, "changed")
    for text in ("", "  \n ", "x" * 3501, "\N{GRINNING FACE}" * 1751, "a\0b", "\x1b[31m"):
        assert (await console.post(path, {"text": text, "seen": seen})).status == 400
    nobody = await console.post(f"people/{NEVER_STARTED.id}/messages", {"text": "a", "seen": 1})
    assert nobody.status == 404
