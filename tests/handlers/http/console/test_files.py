"""The files of the page: their types, caching and policy, and nothing else of the disk."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from fluent.syntax import FluentParser, ast
from yarl import URL

from bot.clock import FixedClock
from bot.sandbox.world import World
from handlers.http.console.files import Files
from handlers.http.console.headers import page_policy
from handlers.http.telegram_web import TELEGRAM_WEB, TelegramWeb
from tests.handlers.http.console.client import Browsers

LOCAL = TelegramWeb("http://127.0.0.1:9/telegram-web-app.js", ("http://127.0.0.1:9",))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    page = tmp_path / "page"
    (page / "parts").mkdir(parents=True)
    script = "https://telegram.org/js/telegram-web-app.js?59"
    (page / "index.html").write_text(f"<!doctype html><meta content='{script}'>{'x' * 2000}")
    (page / "parts" / "list.js").write_text("export const list = 1;" * 100)
    (page / "short.css").write_text("a{}")
    (page / "icon.png").write_bytes(b"\x89PNG" * 500)
    (page / "secret.py").write_text("secret")
    (page / ".env.js").write_text("secret")
    (tmp_path / "outside.js").write_text("secret")
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "dom.js").write_text("export const el = 1;")
    return tmp_path


@pytest.fixture
async def page(folder: Path) -> AsyncIterator[aiohttp.ClientSession]:
    files = Files(LOCAL, {"": folder / "page", "shared/": folder / "shared"})

    async def handle(request: web.Request) -> web.StreamResponse:
        return files.answer(request, request.match_info["path"]) or web.Response(status=404)

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", handle)
    async with TestServer(app) as server, aiohttp.ClientSession(server.make_url("/")) as session:
        yield session


async def test_a_file_is_sent_with_its_type_and_policy(page: aiohttp.ClientSession) -> None:
    async with page.get("/parts/list.js") as answer:
        assert answer.status == 200
        assert await answer.text() == "export const list = 1;" * 100
        assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
        assert answer.headers["Content-Encoding"] == "gzip"
        assert answer.headers["Vary"] == "Accept-Encoding"
        assert answer.headers["Cache-Control"] == "no-cache"
        assert answer.headers["Content-Security-Policy"] == page_policy(LOCAL)
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "no-referrer"


async def test_the_folder_is_its_index_with_the_script_of_this_telegram(
    page: aiohttp.ClientSession,
) -> None:
    async with page.get("/") as answer:
        text = await answer.text()
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "content='http://127.0.0.1:9/telegram-web-app.js?59'" in text


async def test_shared_files_come_from_their_own_folder(page: aiohttp.ClientSession) -> None:
    async with page.get("/shared/dom.js") as answer:
        assert await answer.text() == "export const el = 1;"


@pytest.mark.parametrize("path", ["/short.css", "/icon.png"])
async def test_what_gets_no_shorter_is_sent_as_it_is(
    page: aiohttp.ClientSession, path: str
) -> None:
    async with page.get(path) as answer:
        assert answer.status == 200
        assert "Content-Encoding" not in answer.headers


@pytest.mark.parametrize(
    ("accepted", "zipped"),
    [
        ("gzip", True),
        ("br, gzip;q=0.5", True),
        ("gzip;q=1.0", True),
        ("gzip;q=0", False),
        ("identity", False),
        ("", False),
    ],
)
async def test_files_are_compressed_for_whoever_takes_it(
    page: aiohttp.ClientSession, accepted: str, zipped: bool
) -> None:
    async with page.get("/parts/list.js", headers={"Accept-Encoding": accepted}) as answer:
        assert ("Content-Encoding" in answer.headers) is zipped
        assert await answer.text() == "export const list = 1;" * 100


async def test_a_file_that_the_browser_has_is_not_sent_again(
    page: aiohttp.ClientSession, folder: Path
) -> None:
    async with page.get("/parts/list.js") as first:
        tag = first.headers["ETag"]
    for asked in (tag, f"W/{tag}", f'"other", {tag}'):
        async with page.get("/parts/list.js", headers={"If-None-Match": asked}) as again:
            assert (again.status, await again.read()) == (304, b"")
            assert again.headers["ETag"] == tag
            assert again.headers["Content-Security-Policy"] == page_policy(LOCAL)
    path = folder / "page" / "parts" / "list.js"
    path.write_text("export const list = 2;")
    os.utime(path, (1, 1))
    async with page.get("/parts/list.js", headers={"If-None-Match": tag}) as changed:
        assert (changed.status, await changed.text()) == (200, "export const list = 2;")


@pytest.mark.parametrize(
    "path",
    [
        "/no-such.js",
        "/parts",
        "/parts/",
        "/secret.py",
        "/.env.js",
        "/../outside.js",
        "/parts/../../outside.js",
        "/%2e%2e/outside.js",
        "/..%2foutside.js",
        "/parts%5c..%5coutside.js",
        "/list.js%00.css",
        "/short.css%0a",
        "/shared/../outside.js",
    ],
)
async def test_nothing_else_is_found(page: aiohttp.ClientSession, path: str) -> None:
    async with page.get(URL(path, encoded=True)) as answer:
        assert answer.status == 404
        assert "secret" not in await answer.text()


def test_the_policy_lets_nothing_in_but_telegrams_script() -> None:
    assert page_policy(TELEGRAM_WEB) == (
        "default-src 'none'; script-src 'self' https://telegram.org/js/telegram-web-app.js; "
        "style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; base-uri 'none'; "
        "form-action 'none'; frame-ancestors https://web.telegram.org"
    )


async def test_the_words_of_a_language_are_one_file(world: World, browsers: Browsers) -> None:
    visitor = browsers.stranger()
    for locale, words in (("en", "Your session is over"), ("ru", "Сеанс закончился")):
        url = f"{visitor.url}/console/words/{locale}.ftl"
        async with visitor.session.get(url) as answer:
            assert f"console-access-session = {words}" in await answer.text()
            assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
            tag = answer.headers["ETag"]
        async with visitor.session.get(url, headers={"If-None-Match": tag}) as again:
            assert again.status == 304
    for name in ("de.ftl", "en", "../en.ftl", "en.ftl/", "people.ftl"):
        assert (await visitor.ask("GET", f"../words/{name}")).status == 404


async def test_the_words_are_the_owners_where_they_have_some(
    clock: FixedClock, tmp_path: Path
) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "own.ftl").write_text("console-access-session = Come in again!\n")
    (tmp_path / "de").mkdir()
    (tmp_path / "de" / "own.ftl").write_text("console-access-session = Bitte neu öffnen.\n")
    async with (
        World.open(clock=clock, texts_dir=tmp_path) as world,
        aiohttp.ClientSession() as page,
    ):
        for locale, words in (("en", "Come in again!"), ("de", "Bitte neu öffnen.")):
            async with page.get(f"{world.app_url}/console/words/{locale}.ftl") as answer:
                text = await answer.text()
            assert text.count("console-access-session =") == 1
            assert f"console-access-session = {words}" in text
            assert "console-access-method = The console doesn’t do this here." in text
            assert not [one for one in FluentParser().parse(text).body if isinstance(one, ast.Junk)]


async def test_the_address_without_its_slash_leads_to_the_page(browsers: Browsers) -> None:
    visitor = browsers.stranger()
    async with visitor.session.get(f"{visitor.url}/console", allow_redirects=False) as answer:
        assert (answer.status, answer.headers["Location"]) == (308, "/console/")


async def test_files_are_only_read(browsers: Browsers) -> None:
    answer = await browsers.stranger().ask("POST", "../words/en.ftl", data=b"x" * 100)
    assert answer.refusal == (405, "method")
    assert answer.headers["Allow"] == "GET, HEAD"
