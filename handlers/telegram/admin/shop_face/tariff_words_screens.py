"""The own words of a tariff on the screen: those that stand in a language, and the prices as buyers
will see them with others."""

from dataclasses import replace

from aiogram.exceptions import TelegramBadRequest
from aiogram.types import Message

from bot.deps import Deps
from bot.domain.models import TariffId
from bot.domain.records import NO_WORDS, TariffWords
from bot.texts import GAP, Markup, lines
from bot.usecases.outbox.wording import Wording
from bot.usecases.tariffs.arrangement import ListedTariff
from bot.usecases.tariffs.tariffs import Offer
from handlers.telegram.admin.shared.phrases import reason_of
from handlers.telegram.admin.shop_face.screens import Rows, language
from handlers.telegram.buyer.offers import preview
from handlers.telegram.callbacks.shop_window import (
    RestoreTariffWords,
    ShowTariffWindow,
    ShowTariffWords,
    WriteTariffWords,
)
from handlers.telegram.ui.screen import button, keyboard, side_by_side


async def card(one: ListedTariff, locale: str, deps: Deps, say: Wording) -> tuple[Markup, Rows]:
    """Return what readers of a language read of the tariff, and what can be done about it."""
    tariff_id = one.tariff.id
    words, version = await deps.arrangement.texts.standing(tariff_id, locale)
    title = say("window-words-title", tariff=say.tariff(one.tariff), language=language(locale, say))
    text = lines(
        title,
        GAP,
        say("window-words-name", name=words.name)
        if words.name is not None
        else say("window-words-name-original"),
        *_description(words, say),
        GAP,
        say("window-words-rule"),
    )
    to_name = WriteTariffWords(id=tariff_id, locale=locale, what="name")
    to_about = WriteTariffWords(id=tariff_id, locale=locale, what="about")
    original = RestoreTariffWords(id=tariff_id, locale=locale, seen=version.tag)
    return text, [
        [button(say.plain("button-window-name"), to_name)],
        [button(say.plain("button-window-about"), to_about)],
        [button(say.plain("button-face-original"), original)] if words != NO_WORDS else [],
        *_other_languages(tariff_id, locale, say),
        [button(say.plain("button-back"), ShowTariffWindow(id=tariff_id))],
    ]


def _description(words: TariffWords, say: Wording) -> list[Markup]:
    if words.description is None:
        return [say("window-words-about-original")]
    quote = say("window-words-quote", words=Markup(words.description))
    return [say("window-words-about"), quote]


def _other_languages(tariff_id: TariffId, locale: str, say: Wording) -> Rows:
    return side_by_side(
        button(
            say.label("label-face-language", language=language(other, say)),
            ShowTariffWords(id=tariff_id, locale=other),
        )
        for other in say.texts.locales
        if other != locale
    )


def quoted(words: TariffWords, say: Wording) -> Markup:
    """Return the words that another admin has saved, in one line."""
    name = say("window-words-name", name=words.name) if words.name is not None else None
    about = Markup(words.description) if words.description is not None else None
    found = [one for one in (name, about) if one is not None]
    return Markup(" · ".join(found)) if found else say("window-words-conflict-original")


async def previewed(
    message: Message, one: ListedTariff, words: tuple[str, TariffWords], deps: Deps, say: Wording
) -> list[Message] | None:
    """Send the prices of the plan with these words, in their language, as somebody new sees them,
    and return what was sent; None where Telegram doesn't take them."""
    items = await _items(one, words, deps)
    if not items:
        return []  # Tribute doesn't say what it costs, so buyers can't see it
    text, rows = preview(Wording(say.texts, words[0], deps.plans.known), items)
    try:
        return [await message.answer(text, reply_markup=keyboard(rows))]
    except TelegramBadRequest as error:
        await message.answer(say("face-refused", reason=reason_of(error)))
        return None


async def _items(one: ListedTariff, words: tuple[str, TariffWords], deps: Deps) -> list[Offer]:
    """Return the offers of the plan with these words; a tariff that buyers don't see stands
    alone."""
    offers = [
        replace(offer, words=(words,)) if offer.tariff.id == one.tariff.id else offer
        for offer in (await deps.catalog.offers()).items
        if offer.tariff.plan_id == one.tariff.plan_id
    ]
    if any(offer.tariff.id == one.tariff.id for offer in offers):
        return offers
    products = [bound.product for bound in one.products if bound.product is not None]
    offers = [Offer(one.tariff, product, (words,)) for product in products]
    if one.stars is None:
        return offers
    last = offers[-1] if offers else Offer(one.tariff, None, (words,))
    return [*offers[:-1], replace(last, stars=one.stars, stars_renew=one.stars_renew)]
