"""Sets, changes and removes prices in Stars; no admin overrules another one unseen."""

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, ForceReply, Message

from bot.deps import Deps
from bot.domain.models import TariffId
from bot.domain.stars import read_stars
from bot.texts import Markup
from bot.usecases.outbox.wording import Wording
from bot.usecases.stars.prices import TariffInStars
from handlers.telegram.admin.stars import screens
from handlers.telegram.callbacks.stars import (
    AskStarsPrice,
    SetRenewingPrice,
    SetStarsPrice,
    ShowStarsPrice,
    ShowStarsPrices,
    StopStarsPrice,
)
from handlers.telegram.middlewares.questions import ANSWER
from handlers.telegram.ui.reply import reply
from handlers.telegram.ui.screen import alert, done, show

_LATEST = 5
_TARIFF = "stars_tariff"


class StarsQuestion(StatesGroup):
    """The price in Stars of the tariff in the state's data."""

    price = State()


def register(router: Router) -> None:
    router.callback_query.register(list_all, ShowStarsPrices.filter())
    router.callback_query.register(open_card, ShowStarsPrice.filter())
    router.callback_query.register(ask, AskStarsPrice.filter())
    router.callback_query.register(set_price, SetStarsPrice.filter())
    router.callback_query.register(set_price, SetRenewingPrice.filter())
    router.callback_query.register(stop, StopStarsPrice.filter())
    router.message.register(typed, StarsQuestion.price, ANSWER)


async def list_all(
    query: CallbackQuery, callback_data: ShowStarsPrices, deps: Deps, say: Wording
) -> None:
    await show(query, *screens.every(await deps.stars_prices.every(), callback_data.page, say))
    await done(query)


async def open_card(
    query: CallbackQuery, callback_data: ShowStarsPrice, state: FSMContext, deps: Deps, say: Wording
) -> None:
    await state.set_state(None)
    one = await _known(query, callback_data.tariff_id, deps, say)
    if one is not None:
        await _show(query, one, deps, say)


async def ask(
    query: CallbackQuery, callback_data: AskStarsPrice, state: FSMContext, deps: Deps, say: Wording
) -> None:
    one = await _known(query, callback_data.tariff_id, deps, say)
    if one is None:
        return
    await state.set_state(StarsQuestion.price)
    await state.update_data({_TARIFF: one.tariff.id})
    await show(query, *screens.ask(one, say))
    await done(query)


async def typed(message: Message, state: FSMContext, deps: Deps, say: Wording) -> None:
    """Show what the typed price would change; nothing counts before *Yes*."""
    tariff_id, stars = (await state.get_data()).get(_TARIFF, 0), read_stars(message.text or "")
    if stars is None:
        await message.answer(say("stars-price-unreadable"), reply_markup=ForceReply())
        return
    await state.set_state(None)
    one = await deps.stars_prices.of(tariff_id)
    if one is not None:
        await reply(message, *screens.confirm(one, stars, say))


async def set_price(
    query: CallbackQuery,
    callback_data: SetStarsPrice | SetRenewingPrice,
    deps: Deps,
    say: Wording,
) -> None:
    one = await _known(query, callback_data.tariff_id, deps, say)
    if one is None:
        return
    price, seen = callback_data.price, callback_data.seen
    decided = await deps.stars_prices.set(
        one.tariff.id, price, seen=seen, admin_id=query.from_user.id
    )
    done_ = screens.was_set(price, say)
    await _after(query, one.tariff.id, deps, say, done_ if decided else say("stars-price-conflict"))


async def stop(
    query: CallbackQuery, callback_data: StopStarsPrice, deps: Deps, say: Wording
) -> None:
    one = await _known(query, callback_data.tariff_id, deps, say)
    if one is None:
        return
    decided = await deps.stars_prices.set(
        one.tariff.id, None, seen=callback_data.seen, admin_id=query.from_user.id
    )
    key = "stars-price-stopped" if decided else "stars-price-conflict"
    await _after(query, one.tariff.id, deps, say, say(key))


async def _after(
    query: CallbackQuery, tariff_id: TariffId, deps: Deps, say: Wording, what: Markup
) -> None:
    """Show the price as it is now, below what has happened."""
    one = await _known(query, tariff_id, deps, say)
    if one is not None:
        await _show(query, one, deps, say, what)


async def _show(
    query: CallbackQuery, one: TariffInStars, deps: Deps, say: Wording, *first: Markup
) -> None:
    history = await deps.stars_prices.history(one.tariff.id, _LATEST)
    await show(query, *screens.card(one, history, say, *first))
    await done(query)


async def _known(
    query: CallbackQuery, tariff_id: TariffId, deps: Deps, say: Wording
) -> TariffInStars | None:
    """Return the tariff; where there is none with this id, say that the button is stale."""
    one = await deps.stars_prices.of(tariff_id)
    if one is None:
        await alert(query, say.plain("error-stale-button"))
    return one
