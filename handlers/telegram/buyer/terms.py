"""/terms: the terms of sale, on the owner's page or in their own words."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import Message, User

from bot.deps import Deps
from bot.domain.shop_face.texts import Content
from bot.texts import Markup, Url, paragraphs
from bot.usecases.outbox.wording import Wording
from bot.usecases.shop_face.values import Terms
from bot.usecases.shop_face.words import filled
from handlers.telegram.buyer import keyboards
from handlers.telegram.ui.reply import reply


def register(router: Router) -> None:
    router.message.register(terms, Command("terms", ignore_case=True))


async def terms(message: Message, deps: Deps, say: Wording) -> None:
    found = deps.shop_face.terms(say.locale)
    await reply(message, *terms_screen(say, found, message.from_user))


def terms_screen(
    say: Wording, found: Terms | None, reader: User | None
) -> tuple[Markup, keyboards.Rows]:
    """Return the terms as this reader gets them."""
    text = paragraphs(_words(say, found, reader), say("terms-payment"))
    return text, keyboards.terms(say, found.url if found is not None else None)


def _words(say: Wording, found: Terms | None, reader: User | None) -> Markup:
    if found is None:
        return say("terms-none")
    if found.url is not None:
        return say("terms-url", url=Url(found.url))
    own = filled(say, Content(html=found.html), reader.full_name if reader is not None else None)
    return paragraphs(say("terms-title"), own)
