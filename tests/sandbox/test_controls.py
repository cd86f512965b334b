"""The page's controls over HTTP: each does what its button says, for this machine's page only."""

import asyncio
import json
from pathlib import Path

import aiohttp
import pytest

from bot.clock import FixedClock
from bot.sandbox.cast import ADMIN, BUYER, NEVER_STARTED
from bot.sandbox.tribute import DeliveryState
from bot.sandbox.world import World
from tests.conftest import NOW
from tests.own_texts.folders import write
from tests.sandbox.world_fixtures import OWN_PAGE, Site, serving

DAY = 86_400


async def _post(site: Site, headers: dict[str, str]) -> int:
    async with site.http.post(f"{site.url}/api/clock", data="{}", headers=headers) as response:
        return response.status


async def test_only_this_machines_own_page_may_use_the_controls(site: Site) -> None:
    own, port = site.url, site.url.rsplit(":", 1)[1]
    assert await _post(site, OWN_PAGE) == 200
    assert await _post(site, {"Origin": own}) == 200
    assert await _post(site, {}) == 403
    assert await _post(site, {"Origin": "http://evil.example"}) == 403
    assert await _post(site, {"Origin": "null", **OWN_PAGE}) == 403
    assert await _post(site, {"Origin": "http://127.0.0.1:1", **OWN_PAGE}) == 403
    assert await _post(site, {"Host": f"evil.example:{port}", **OWN_PAGE}) == 403
    async with site.http.get(f"{own}/api/state", headers={"Host": "evil.example"}) as foreign:
        assert foreign.status == 403


async def test_the_checkout_too_is_closed_to_other_sites(site: Site) -> None:
    url = f"{site.url}{(await site.state())['products'][0]['checkout']}/pay"
    form = {"method": "card"}
    headers = {"Origin": "http://evil.example"}
    async with site.http.post(url, data=form, headers=headers) as response:
        assert response.status == 403
    assert not site.world.tribute.purchases


async def test_everything_served_forbids_foreign_scripts_and_frames(site: Site) -> None:
    for path in ("/", "/page/main.js", "/api/state", "/checkout/none", "/nothing"):
        async with site.http.get(site.url + path) as response:
            policy = response.headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "frame-ancestors 'self'" in policy


async def test_the_state_lists_the_people_and_the_products(site: Site) -> None:
    state = await site.state()
    people = {person["id"]: person for person in state["people"]}
    assert state["now"] == NOW
    assert (people[ADMIN.id]["admin"], people[BUYER.id]["admin"]) == (True, False)
    assert not people[NEVER_STARTED.id]["started"]
    first = state["products"][0]
    assert (first["price"], first["stars"], first["sellable"]) == ("$9.99", 499, True)


async def test_a_person_can_be_added_and_can_write(site: Site) -> None:
    body = {"first_name": " Ада <b> ", "username": "@ada_l", "language_code": "ru"}
    person_id = (await site.do("people", **body))["id"]
    person = site.world.telegram.people[person_id]
    assert (person.first_name, person.username) == ("Ада <b>", "ada_l")
    await site.do(f"people/{person_id}/send", text="/start")
    assert person.started
    again = await site.do("people", first_name="Bo", language_code="en")
    assert again["id"] != person_id


@pytest.mark.menus
async def test_the_page_has_the_languages_that_were_added(
    clock: FixedClock, tmp_path: Path
) -> None:
    texts = write(tmp_path / "texts", {"uk/shop.ftl": "shop-hello = 👋 Вітаємо, { $name }!\n"})
    async with World.open(clock=clock, texts_dir=texts) as world, serving(world) as site:
        state = await site.state()
        assert state["languages"][2:] == [{"code": "uk", "name": "Українська"}]
        added = await site.do("people", first_name="Оксана", language_code="uk")
        await site.do(f"people/{added['id']}/send", text="/start")
        await world.telegram.wait_for(added["id"], lambda one: "Вітаємо, Оксана" in one.text)
        async with site.http.get(f"{site.url}/api/people/{added['id']}/chat") as answer:
            assert (await answer.json())["language"] == "uk"


