"""The room of the doctor: what is wrong first, each with its next step; what is well below."""

from collections.abc import Iterable, Iterator, Sequence

from aiogram import Bot, Router
from aiogram.enums import ChatAction
from aiogram.filters import Command
from aiogram.types import Message

from bot.deps import Deps
from bot.domain.checkup import Finding, Level
from bot.texts import Markup
from bot.usecases.outbox.wording import Wording
from handlers.telegram.admin.shared.buttons import to_attention, way_to_pause
from handlers.telegram.ui.screen import keyboard

_LONGEST = 3500
"""Telegram takes 4,096 characters, counted after the markup is read."""


def register(router: Router) -> None:
    router.message.register(doctor, Command("doctor"))


async def doctor(message: Message, say: Wording, deps: Deps, bot: Bot) -> None:
    """While this runs, Telegram may think the update lost and send it anew: that one is let be."""
    if not deps.exports.first_time(message.chat.id, message.message_id):
        return
    await bot.send_chat_action(message.chat.id, ChatAction.TYPING)
    findings = await deps.doctor.examine()
    rows = [way_to_pause(say, await deps.pauses.current()), [to_attention(say)]]
    *first, last = _messages(_paragraphs(say, findings))
    for text in first:
        await message.answer(text)
    await message.answer(last, reply_markup=keyboard(rows))


def _paragraphs(say: Wording, findings: Sequence[Finding]) -> Iterator[Markup]:
    troubles = [one for one in findings if one.level is not Level.OK]
    yield say("doctor-title", count=len(troubles))
    for level in (Level.BROKEN, Level.WARNING):
        for one in findings:
            if one.level is level:
                what = say(one.key, **one.params)
                step = say(f"{one.key}-step", **one.params)
                yield say("doctor-trouble", level=str(level), what=what, step=step)
    well = [say("doctor-well", what=say(one.key, **one.params)) for one in findings if _well(one)]
    if well:
        yield Markup("\n".join(well))


def _well(finding: Finding) -> bool:
    return finding.level is Level.OK


def _messages(paragraphs: Iterable[Markup]) -> list[Markup]:
    """As few messages as hold them all; none is cut in the middle of a paragraph."""
    texts: list[Markup] = []
    for paragraph in paragraphs:
        joined = f"{texts[-1]}\n\n{paragraph}" if texts else paragraph
        if texts and len(joined) <= _LONGEST:
            texts[-1] = Markup(joined)
        else:
            texts.append(paragraph)
    return texts
