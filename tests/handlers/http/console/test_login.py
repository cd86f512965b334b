"""Logging in to the console: by Telegram's signed opening or a one-time link, once, and in time."""

import asyncio
from collections import Counter

import pytest
import structlog.testing
from aiohttp import hdrs

from bot.clock import FixedClock
from bot.sandbox.cast import ADMIN, BUYER
from bot.sandbox.world import World
from storage.engine.database import open_read_only
from tests.handlers.http.console.client import Browsers, Visitor, init_data

ANOTHER_BOT = "2:ANOTHER-bots-token"


async def test_an_opening_in_telegram_gives_a_bearer(browsers: Browsers, now: int) -> None:
    visitor = browsers.stranger()
    answer = await visitor.post("login", {"init_data": init_data(ADMIN.id, now)})
    assert answer.status == 200
    assert answer.body.keys() == {"bearer", "expires_at", "admin"}
    assert answer.body["expires_at"] == "2026-05-13T05:59:00Z"
    assert hdrs.SET_COOKIE not in answer.headers
    visitor.headers[hdrs.AUTHORIZATION] = f"Bearer {answer.body['bearer']}"
    me = await visitor.get("me")
    assert (me.status, me.body["id"], me.body["is_owner"]) == (200, ADMIN.id, True)
    assert me.body == answer.body["admin"]


async def test_a_link_gives_a_cookie_that_no_script_and_no_other_site_reaches(
    browsers: Browsers,
) -> None:
    visitor = browsers.stranger()
    answer = await visitor.post("login", {"token": await browsers.link(ADMIN.id)})
    assert answer.status == 200
    admin = (await visitor.get("me")).body
    assert answer.body == {"expires_at": "2026-05-13T05:59:00Z", "admin": admin}
    cookie, *attributes = answer.headers[hdrs.SET_COOKIE].split("; ")
    assert cookie.startswith("tributary_console=")
    assert set(attributes) == {"HttpOnly", "Max-Age=28800", "Path=/console/", "SameSite=Strict"}


async def test_a_forged_opening_is_refused(browsers: Browsers, now: int) -> None:
    theirs = init_data(BUYER.id, now).replace(str(BUYER.id), str(ADMIN.id))
    answer = await browsers.stranger().post("login", {"init_data": theirs})
    assert answer.refusal == (401, "login-wrong")


async def test_an_opening_of_another_bot_is_refused(browsers: Browsers, now: int) -> None:
    theirs = init_data(ADMIN.id, now, token=ANOTHER_BOT)
    answer = await browsers.stranger().post("login", {"init_data": theirs})
    assert answer.refusal == (401, "login-wrong")


async def test_a_buyer_is_refused(browsers: Browsers, now: int) -> None:
    answer = await browsers.stranger().post("login", {"init_data": init_data(BUYER.id, now)})
    assert answer.refusal == (403, "not-admin")


async def test_an_opening_works_once_also_after_a_restart(
    world: World, browsers: Browsers, now: int
) -> None:
    opened = {"init_data": init_data(ADMIN.id, now)}
    assert (await browsers.stranger().post("login", opened)).status == 200
    assert (await browsers.stranger().post("login", opened)).refusal == (401, "login-used")
    await world.restart_app()
    assert (await browsers.stranger().post("login", opened)).refusal == (401, "login-used")


@pytest.mark.parametrize(
    ("age", "refusal"), [(300, None), (301, "login-old"), (-60, None), (-61, "login-early")]
)
async def test_an_opening_is_fresh_for_five_minutes(
    browsers: Browsers, now: int, age: int, refusal: str | None
) -> None:
    answer = await browsers.stranger().post("login", {"init_data": init_data(ADMIN.id, now - age)})
    assert answer.refusal == (401, refusal) if refusal else answer.status == 200


