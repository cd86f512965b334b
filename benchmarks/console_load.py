"""Loads the console of a large shop: looks at pages, sells beside ten open ones, opens it often.

A page is everything that its script asks for before it shows something, one request after the
other. The first look at each is in a process that was just started: the address itself comes first,
then the login, then page after page.
"""

import itertools
import re
import sqlite3
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import quote

from benchmarks import chat
from benchmarks.console_client import Page, following, open_address
from benchmarks.filling import FIRST_PERSON
from benchmarks.intake import Figures, Rounds
from benchmarks.load import Plan
from benchmarks.processes import Server, telegram, tributary

CONSOLES = 10
WEBHOOK = "webhook"
ADDRESS = "the address itself"
"""The first request imports the console's handlers, and makes its files ready."""
YEAR = "overview, a year"
RATE = 300
"""Sales a second."""
_LOOKS = 10
"""Further looks at each page, whose median and processor time count."""
_SALES = Plan(connections=8, rate=RATE)
_WARM_UP_SECONDS = 1.0
_BUNCHES = (1, 2, 4, 8)
"""Connections of the sales before an hour's news: SQLite keeps statements of its own for each
number of sales in a batch, whether anybody looks on or not."""
_PAIRS = 3
"""How often a round compares sales beside consoles with sales alone: one p99 of a few seconds is
twice another of the same build and minute."""
_BESIDE_LOOKS = 2
"""How many times the usual time sales come beside the first looks, which take two seconds."""
_FIRST = 600_000_000
_APART = 1_000_000
_LATEST_PURCHASES = 5
"""How many of somebody's purchases their card shows."""
_ADMINS = tuple(range(FIRST_PERSON + 1, FIRST_PERSON + 1 + CONSOLES))
_RARE_NAME = "Ярослава Ёлкина"
_APART_PEOPLE = 997
_STEPS = 4
_numbers = itertools.count(1)

Screens = Mapping[str, Sequence[str]]
"""The paths of each page, by what it is called."""


@dataclass(frozen=True, slots=True)
class Scale:
    """How much is measured. As many looks as an hour of live view has follow the openings: there
    is news every 12 seconds at most while the shop is never quiet."""

    rounds: int
    seconds: float
    openings: int = 200
    looks: int = 300


@dataclass(frozen=True, slots=True)
class Console:
    """The figures. Memory is resident, in MB, after each quarter."""

    purchases: int
    scale: Scale
    pages: Rounds
    """For each page: milliseconds of the first look, of the same beside sales, and of later ones,
    processor time of these."""
    intake: Rounds
    openings_mb: tuple[float, ...]
    live_mb: tuple[float, ...]


def screens(purchases: int) -> Screens:
    """Return the pages of a shop with so many purchases."""
    middle = purchases // 2
    person = FIRST_PERSON + middle
    return {
        "overview, 30 days": ("api/overview?days=30",),
        YEAR: ("api/overview?days=365",),
        "purchases": ("api/purchases/filters", "api/purchases"),
        "a purchase": (f"api/purchases/{middle}",),
        "people": ("api/people/filters", "api/people"),
        "a person": (
            f"api/people/{person}",
            f"api/purchases?q={person}&limit={_LATEST_PURCHASES}",
            f"api/people/{person}/history",
        ),
        "attention": ("api/attention",),
        "plans": ("api/plans",),
        "shop": ("api/shop",),
        "broadcasts": ("api/broadcasts", "api/broadcasts/past"),
        "doctor": ("api/doctor",),
    }


def once(purchases: int) -> frozenset[str]:
    """Return what a page asks for when it is opened, and not after news of others' purchases: the
    choices of filters, past broadcasts, and somebody's history."""
    history = f"api/people/{FIRST_PERSON + purchases // 2}/history"
    return frozenset(
        {"api/purchases/filters", "api/people/filters", "api/broadcasts/past", history}
    )


def searches(purchases: int) -> Screens:
    """Return the searches; the last name is nobody's, so that all there is has to be looked at."""
    middle = purchases // 2
    sought = {
        "a number": str(FIRST_PERSON + middle),
        "an @name": f"@buyer{middle}",
        "part of a Cyrillic name": "ёлк",
        "what nobody has": "nobody has this",
    }
    return {
        f"{area}: {what}": (f"api/{area}?q={quote(text)}",)
        for area in ("purchases", "people")
        for what, text in sought.items()
    }