async def test_blocking_and_unblocking(site: Site) -> None:
    await site.do(f"people/{BUYER.id}/block", blocked=True)
    assert site.world.telegram.people[BUYER.id].blocked
    await site.do(f"people/{BUYER.id}/block", blocked=False)
    assert not site.world.telegram.people[BUYER.id].blocked


async def test_time_moves_by_hours_days_and_months(site: Site) -> None:
    await site.do("clock", hours=1)
    await site.do("clock", days=7)
    assert site.world.clock.now() == NOW + 3600 + 7 * DAY
    await site.do("clock", months=1)
    assert site.world.clock.now() == NOW + 3600 + (7 + 31) * DAY
    assert (await site.state())["clock_moved"]


async def test_paying_by_stars_names_the_buyer_and_by_card_nobody(site: Site) -> None:
    for method in ("stars", "card"):
        await site.do("tribute/pay", product_id=456, person_id=BUYER.id, method=method)
    by_card, by_stars = (await site.state())["purchases"]
    assert (by_stars["method"], by_stars["person"]) == ("stars", "Alice Brown")
    assert (by_card["method"], by_card["person"]) == ("card", "by e-mail")
    bodies = [one.attempts[0].body for one in site.world.tribute.deliveries]
    buyers = [json.loads(body)["payload"].get("telegram_user_id") for body in bodies]
    assert buyers == [BUYER.id, None]


async def test_the_next_webhook_is_sent_twice(site: Site) -> None:
    await site.do("tribute/webhooks", duplicate_next=1)
    assert (await site.state())["webhooks"]["duplicate_next"] == 1
    await site.do("tribute/pay", product_id=456, person_id=BUYER.id, method="stars")
    outcomes = [delivery.outcome for delivery in site.world.tribute.deliveries]
    assert outcomes == ["applied", "duplicate"]


async def test_a_lost_webhook_waits_and_is_sent_again_at_once_when_asked(site: Site) -> None:
    await site.do("tribute/webhooks", lose_next=1)
    await site.do("tribute/pay", product_id=456, person_id=BUYER.id, method="stars")
    assert (await site.state())["webhooks"]["waiting"] == 1
    await site.do("tribute/retry")
    assert (await site.state())["webhooks"]["waiting"] == 0
    assert site.world.tribute.deliveries[0].state is DeliveryState.DELIVERED


async def test_a_lost_webhook_is_sent_again_automatically_at_the_chosen_speed(site: Site) -> None:
    await site.do("tribute/webhooks", lose_next=1, speed=3600)
    await site.do("tribute/pay", product_id=456, person_id=BUYER.id, method="stars")
    async with asyncio.timeout(15):
        while (await site.state())["webhooks"]["waiting"]:
            pass


async def test_planned_faults_of_webhooks_can_be_cleared(site: Site) -> None:
    await site.do("tribute/webhooks", lose_next=1, duplicate_next=1)
    await site.do("tribute/webhooks", lose_next=0, duplicate_next=0)
    assert not site.world.tribute.webhook_faults.lose_next
    assert not site.world.tribute.webhook_faults.duplicate_next


async def test_the_buyer_is_refunded_once(site: Site) -> None:
    await site.do("tribute/pay", product_id=456, person_id=BUYER.id, method="stars")
    (purchase,) = (await site.state())["purchases"]
    await site.do("tribute/refund", purchase_id=purchase["id"])
    assert (await site.state())["purchases"][0]["refunded"]
    status, answer = await site.ask("tribute/refund", purchase_id=purchase["id"])
    assert (status, answer) == (400, {"error": "This purchase is refunded already."})


@pytest.mark.matrix
@pytest.mark.parametrize("how", ["400", "401", "403", "404", "500", "timeout", "drop"])
async def test_tributes_next_call_is_made_to_fail(site: Site, how: str) -> None:
    await site.do("tribute/fail-next", how=how, call="refund")
    assert (await site.state())["planned"] == [f"Tribute’s API: {how}"]
    await site.do("forget-failures")
    assert (await site.state())["planned"] == []


