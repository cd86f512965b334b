"""Sessions of the console: how long they last, and whose requests they admit."""

import shutil

import pytest
from aiohttp import hdrs

from bot.clock import FixedClock
from bot.sandbox.cast import ADMIN, BUYER, SECOND_ADMIN
from bot.sandbox.world import World
from bot.usecases.console.access import MOST_SESSIONS
from bot.usecases.operations import backups
from bot.usecases.people.people import Profile
from storage.engine.database import open_read_only
from tests.handlers.http.console.client import Browsers, Visitor, init_data
from tests.handlers.telegram.talk import ask
from tests.journeys.test_rotation import NEW_TOKEN, restart

EVIL = "https://evil.example"


@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
async def test_without_a_session_every_address_answers_401(browsers: Browsers, method: str) -> None:
    for path in ("me", "logout", "purchases", "no/such/path", ""):
        visitor = browsers.stranger()
        answer = await visitor.ask(method, path, headers={hdrs.ORIGIN: visitor.url})
        assert answer.refusal == (401, "session"), path
        assert answer.headers[hdrs.WWW_AUTHENTICATE] == "Bearer", path
    visitor = browsers.stranger()
    answer = await visitor.ask(method, "../healthz", headers={hdrs.ORIGIN: visitor.url})
    assert answer.status in {404, 405, 200}  # the client itself takes the dots away


@pytest.mark.parametrize("method", ["GET", "PUT"])
async def test_login_is_a_post_and_nothing_else(browsers: Browsers, method: str) -> None:
    assert (await browsers.stranger().ask(method, "login")).refusal == (401, "session")


@pytest.mark.parametrize(
    "shown", ["Bearer", "Bearer x", "Bearer ы", "Basic YTpi", "Bearer " + "a" * 3000]
)
async def test_a_wrong_bearer_is_refused_also_beside_a_right_cookie(
    browsers: Browsers, tab: Visitor, shown: str
) -> None:
    headers = {hdrs.AUTHORIZATION: shown}
    assert (await browsers.stranger().get("me", headers=headers)).refusal == (401, "session")
    if shown.startswith("Bearer"):
        assert (await tab.get("me", headers=headers)).refusal == (401, "session")


async def test_a_bearer_is_no_cookie_and_a_cookie_no_bearer(
    browsers: Browsers, console: Visitor, tab: Visitor
) -> None:
    bearer = console.headers[hdrs.AUTHORIZATION].removeprefix("Bearer ")
    as_cookie = {hdrs.COOKIE: f"tributary_console={bearer}"}
    assert (await browsers.stranger().get("me", headers=as_cookie)).status == 401
    [cookie] = tab.session.cookie_jar
    as_bearer = {hdrs.AUTHORIZATION: f"Bearer {cookie.value}"}
    assert (await browsers.stranger().get("me", headers=as_bearer)).status == 401


