"""The bot's profile and the card of each of its spots: opened, and sent as people see it."""

from aiogram import Router
from aiogram.exceptions import TelegramBadRequest
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from bot.deps import Deps
from bot.domain.shop_face.profile import Part, Spot
from bot.usecases.outbox.wording import Wording
from handlers.telegram.admin.shared.phrases import reason_of
from handlers.telegram.admin.shop_face.profile import screens
from handlers.telegram.admin.shop_face.profile.preview import Draft, send_preview
from handlers.telegram.callbacks.bot_profile import SeeProfile, ShowPart, ShowProfile
from handlers.telegram.ui.screen import alert, done, show


def register(router: Router) -> None:
    router.callback_query.register(open_profile, ShowProfile.filter())
    router.callback_query.register(open_card, ShowPart.filter())
    router.callback_query.register(see, SeeProfile.filter())


async def open_profile(query: CallbackQuery, state: FSMContext, deps: Deps, say: Wording) -> None:
    await state.set_state(None)
    await show(query, *await screens.overview(deps, say))
    await done(query)


async def open_card(
    query: CallbackQuery, callback_data: ShowPart, state: FSMContext, deps: Deps, say: Wording
) -> None:
    await state.set_state(None)
    if await is_there(query, callback_data.spot, deps, say):
        await show(query, *await screens.card(callback_data.spot, deps, say))
        await done(query)


async def see(query: CallbackQuery, callback_data: SeeProfile, deps: Deps, say: Wording) -> None:
    """Send the profile, and below it the empty chat, as people see both now."""
    if query.bot is None or not await is_there(
        query, Spot(Part.NAME, callback_data.language), deps, say
    ):
        return
    await done(query)
    for part in (Part.NAME, Part.DESCRIPTION):
        try:
            nothing_new = Draft(Spot(part, callback_data.language))
            await send_preview(query.bot, query.from_user.id, nothing_new, deps, say)
        except (TelegramBadRequest, LookupError) as error:
            text = say("face-refused", reason=reason_of(error))
            await query.bot.send_message(query.from_user.id, text)


async def is_there(query: CallbackQuery, spot: Spot, deps: Deps, say: Wording) -> bool:
    """Return whether there is such a spot; else the press of an old button is answered."""
    if screens.is_known(spot, deps):
        return True
    await alert(query, say.plain("error-stale-button"))
    return False
