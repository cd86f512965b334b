"""The frame of the API: finds the route, reads strictly, refuses in words, and reports failures."""

import asyncio
import gzip
from collections.abc import AsyncIterator

import pytest
from aiohttp import hdrs, web
from aiohttp.test_utils import TestServer

from bot import __version__
from bot.sandbox.cast import ADMIN
from bot.sandbox.world import World
from handlers.http.console.api import all_routes
from handlers.http.console.api_requests import MOST_UPLOADS
from handlers.http.console.site import Site
from handlers.http.telegram_web import TELEGRAM_WEB
from storage.engine.database import open_read_only
from tests.handlers.http.console.client import Browsers, Visitor
from tests.handlers.http.console.frame_routes import HELD, ROUTES, SECRET
from tests.handlers.telegram.talk import ask


@pytest.fixture
async def page(world: World, browsers: Browsers) -> AsyncIterator[Visitor]:
    """Yield Anna's page of a console that has these routes, over the app's own use cases."""
    assert world.app is not None
    site = Site(world.app.deps, TELEGRAM_WEB, ROUTES)
    app = web.Application()
    app.router.add_route("*", r"/console/{path:(?s:.*)}", site.handle)
    async with TestServer(app) as server:
        visitor = Visitor(browsers.open_session(), str(server.make_url("/")).rstrip("/"))
        token = await browsers.link(ADMIN.id)
        assert (await visitor.post("login", {"token": token})).status == 200
        yield visitor


async def test_the_page_learns_who_is_logged_in(world: World, console: Visitor) -> None:
    await ask(world, ADMIN.id, "/start")
    assert (await console.get("me")).body == {
        "id": ADMIN.id,
        "is_owner": True,
        "locale": "en",
        "name": "Anna Keller",
        "version": __version__,
    }


async def test_a_route_gets_its_path_query_and_body(page: Visitor) -> None:
    assert (await page.get("things/a%20b", q="ы'%\0")).body == {"said": "a b: ы'%\0 50"}
    answer = await page.post("things/7", {"name": "x", "amount": 3})
    assert answer.body == {"said": "7: x 3"}
    assert answer.headers[hdrs.CACHE_CONTROL] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == (
        "default-src 'none'; frame-ancestors 'none'"
    )


_UNKNOWN_PATHS = (
    "things",
    "things/",
    "things/1/2",
    "a%0Ab",
    "things/1%0A/2",
    "Things/1",
    "things/1/",
    "",
)


async def test_an_unknown_path_is_not_found(page: Visitor) -> None:
    for path in _UNKNOWN_PATHS:
        assert (await page.get(path)).refusal == (404, "not-found"), path


async def test_another_method_is_refused_with_those_that_are_right(page: Visitor) -> None:
    answer = await page.ask("DELETE", "things/1", headers={hdrs.ORIGIN: page.url})
    assert answer.refusal == (405, "method")
    assert answer.headers[hdrs.ALLOW] == "GET, POST"


async def test_a_path_that_is_written_out_goes_before_one_with_parts(page: Visitor) -> None:
    assert (await page.post("things/list")).refusal == (409, "changed")
    answer = await page.get("things/list")
    assert answer.refusal == (405, "method")
    assert answer.headers[hdrs.ALLOW] == "POST"


async def test_what_can_be_no_id_is_not_found(page: Visitor) -> None:
    for part in ("0", "-1", "x", "1%0A", "1.5", "٣", "9223372036854775808", "1" * 30):
        answer = await page.post(f"things/{part}", {"name": "x", "amount": 3})
        assert answer.refusal == (404, "not-found"), part


_UNREAD = "The console couldn't read this. Check what you typed or chose, and try again."
_WRONG_QUERIES = (
    ([("limit", "0")], ["limit"]),
    ([("limit", "201")], ["limit"]),
    ([("limit", SECRET)], ["limit"]),
    ([("limit", "1"), ("limit", "2")], ["limit"]),
    ([("q", "a" * 65)], ["q"]),
    ([("more", SECRET)], ["more"]),
)


async def test_a_wrong_query_is_refused_by_the_names_of_its_fields(page: Visitor) -> None:
    for query, fields in _WRONG_QUERIES:
        answer = await page.ask("GET", "things/1", params=query)
        assert answer.refusal == (400, "bad-request"), (query, fields)
        assert answer.body["error"]["fields"] == fields, (query, fields)
        assert answer.body["error"]["text"] == _UNREAD, (query, fields)


async def test_a_refusal_is_short_whatever_was_sent(page: Visitor) -> None:
    body = {f"{number}{'x' * 500}": 1 for number in range(50)}
    answer = await page.post("things/1", body)
    assert answer.refusal == (400, "bad-request")
    assert len(answer.body["error"]["fields"]) == 10
    assert len(str(answer.body)) < 1500


async def test_a_query_where_none_is_read_is_refused(page: Visitor) -> None:
    assert (await page.get("me", since="1")).refusal == (400, "bad-request")