@pytest.mark.matrix
@pytest.mark.parametrize(
    "broken",
    [
        {"user": None},
        {"user": "[]"},
        {"user": '{"id": 1}'},
        {"user": '{"id": "me", "first_name": "A"}'},
        {"user": '{"id": true, "first_name": "A", "is_bot": true}'},
        {"user": "{" * 1000},
        {"auth_date": "never"},
        {"auth_date": None},
        {"auth_date": "9" * 40},
        {"start_param": "a\nuser={}"},
        {"hash": "ы" * 64},
    ],
)
async def test_a_signed_opening_that_names_nobody_is_refused(
    browsers: Browsers, now: int, broken: dict[str, str | None]
) -> None:
    answer = await browsers.stranger().post(
        "login", {"init_data": init_data(ADMIN.id, now, **broken)}
    )
    assert answer.refusal == (401, "login-wrong")


@pytest.mark.matrix
@pytest.mark.parametrize("text", ["hash=1", "=&=", "&", "hash=%00", "ы", "a=1&hash=" + "0" * 64])
async def test_an_opening_that_is_none_is_refused(browsers: Browsers, text: str) -> None:
    answer = await browsers.stranger().post("login", {"init_data": text})
    assert answer.refusal == (401, "login-wrong")


async def test_of_two_values_with_one_name_none_counts(browsers: Browsers, now: int) -> None:
    text = f"user=x&{init_data(ADMIN.id, now)}"
    assert (await browsers.stranger().post("login", {"init_data": text})).status == 401


async def test_a_link_works_once_also_at_the_same_moment(browsers: Browsers) -> None:
    token = await browsers.link(ADMIN.id)
    pages = [browsers.stranger() for _ in range(5)]
    answers = await asyncio.gather(*(one.post("login", {"token": token}) for one in pages))
    assert sorted(one.status for one in answers) == [200, 401, 401, 401, 401]
    assert {one.code for one in answers if one.status == 401} == {"login-over"}


async def test_a_link_is_valid_for_five_minutes(browsers: Browsers, clock: FixedClock) -> None:
    first, second = await browsers.link(ADMIN.id), await browsers.link(ADMIN.id)
    clock.move(300)
    assert (await browsers.stranger().post("login", {"token": first})).status == 200
    clock.move(1)
    answer = await browsers.stranger().post("login", {"token": second})
    assert answer.refusal == (401, "login-over")


@pytest.mark.matrix
@pytest.mark.parametrize(
    "body",
    [
        {},
        {"token": "a", "init_data": "b"},
        {"token": ""},
        {"token": 1},
        {"token": "ы"},
        {"token": "a" * 65},
        {"token": "a", "more": 1},
        {"init_data": "a" * 4097},
        [],
    ],
)
async def test_a_body_that_is_no_login_is_refused(browsers: Browsers, body: object) -> None:
    assert (await browsers.stranger().post("login", body)).refusal == (400, "bad-request")


async def test_a_login_in_another_form_is_refused(browsers: Browsers) -> None:
    stranger = browsers.stranger()
    own = {hdrs.ORIGIN: stranger.url}
    form = await stranger.ask("POST", "login", headers=own, data={"token": "a"})
    assert form.refusal == (415, "unsupported")
    large = await stranger.ask("POST", "login", headers=own, json={"token": "a" * 20_000})
    assert large.refusal == (413, "too-large")
    cut = await stranger.ask(
        "POST", "login", headers={**own, hdrs.CONTENT_TYPE: "application/json"}, data=b'{"token'
    )
    assert cut.refusal == (400, "bad-request")


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {hdrs.ORIGIN: "https://evil.example"},
        {hdrs.ORIGIN: "null"},
        {hdrs.ORIGIN: "OWN", "Sec-Fetch-Site": "same-site"},
        {hdrs.ORIGIN: "OWN", "Sec-Fetch-Site": "cross-site"},
    ],
)
async def test_another_page_cannot_log_in(browsers: Browsers, headers: dict[str, str]) -> None:
    visitor, token = browsers.stranger(), await browsers.link(ADMIN.id)
    sent = {name: visitor.url if value == "OWN" else value for name, value in headers.items()}
    answer = await visitor.ask("POST", "login", headers=sent, json={"token": token})
    assert answer.refusal == (403, "cross-site")
    assert (await visitor.post("login", {"token": token})).status == 200  # it was not used up


