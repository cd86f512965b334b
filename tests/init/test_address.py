"""The address: what is completed, what is doubted, and what the ports and names say."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Collection, Mapping
from dataclasses import dataclass, field

import pytest

from bot.init.address import ask_address
from bot.init.desk import Desk
from bot.init.options import Options
from bot.init.terminal import Terminal
from bot.probes.machine import Machine
from bot.texts import Texts
from tests.init.conftest import Outside
from tests.init.typing_person import typing_here

OURS, OTHERS, OUR_IPV6 = "8.8.4.4", "1.1.1.1", "2606:4700::1"


@dataclass(frozen=True)
class Known(Machine):
    """A machine with these addresses, in a world with these names."""

    own: Collection[str] = ()
    names: Mapping[str, Collection[str]] = field(default_factory=dict)

    def addresses(self) -> frozenset[str]:
        return frozenset(self.own)

    async def resolve(self, host: str) -> frozenset[str]:
        return frozenset(self.names.get(host, ()))


async def said_about(
    address: str, outside: Outside, machine: Machine, *, telegram: str = ""
) -> tuple[str | None, str]:
    """Give the address by a flag; return what is stored, and what was said."""
    environ = {"TELEGRAM_API_URL": telegram} if telegram else {}
    lines = Lines()
    chosen = Options({"PUBLIC_URL": address}, "", yes=True, environ=environ)
    desk = Desk(Terminal(None, lines), chosen, Texts("en"), outside.env_file)
    await ask_address(desk, machine)
    return desk.values.get("PUBLIC_URL"), " ".join(lines.text.split())


class Lines:
    """A stream that is no terminal."""

    text = ""

    def write(self, text: str) -> None:
        self.text += text

    def flush(self) -> None: ...

    def isatty(self) -> bool:
        return False


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("bot.example.com", "https://bot.example.com"),
        ("https://bot.example.com/", "https://bot.example.com"),
        ("https://bot.example.com:8443", "https://bot.example.com:8443"),
        ("https://бот.рф", "https://xn--90a0am.xn--p1ai"),
        ("https://bot.example.com/shop/", "https://bot.example.com/shop"),
        ("https://8.8.4.4", "https://8.8.4.4"),
        ("бот.рф", "https://xn--90a0am.xn--p1ai"),
        ("BOT.Example.com.", "https://bot.example.com"),
        ("https://Bot.Example.com.:8443/", "https://bot.example.com:8443"),
    ],
)
async def test_an_address_is_completed_and_a_slash_at_its_end_dropped(
    outside: Outside, typed: str, stored: str
) -> None:
    assert (await said_about(typed, outside, Known()))[0] == stored


@pytest.mark.parametrize(
    ("typed", "said", "step"),
    [
        ("https://a.example", "a.example leads nowhere yet", f"A record for a.example with {OURS}"),
        ("https://six.example", "leads only to an IPv6 address", "add an A record with an IPv4"),
        ("https://others.example", f"to {OTHERS}, and this machine is {OURS}", f"lead to {OURS}"),
        ("https://1.1.1.1", "1.1.1.1 is an IP address", "Get a domain name"),
        ("https://a_b.example", "There is an underscore in a_b.example", "Take a name of letters"),
        ("https://ours.example/x", "goes on after the name, with /x", "type https://ours.example"),
    ],
)
async def test_a_doubtful_address_is_named_with_its_next_step(
    outside: Outside, typed: str, said: str, step: str
) -> None:
    names = {
        "six.example": {OUR_IPV6},
        "others.example": {OTHERS},
        "ours.example": {OURS},
        OTHERS: {OTHERS},
    }
    _, shown = await said_about(typed, outside, Known(own={OURS, "10.0.0.5"}, names=names))
    assert said in shown
    assert step in shown


@pytest.mark.parametrize("own", [{OURS, "fd00::1"}, {"10.0.0.5"}, set()])
async def test_a_name_that_leads_here_or_cannot_be_judged_is_no_doubt(
    outside: Outside, own: set[str]
) -> None:
    _, shown = await said_about(
        "https://a.example", outside, Known(own=own, names={"a.example": {OURS}})
    )
    assert shown == "✓ The address: https://a.example"


async def test_the_proxy_on_this_machine_is_believed_where_nothing_else_is_set(
    outside: Outside,
) -> None:
    desk = Desk(
        Terminal(None, Lines()),
        Options({"PUBLIC_URL": "https://a.example"}),
        Texts("en"),
        outside.env_file,
    )
    await ask_address(desk, Known())
    desk.finish()
    assert "TRUSTED_PROXIES=127.0.0.1\n" in outside.env_file.read_text("utf-8")


@pytest.mark.parametrize(
    ("typed", "said", "step"),
    [
        ("https://a.example:8080", "sends nothing to port 8080", "→ Type https://a.example"),
        ("https://192.168.1.5", "192.168.1.5 is inside this machine", "→ Type a public name"),
        ("https://localhost", "localhost is inside this machine", "→ Type a public name"),
        ("https://shop.local", "shop.local is inside this machine", "→ Type a public name"),
    ],
)
async def test_an_address_that_telegram_cannot_reach_is_asked_again(
    outside: Outside, typed: str, said: str, step: str
) -> None:
    """Only Telegram itself has that rule: here its address stands for a moment, unasked."""
    chosen = Options(
        {"BOT_TOKEN": "7000001:AAE-canary-canary-canary-canary", "TRIBUTE_API_KEY": "canary-1234"},
        "new",
        environ={"TELEGRAM_API_URL": "https://api.telegram.org:1", "TRIBUTE_API_URL": NOBODY},
    )
    async with typing_here(outside.folder, chosen, machine=Known()) as typist:
        await typist.answers("Address:", typed)
        await typist.sees(said)
        await typist.sees(step)
        await typist.answers("Address:", "")


NOBODY = "http://127.0.0.1:9"


async def test_a_doubt_is_asked_about_and_another_address_may_be_typed(outside: Outside) -> None:
    machine = Known(own={OURS}, names={"ours.example": {OURS}})
    async with typing_here(outside.folder, outside.options(), machine=machine) as typist:
        await typist.answers("Address:", "elsewhere.example")
        await typist.sees("The name elsewhere.example leads nowhere yet.")
        await typist.answers("Use it all the same? [y/N]", "n")
        await typist.answers("Address:", "ours.example")
        await typist.sees("✓ The address: https://ours.example")
        await typist.sees("5. The owner.")
    assert "PUBLIC_URL=https://ours.example\n" in outside.env_file.read_text("utf-8")


@contextlib.asynccontextmanager
async def answering(head: bytes) -> AsyncIterator[int]:
    """Listen on a free port of this machine, and answer every request with this head."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if await reader.read(1000):
            writer.write(head)
            await writer.drain()
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        yield server.sockets[0].getsockname()[1]


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"HTTP/1.1 200 OK\r\nServer: nginx/1.22.1\r\nContent-Length: 0\r\n\r\n", "nginx"),
        (b"HTTP/1.1 308 Moved\r\nServer: Caddy\r\nContent-Length: 0\r\n\r\n", "Caddy"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", ""),
        (b"SSH-2.0-OpenSSH\r\n", ""),
    ],
)
async def test_the_program_behind_a_taken_port_is_named(head: bytes, name: str) -> None:
    async with answering(head) as port:
        assert await Machine().listener(port) == name
        assert not Machine().is_free("127.0.0.1", port)
    assert await Machine().listener(port) is None
    assert Machine().is_free("127.0.0.1", port)


async def test_a_taken_web_port_is_no_obstacle_and_is_said(outside: Outside) -> None:
    head = b"HTTP/1.1 200 OK\r\nServer: Apache\r\nContent-Length: 0\r\n\r\n"
    async with answering(head) as port:
        _, shown = await said_about(
            f"https://localhost:{port}", outside, Machine(), telegram="http://127.0.0.1:9"
        )
    assert f"Port {port} of this machine is taken by a web server (Apache)." in shown
    assert "add the bot's site there" in shown


async def test_real_names_are_resolved() -> None:
    assert "127.0.0.1" in await Machine().resolve("localhost")
    assert await Machine().resolve("nowhere.invalid") == frozenset()
    assert await Machine().resolve("a..b") == frozenset()
    assert all(":" in one or one.count(".") == 3 for one in Machine().addresses())
