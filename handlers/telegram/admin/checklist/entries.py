"""The entries of the list: how each is done, and the ones that a shop does without."""

from aiogram import Bot, Router
from aiogram.types import CallbackQuery, InlineKeyboardButton

from bot.deps import Deps
from bot.domain.membership import AccessChat
from bot.domain.models import Product
from bot.domain.records import Tariff
from bot.domain.shop_face.texts import Place, Slot
from bot.texts import GAP, When, Whole, lines
from bot.usecases.chats.phrases import title as chat_title
from bot.usecases.checklist.entries import OPTIONAL, Entry, Item, State
from bot.usecases.outbox.wording import Wording
from handlers.telegram.admin.checklist.list_ import Screen, list_screen
from handlers.telegram.callbacks.checklist.entries import (
    DeclineItem,
    Rehearse,
    ShowItem,
    TakeUpItem,
)
from handlers.telegram.callbacks.checklist.proposals import ShowProposals
from handlers.telegram.callbacks.home import SeeAsBuyer
from handlers.telegram.callbacks.shop_face import ShowSlot
from handlers.telegram.ui.checklist import to_checklist
from handlers.telegram.ui.plan_choice import number_of
from handlers.telegram.ui.screen import Buttons, button, copying, done, show

_ADDRESS_LINE = "PUBLIC_URL=https://"
_RIGHTS = "invite_users+restrict_members"
"""The rights that Telegram proposes for the bot (https://core.telegram.org/api/links#groupchannel-bot-links)."""
_MOST_CHATS, _MOST_OFFERS = 10, 6
_SLOTS = {Item.GREETING: Slot.GREETING, Item.CONTACT: Slot.CONTACT}


def register(router: Router) -> None:
    router.callback_query.register(open_item, ShowItem.filter())
    router.callback_query.register(decline, DeclineItem.filter())
    router.callback_query.register(take_up, TakeUpItem.filter())


async def open_item(
    query: CallbackQuery, callback_data: ShowItem, bot: Bot, deps: Deps, say: Wording
) -> None:
    entry = (await deps.checklist.view()).entry(Item(callback_data.item))
    text, rows = await _card(entry, bot, deps, say)
    await show(query, text, [*rows, _way_out(entry, say), to_checklist(say)])
    await done(query)


async def decline(
    query: CallbackQuery, callback_data: DeclineItem, bot: Bot, deps: Deps, say: Wording
) -> None:
    await deps.checklist.decline(Item(callback_data.item))
    await show(query, *await list_screen(bot, deps, say, await deps.checklist.view()))
    await done(query)


async def take_up(
    query: CallbackQuery, callback_data: TakeUpItem, bot: Bot, deps: Deps, say: Wording
) -> None:
    await deps.checklist.take_up(Item(callback_data.item))
    await show(query, *await list_screen(bot, deps, say, await deps.checklist.view()))
    await done(query)


async def _card(entry: Entry, bot: Bot, deps: Deps, say: Wording) -> Screen:
    match entry.item:
        case Item.WEBHOOK:
            return await _webhook(deps, say)
        case Item.PRODUCTS:
            choose = button(say.plain("button-checklist-choose"), ShowProposals())
            return say("checklist-card-products", state=entry.state), [[choose]]
        case Item.CHANNEL:
            return await _channel(bot, deps, say)
        case Item.REHEARSAL:
            return await _rehearsal(deps, say)
        case Item.GREETING | Item.CONTACT:
            place = Place(_SLOTS[entry.item], say.locale)
            set_it = button(say.plain("button-checklist-word"), ShowSlot.of(place))
            return say(f"checklist-card-{entry.item}"), [[set_it]]


async def _webhook(deps: Deps, say: Wording) -> Screen:
    """Return the address to copy; once Tribute has sent something, what that was."""
    path = deps.settings.tribute_webhook_path
    last = await deps.checklist.last_delivery()
    if deps.settings.public_url is None:
        rows = [copying(say.plain("button-setup-copy-line"), _ADDRESS_LINE)]
        text = say("setup-card-address", path=Whole(path))
    else:
        url = deps.settings.public_url + path
        rows = [copying(say.plain("button-doctor-copy-address"), url)]
        text = say("setup-card-webhook", url=Whole(url))
    if last is not None:
        heard = say("checklist-card-webhook-done", when=When(last.at))
        return (heard, []) if deps.settings.public_url is None else (lines(heard, GAP, text), rows)
    return lines(text, GAP, say("checklist-card-webhook-waits")), rows


async def _channel(bot: Bot, deps: Deps, say: Wording) -> Screen:
    """Return the chats there are, and Telegram's own links to add the bot to another one."""
    chats = (await deps.checklist.chats())[:_MOST_CHATS]
    text = lines(
        say("checklist-card-channel"),
        GAP if chats else None,
        *(say("checklist-card-chat", title=chat_title(one), state=_state(one)) for one in chats),
    )
    bot_link = f"https://t.me/{(await bot.me()).username}"
    return text, [
        [_link(say, "channel", f"{bot_link}?startchannel&admin={_RIGHTS}")],
        [_link(say, "group", f"{bot_link}?startgroup&admin={_RIGHTS}")],
    ]


def _state(chat: AccessChat) -> str:
    if chat.is_gone:
        return "gone"
    if chat.has_problem:
        return "rights"
    return "well" if chat.is_listed else "asked"


def _link(say: Wording, where: str, url: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=say.plain(f"button-checklist-add-{where}"), url=url)


async def _rehearsal(deps: Deps, say: Wording) -> Screen:
    """Return what a rehearsal does, and what there is to rehearse."""
    offers = (await deps.rehearsal.offers())[:_MOST_OFFERS]
    rows: list[Buttons] = [
        [button(_rehearse(say, one.tariff, one.product), Rehearse(id=one.product.id))]
        for one in offers
        if one.product is not None
    ]
    if not rows:
        rows = [[button(say.plain("button-checklist-choose"), ShowProposals())]]
        return say("checklist-card-rehearsal-none"), rows
    as_buyer = [button(say.plain("button-home-as-buyer"), SeeAsBuyer())]
    return say("checklist-card-rehearsal"), [*rows, as_buyer]


def _rehearse(say: Wording, tariff: Tariff, product: Product) -> str:
    several = number_of(say, tariff.plan_id) is not None
    key = "button-rehearsal-plan" if several else "button-rehearsal"
    duration = say.plain("label-duration", duration=tariff.duration)
    return say.label(
        key,
        "button-rehearsal-short",
        duration=duration,
        price=product.price,
        plan=say.plan(tariff.plan_id),
    )


def _way_out(entry: Entry, say: Wording) -> Buttons:
    if entry.item not in OPTIONAL or entry.state is State.DONE:
        return []
    if entry.state is State.DECLINED:
        again = TakeUpItem(item=entry.item.value)
        return [button(say.plain("button-setup-take-up"), again)]
    return [button(say.plain("button-setup-decline"), DeclineItem(item=entry.item.value))]