_WRONG_BODIES = (
    (b'{"name": "x", "amount": 101}', ["amount"]),
    (b'{"name": "x", "amount": "3"}', ["amount"]),
    (b'{"name": "x", "amount": true}', ["amount"]),
    (b'{"name": "x"}', ["amount"]),
    (b'{"name": "x", "amount": 1, "more": 1}', ["more"]),
    (b'{"name": "\\ud800", "amount": 1}', None),
    (b'{"name": "x", "amount": 1' + b"0" * 5000 + b"}", None),
    (b"[" * 5000, None),
    (b"\xff\xfe", None),
    (b"", None),
    (b"null", None),
)


async def test_a_wrong_body_is_refused(page: Visitor) -> None:
    headers = {hdrs.ORIGIN: page.url, hdrs.CONTENT_TYPE: "application/json"}
    for body, fields in _WRONG_BODIES:
        answer = await page.ask("POST", "things/1", headers=headers, data=body)
        assert answer.refusal == (400, "bad-request"), (body, fields)
        if fields is not None:
            assert answer.body["error"]["fields"] == fields, (body, fields)


async def test_a_body_that_is_no_json_too_large_or_compressed_is_refused(page: Visitor) -> None:
    own = {hdrs.ORIGIN: page.url}
    form = await page.ask("POST", "things/1", headers=own, data={"name": "x", "amount": "3"})
    assert form.refusal == (415, "unsupported")
    large = await page.ask("POST", "things/1", headers=own, json={"name": "x" * 70_000})
    assert large.refusal == (413, "too-large")
    zipped = {**own, hdrs.CONTENT_ENCODING: "gzip"}
    small = await page.ask("POST", "things/1", headers=zipped, data=gzip.compress(b"{}"))
    assert small.refusal == (415, "unsupported")


async def test_an_act_without_a_body_takes_none(page: Visitor) -> None:
    assert (await page.post("things/1/refuse")).refusal == (409, "changed")
    assert (await page.post("things/1/refuse", {})).refusal == (409, "changed")
    assert (await page.post("things/1/refuse", {"a": 1})).refusal == (400, "bad-request")


async def test_some_routes_are_for_owners_alone(page: Visitor, helper: Visitor, now: int) -> None:
    assert (await page.get("owners")).body == {"said": f"{ADMIN.id} True en {now}"}
    helper.url = page.url
    assert (await helper.get("owners")).refusal == (403, "owners-only")
    assert (await helper.get("long")).status == 200


async def test_a_long_answer_is_compressed(page: Visitor) -> None:
    answer = await page.get("long")
    assert answer.body == {"said": "x" * 5000}
    assert answer.headers[hdrs.CONTENT_ENCODING] == "gzip"
    for refusing in ("identity", "gzip;q=0, br"):
        plain = await page.get("long", headers={hdrs.ACCEPT_ENCODING: refusing})
        assert hdrs.CONTENT_ENCODING not in plain.headers, refusing


async def test_a_file_has_the_headers_too(page: Visitor) -> None:
    answer = await page.get("file.csv")
    assert answer.headers[hdrs.CONTENT_TYPE] == "text/csv"
    assert answer.headers[hdrs.CACHE_CONTROL] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


async def test_a_route_may_read_the_body_itself(page: Visitor) -> None:
    answer = await page.ask("POST", "raw", headers={hdrs.ORIGIN: page.url}, data=b"x" * 90_000)
    assert answer.body == {"said": "90000"}
    large = await page.ask("POST", "raw", headers={hdrs.ORIGIN: page.url}, data=b"x" * 100_001)
    assert large.refusal == (413, "too-large")


async def test_only_a_few_uploads_are_in_memory_at_once(page: Visitor) -> None:
    async def upload() -> int:
        headers = {hdrs.ORIGIN: page.url}
        return (await page.ask("POST", "held", headers=headers, data=b"x")).status

    HELD.begun, HELD.go = 0, asyncio.Event()
    uploads = [asyncio.Task(upload()) for _ in range(MOST_UPLOADS + 3)]
    while HELD.begun < MOST_UPLOADS:
        await asyncio.sleep(0.01)
    assert (await page.get("long")).status == 200  # others go on, and had time to begin
    assert HELD.begun == MOST_UPLOADS
    HELD.go.set()
    assert set(await asyncio.gather(*uploads)) == {200}


async def test_a_failure_is_reported_and_says_nothing_of_itself(
    world: World, page: Visitor
) -> None:
    answer = await page.get("fail")
    assert answer.refusal == (503, "unavailable")
    assert answer.headers[hdrs.RETRY_AFTER] == "30"
    assert SECRET not in answer.body["error"]["text"]
    with open_read_only(world.settings.database_path) as tx:
        kinds = {row["kind"] for row in tx.all("SELECT kind FROM outbox")}
    assert "admin-error" in kinds


async def test_without_storage_it_asks_to_come_again(page: Visitor) -> None:
    assert (await page.get("no-storage")).refusal == (503, "unavailable")


def test_every_route_is_there_once_and_described() -> None:
    routes = all_routes()
    assert len({(one.method, one.path) for one in routes}) == len(routes)
    assert {one.method for one in routes} <= {"GET", "POST"}
    assert [one.path for one in routes if not one.summary] == []
