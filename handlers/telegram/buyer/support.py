"""/paysupport: a buyer writes to the owner, whatever contact is set, and goes on by replying."""

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import ForceReply, Message

from bot.deps import Deps
from bot.domain.models import PersonId
from bot.domain.records import Person
from bot.domain.support import Thread
from bot.texts import Markup, When, paragraphs
from bot.usecases.access.status import Status
from bot.usecases.outbox.wording import Wording
from bot.usecases.support.support import MOST_AN_HOUR, SupportOutcome
from handlers.telegram.buyer import keyboards
from handlers.telegram.ui.reply import reply
from handlers.telegram.ui.support import RestOfAlbum, SupportReply, read_written

_MOST_PURCHASES = 10


class SupportQuestion(StatesGroup):
    """The buyer's own words to the owner, with a picture or a file if they like."""

    words = State()


def register(router: Router) -> None:
    router.message.register(paysupport, Command("paysupport", ignore_case=True))
    router.message.register(replied, SupportReply(to_admin=False))
    router.message.register(rest_of_album, RestOfAlbum())
    router.message.register(written, SupportQuestion.words, ~F.text.startswith("/"))


async def paysupport(  # noqa: PLR0913  (aiogram passes arguments by name)
    message: Message,
    command: CommandObject,
    state: FSMContext,
    deps: Deps,
    person: Person,
    say: Wording,
) -> None:
    """Ask what is wrong; `/paysupport <words>` is the question itself.

    Telegram asks every bot that sells to have this command (Bot API, payments, /paysupport). Where
    nobody is an admin, only the contact is shown: there is nobody to write to.
    """
    asks = bool(deps.admins.roll)
    if asks and (command.args or "").strip():
        await _pass_on(message, None, say, deps)
        return
    contact = deps.shop_face.contact(say.locale)
    status = await deps.subscriptions.status(person.telegram_user_id)
    again_at = await deps.support.full_until(person.telegram_user_id)
    about = _about(say, person.telegram_user_id, status, _contact(say, contact, asks=asks))
    in_stars = say("stars-paysupport") if await deps.stars_prices.any_ever() else None
    text = paragraphs(about, in_stars, _question(say, again_at) if asks else None)
    rows = keyboards.support(say, contact)
    asks = asks and again_at is None
    if asks:
        await state.set_state(SupportQuestion.words)
    if asks and not any(rows):
        await message.answer(text, reply_markup=ForceReply())
    else:
        await reply(message, text, rows)


async def written(message: Message, state: FSMContext, say: Wording, deps: Deps) -> None:
    if await _pass_on(message, None, say, deps):
        await state.set_state(None)


async def replied(message: Message, thread: Thread, say: Wording, deps: Deps) -> None:
    """Pass on what a buyer replies to the owner's answer, or adds to their own message."""
    await _pass_on(message, thread.message.id, say, deps)


async def rest_of_album(message: Message) -> None:
    """Stay silent: the answer to the first picture of the album speaks of the others."""


async def _pass_on(message: Message, answers: int | None, say: Wording, deps: Deps) -> bool:
    """Pass the message on to the admins and say so; return False if it can't be passed on."""
    content = read_written(message)
    if content is None:
        await message.answer(say("support-unsupported"), reply_markup=ForceReply())
        return False
    result = await deps.support.write(PersonId(message.chat.id), content, answers)
    if result.outcome is SupportOutcome.TOO_MANY:
        await message.answer(_question(say, result.again_at))
    elif result.outcome is SupportOutcome.TAKEN:
        album = say("support-album") if content.album else None
        sent = await message.answer(paragraphs(say("support-sent"), album))
        await deps.support.can_be_replied_to(
            message.chat.id, sent.message_id, result.id, to_admin=False
        )
    return True


def newcomers_support(
    say: Wording, reader: int, contact: str | None, now: int
) -> tuple[Markup, keyboards.Rows]:
    """Return what /paysupport says to somebody without payments, for the owner's preview."""
    about = _about(say, reader, Status.of_newcomer(now), _contact(say, contact, asks=True))
    return paragraphs(about, _question(say, None)), keyboards.support(say, contact)


def _about(say: Wording, reader: int, status: Status, contact: Markup) -> Markup:
    """Return how refunds work, the contact, and the person's purchases."""
    listed = [
        say("support-purchase", number=say.number(one.purchase), what=say.bought(one.purchase))
        for one in status.purchases[:_MOST_PURCHASES]
    ]
    include = [say("support-include", id=reader), *listed]
    return paragraphs(
        say("support-about", contact=contact),
        "\n".join(include),
        None if listed else say("support-unlisted"),
    )


def _question(say: Wording, again_at: int | None) -> Markup:
    """Ask what is wrong, or say when the person may write again."""
    if again_at is None:
        return say("support-ask")
    return say("support-too-many", count=MOST_AN_HOUR, when=When(again_at))


def _contact(say: Wording, contact: str | None, *, asks: bool) -> Markup:
    if contact:
        return say("support-contact-or-here" if asks else "support-contact", contact=contact)
    return say("support-contact-here" if asks else "support-contact-none")
