"""The buttons of the owner's home: what isn't set up, the buyers' view, and what is used rarely."""

from typing import Literal

from aiogram.filters.callback_data import CallbackData

from handlers.telegram.callbacks.shared import Id

Rare = Literal[
    "stats", "export", "backup", "doctor", "user", "grant", "revoke", "refund", "console"
]
"""The commands that a button runs as if they had been typed alone."""


Kind = Literal[
    "address",
    "webhook",
    "offers",
    "unread",
    "prices",
    "plan",
    "chat",
    "new-chat",
    "contact",
    "terms",
    "backup",
]
"""The values of `bot.usecases.home.steps.StepKind`."""
Optional = Literal["contact", "terms", "backup"]
"""Those of the steps that a shop can do without."""


class SeeAsBuyer(CallbackData, prefix="as_buyer"):
    """Sends what /start shows a buyer."""


class ShowMore(CallbackData, prefix="more"):
    """Opens what is used rarely."""


class ShowStep(CallbackData, prefix="setup"):
    """Opens how one step of setting up is done; `id` tells steps of a kind apart."""

    kind: Kind
    id: Id = 0


class DeclineStep(CallbackData, prefix="setup_no"):
    """Shows a step no more: the shop does without it."""

    kind: Optional


class TakeUpStep(CallbackData, prefix="setup_yes"):
    """Shows a declined step again."""

    kind: Optional


class RunCommand(CallbackData, prefix="run"):
    """Does what the command does without any words behind it."""

    what: Rare
