"""Every page of the console and its main dialogs: where each is, and how one comes there."""

import re
from dataclasses import dataclass

from playwright.async_api import Locator, Page, expect

from bot.sandbox.cast import BUYER


@dataclass(frozen=True, slots=True)
class View:
    """A page at an address, or what the last step opens on it; `shows` is a part of it that comes
    last, a test id or, with a dot or a bracket, a selector."""

    address: str
    shows: str
    steps: tuple[str, ...] = ()
    """The controls to click, in order; written like `shows`."""
    dialog: bool = False
    """Whether the last step opens a dialog, which Escape closes."""
    hostile: bool = True
    """Whether somebody's name or words stand there."""

    @property
    def name(self) -> str:
        return re.sub("[/?=]", "-", "-".join((self.address or "overview", *self.steps)))


def at(page: Page, what: str) -> Locator:
    """Return the first visible element of a test id or a selector."""
    found = page.locator(what) if set(what) & set(".[#") else page.get_by_test_id(what)
    return found.locator("visible=true").first


VIEWS = (
    View("", ".chart canvas"),
    View("", "as-table", ("as-table",), hostile=False),
    View("", "field-from", ("dates",), dialog=True, hostile=False),
    View("purchases", "purchase-5"),
    View("purchases?status=held", "filters-clear"),
    View("purchases/recurring", "recurring-empty", hostile=False),
    View("purchases/1", "life"),
    View("purchases/1", "ask", ("refund",), dialog=True),
    View("people", f"person-{BUYER.id}"),
    View(f"people/{BUYER.id}", "history"),
    View(f"people/{BUYER.id}", "dialog[open]", ("grant",), dialog=True),
    View("attention", "waits-held-4"),
    View("attention?of=held", "waits-all"),
    View("attention/held/4", "thing"),
    View("attention/held/4", "dialog[open]", ("step-bind",), dialog=True),
    View("attention/held/5", "dialog[open]", ("step-name-buyer",), dialog=True, hostile=False),
    View("attention/claim/1", "thing"),
    View(f"attention/support/{BUYER.id}", "quote"),
    View("plans", "plan-3"),
    View("plans", ".menu:not([hidden])", ("menu",)),
    View("plans", "dialog[open]", ("add-plan",), dialog=True, hostile=False),
    View("plans", "dialog[open]", ("catalogue",), dialog=True),
    View("shop", "shop-greeting"),
    View("shop/greeting", ".bubble-text"),
    View("shop/terms", "field-address", hostile=False),
    View("shop/agreed", ".empty", hostile=False),
    View("shop/profile", "part-name", hostile=False),
    View("broadcasts", "broadcast-new"),
    View("broadcasts/new", "count", hostile=False),
    View("broadcasts/1", ".facts"),
    View("broadcasts/1/people?of=reached", f"person-{BUYER.id}"),
    View("doctor", "tables"),
    View("doctor", "looks", ("examine",)),
)


async def go(page: Page, view: View) -> None:
    """Load a view, and wait until all of it is there."""
    await page.evaluate("address => { location.hash = `#/${address}`; }", view.address)
    await page.reload()
    first = re.split("[/?]", view.address)[0] or "overview"
    await expect(page.get_by_test_id(f"page-{first}")).to_be_visible()
    await expect(page.locator("main")).not_to_have_attribute("aria-busy", "true")
    for step in view.steps:
        await at(page, step).click()
    await expect(at(page, view.shows)).to_be_visible()