async def test_guessing_is_slowed_down_and_the_right_ones_use_nothing_up(
    browsers: Browsers, clock: FixedClock
) -> None:
    visitor = browsers.stranger()
    for _ in range(12):
        await browsers.by_link(ADMIN.id)
    for _ in range(10):
        assert (await visitor.post("login", {"token": "guess"})).status == 401
    refused = await visitor.post("login", {"token": await browsers.link(ADMIN.id)})
    assert refused.refusal == (429, "too-many")
    assert refused.headers[hdrs.RETRY_AFTER] == "60"
    clock.move(60)
    assert (await visitor.post("login", {"token": await browsers.link(ADMIN.id)})).status == 200


async def test_many_guesses_at_once_are_no_more_than_one_by_one(browsers: Browsers) -> None:
    visitor = browsers.stranger()
    guesses = await asyncio.gather(*(visitor.post("login", {"token": "guess"}) for _ in range(40)))
    assert Counter(one.status for one in guesses) == {401: 10, 429: 30}


async def test_a_stranger_behind_the_proxy_keeps_nobody_else_out(browsers: Browsers) -> None:
    """Also where `TRUSTED_PROXIES` is empty: a proxy on the bot's machine is on loopback."""
    visitor = browsers.stranger()
    stranger, admin = ({"X-Forwarded-For": f"203.0.113.{number}"} for number in (9, 10))
    for _ in range(11):
        guess = await visitor.post("login", {"token": "guess"}, headers=stranger)
    assert guess.refusal == (429, "too-many")
    right = {"token": await browsers.link(ADMIN.id)}
    assert (await visitor.post("login", right, headers=admin)).status == 200


async def test_wrong_logins_from_many_addresses_are_one_line_in_the_log(browsers: Browsers) -> None:
    visitor = browsers.stranger()
    with structlog.testing.capture_logs() as lines:
        for number in range(30):
            sender = {"X-Forwarded-For": f"2001:db8:{number}::1"}
            answer = await visitor.post("login", {"token": "guess"}, headers=sender)
            assert answer.status == 401
    [line] = [one for one in lines if "login" in one["event"]]
    assert (line["logins"], line["reason"], line["busiest"]) == (1, "login-over", "2001:db8::1")


async def test_logins_stand_in_the_history_without_their_secrets(
    world: World, browsers: Browsers, console: Visitor, tab: Visitor
) -> None:
    with open_read_only(world.settings.database_path) as tx:
        rows = tx.all("SELECT actor, action, subject, detail FROM audit ORDER BY id")
    assert [tuple(row) for row in rows] == [
        (f"admin:{ADMIN.id}", f"console_by_{way}", f"person:{ADMIN.id}", None)
        for way in ("telegram", "link")
    ]


async def test_neither_file_nor_log_has_a_secret(
    world: World, browsers: Browsers, now: int, capfd: pytest.CaptureFixture[str]
) -> None:
    token, opened = await browsers.link(ADMIN.id), init_data(ADMIN.id, now)
    visitor = browsers.stranger()
    bearer = (await visitor.post("login", {"init_data": opened})).body["bearer"]
    cookie = (await visitor.post("login", {"token": token})).headers[hdrs.SET_COOKIE]
    unused = await browsers.link(ADMIN.id)
    await visitor.post("login", {"token": token})
    secrets = [token, unused, opened[-64:], bearer, cookie.split(";")[0].partition("=")[2]]
    database = world.settings.database_path
    files = [one.read_bytes() for one in database.parent.glob(f"{database.name}*")]
    written = capfd.readouterr()
    for secret in secrets:
        assert not any(secret.encode() in content for content in files)
        assert secret not in written.out + written.err
