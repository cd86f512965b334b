"""An admin replies to a buyer's message: the reply is the answer, and goes to the buyer."""

from aiogram import Router
from aiogram.types import Message

from bot.deps import Deps
from bot.domain.support import Thread
from bot.texts import paragraphs
from bot.usecases.outbox.wording import Wording
from bot.usecases.people.phrases import person_link
from bot.usecases.support.support import SupportOutcome
from handlers.telegram.ui.support import SupportReply, read_written


def register(router: Router) -> None:
    router.message.register(answer, SupportReply(to_admin=True))


async def answer(message: Message, thread: Thread, say: Wording, deps: Deps) -> None:
    """Queue the answer; another notice says when it has arrived, or why it waits."""
    content = read_written(message)
    if content is None:
        await message.answer(say("support-unsupported"))
        return
    result = await deps.support.answer(thread.message, message.chat.id, content)
    if result.outcome is not SupportOutcome.TAKEN:
        return  # the answer to the first picture of the album speaks of the others
    person_id = thread.message.telegram_user_id
    who = person_link(say, await deps.people.get(person_id), person_id)
    album = say("support-album") if content.album else None
    sent = await message.answer(paragraphs(say("support-answer-queued", who=who), album))
    await deps.support.can_be_replied_to(message.chat.id, sent.message_id, result.id, to_admin=True)
