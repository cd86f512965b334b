"""/doctor: problems first, each with its next step; then the checks that passed."""

from collections.abc import Iterable, Iterator, Sequence

from aiogram import Bot, Router
from aiogram.enums import ChatAction
from aiogram.filters import Command
from aiogram.types import CallbackQuery, InlineKeyboardButton, Message

from bot.deps import Deps
from bot.domain.checkup import Finding, Level
from bot.domain.stars_list.faults import StarsListError
from bot.texts import Markup
from bot.usecases.outbox.wording import Wording
from handlers.telegram.admin.shared.buttons import to_attention, to_pause
from handlers.telegram.admin.shared.run import Place, place_of, running
from handlers.telegram.callbacks.stars import LookAtStars
from handlers.telegram.ui.admins import to_admins
from handlers.telegram.ui.screen import button, copying, keyboard

_LONGEST = 3500
"""Telegram takes 4,096 characters, counted after the markup is read."""
_NAMING_ADDRESS = ("doctor-call-never", "doctor-call-silent")


def register(router: Router) -> None:
    router.message.register(doctor, Command("doctor", ignore_case=True))
    router.callback_query.register(doctor_pressed, running("doctor"))
    router.callback_query.register(look_now, LookAtStars.filter())


async def doctor(message: Message, say: Wording, deps: Deps, bot: Bot) -> None:
    """Check everything. While this runs, Telegram may send the update again; it is ignored then."""
    if deps.exports.first_time(message.chat.id, message.message_id):
        await _examine(message, say, deps, bot)


async def doctor_pressed(query: CallbackQuery, say: Wording, deps: Deps, bot: Bot) -> None:
    place = await place_of(query)
    if place is not None and deps.exports.first_time(place.chat.id, query.id):
        await _examine(place, say, deps, bot)


async def look_now(query: CallbackQuery, say: Wording, deps: Deps) -> None:
    """Read Telegram's list of Stars at once, and say what it brought."""
    place = await place_of(query)
    if place is None or not deps.exports.first_time(place.chat.id, query.id):
        return
    try:
        found = await deps.stars_reconciliation.look()
    except StarsListError as error:
        await place.answer(say("stars-list-failed", why=say(error.text_key)))
        return
    key = "stars-list-read" if any(found.values()) else "stars-list-read-nothing"
    counts = {str(kind): times for kind, times in found.items()}
    await place.answer(say(key, **counts), reply_markup=keyboard([[to_attention(say)]]))


async def _examine(message: Place, say: Wording, deps: Deps, bot: Bot) -> None:
    await bot.send_chat_action(message.chat.id, ChatAction.TYPING)
    findings = await deps.doctor.examine()
    rows = [
        _copy_address(say, findings, deps.settings.public_url),
        _look_now(say) if await deps.stars_prices.any_ever() else [],
        to_pause(say, await deps.pauses.current()),
        [to_attention(say)],
        [to_admins(say)],
    ]
    *first, last = _messages(_paragraphs(say, findings))
    for text in first:
        await message.answer(text)
    await message.answer(last, reply_markup=keyboard(rows))


def _paragraphs(say: Wording, findings: Sequence[Finding]) -> Iterator[Markup]:
    errors = [one for one in findings if one.level is not Level.OK]
    yield say("doctor-title", count=len(errors))
    for level in (Level.BROKEN, Level.WARNING):
        for one in findings:
            if one.level is level:
                what = say(one.key, **one.params)
                step = say(f"{one.key}-step", **one.params)
                yield say("doctor-problem", level=str(level), what=what, step=step)
    fine = [
        say("doctor-fine", what=say(one.key, **one.params)) for one in findings if _is_fine(one)
    ]
    if fine:
        yield Markup("\n".join(fine))


def _look_now(say: Wording) -> list[InlineKeyboardButton]:
    return [button(say.plain("button-stars-look"), LookAtStars())]


def _copy_address(
    say: Wording, findings: Iterable[Finding], public_url: str | None
) -> list[InlineKeyboardButton]:
    """Return a button that copies the webhook's address, where a step says to enter it; none while
    nobody knows its beginning."""
    address = next((one.params["url"] for one in findings if one.key in _NAMING_ADDRESS), None)
    if address is None or public_url is None:
        return []
    return copying(say.plain("button-doctor-copy-address"), address)


def _is_fine(finding: Finding) -> bool:
    return finding.level is Level.OK


def _messages(paragraphs: Iterable[Markup]) -> list[Markup]:
    """Return as few messages as hold all paragraphs; no paragraph is cut."""
    texts: list[Markup] = []
    for paragraph in paragraphs:
        joined = f"{texts[-1]}\n\n{paragraph}" if texts else paragraph
        if texts and len(joined) <= _LONGEST:
            texts[-1] = Markup(joined)
        else:
            texts.append(paragraph)
    return texts
