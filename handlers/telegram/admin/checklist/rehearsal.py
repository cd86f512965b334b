"""The rehearsal: what a purchase would do and what people would read, without any trace of it."""

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.deps import Deps
from bot.domain.models import Message
from bot.domain.records import Person
from bot.texts import GAP, Markup, lines
from bot.usecases.checklist.rehearsal import Rehearsed
from bot.usecases.outbox.wording import Wording
from handlers.telegram.callbacks.checklist.entries import Rehearse
from handlers.telegram.ui.checklist import to_checklist
from handlers.telegram.ui.screen import done, keyboard


def register(router: Router) -> None:
    router.callback_query.register(play, Rehearse.filter())


async def play(
    query: CallbackQuery, callback_data: Rehearse, deps: Deps, person: Person, say: Wording
) -> None:
    """Send what the buyer and the admins would read, then what has happened: nothing."""
    found = await deps.rehearsal.play(callback_data.id, person)
    if found is None or query.bot is None:
        await done(query, say.plain("toast-changed"))
        return
    await done(query)
    for key, messages in (("buyer", found.to_buyer), ("admin", found.to_admin)):
        for one in messages:
            await query.bot.send_message(query.from_user.id, _marked(key, one, say))
    await deps.checklist.rehearsed()
    await query.bot.send_message(
        query.from_user.id, _summary(found, say), reply_markup=keyboard([to_checklist(say)])
    )


def _marked(whose: str, message: Message, say: Wording) -> Markup:
    """Return a message below a line that says that it is played, with its buttons as words: they
    would lead to a purchase that there isn't."""
    labels = [say("rehearsal-button", label=one.label) for row in message.buttons for one in row]
    return lines(
        say(f"rehearsal-{whose}"), GAP, Markup(message.text), GAP if labels else None, *labels
    )


def _summary(found: Rehearsed, say: Wording) -> Markup:
    product = found.product
    outcome = say(
        "rehearsal-summary", outcome=found.outcome.value, name=product.name, price=product.price
    )
    return lines(outcome, GAP, say("rehearsal-undone"))
