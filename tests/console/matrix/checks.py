"""Checks of any view of the console; each returns its problems as lines that name the element."""

from playwright.async_api import Page

_SMALLEST = 43.5
"""In points; 44 is the size of a finger (WCAG 2.5.5), less what the browser rounds away."""
_MOST_PRESSES = 220

_WIDER = """() => {
    const wide = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= wide) return [];
    return [...document.querySelectorAll("body *")]
        .filter((one) => one.checkVisibility() && one.getBoundingClientRect().right > wide + 0.5)
        .map((one) => one.outerHTML.slice(0, 100)).slice(-3);
}"""

# A tick is as large as its label, and a link within a sentence as the sentence (WCAG 2.5.8).
_SMALL = """(smallest) => [...document.querySelectorAll(
        "a[href], button, input, select, textarea, summary, [role=button], [role=textbox]")]
    .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest(".phone"))
    .filter((one) => !one.classList.contains("skip") && !one.closest("p, td, .row-detail, .small"))
    .map((one) => [one, (one.closest("label") ?? one).getBoundingClientRect()])
    .filter(([one, box]) => box.width > 1 && (box.height < smallest || box.width < smallest))
    .map(([one, box]) => `${box.width}×${box.height}: ${one.outerHTML.slice(0, 120)}`)"""

# Notes each element that the keyboard reaches, and whether one sees that.
_FOLLOW = """() => {
    const tabbed = (window.tabbed ??= { reached: new Set(), unseen: [] });
    tabbed.reached.clear();
    tabbed.unseen = [];
    document.activeElement?.blur();
    if (window.follows) return;
    window.follows = true;
    document.addEventListener("focusin", ({ target }) => {
        tabbed.reached.add(target);
        const seen = (one) => {
            const style = one && getComputedStyle(one);
            return style && ((style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0)
                || style.boxShadow !== "none");
        };
        if (!seen(target) && !seen(target.closest("label, .field"))) tabbed.unseen.push(target);
    });
}"""

_NOT_REACHED = """() => {
    const open = [...document.querySelectorAll("dialog:modal")].at(-1);
    const controls = (open ?? document).querySelectorAll(
        "a[href], button, input, select, textarea, summary, [tabindex], [contenteditable=true]");
    const line = (word) => (one) => `${word}: ${one.outerHTML.slice(0, 120)}`;
    const missed = [...controls]
        .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.disabled)
        .filter((one) => one.tabIndex >= 0 && !one.closest("[inert]"))
        .filter((one) => one.type !== "radio" || one.checked)
        .filter((one) => !tabbed.reached.has(one));
    const outside = [...tabbed.reached].filter((one) => open && !open.contains(one));
    return [...missed.map(line("not reached")), ...outside.map(line("outside the dialog")),
        ...tabbed.unseen.map(line("focus not seen"))];
}"""

_LOOPED = "() => document.activeElement === null || document.activeElement === document.body"
_HELD = "() => document.querySelectorAll('img[src=x], main script, dialog script').length"


async def too_wide(page: Page) -> list[str]:
    """Return elements that reach past the right edge, where the page can be scrolled there."""
    found: list[str] = await page.evaluate(_WIDER)
    return [f"too wide: {one}" for one in found]


async def too_small(page: Page) -> list[str]:
    """Return the controls that a finger misses."""
    found: list[str] = await page.evaluate(_SMALL, _SMALLEST)
    return [f"too small: {one}" for one in found]


async def not_reached(page: Page) -> list[str]:
    """Press Tab until the focus has gone round; return the controls that it left out, those whose
    focus isn't seen, and what it reached outside of an open dialog. News may draw the page again
    meanwhile, so that something is missing: it goes round once more then."""
    await page.evaluate(_FOLLOW)
    ends = 0  # the first round begins where the last click was
    missed = [f"the focus isn't round after {_MOST_PRESSES} presses of Tab"]
    for _ in range(_MOST_PRESSES):
        await page.keyboard.press("Tab")
        if not await page.evaluate(_LOOPED):
            continue
        ends += 1
        if ends > 1 and not (missed := await page.evaluate(_NOT_REACHED)):
            break
    return missed


async def taken_for_markup(page: Page) -> int:
    """Return how many elements were made of somebody's words."""
    return int(await page.evaluate(_HELD))
