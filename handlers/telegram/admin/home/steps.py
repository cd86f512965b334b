"""How a step of setting up is done, where that isn't done in the chat; and steps a shop doesn't
need."""

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.deps import Deps
from bot.domain.shop_face.texts import Place, Slot
from bot.texts import Markup, Whole, lines
from bot.usecases.chats.phrases import title as chat_title
from bot.usecases.home.steps import MAY_BE_DECLINED, SetupStep, StepKind
from bot.usecases.outbox.wording import Wording
from handlers.telegram.admin.home.screens import Screen, home_screen
from handlers.telegram.callbacks.home import DeclineStep, RunCommand, ShowStep, TakeUpStep
from handlers.telegram.callbacks.shop_face import ShowSlot
from handlers.telegram.ui import new_chat
from handlers.telegram.ui.home import to_home
from handlers.telegram.ui.screen import Buttons, button, copying, done, show

_ADDRESS_LINE = "PUBLIC_URL=https://"
"""The beginning of the line in .env that makes the bot reachable."""
_IN_SHOP = {StepKind.CONTACT: Slot.CONTACT, StepKind.TERMS: Slot.TERMS}
"""The steps that are done in /shop."""


def register(router: Router) -> None:
    router.callback_query.register(open_step, ShowStep.filter())
    router.callback_query.register(decline, DeclineStep.filter())
    router.callback_query.register(take_up, TakeUpStep.filter())


async def open_step(
    query: CallbackQuery, callback_data: ShowStep, deps: Deps, say: Wording, is_owner: bool
) -> None:
    """Show how it is done; once it is, the home."""
    setup = await deps.setup.view(is_owner=is_owner)
    step = setup.find(StepKind(callback_data.kind), callback_data.id)
    if step is None:
        await show(query, *await home_screen(deps, say, is_owner=is_owner))
        await done(query, say.plain("toast-changed"))
        return
    text, rows = _card(say, step, deps)
    if step.kind in MAY_BE_DECLINED:
        rows.append(_way_out(say, step.kind, declined=step in setup.declined))
    await show(query, text, [*rows, to_home(say)])
    await done(query)


async def decline(
    query: CallbackQuery, callback_data: DeclineStep, deps: Deps, say: Wording, is_owner: bool
) -> None:
    await deps.setup.decline(StepKind(callback_data.kind))
    await show(query, *await home_screen(deps, say, is_owner=is_owner))
    await done(query, say.plain("toast-setup-declined"))


async def take_up(
    query: CallbackQuery, callback_data: TakeUpStep, deps: Deps, say: Wording, is_owner: bool
) -> None:
    await deps.setup.take_up(StepKind(callback_data.kind))
    await show(query, *await home_screen(deps, say, is_owner=is_owner))
    await done(query)


def _card(say: Wording, step: SetupStep, deps: Deps) -> Screen:
    if step.chat is not None:
        if step.kind is StepKind.NEW_CHAT:
            return new_chat.question(step.chat, deps.plans.sold, say)
        return _chat(say, step), []
    path = deps.settings.tribute_webhook_path
    url = (deps.settings.public_url or "https://…") + path
    text = say(f"setup-card-{step.kind}", url=Whole(url), path=Whole(path))
    return text, _buttons(say, step.kind, url)


def _chat(say: Wording, step: SetupStep) -> Markup:
    """Return which rights the bot lacks, or that it isn't there."""
    chat = step.chat
    if chat is None or chat.is_gone:
        return say("setup-card-chat-gone", title=chat_title(chat) if chat else "")
    found = say("setup-card-chat", title=chat_title(chat))
    return lines(found, *new_chat.missing_rights(chat, say))


def _buttons(say: Wording, kind: StepKind, url: str) -> list[Buttons]:
    if kind is StepKind.BACKUP:
        return [[button(say.plain("button-setup-backup-now"), RunCommand(what="backup"))]]
    if kind is StepKind.WEBHOOK:
        return [copying(say.plain("button-doctor-copy-address"), url)]
    if kind is StepKind.ADDRESS:
        return [copying(say.plain("button-setup-copy-line"), _ADDRESS_LINE)]
    if kind in _IN_SHOP:
        place = Place(_IN_SHOP[kind], say.locale)
        return [[button(say.plain("button-setup-in-shop"), ShowSlot.of(place))]]
    return []


def _way_out(say: Wording, kind: StepKind, *, declined: bool) -> Buttons:
    if declined:
        return [button(say.plain("button-setup-take-up"), TakeUpStep(kind=kind.value))]
    return [button(say.plain("button-setup-decline"), DeclineStep(kind=kind.value))]
