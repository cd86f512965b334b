"""Measures the first view of the console on a slow phone: CPU ×4, 3G fast.

python -m benchmarks.first_view [--times N] [--cpu N]

Chromium's own tools slow the page down: 1.6 Mbit/s and 150 ms for each way there and back, as "3G
Fast" of WebPageTest has it. Each time is from the tap: until something is painted, until the
numbers stand in the page, until the chart does. The shop, Telegram and Tribute run in this process,
on the same machine; the script of the Mini App is the sandbox's, which is shorter than Telegram's.
"""

import argparse
import asyncio
import contextlib
import shutil
import statistics
import sys
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlencode

from playwright.async_api import Browser, BrowserContext, Page, async_playwright

from benchmarks import report
from benchmarks.targets import Target
from bot.domain.models import PersonId
from bot.sandbox.cast import ADMIN, BUYER
from bot.sandbox.telegram.models import Person
from bot.sandbox.telegram.web_apps import sign
from bot.sandbox.world import PLAY_TOKEN, World

WAYS = {
    "link": "by a link, in a browser that has never seen it",
    "telegram": "in Telegram, for the first time",
    "again": "again, while the session lasts",
}
_NETWORK = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_600_000 / 8,
    "uploadThroughput": 768_000 / 8,
}
_MOST_SECONDS = 1.0
_MOST_KILOBYTES = 100.0
_PHONE = {"width": 360, "height": 740}
_SEEN = """(() => {
    const wanted = { numbers: "[data-testid=number-active]", chart: ".chart canvas" };
    window.seenAt = {};
    const look = () => Object.entries(wanted).forEach(([name, selector]) => {
        if (!(name in seenAt) && document.querySelector(selector)) seenAt[name] = performance.now();
    });
    new MutationObserver(look).observe(document, { childList: true, subtree: true });
})()"""
_TIMES = """({
    painted: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? NaN,
    ...seenAt,
})"""
_LOADED = """["navigation", "resource"].flatMap(kind => performance.getEntriesByType(kind))
    .filter(one => !one.name.includes("/vendor/uplot.") && !one.name.endsWith("/live"))
    .map(one => [one.requestStart || one.startTime, one.responseEnd, one.transferSize])"""


class Loaded(NamedTuple):
    """A file or an answer: milliseconds since the tap, and the bytes that came over the line."""

    asked: float
    come: float
    transferred: int


@dataclass(frozen=True, slots=True)
class FirstView:
    """Milliseconds since the tap, and what came without the chart's files."""

    painted: float
    numbers: float
    chart: float
    requests: int
    kilobytes: float
    ways: int
    """The most requests of which each begins only after the one before has come."""

    @classmethod
    def of(cls, times: dict[str, float], loaded: Sequence[Loaded]) -> "FirstView":
        """Sum up what a page has measured."""
        before = [one for one in loaded if one.transferred and one.come <= times["numbers"]]
        size = sum(one.transferred for one in before) / 1000
        return cls(**times, requests=len(before), kilobytes=size, ways=longest_chain(before))


def longest_chain(loaded: Sequence[Loaded]) -> int:
    """Return the most of these that came one after another."""
    count, until = 0, 0.0
    for one in sorted(loaded, key=lambda each: each.come):
        if one.asked >= until:
            count, until = count + 1, one.come
    return count


async def measure(times: int, cpu: float) -> dict[str, list[FirstView]]:
    """Open the console so many times in each way, each in a new browser profile; without a browser
    return nothing."""
    executable = shutil.which("chromium") or shutil.which("chromium-browser")
    if executable is None:
        return {}
    async with World.open() as world, async_playwright() as playwright:
        await world.tribute.pay(456, telegram_user_id=BUYER.id)
        browser = await playwright.chromium.launch(
            executable_path=executable, args=["--no-sandbox", "--disable-gpu"]
        )
        try:
            await _open(browser, world, "link", cpu)  # which imports the handlers
            return {
                way: [await _open(browser, world, way, cpu) for _ in range(times)] for way in WAYS
            }
        finally:
            await browser.close()


