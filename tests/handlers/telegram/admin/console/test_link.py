"""/console: the ways into the console, which let in whoever opens them as this admin, once."""

from urllib.parse import urlsplit

import aiohttp
import pytest
from aiohttp import hdrs

from bot.clock import FixedClock
from bot.sandbox.cast import ADMIN, BUYER, SECOND_ADMIN
from bot.sandbox.telegram.models import Message
from bot.sandbox.world import World
from bot.settings.settings import IsolatedSettings
from bot.usecases.console import address
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import command
from tests.handlers.telegram.talk import ask, labels, open_world, words


async def _open(world: World, url: str) -> dict[str, object]:
    """Open a link as a browser does, and return who is logged in then."""
    parts = urlsplit(url)
    site = f"{parts.scheme}://{parts.netloc}"
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as browser:
        login, me = f"{site}/console/api/login", f"{site}/console/api/me"
        body, headers = {"token": parts.fragment}, {hdrs.ORIGIN: site}
        async with browser.post(login, json=body, headers=headers) as answer:
            assert answer.status == 200
        async with browser.get(me) as answer:
            return dict(await answer.json())


def _copied(message: Message, label: str) -> str:
    text = message.button(label).copy
    assert text is not None
    return text


async def test_without_a_public_address_it_says_the_way_to_loopback(world: World) -> None:
    await ask(world, ADMIN.id, "/start")
    answer = await command(world, ADMIN.id, "/console")
    assert labels(answer) == ["📋 Copy the link", "📋 Copy the line for the terminal"]
    url = _copied(answer, "📋 Copy the link")
    assert url.startswith(f"{world.app_url}/console/#")
    assert url in words(answer)
    port = urlsplit(world.app_url).port
    tunnel = f"ssh -L {port}:127.0.0.1:{port} user@server"
    assert _copied(answer, "📋 Copy the line for the terminal") == tunnel
    assert tunnel in words(answer)
    assert (await _open(world, url))["id"] == ADMIN.id


async def test_each_admin_gets_a_link_of_their_own(world: World) -> None:
    await ask(world, SECOND_ADMIN.id, "/start")
    answer = await command(world, SECOND_ADMIN.id, "/console")
    url = _copied(answer, "📋 Скопировать ссылку")
    assert (await _open(world, url))["id"] == SECOND_ADMIN.id


async def test_with_a_public_address_there_is_a_mini_app_and_a_link(clock: FixedClock) -> None:
    async with open_world(clock, mode="webhook") as world:
        await ask(world, ADMIN.id, "/start")
        answer = await command(world, ADMIN.id, "/console")
        assert labels(answer) == ["🖥 Open it here", "🌐 Open it in a browser"]
        url = answer.button("🌐 Open it in a browser").url
        assert url is not None
        assert urlsplit(url).query == ""
        assert urlsplit(url).fragment not in words(answer)
        call = world.telegram.calls_of("sendMessage")[-1]
        assert call.params["protect_content"] in {"true", "True", True}
        assert (await _open(world, url))["id"] == ADMIN.id


async def test_the_home_has_a_button_to_it(world: World) -> None:
    home = await ask(world, ADMIN.id, "/start")
    assert "🖥 Console" in labels(home)
    await tap(world, home, "🖥 Console")
    found = await world.telegram.wait_for(
        ADMIN.id, lambda one: "/console/#" in one.text, after=home.message_id
    )
    assert "It works once" in words(found)


async def test_to_a_buyer_it_is_an_unknown_command(world: World) -> None:
    answer = await ask(world, BUYER.id, "/console")
    assert "/console/#" not in answer.text


@pytest.mark.parametrize(
    ("host", "url", "tunnel"),
    [
        ("127.0.0.1", "http://127.0.0.1:8080", "ssh -L 8080:127.0.0.1:8080 user@server"),
        ("0.0.0.0", "http://127.0.0.1:8080", "ssh -L 8080:127.0.0.1:8080 user@server"),
        ("::1", "http://[::1]:8080", "ssh -L 8080:[::1]:8080 user@server"),
        ("::", "http://[::1]:8080", "ssh -L 8080:[::1]:8080 user@server"),
    ],
)
def test_the_way_to_loopback_is_where_the_bot_listens(host: str, url: str, tunnel: str) -> None:
    settings = IsolatedSettings(bot_token="1:a", tribute_api_key="key", host=host, port=8080)
    way = address.local_way(settings, "token")
    assert way == (f"{url}/console/#token", tunnel)
    assert address.link(settings, "token") is None
    assert address.mini_app_url(settings) is None


def test_a_public_address_may_have_a_path() -> None:
    settings = IsolatedSettings(
        bot_token="1:a", tribute_api_key="key", public_url="https://example.com/bot/"
    )
    assert address.mini_app_url(settings) == "https://example.com/bot/console/"
    assert address.link(settings, "token") == "https://example.com/bot/console/#token"
