"""Measures the first view of the console on a slow phone: CPU ×4, 3G fast, nothing in the cache.

python -m benchmarks.first_view [--times N] [--cpu N]

Chromium's own tools slow the page down: 1.6 Mbit/s and 150 ms for each way there and back, as "3G
Fast" of WebPageTest has it. Each time is from the tap on the one-time link: until something is
painted, until the numbers are there, until the chart is. The shop, Telegram and Tribute run in this
process, on the same machine.
"""

import argparse
import asyncio
import shutil
import statistics
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from playwright.async_api import Browser, async_playwright

from bot.deps import Deps
from bot.domain.models import PersonId
from bot.sandbox.cast import ADMIN, BUYER
from bot.sandbox.world import World

_NETWORK = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_600_000 / 8,
    "uploadThroughput": 768_000 / 8,
}
_PHONE = {"width": 360, "height": 740}
_NUMBERS, _CHART = "[data-testid=number-active]", ".chart canvas"
_PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN"
_NOW = "performance.now()"
_BYTES = """['navigation', 'resource'].flatMap(kind => performance.getEntriesByType(kind))
    .map(one => [one.name, one.transferSize])"""


@dataclass(frozen=True, slots=True)
class FirstView:
    """Milliseconds since the tap, and the bytes that were transferred without the chart's."""

    painted: float
    numbers: float
    chart: float
    transferred: int
    requests: int


async def measure(times: int, cpu: float) -> list[FirstView]:
    """Open the console so many times, each in a new browser profile."""
    executable = shutil.which("chromium") or shutil.which("chromium-browser")
    async with World.open() as world, async_playwright() as playwright:
        if (app := world.app) is None:
            raise RuntimeError("the app does not run")
        await world.tribute.pay(456, telegram_user_id=BUYER.id)
        browser = await playwright.chromium.launch(
            executable_path=executable, args=["--no-sandbox", "--disable-gpu"]
        )
        try:
            return [await _open(browser, app.url, app.deps, cpu) for _ in range(times)]
        finally:
            await browser.close()


async def _open(browser: Browser, url: str, deps: Deps, cpu: float) -> FirstView:
    token = await deps.console.make_link(PersonId(ADMIN.id))
    context = await browser.new_context(viewport=_PHONE, is_mobile=True, device_scale_factor=2)  # type: ignore[arg-type]
    try:
        page = await context.new_page()
        tools = await context.new_cdp_session(page)
        await tools.send("Network.enable")
        await tools.send("Network.emulateNetworkConditions", _NETWORK)
        await tools.send("Emulation.setCPUThrottlingRate", {"rate": cpu})
        await page.goto(f"{url}/console/#{token}", wait_until="commit")
        await page.locator(_NUMBERS).wait_for()
        numbers = await page.evaluate(_NOW)
        found = await page.evaluate(_BYTES)
        await page.locator(_CHART).wait_for()
        chart = await page.evaluate(_NOW)
        without = [size for name, size in found if "uplot" not in name]
        painted = await page.evaluate(_PAINTED)
        return FirstView(painted, numbers, chart, sum(without), len(without))
    finally:
        await context.close()


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.first_view", description=__doc__)
    parser.add_argument("--times", type=int, default=7)
    parser.add_argument("--cpu", type=float, default=4)
    arguments = parser.parse_args(argv)
    found = asyncio.run(measure(arguments.times, arguments.cpu))
    for name in ("painted", "numbers", "chart"):
        values = sorted(getattr(one, name) for one in found)
        middle = statistics.median(values)
        sys.stdout.write(f"{name}: {middle:.0f} ms (from {values[0]:.0f} to {values[-1]:.0f})\n")
    first = found[0]
    sys.stdout.write(f"{first.transferred / 1000:.1f} kB in {first.requests} requests\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