async def _open(browser: Browser, world: World, way: str, cpu: float) -> FirstView:
    address = f"{world.app_url}/console/#"
    async with _profile(browser) as context:
        if way == "again":
            async with _page(context, 1) as page:
                await page.goto(f"{address}{await _token(world)}")
                await page.locator(".chart canvas").wait_for()
            fragment = "/"
        elif way == "link":
            fragment = await _token(world)
        else:
            signed = sign(PLAY_TOKEN, Person(ADMIN.id, "Anna"), world.clock.now())
            fragment = urlencode({"tgWebAppData": signed, "tgWebAppVersion": "9.1"})
        async with _page(context, cpu) as page:
            await page.goto(f"{address}{fragment}", wait_until="commit")
            await page.locator(".chart canvas").wait_for()
            loaded = [Loaded(*one) for one in await page.evaluate(_LOADED)]
            return FirstView.of(await page.evaluate(_TIMES), loaded)


async def _token(world: World) -> str:
    if world.app is None:
        raise RuntimeError("the app does not run")
    return await world.app.deps.console.make_link(PersonId(ADMIN.id))


@contextlib.asynccontextmanager
async def _profile(browser: Browser) -> AsyncIterator[BrowserContext]:
    context = await browser.new_context(viewport=_PHONE, is_mobile=True, device_scale_factor=2)  # type: ignore[arg-type]
    try:
        await context.add_init_script(_SEEN)
        yield context
    finally:
        await context.close()


@contextlib.asynccontextmanager
async def _page(context: BrowserContext, cpu: float) -> AsyncIterator[Page]:
    """Yield a page on the slow line, whose processor is so many times slower."""
    page = await context.new_page()
    tools = await context.new_cdp_session(page)
    await tools.send("Network.enable")
    await tools.send("Network.emulateNetworkConditions", _NETWORK)
    await tools.send("Emulation.setCPUThrottlingRate", {"rate": cpu})
    yield page
    await page.close()


def targets(found: dict[str, list[FirstView]]) -> list[Target]:
    """Return the targets of each way: the times of the first paint and of the numbers, the size."""
    return [
        Target(
            f"the console on a slow phone, {WAYS[way]}: {what}",
            value,
            most,
            at_most=True,
            unit=unit,
        )
        for way, views in found.items()
        for what, value, most, unit in (
            ("painted", _middle(views, "painted") / 1000, _MOST_SECONDS, " s"),
            ("numbers", _middle(views, "numbers") / 1000, _MOST_SECONDS, " s"),
            ("size", _middle(views, "kilobytes"), _MOST_KILOBYTES, " kB"),
        )
    ]


def table(found: dict[str, list[FirstView]]) -> str:
    """Return the median of each way, with the lowest and the highest time of the numbers."""
    if not found:
        return "Not measured: there was no Chromium on this machine."
    return report.table(
        ("opened", "painted", "numbers", "from – to", "chart", "requests", "kB", "ways"),
        [_row(WAYS[way], views) for way, views in found.items()],
    )


def _row(name: str, views: Sequence[FirstView]) -> tuple[str, ...]:
    numbers = sorted(one.numbers / 1000 for one in views)
    return (
        name,
        *(f"{_middle(views, what) / 1000:.2f} s" for what in ("painted", "numbers")),
        f"{numbers[0]:.2f} – {numbers[-1]:.2f} s",
        f"{_middle(views, 'chart') / 1000:.2f} s",
        *(f"{_middle(views, what):.0f}" for what in ("requests", "kilobytes", "ways")),
    )


def _middle(views: Sequence[FirstView], what: str) -> float:
    return float(statistics.median(getattr(one, what) for one in views))


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.first_view", description=__doc__)
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--cpu", type=float, default=4)
    arguments = parser.parse_args(argv)
    found = asyncio.run(measure(arguments.times, arguments.cpu))
    sys.stdout.write(f"{table(found)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