def measure(folder: Path, file: Path, purchases: int, scale: Scale) -> Console:
    """Measure the console of the shop in this file."""
    _name_some(file)
    shop = {**chat.WEBHOOK, "ADMIN_IDS": ",".join(map(str, _ADMINS))}
    asked = {**screens(purchases), **searches(purchases)}
    pages, intake = Rounds(), Rounds()
    with telegram(folder) as port:
        for _ in range(scale.rounds):
            with tributary(file.parent, port, more=shop) as server:
                found = _look(server, asked)
                for _ in range(_PAIRS):
                    intake.add(WEBHOOK, _beside(server, purchases, scale.seconds))
            with tributary(file.parent, port, more=shop) as server:
                busy = _first_beside_sales(server, asked, scale.seconds)
            for name, figures in found.items():
                pages.add(name, {**figures, "busy_ms": busy[name]})
        with tributary(file.parent, port, more=shop) as server:
            openings = _open_often(server, scale.openings)
            live = _live_long(server, purchases, scale)
    return Console(purchases, scale, pages, intake, openings, live)


def _name_some(file: Path) -> None:
    with closing(sqlite3.connect(file)) as shop, shop:
        shop.execute(
            "UPDATE people SET name = ? WHERE telegram_user_id % ? = 0",
            (_RARE_NAME, _APART_PEOPLE),
        )


def _look(server: Server, asked: Screens) -> dict[str, Figures]:
    """Look at each page once, then at each again and again."""
    first = _first_looks(server, asked)
    page, found = Page(server, _ADMINS[0]), {}
    for name, paths in {ADDRESS: ("",), **asked}.items():
        spent = server.cpu_seconds()
        later = sorted(_timed(page, paths) for _ in range(_LOOKS))
        cpu = (server.cpu_seconds() - spent) / _LOOKS * 1000
        found[name] = {"first_ms": first[name], "later_ms": later[_LOOKS // 2], "cpu_ms": cpu}
    page.close()
    return found


def _first_looks(server: Server, asked: Screens) -> dict[str, float]:
    """Return the milliseconds of a look at each page of a process that was just started."""
    began = time.perf_counter()
    open_address(server)
    took = {ADDRESS: (time.perf_counter() - began) * 1000}
    page = Page(server, _ADMINS[0])
    page.get("api/me")
    took |= {name: _timed(page, paths) for name, paths in asked.items()}
    page.close()
    return took


def _first_beside_sales(server: Server, asked: Screens, seconds: float) -> dict[str, float]:
    """Return the same while sales come, which began a little before and go on after the last."""
    with ThreadPoolExecutor(1) as thread:
        sold = thread.submit(_sell, server, _BESIDE_LOOKS * seconds)
        time.sleep(_WARM_UP_SECONDS)
        found = _first_looks(server, asked)
        sold.result()
    return found


def _timed(page: Page, paths: Sequence[str]) -> float:
    began = time.perf_counter()
    for path in paths:
        page.get(path)
    return (time.perf_counter() - began) * 1000


def _beside(server: Server, purchases: int, seconds: float) -> Figures:
    """Return the webhook's p99 alone, and beside consoles that have followed the sales for as long
    as that: news comes less and less often, up to every 12 seconds."""
    _sell(server, _WARM_UP_SECONDS)
    alone = _sell(server, seconds)
    with _consoles(server, purchases) as answered:
        _sell(server, seconds)
        beside = _sell(server, seconds)
    return {
        "alone_ms": alone["p99_ms"],
        "beside_ms": beside["p99_ms"],
        "times": beside["p99_ms"] / alone["p99_ms"],
        "answers": len(answered),
    }


def _consoles(server: Server, purchases: int) -> AbstractContextManager[list[str]]:
    return following(server, _ADMINS, list(screens(purchases).values()), once(purchases))


def _sell(server: Server, seconds: float, plan: Plan = _SALES) -> Figures:
    return server.load(replace(plan, seconds=seconds, first=_FIRST + next(_numbers) * _APART))


def _open_often(server: Server, openings: int) -> tuple[float, ...]:
    """Open the console so many times, after a first step; return the memory after each step."""
    found = []
    for _ in range(_STEPS + 1):
        for _ in range(openings // _STEPS):
            page = Page(server, _ADMINS[0])
            scripts = re.findall(r'src="([^"]+\.js)"', page.get("").decode())
            folder = scripts[0].partition("/")[0]
            words = f"{folder}/words/en.ftl"
            for path in (*scripts, words, "api/me", "api/overview?days=30"):
                page.get(path)
            stream = page.live()
            next(stream.changes())
            stream.close()
            page.close()
        found.append(server.resident_mb())
    return tuple(found)


def _live_long(server: Server, purchases: int, scale: Scale) -> tuple[float, ...]:
    """Let all consoles follow sales, after sales in bunches, and one look on besides; return the
    memory at each step."""
    found, paths = [], itertools.cycle(itertools.chain(*screens(purchases).values()))
    for connections in _BUNCHES:
        _sell(server, _WARM_UP_SECONDS, Plan(connections))
    for _ in range(_STEPS + 1):
        with _consoles(server, purchases):
            _sell(server, scale.seconds)
        page = Page(server, _ADMINS[-1])  # of ten sessions the bot ends the oldest
        for path in itertools.islice(paths, scale.looks // _STEPS):
            page.get(path)
        page.close()
        found.append(server.resident_mb())
    return tuple(found)
