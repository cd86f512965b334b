"""The console answers at its own addresses alone, and tells its own page from others."""

import pytest
from aiohttp import hdrs, web
from aiohttp.test_utils import make_mocked_request
from multidict import CIMultiDict

from handlers.http.console.own_address import OwnAddress
from tests.handlers.http.console.client import Browsers

PUBLIC = "https://bot.example.com"


def _own(public_url: str | None, method: str = "GET", **headers: str) -> tuple[bool, bool, bool]:
    """Return whether the host is ours, the page is ours, and the `Origin` is."""
    named = CIMultiDict((name.replace("_", "-"), value) for name, value in headers.items())
    request = make_mocked_request(method, "/console/", headers=named)
    own = OwnAddress(public_url)
    if not own.is_called(request):
        return False, False, False
    return True, own.is_from_own_page(request), own.is_own_origin(request)


@pytest.mark.parametrize(
    ("public_url", "host", "is_ours"),
    [
        (None, "127.0.0.1:8080", True),
        (None, "localhost:9000", True),
        (None, "LOCALHOST", True),
        (None, "[::1]:8080", True),
        (None, "bot.example.com", False),
        (None, "127.0.0.1.evil.example", False),
        (None, "127.0.0.2", False),
        (None, "0.0.0.0:8080", False),
        (None, "", False),
        (PUBLIC, "bot.example.com", True),
        (PUBLIC, "Bot.Example.com:443", True),
        (PUBLIC, "127.0.0.1:8080", True),
        (PUBLIC, "bot.example.com:8443", True),
        (PUBLIC, "evil.example", False),
        (PUBLIC, "bot.example.com.evil.example", False),
        (PUBLIC, "evil@bot.example.com", False),
        ("https://bot.example.com:8443", "bot.example.com:8443", True),
        ("https://bot.example.com:8443", "bot.example.com", True),
        ("https://bot.example.com:8443", "bot.example.com:x", False),
    ],
)
def test_only_our_own_hosts_are_answered(public_url: str | None, host: str, is_ours: bool) -> None:
    assert _own(public_url, Host=host)[0] is is_ours


def _post(host: str, origin: str) -> web.Request:
    headers = {"Host": host, "Origin": origin}
    return make_mocked_request("POST", "/console/api/login", headers=headers)


def test_two_hosts_are_none() -> None:
    headers = CIMultiDict([("Host", "localhost"), ("Host", "localhost")])
    request = make_mocked_request("GET", "/console/", headers=headers)
    assert not OwnAddress(None).is_called(request)


@pytest.mark.parametrize(
    ("host", "origin", "is_ours"),
    [
        ("bot.example.com", "https://bot.example.com", True),
        ("bot.example.com:443", "https://bot.example.com", True),
        ("bot.example.com", "http://bot.example.com", False),
        ("bot.example.com", "https://bot.example.com:8443", False),
        ("bot.example.com", "https://evil.example", False),
        ("bot.example.com", "null", False),
        ("bot.example.com", "", False),
        ("bot.example.com", "http://127.0.0.1:8080", False),
        ("127.0.0.1:8080", "http://127.0.0.1:8080", True),
        ("127.0.0.1:8080", "https://127.0.0.1:8080", False),
        ("127.0.0.1:8080", "http://127.0.0.1:3000", False),
        ("127.0.0.1:8080", "http://localhost:8080", False),
    ],
)
def test_an_origin_is_ours_at_the_host_that_is_called(
    host: str, origin: str, is_ours: bool
) -> None:
    for method in ("GET", "POST"):
        assert _own(PUBLIC, method, Host=host, Origin=origin)[1:] == (is_ours, is_ours)


@pytest.mark.parametrize("host", ["localhost", "localhost:8443"])
def test_a_proxy_may_pass_the_port_on_or_not(host: str) -> None:
    """nginx passes `$host` on, which has none."""
    public = "https://localhost:8443"
    assert _own(public, "POST", Host=host, Origin=public) == (True, True, True)
    assert _own(public, "POST", Host=host, Origin="https://localhost")[1:] == (False, False)
    assert _own(public, "POST", Host="localhost:8080", Origin="http://localhost:8080")[1]


def test_without_an_origin_a_get_may_pass_and_nothing_else() -> None:
    assert _own(PUBLIC, "GET", Host="bot.example.com")[1]
    assert _own(PUBLIC, "GET", Host="bot.example.com", Sec_Fetch_Site="none")[1]
    assert not _own(PUBLIC, "POST", Host="bot.example.com")[1]
    assert not _own(PUBLIC, "HEAD", Host="bot.example.com")[1]
    assert not _own(PUBLIC, "GET", Host="bot.example.com", Sec_Fetch_Site="cross-site")[1]


def test_the_path_of_the_cookie_is_what_the_browser_sees() -> None:
    own = OwnAddress("https://example.com/bot")
    outside = _post("example.com", "https://example.com")
    inside = _post("localhost:8080", "http://localhost:8080")
    assert own.page_path(outside) == "/bot/console/"
    assert own.page_path(inside) == "/console/"
    assert own.cookie_path(outside) == "/bot/console/"
    assert own.cookie_path(inside) == "/console/"
    assert own.is_encrypted(outside)
    assert not own.is_encrypted(inside)


@pytest.mark.matrix
@pytest.mark.parametrize("path", ["api/me", "api/login", "", "index.html", "no-such"])
async def test_another_name_for_this_machine_is_misdirected(browsers: Browsers, path: str) -> None:
    """As when somebody's name is made to lead to 127.0.0.1 (DNS rebinding)."""
    visitor = browsers.stranger()
    for host in ("evil.example", f"evil.example:{visitor.url.rpartition(':')[2]}"):
        answer = await visitor.ask("GET", f"../{path}", headers={hdrs.HOST: host})
        assert answer.refusal == (421, "misdirected")