_OF_ANOTHER_PAGE = (
    {hdrs.ORIGIN: EVIL},
    {hdrs.ORIGIN: "null"},
    {hdrs.ORIGIN: "http://localhost.evil.example"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
)


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_another_page_gets_nothing_by_the_cookie(tab: Visitor, method: str) -> None:
    path = "me" if method == "GET" else "logout"
    for headers in _OF_ANOTHER_PAGE:
        answer = await tab.ask(method, path, headers=headers)
        assert answer.refusal == (403, "cross-site"), headers
        assert (await tab.get("me")).status == 200, headers


async def test_a_post_with_the_cookie_needs_an_origin(tab: Visitor) -> None:
    assert (await tab.ask("POST", "logout")).refusal == (403, "cross-site")
    typed = {"Sec-Fetch-Site": "none", hdrs.ORIGIN: tab.url}
    assert (await tab.ask("POST", "logout", headers=typed)).refusal == (403, "cross-site")
    own = {"Sec-Fetch-Site": "same-origin", hdrs.ORIGIN: tab.url}
    assert (await tab.ask("POST", "logout", headers=own)).status == 204


async def test_a_bearer_needs_no_origin(console: Visitor) -> None:
    """No page of another site can send one."""
    assert (await console.ask("POST", "logout")).status == 204


async def test_a_session_lasts_eight_hours(
    console: Visitor, tab: Visitor, clock: FixedClock
) -> None:
    clock.move(8 * 3600 - 1)
    assert (await console.get("me")).status == (await tab.get("me")).status == 200
    clock.move(1)
    assert (await console.get("me")).refusal == (await tab.get("me")).refusal == (401, "session")


async def test_a_session_that_began_by_a_wrong_clock_is_over(
    console: Visitor, clock: FixedClock
) -> None:
    """A clock that was ahead would let it last for longer."""
    clock.jump(-60)
    assert (await console.get("me")).status == 200
    clock.jump(-1)
    assert (await console.get("me")).refusal == (401, "session")


async def test_a_session_outlives_a_restart(
    world: World, browsers: Browsers, console: Visitor
) -> None:
    await world.restart_app()
    console.url = world.app_url
    assert (await console.get("me")).status == 200


async def test_logging_out_ends_this_session_alone(console: Visitor, tab: Visitor) -> None:
    answer = await tab.post("logout")
    assert answer.status == 204
    assert "Max-Age=0" in answer.headers[hdrs.SET_COOKIE]
    assert (await tab.get("me")).refusal == (401, "session")
    assert (await console.get("me")).status == 200


async def test_a_session_ends_with_the_role_and_does_not_come_back_with_it(
    world: World, helper: Visitor, now: int
) -> None:
    assert world.app is not None
    admins = world.app.deps.admins
    me = await helper.get("me")
    assert (me.body["id"], me.body["is_owner"]) == (BUYER.id, False)
    await admins.remove(BUYER.id, ADMIN.id)
    assert (await helper.get("me")).refusal == (401, "session")
    opened = {"init_data": init_data(BUYER.id, now)}
    assert (await helper.post("login", opened)).refusal == (403, "not-admin")
    await admins.add(Profile(BUYER.id, "Alice Brown", None, "en"), ADMIN.id)
    assert (await helper.get("me")).refusal == (401, "session")


async def test_a_link_of_a_former_admin_is_over(
    world: World, helper: Visitor, browsers: Browsers
) -> None:
    assert world.app is not None
    token = await browsers.link(BUYER.id)
    await world.app.deps.admins.remove(BUYER.id, ADMIN.id)
    assert (await browsers.stranger().post("login", {"token": token})).refusal == (
        401,
        "login-over",
    )


async def test_an_owner_who_left_the_settings_is_out_after_the_restart(
    world: World, browsers: Browsers
) -> None:
    theirs = await browsers.by_telegram(SECOND_ADMIN.id)
    world.settings = world.settings.model_copy(update={"admin_ids": (ADMIN.id,)})
    await world.restart_app()
    theirs.url = world.app_url
    assert (await theirs.get("me")).refusal == (401, "session")
    with open_read_only(world.settings.database_path) as tx:
        assert tx.scalar("SELECT COUNT(*) FROM console_sessions") == 0


async def test_after_a_change_of_the_bots_token_sessions_and_links_are_over(
    world: World, browsers: Browsers, console: Visitor, tab: Visitor
) -> None:
    """A holder of the old one could log in with it as any admin."""
    token = await browsers.link(ADMIN.id)
    world.telegram.token = NEW_TOKEN
    await restart(world, bot_token=NEW_TOKEN)
    for page in (console, tab):
        page.url = world.app_url
        assert (await page.get("me")).refusal == (401, "session")
    answer = await browsers.stranger().post("login", {"token": token})
    assert answer.refusal == (401, "login-over")


async def test_a_restored_copy_opens_nothing(
    world: World, browsers: Browsers, console: Visitor, clock: FixedClock
) -> None:
    """Neither sessions nor links of the copy, nor openings that were used after it was made."""
    token, database = await browsers.link(ADMIN.id), world.settings.database_path
    copy = database.with_name("copy.db")
    backups.make(database, copy)
    opened = {"init_data": init_data(ADMIN.id, clock.now(), query_id="later")}
    assert (await browsers.stranger().post("login", opened)).status == 200
    await world.stop_app()
    backups.restore(copy, database, clock.now())
    await world.start_app()
    console.url = world.app_url
    assert (await console.get("me")).refusal == (401, "session")
    assert (await browsers.stranger().post("login", opened)).refusal == (401, "login-old")
    assert (await browsers.stranger().post("login", {"token": token})).refusal == (
        401,
        "login-over",
    )
    clock.move(1)
    assert (await (await browsers.by_telegram(ADMIN.id)).get("me")).status == 200
    shutil.rmtree(copy, ignore_errors=True)


async def test_an_added_admin_waits_after_a_restore(
    world: World, browsers: Browsers, helper: Visitor, clock: FixedClock
) -> None:
    database = world.settings.database_path
    copy = database.with_name("copy.db")
    backups.make(database, copy)
    await world.stop_app()
    backups.restore(copy, database, clock.now())
    await world.start_app()
    clock.move(1)
    visitor = browsers.stranger()
    opened = {"init_data": init_data(BUYER.id, clock.now())}
    assert (await visitor.post("login", opened)).refusal == (403, "not-admin")


async def test_an_admin_has_ten_sessions_at_most_in_each_way_and_the_oldest_ends(
    world: World, browsers: Browsers, console: Visitor, tab: Visitor, clock: FixedClock
) -> None:
    other = await browsers.by_telegram(SECOND_ADMIN.id)
    for _ in range(MOST_SESSIONS):
        assert (await console.get("me")).status == 200
        clock.move(1)
        await browsers.by_telegram(ADMIN.id)
    assert (await console.get("me")).refusal == (401, "session")
    for stays in (other, tab):
        assert (await stays.get("me")).status == 200


async def test_what_is_over_is_removed(world: World, browsers: Browsers, clock: FixedClock) -> None:
    for _ in range(3):
        await browsers.by_telegram(ADMIN.id)
        await browsers.link(ADMIN.id)
    clock.move(31 * 24 * 3600)
    await browsers.link(ADMIN.id)
    await browsers.by_telegram(ADMIN.id)
    with open_read_only(world.settings.database_path) as tx:
        for table in ("links", "openings", "sessions"):
            assert tx.scalar(f"SELECT COUNT(*) FROM console_{table}") == 1


async def test_the_page_speaks_the_admins_language(world: World, browsers: Browsers) -> None:
    await ask(world, SECOND_ADMIN.id, "/start")
    russian = await browsers.by_telegram(SECOND_ADMIN.id)
    assert (await russian.get("no/such")).body["error"]["text"].startswith("Этого здесь")


async def test_a_stranger_reads_in_the_language_of_the_browser(browsers: Browsers) -> None:
    answer = await browsers.stranger().get("me", headers={hdrs.ACCEPT_LANGUAGE: "ru-RU,ru;q=0.9"})
    assert answer.body["error"]["text"].startswith("Сеанс закончился")