@pytest.mark.matrix
@pytest.mark.parametrize("how", ["429", "500", "502", "403", "400", "drop"])
async def test_telegrams_next_call_is_made_to_fail(site: Site, how: str) -> None:
    await site.world.stop_app()  # else the failure could meet one of the bot's own calls
    await site.do("telegram/fail-next", how=how)
    how_shown = {"502": "html"}.get(how, how)
    assert (await site.state())["planned"] == [f"Telegram: {how_shown}"]
    telegram = site.world.telegram
    call = f"{telegram.url}/bot{telegram.token}/getMe"
    if how == "drop":
        with pytest.raises(aiohttp.ServerDisconnectedError):
            await site.http.post(call)
    else:
        assert (await site.http.post(call)).status == int(how)
    assert (await site.http.post(call)).status == 200


async def test_the_test_ping_arrives(site: Site) -> None:
    await site.do("tribute/test-ping")
    assert site.world.tribute.deliveries[-1].outcome == "test"


_IMPOSSIBLE: tuple[tuple[str, dict[str, object], str], ...] = (
    ("people", {"first_name": " ", "language_code": "en"}, "A person needs a name."),
    ("people", {"first_name": "x" * 65, "language_code": "en"}, "at most 64 characters"),
    ("people", {"first_name": "Bo", "language_code": "tlh"}, "is one of: en, ru, de"),
    ("people/1/send", {"text": "hello"}, "There is no such person."),
    ("people/x/block", {}, "There is no such person."),
    (f"people/{BUYER.id}/send", {"text": ""}, "There is nothing to send."),
    (f"people/{BUYER.id}/press", {"message_id": True, "data": "x"}, "is a whole number"),
    ("clock", {"days": "7"}, "is a whole number"),
    ("clock", {"days": -1}, "Time moves ahead"),
    ("clock", {"days": 2**70}, "is a whole number"),
    ("tribute/pay", {"product_id": 1, "method": "stars"}, "There is no such product."),
    ("tribute/pay", {"product_id": 456, "person_id": 1, "method": "stars"}, "such person"),
    ("tribute/pay", {"product_id": 456, "method": "gold"}, "is one of: stars, card"),
    ("tribute/refund", {"purchase_id": 1}, "There is no such purchase."),
    ("tribute/fail-next", {"how": "418", "call": "any"}, "is one of: 400"),
    ("telegram/fail-next", {"how": None}, "is one of: 429"),
)


async def test_an_impossible_request_is_refused_in_one_sentence(site: Site) -> None:
    for path, body, error in _IMPOSSIBLE:
        status, answer = await site.ask(path, **body)
        assert status == 400, (path, body)
        assert error in answer["error"], (path, body)


@pytest.mark.matrix
@pytest.mark.parametrize("body", [b"[]", b"{", b"\xff", b"[" * 10_000])
async def test_a_body_that_is_no_object_is_refused(site: Site, body: bytes) -> None:
    async with (
        site.http.post(f"{site.url}/api/clock", data=body, headers=OWN_PAGE) as response,
    ):
        assert response.status == 400
        assert await response.json() == {"error": "The controls take a JSON object."}


async def test_events_report_traffic_and_changed_chats_and_end_with_the_page(site: Site) -> None:
    async with site.http.get(f"{site.url}/events") as events:
        await site.do(f"people/{BUYER.id}/send", text="/start")
        seen: dict[str, list[object]] = {}
        async with asyncio.timeout(15):
            while BUYER.id not in seen.get("chat", []):
                name = (await events.content.readline()).decode().strip()
                if name.startswith("event: "):
                    data = (await events.content.readline()).removeprefix(b"data: ")
                    seen.setdefault(name.removeprefix("event: "), []).extend(json.loads(data))
    assert {line["sender"] for line in seen["traffic"] if isinstance(line, dict)} >= {"bot"}
