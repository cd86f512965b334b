"""The owner's home: what waits, today in numbers, what isn't set up yet, and the ways from here."""

from aiogram.types import WebAppInfo

from bot.deps import Deps
from bot.domain.money import Money
from bot.texts import Markup, lines, paragraphs
from bot.usecases.chats.phrases import title
from bot.usecases.console.address import mini_app_url
from bot.usecases.home.steps import SetupStep, StepKind
from bot.usecases.outbox.wording import Wording
from bot.usecases.reports.statistics import Today
from bot.usecases.tariffs.product_list import Wanted
from handlers.telegram.callbacks.attention import AttentionPage
from handlers.telegram.callbacks.broadcasts import AudiencePage
from handlers.telegram.callbacks.home import RunCommand, SeeAsBuyer, ShowMore, ShowStep
from handlers.telegram.callbacks.products import ShowProducts, ShowTariffPage
from handlers.telegram.callbacks.purchases import PurchasesPage
from handlers.telegram.callbacks.shop_face import ShowFace
from handlers.telegram.ui.admins import to_admins
from handlers.telegram.ui.checklist import towards_checklist
from handlers.telegram.ui.screen import Button, Buttons, button, side_by_side
from handlers.telegram.ui.waiting import waiting_lines

Screen = tuple[Markup, list[Buttons]]

_ON_LIST = frozenset({StepKind.ADDRESS, StepKind.WEBHOOK, StepKind.OFFERS, StepKind.CONTACT})
"""The steps that the list of /setup has too: while the home leads there, they need no button."""


async def home_screen(deps: Deps, say: Wording, *, is_owner: bool) -> Screen:
    """Return the home as it is now; what is empty is left out."""
    waiting, to_waiting = await _waiting(deps, say, is_owner=is_owner)
    today, setup = await deps.statistics.today(), await deps.setup.view(is_owner=is_owner)
    points = (await deps.checklist.view()).points
    text = paragraphs(
        say("home-title"),
        lines(say("attention-title"), *waiting) if waiting else None,
        _today(say, today),
        lines(say("home-setup"), *(step_line(say, one) for one in setup.left))
        if setup.left
        else None,
    )
    rows = [
        *to_waiting,
        towards_checklist(say, points=points),
        *([step_button(say, one)] for one in setup.left if not (points and one.kind in _ON_LIST)),
        *_ways(deps, say),
    ]
    return text, rows


async def _waiting(
    deps: Deps, say: Wording, *, is_owner: bool
) -> tuple[list[Markup], list[Buttons]]:
    """Return how many of what wait for an admin, and for an owner which admins do, with the buttons
    there."""
    found = waiting_lines(say, await deps.attention.backlog(), await deps.pauses.current())
    rows = [[button(say.plain("button-attention-open"), AttentionPage(page=0))]] if found else []
    if is_owner and deps.admins.roll.waiting:
        found.append(say("admins-start-waiting", count=len(deps.admins.roll.waiting)))
        rows.append([to_admins(say)])
    return found, rows


def step_line(say: Wording, step: SetupStep) -> Markup:
    """Return what isn't set up, in a line."""
    if step.plan_id is not None:
        return say("setup-step-plan", plan=say.plan(step.plan_id))
    if step.chat is not None:
        gone = step.kind is StepKind.CHAT and step.chat.is_gone
        key = "setup-step-chat-gone" if gone else f"setup-step-{step.kind}"
        return say(key, title=title(step.chat))
    return say(f"setup-step-{step.kind}", count=step.count)


def step_button(say: Wording, step: SetupStep) -> Button:
    """Return the button to the place where the step is done."""
    match step.kind:
        case StepKind.OFFERS:
            return button(say.plain("button-setup-offers"), ShowProducts.of(Wanted()))
        case StepKind.PLAN:
            name = say.plan(step.plan_id) if step.plan_id is not None else ""
            label = say.label("button-setup-plan", plan=name)
            return button(label, ShowProducts.of(Wanted()))
        case StepKind.PRICES:
            return button(say.plain("button-setup-prices"), ShowTariffPage())
        case StepKind.UNREAD:
            return button(say.plain("button-setup-unread"), RunCommand(what="doctor"))
    if step.chat is not None:
        label = say.label(f"button-setup-{step.kind}", title=title(step.chat))
    else:
        label = say.plain(f"button-setup-{step.kind}")
    return button(label, ShowStep(kind=step.kind.value, id=step.id))


def _today(say: Wording, today: Today) -> Markup:
    people, held = today.new + today.renewed, today.held
    return lines(
        say("home-today"),
        *_sales(say, today),
        say("home-people", new=today.new, renewed=today.renewed) if people else None,
        _refunded(say, today),
        say("home-held", count=held) if held else None,
    )


def _sales(say: Wording, today: Today) -> list[Markup]:
    """Return the sales in money, and apart from them those in Stars."""
    found = []
    if today.income:
        found.append(say("home-sales-sums", count=today.sales, sums=_sums(say, today.income)))
    elif today.sales:
        found.append(say("home-sales", count=today.sales))
    if today.stars is not None:
        found.append(say("home-stars", count=today.stars_sales, sum=today.stars))
    return found or [say("home-no-sales")]


def _refunded(say: Wording, today: Today) -> Markup | None:
    if not today.refunded:
        return None
    if not today.returned:
        return say("home-refunded", count=today.refunded)
    return say("home-refunded-sums", count=today.refunded, sums=_sums(say, today.returned))


def _sums(say: Wording, sums: tuple[Money, ...]) -> Markup:
    return Markup(" · ".join(say("stats-sum", sum=one) for one in sums))


def _ways(deps: Deps, say: Wording) -> list[Buttons]:
    """Return the ways from here: what an owner does on many days, then the rest."""
    daily = (
        button(say.plain("button-home-products"), ShowProducts.of(Wanted())),
        button(say.plain("button-home-tariffs"), ShowTariffPage()),
        button(say.plain("button-home-purchases"), PurchasesPage(page=0)),
        button(say.plain("button-home-user"), RunCommand(what="user")),
        button(say.plain("button-home-stats"), RunCommand(what="stats")),
        button(say.plain("button-home-broadcast"), AudiencePage(page=0)),
    )
    return [
        *side_by_side(daily, 2),
        _console(deps, say),
        [button(say.plain("button-home-as-buyer"), SeeAsBuyer())],
        [
            button(say.plain("button-home-face"), ShowFace()),
            button(say.plain("button-home-more"), ShowMore()),
        ],
    ]


def _console(deps: Deps, say: Wording) -> Buttons:
    """Return the button that opens the console, or without PUBLIC_URL says how to open it."""
    label, url = say.plain("button-console-home"), mini_app_url(deps.settings)
    if url is None:
        return [button(label, RunCommand(what="console"))]
    return [Button(text=label, web_app=WebAppInfo(url=url))]
