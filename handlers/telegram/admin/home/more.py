"""More: the rarely used commands by button, and the steps that a shop does without."""

from collections.abc import Iterable

from bot.texts import GAP, Markup, lines
from bot.usecases.home.steps import SetupView
from bot.usecases.outbox.wording import Wording
from handlers.telegram.admin.home.screens import Screen, step_button
from handlers.telegram.callbacks.home import Rare, RunCommand
from handlers.telegram.callbacks.plans import ShowPlans
from handlers.telegram.ui.admins import to_admins
from handlers.telegram.ui.home import to_home
from handlers.telegram.ui.screen import Button, Buttons, button, side_by_side


def screen(say: Wording, setup: SetupView, *, is_owner: bool) -> Screen:
    several = len(say.plans) > 1
    text = lines(
        say("more-title"),
        GAP,
        say("more-access"),
        say("more-plans") if several else None,
        say("more-data" if is_owner else "more-data-added"),
        say("more-doctor"),
        say("more-admins"),
        say("more-declined") if setup.declined else None,
        GAP,
        say("more-commands"),
    )
    plans = [button(say.plain("button-more-plans"), ShowPlans())] if several else []
    rows: list[Buttons] = [
        *_group(say, "grant", "revoke"),
        *_group(say, "refund", more=plans),
        *_group(say, "export", *_owners(is_owner=is_owner)),
        *_group(say, "doctor", more=[to_admins(say)]),
        *([step_button(say, one)] for one in setup.declined),
        to_home(say),
    ]
    return Markup(text), rows


def _group(say: Wording, *names: Rare, more: Iterable[Button] = ()) -> list[Buttons]:
    return side_by_side([*(_run(say, one) for one in names), *more], 2)


def _owners(*, is_owner: bool) -> tuple[Rare, ...]:
    return ("backup",) if is_owner else ()


def _run(say: Wording, what: Rare) -> Button:
    return button(say.plain(f"button-more-{what}"), RunCommand(what=what))
