"""Two plans for the sandbox: Pro, which includes Basic; each opens a channel of its own."""

from functools import partial
from typing import Any

from bot.deps import Deps
from bot.domain.membership import ChatRights
from bot.domain.models import FIRST_PLAN
from bot.sandbox.cast import ADMIN, CHANNEL_ID, PRO_CHANNEL_ID, PRO_CHANNEL_TITLE
from bot.sandbox.telegram import TelegramServer
from bot.sandbox.tribute import TributeServer
from bot.usecases.chats.new_chats import BotPlace
from bot.usecases.plans.inclusions import InclusionChange

PRO_EUR, PRO_RUB, PRO_YEAR = 461, 462, 463
SETTINGS: dict[str, Any] = {
    "tariffs": (
        "Basic / 1 month=456, Basic / 1 year=458, "
        f"Pro / 1 month={PRO_EUR}, Pro / 1 month={PRO_RUB}, Pro / 1 year={PRO_YEAR}"
    ),
    "access_chat_ids": (CHANNEL_ID,),
}
"""TARIFFS and the channel of the first plan, Basic."""
_ABOUT = "The books of Basic, and an evening with the author every month."
_IN_RUSSIAN = {"basic": "Базовый", "pro": "Про"}


def prepare(telegram: TelegramServer, tribute: TributeServer) -> None:
    """Add what Pro is sold with, in two currencies, and its channel."""
    month, year = "Book Club Pro — 1 month", "Book Club Pro — 1 year"
    add = partial(tribute.add_product, description=_ABOUT, acceptCards=True)
    add(month, id=PRO_EUR, amount=1900, currency="EUR", starsAmount=950)
    add(month, id=PRO_RUB, amount=190_000, currency="RUB", starsAmount=950)
    add(year, id=PRO_YEAR, amount=19_000, currency="EUR")
    channel = telegram.add_group(PRO_CHANNEL_ID, PRO_CHANNEL_TITLE, "channel")
    channel.members[ADMIN.id] = "creator"


async def arrange(deps: Deps) -> None:
    """Do what Anna would do in the chat: name the plans in Russian too, let Pro include Basic, and
    let it open its channel."""
    for plan in deps.plans.known:
        await deps.plans.rename(plan.id, _IN_RUSSIAN[plan.key], "ru", ADMIN.id)
    pro = next(one.id for one in deps.plans.known if one.key == "pro")
    change = InclusionChange(pro, FIRST_PLAN, include=True)
    await deps.inclusions.change(change, await deps.inclusions.touched(change), ADMIN.id)
    place = BotPlace(
        PRO_CHANNEL_ID, PRO_CHANNEL_TITLE, ADMIN.id, ChatRights(), was_admin=False, is_admin=True
    )
    question = await deps.new_chats.bot_placed(place)
    if question is not None:
        await deps.new_chats.answered(question.chat.id)
        await deps.plan_chats.open(pro, question.chat.id, 0, ADMIN.id)
