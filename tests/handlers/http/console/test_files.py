"""The files of the page: their types, caching and policy, and nothing else of the disk."""

import os
import re
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer, make_mocked_request
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
    script = "https://telegram.org/js/telegram-web-app.js"
    (page / "index.html").write_text(
        f'<!doctype html><meta content=\'{script}\'><link rel="icon" href="icon.png">{"x" * 2000}'
    )
    (page / "parts" / "list.js").write_text("export const list = 1;\n" * 100)
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
    folders = {"": folder / "page", "shared/": folder / "shared"}
    files = Files(LOCAL, lambda: {"en": "console-a = A\n"}, folders)

    async def handle(request: web.Request) -> web.StreamResponse:
        path = request.match_info["path"]
        return await files.answer(request, path) or web.Response(status=404)

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", handle)
    async with TestServer(app) as server, aiohttp.ClientSession(server.make_url("/")) as session:
        yield session


async def edition(page: aiohttp.ClientSession, path: str = "/") -> str:
    """Return the folder of the files that the page names."""
    async with page.get(path) as answer:
        found = re.search(r"edition-[0-9a-f]{20}", await answer.text())
    assert found is not None
    return f"{path}{found[0]}"


async def test_a_file_is_sent_with_its_type_and_policy_to_be_kept(
    page: aiohttp.ClientSession,
) -> None:
    async with page.get(f"{await edition(page)}/parts/list.js") as answer:
        assert answer.status == 200
        assert await answer.text() == "export const list = 1;\n" * 100
        assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
        assert answer.headers["Content-Encoding"] == "gzip"
        assert answer.headers["Vary"] == "Accept-Encoding"
        assert answer.headers["Cache-Control"] == "private, max-age=31536000, immutable"
        assert answer.headers["Content-Security-Policy"] == page_policy(LOCAL)
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "no-referrer"


async def test_the_page_is_never_kept_and_has_the_script_of_this_telegram(
    page: aiohttp.ClientSession,
) -> None:
    for path in ("/", "/index.html"):
        async with page.get(path) as answer:
            text = await answer.text()
            assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
            assert answer.headers["Cache-Control"] == "no-store"
        assert "content='http://127.0.0.1:9/telegram-web-app.js'" in text
        assert re.search(r'href="edition-[0-9a-f]{20}/icon\.png"', text)


async def test_shared_files_and_words_have_a_place_too(page: aiohttp.ClientSession) -> None:
    folder = await edition(page)
    async with page.get(f"{folder}/shared/dom.js") as answer:
        assert await answer.text() == "export const el = 1;"
    async with page.get(f"{folder}/words/en.ftl") as answer:
        assert await answer.text() == "console-a = A\n"


@pytest.mark.parametrize("path", ["short.css", "icon.png"])
async def test_what_gets_no_shorter_is_sent_as_it_is(
    page: aiohttp.ClientSession, path: str
) -> None:
    async with page.get(f"{await edition(page)}/{path}") as answer:
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
    path = f"{await edition(page)}/parts/list.js"
    async with page.get(path, headers={"Accept-Encoding": accepted}) as answer:
        assert ("Content-Encoding" in answer.headers) is zipped
        assert await answer.text() == "export const list = 1;\n" * 100


async def test_after_a_change_the_page_names_other_addresses_and_the_old_ones_are_gone(
    page: aiohttp.ClientSession, folder: Path
) -> None:
    before = await edition(page)
    assert await edition(page) == before
    path = folder / "page" / "parts" / "list.js"
    path.write_text("export const list = 2;")
    os.utime(path, (1, 1))
    after = await edition(page)
    assert after != before
    async with page.get(f"{after}/parts/list.js") as changed:
        assert await changed.text() == "export const list = 2;"
    async with page.get(f"{before}/shared/dom.js") as gone:
        assert gone.status == 404


async def test_a_bot_that_was_started_again_knows_the_addresses_that_browsers_keep(
    page: aiohttp.ClientSession, folder: Path
) -> None:
    named = (await edition(page)).removeprefix("/")
    folders = {"": folder / "page", "shared/": folder / "shared"}
    files = Files(LOCAL, lambda: {"en": "console-a = A\n"}, folders)
    request = make_mocked_request("GET", "/")
    assert await files.answer(request, f"{named}/parts/list.js") is not None
    other_words = Files(LOCAL, lambda: {"en": "console-a = B\n"}, folders)
    assert await other_words.answer(request, f"{named}/parts/list.js") is None


@pytest.mark.parametrize(
    "path",
    [
        "no-such.js",
        "parts",
        "parts/",
        "secret.py",
        ".env.js",
        "../outside.js",
        "parts/../../outside.js",
        "%2e%2e/outside.js",
        "..%2foutside.js",
        "parts%5c..%5coutside.js",
        "list.js%00.css",
        "short.css%0a",
        "shared/../outside.js",
        "index.html",
        "words/de.ftl",
    ],
)
async def test_nothing_else_is_found(page: aiohttp.ClientSession, path: str) -> None:
    for folder in ("", f"{await edition(page)}/"):
        async with page.get(URL(f"/{folder}/{path}".replace("//", "/"), encoded=True)) as answer:
            text = await answer.text()
        if (folder, path) != ("", "index.html"):
            assert answer.status == 404
        assert "secret" not in text


def test_the_policy_lets_nothing_in_but_telegrams_script() -> None:
    assert page_policy(TELEGRAM_WEB) == (
        "default-src 'none'; script-src 'self' https://telegram.org/js/telegram-web-app.js; "
        "style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; base-uri 'none'; "
        "form-action 'none'; frame-ancestors https://web.telegram.org"
    )


async def test_the_words_of_a_language_are_one_file(world: World, browsers: Browsers) -> None:
    visitor = browsers.stranger()
    folder = (await edition(visitor.session, f"{visitor.url}/console/")).partition("/console/")[2]
    for locale, words in (("en", "Your session is over"), ("ru", "Сеанс закончился")):
        url = f"{visitor.url}/console/{folder}/words/{locale}.ftl"
        async with visitor.session.get(url) as answer:
            assert f"console-access-session = {words}" in await answer.text()
            assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    for name in ("de.ftl", "en", "../en.ftl", "en.ftl/", "people.ftl"):
        assert (await visitor.ask("GET", f"../{folder}/words/{name}")).status == 404


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
            folder = await edition(page, f"{world.app_url}/console/")
            async with page.get(f"{folder}/words/{locale}.ftl") as answer:
                text = await answer.text()
            assert text.count("console-access-session =") == 1
            assert f"console-access-session = {words}" in text
            assert "console-access-method = The console doesn't do this here." in text
            assert not [one for one in FluentParser().parse(text).body if isinstance(one, ast.Junk)]


async def test_the_address_without_its_slash_leads_to_the_page(browsers: Browsers) -> None:
    visitor = browsers.stranger()
    async with visitor.session.get(f"{visitor.url}/console", allow_redirects=False) as answer:
        assert (answer.status, answer.headers["Location"]) == (308, "/console/")


async def test_files_are_only_read(browsers: Browsers) -> None:
    answer = await browsers.stranger().ask("POST", "../index.html", data=b"x" * 100)
    assert answer.refusal == (405, "method")
    assert answer.headers["Allow"] == "GET, HEAD"
