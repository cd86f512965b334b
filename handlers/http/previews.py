"""Where the console gets messages as buyers see them: the chat's own handlers compose and send
them, which HTTP doesn't import."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from aiohttp import web

from bot.domain.broadcasts import Content as BroadcastContent
from bot.domain.composing.previews import NotSent, Shown, TakenPicture
from bot.domain.records import Person
from bot.domain.shop_face.texts import Content, Place
from bot.texts import Markup
from bot.usecases.outbox.wording import Wording


class Previews(Protocol):
    """Composes previews, and sends them to an admin's own chat."""

    async def face(self, admin: Person, place: Place, content: Content) -> list[Shown]:
        """Return what buyers get in a place of the shop once this content counts there."""

    def hints(self, place: Place, content: Content, say: Wording) -> list[Markup]:
        """Return what may not be as the admin meant it."""

    async def send_face(self, admin: Person, place: Place, content: Content) -> NotSent | None:
        """Send the same to the admin's own chat."""

    async def send_broadcast(
        self, admin: Person, content: BroadcastContent, say: Wording
    ) -> NotSent | None:
        """Send a broadcast to the admin's own chat, as its readers would get it."""

    async def take_picture(
        self, admin: Person, content: bytes, caption: str
    ) -> TakenPicture | NotSent:
        """Send a picture to the admin's own chat, and keep it as Telegram shows it."""


@dataclass(frozen=True, slots=True)
class LatePreviews:
    """Makes the previews when they are first needed."""

    make: Callable[[], Previews]


PREVIEWS = web.AppKey("previews", LatePreviews)
