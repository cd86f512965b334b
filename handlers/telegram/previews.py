"""Messages as buyers get them, for the console: composed for its page, and sent to an admin's own
chat, where Telegram says whether it takes them."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from aiogram import Bot
from aiogram.exceptions import (
    AiogramError,
    TelegramBadRequest,
    TelegramForbiddenError,
)
from aiogram.types import BufferedInputFile, InlineKeyboardButton, User

from bot.deps import Deps
from bot.domain.broadcasts import Content as BroadcastContent
from bot.domain.composing.previews import NotSent, NotShown, Shown, TakenPicture
from bot.domain.models import Button, Message
from bot.domain.records import Person
from bot.domain.refusals import is_about_reader
from bot.domain.shop_face.texts import Content, PictureFile, Place, Slot
from bot.texts import Markup, quoted
from bot.usecases.broadcasts.notices import broadcast_message
from bot.usecases.outbox.wording import Wording
from handlers.telegram.admin.shared.hints import about_words
from handlers.telegram.admin.shop_face import pictures, preview
from handlers.telegram.ui import composed

T = TypeVar("T")
_UPLOAD_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Previews:
    """Composes and sends previews."""

    bot: Bot
    deps: Deps

    async def face(self, admin: Person, place: Place, content: Content) -> list[Shown]:
        """Return what buyers get in a place of the shop once this content counts there."""
        parts = await preview.compose(_user(admin), place, content, self.deps)
        return [Shown(one.text, _buttons(one.rows), one.picture_id) for one in parts]

    def hints(self, place: Place, content: Content, say: Wording) -> list[Markup]:
        """Return what may not be as the admin meant it."""
        if content.html is None or place.slot is Slot.CONTACT:
            return []
        return list(about_words(content.html, place.locale, (), say))

    async def send_face(self, admin: Person, place: Place, content: Content) -> NotSent | None:
        """Send the same to the admin's own chat."""
        sent = await _told(
            lambda: preview.send_preview(self.bot, _user(admin), place, content, self.deps)
        )
        return sent if isinstance(sent, NotSent) else None

    async def send_broadcast(
        self, admin: Person, content: BroadcastContent, say: Wording
    ) -> NotSent | None:
        """Send a broadcast to the admin's own chat, as its readers would get it."""
        message: Message = broadcast_message(say, content, broadcast_id=0)
        sent = await _told(lambda: composed.send(self.bot, admin.telegram_user_id, message))
        return sent if isinstance(sent, NotSent) else None

    async def take_picture(
        self, admin: Person, content: bytes, caption: str
    ) -> TakenPicture | NotSent:
        """Send a picture to the admin's own chat, and keep it as Telegram shows it."""
        file = BufferedInputFile(content, "picture.jpg")
        sent = await _told(
            lambda: self.bot.send_photo(
                admin.telegram_user_id,
                file,
                caption=quoted(caption),
                disable_notification=True,
                request_timeout=_UPLOAD_SECONDS,
            )
        )
        if isinstance(sent, NotSent):
            return sent
        if not sent.photo:
            return NotSent(NotShown.LATER)
        largest = sent.photo[-1]
        shown = await pictures.fetch(self.bot, largest.file_id)
        picture_id = await self.deps.shop_face.add_picture(
            shown or content, PictureFile(self.bot.id, largest.file_id)
        )
        return TakenPicture(picture_id, largest.file_id, largest.width, largest.height)


def _user(admin: Person) -> User:
    """Return the admin as a reader; the first word of their name is what they are called by."""
    first, _, last = (admin.name or "").partition(" ")
    return User(id=admin.telegram_user_id, is_bot=False, first_name=first, last_name=last or None)


async def _told(send: Callable[[], Awaitable[T]]) -> T | NotSent:
    """Send something to an admin, and say why it didn't arrive."""
    try:
        return await send()
    except TelegramForbiddenError as error:
        return NotSent(NotShown.UNREACHABLE, error.message)
    except (TelegramBadRequest, LookupError) as error:
        reason = str(getattr(error, "message", error)).removeprefix("Bad Request: ")
        about_reader = isinstance(error, TelegramBadRequest) and is_about_reader(error.message)
        return NotSent(NotShown.UNREACHABLE if about_reader else NotShown.REFUSED, reason)
    except AiogramError:
        return NotSent(NotShown.LATER)


def _buttons(rows: Iterable[Iterable[InlineKeyboardButton]]) -> tuple[tuple[Button, ...], ...]:
    return tuple(tuple(Button(one.text, url=one.url) for one in row) for row in rows if row)
