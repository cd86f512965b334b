"""Acts of one tap on the bot's profile: back to the original, nothing, cancel, try now."""

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.deps import Deps
from bot.domain.shop_face.profile import NOTHING, Spot, Wish
from bot.texts import GAP, lines
from bot.usecases.outbox.wording import Wording
from bot.usecases.shop_face.profile import Changed
from bot.usecases.shop_face.profile_shown import result_of
from handlers.telegram.admin.shop_face.profile import screens
from handlers.telegram.admin.shop_face.profile.card import is_there
from handlers.telegram.callbacks.bot_profile import CancelWish, EmptyPart, RestorePart, TryWish
from handlers.telegram.ui.screen import done, show


def register(router: Router) -> None:
    router.callback_query.register(restore, RestorePart.filter())
    router.callback_query.register(empty, EmptyPart.filter())
    router.callback_query.register(cancel, CancelWish.filter())
    router.callback_query.register(try_now, TryWish.filter())


async def restore(
    query: CallbackQuery, callback_data: RestorePart, deps: Deps, say: Wording
) -> None:
    spot = callback_data.spot
    if await is_there(query, spot, deps, say):
        wish = await deps.bot_profile.restore(spot, callback_data.seen, query.from_user.id)
        await show_result(query, spot, wish, deps, say)


async def empty(query: CallbackQuery, callback_data: EmptyPart, deps: Deps, say: Wording) -> None:
    """Let nothing of its own stand there; a name for everybody can't be taken away."""
    spot = callback_data.spot
    if await is_there(query, spot, deps, say) and spot.may_be_empty:
        wish = await deps.bot_profile.wish(spot, NOTHING, callback_data.seen, query.from_user.id)
        await show_result(query, spot, wish, deps, say)
    else:
        await done(query)


async def cancel(query: CallbackQuery, callback_data: CancelWish, deps: Deps, say: Wording) -> None:
    cancelled = await deps.bot_profile.cancel(callback_data.wish, query.from_user.id)
    text, rows = await screens.card(callback_data.spot, deps, say)
    if cancelled:
        text = lines(say("profile-cancelled"), GAP, text)
    await show(query, text, rows)
    await done(query, None if cancelled else say.plain("toast-changed"))


async def try_now(query: CallbackQuery, callback_data: TryWish, deps: Deps, say: Wording) -> None:
    wish = await deps.bot_profile.try_now(callback_data.wish)
    await show_result(query, callback_data.spot, wish, deps, say)


async def show_result(
    query: CallbackQuery, spot: Spot, wish: Wish | Changed | None, deps: Deps, say: Wording
) -> None:
    """Show the card after a change, with what became of it."""
    text, rows = await screens.card(spot, deps, say)
    if not isinstance(wish, Wish):
        await show(query, text, rows)
        await done(query, say.plain("toast-changed"))
        return
    await show(query, lines(result_of(wish, say), GAP, text), rows)
    await done(query)
