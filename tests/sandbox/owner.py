"""An owner who can't code puts the shop into their own words: tapping and writing in the chat only.

Buttons are found by their emoji, so the same steps work in each language.
"""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass

from bot.sandbox.telegram import Message
from bot.sandbox.world import World
from tests.handlers.telegram.admin.shop_face.face import PREVIEW, photo
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.talk import ask, hear

PLANS = "Basic / 1 month=456, Basic / 1 year=458, Pro / 1 month=457"
Screen = Callable[[str], AbstractAsyncContextManager[None]]


@asynccontextmanager
async def no_screen(_: str) -> AsyncIterator[None]:
    yield


@dataclass(frozen=True, slots=True)
class Words:
    """The words that the owner writes in one language."""

    language: str
    greeting: str
    now: str
    label: str
    plan: str


ENGLISH = Words("English", "Welcome to the club, {name}!", "Come in:", "Open the club", "Premium")
RUSSIAN = Words("Русский", "{name}, добро пожаловать!", "Заходите:", "Открыть клуб", "Премиум")


@dataclass(frozen=True, slots=True)
class Owner:
    """The owner's chat; `screen` is entered for each step that is worth a picture."""

    world: World
    id: int
    screen: Screen = no_screen

    async def greet(self, own: Words, other: bool = False) -> None:
        """Give the shop a greeting with a picture."""
        async with self.screen("1-shop"):
            message = await self._shop("👋")
            if other:
                await tap(self.world, message, own.language, self.id)
        async with self.screen("2-greeting"):
            await tap(self.world, message, "✏️", self.id)
            sent = await self.world.telegram.send_file(self.id, photo(), own.greeting)
            await self._save(sent)

    async def say_what_now(self, own: Words, other: bool = False) -> None:
        """Say what comes after paying for the first plan, with one button."""
        message = await self._shop("👉")
        await tap(self.world, message, "Basic", self.id)
        if other:
            await tap(self.world, message, own.language, self.id)
        async with self.screen("3-what-now"):
            await tap(self.world, message, "✏️", self.id)
            preview = await self._hear(await self._send(own.now), PREVIEW)
            await tap(self.world, preview, "🔗", self.id)
            await ask(self.world, self.id, "t.me/the_club")
            await self._save(await self._send(own.label))

    async def name_plan(self, plan: str, own: Words, other: bool = False) -> None:
        """Rename a plan in one language."""
        message = await self._shop("🗂")
        async with self.screen("4-plans"):
            message = await ask(self.world, self.id, "/shop")
            await tap(self.world, message, "🗂", self.id)
        await tap(self.world, message, plan, self.id)
        async with self.screen("5-plan"):
            await tap(self.world, message, "✏️", self.id)
            if other:
                await tap(self.world, message, own.language, self.id)
            await self._save(await self._send(own.plan))

    async def see(self) -> None:
        async with self.screen("6-as-buyer"):
            message = await ask(self.world, self.id, "/start")
            await tap(self.world, message, "🛍", self.id)

    async def _shop(self, part: str) -> Message:
        message = await ask(self.world, self.id, "/shop")
        await tap(self.world, message, part, self.id)
        return message

    async def _save(self, sent: Message) -> None:
        await tap(self.world, await self._hear(sent, PREVIEW), "✅", self.id)

    async def _send(self, text: str) -> Message:
        return await self.world.telegram.send(self.id, text)

    async def _hear(self, sent: Message, words: str) -> Message:
        return await hear(self.world, self.id, words, after=sent.message_id)
