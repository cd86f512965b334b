"""The stage: a scene plays on a shop of its own, and the notices that it shows are written down."""

import importlib
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.clock import FixedClock
from bot.domain.durations import Duration
from bot.domain.models import Button, Message, PlanId
from bot.texts import Texts
from bot.usecases.access.lifecycle import Lifecycle
from bot.usecases.access.manual import GrantOrder, ManualGrants, end_of
from bot.usecases.chats.requests import Chats, JoinRequest
from bot.usecases.claims.claims import Claims
from bot.usecases.notices.compose import Notices
from bot.usecases.outbox.kinds import NoticeKind
from bot.usecases.people.people import People, Profile
from storage import access_chats, outbox, people
from storage.engine.database import open_database
from storage.outbox import NewMessage
from tests.bodies import ANNA, BORIS
from tests.conftest import NOW
from tests.usecases.conftest import ADMINS, Shop, build_shop, seed

ADMIN = ADMINS[0]
DAY = 86400
CLUB = -1001234
"""Telegram's id of the private chat."""
LINK = "https://t.me/+club"
AREAS = (
    *("access", "access_by_plan", "admins", "attention", "by_plan", "chats", "claims"),
    *("own_words", "purchases", "recurring", "refunds", "shop_face", "stars", "webhook_intake"),
)
PAGES = Path(__file__).parent / "pages"
_READERS = {ANNA: "Anna", BORIS: "Boris", ADMIN: "an admin"}
_NOTHING = "nothing is sent"


@dataclass(frozen=True)
class Stage:
    """A shop with everything that notices are about, and the lines of the page so far."""

    shop: Shop
    lines: list[str] = field(default_factory=list)

    @property
    def claims(self) -> Claims:
        return Claims(self.shop.db, self.shop.clock, ADMINS)

    @property
    def chats(self) -> Chats:
        return Chats(self.shop.db, self.shop.clock, ADMINS, (CLUB,))

    @property
    def manual(self) -> ManualGrants:
        return ManualGrants(self.shop.db, self.shop.clock)

    @property
    def _notices(self) -> Notices:
        return Notices(self.shop.db, Texts(), self.shop.clock)

    async def receive(self, *bodies: bytes) -> None:
        for body in bodies:
            await self.shop.receive(body)

    async def move_to(self, moment: int) -> None:
        """Let time pass until `moment`, and announce the reminders and ends that are due then."""
        self.shop.clock.move(moment - self.shop.clock.now())
        lifecycle = Lifecycle(self.shop.db, self.shop.clock, (Duration(days=3),))
        while await lifecycle.tick():
            pass

    async def end_of(self, person: int = ANNA) -> int:
        """Return when the person's access ends."""
        found = await self.shop.subscription(person)
        assert found is not None
        assert found.expires_at is not None
        return found.expires_at

    async def meet(self, person: int, name: str, username: str | None = None) -> None:
        """Let the person write to the bot, which then knows their names."""
        profile = Profile(person, name, username, "en")
        await People(self.shop.db, self.shop.clock).meet(profile)

    async def give_days(self, person: int, plan_id: PlanId, days: int) -> None:
        """Let an admin give the person so many days of a plan."""
        duration = Duration(days=days)
        shown = await self.manual.preview_grant(person, plan_id, duration)
        order = GrantOrder(person, plan_id, duration, end_of(shown.after))
        assert await self.manual.grant(order, ADMIN)

    async def claim(self, person: int, text: str) -> None:
        """Let a person, whom the bot has met, say which payment is theirs."""
        now = self.shop.clock.now()
        await self.shop.db.write(lambda tx: people.ensure(tx, person, None, now))
        await self.claims.make(person, text)

    async def open_club(self, title: str = "Reading club") -> None:
        """Let the owner's settings name a private chat, whose invite link is made already."""
        await self.chats.on_start()

        def work(tx):
            access_chats.set_title(tx, 1, title)
            access_chats.set_link(tx, 1, LINK)

        await self.shop.db.write(work)

    async def ask_to_join(self, person: int = ANNA) -> None:
        profile = Profile(person, _READERS[person], None, "en")
        await self.chats.join_requested(JoinRequest(CLUB, "Reading club", profile, person))

    async def queue(self, kind: str, reader: int, subject: int | None) -> int:
        """Queue a row of the outbox as the bot would; return its number."""
        new = NewMessage(f"{kind}:{subject}:scene", kind, reader, subject)
        now = self.shop.clock.now()
        await self.shop.db.write(lambda tx: outbox.enqueue(tx, new, now))
        return await self.newest(kind, reader)

    async def newest(self, kind: str, reader: int) -> int:
        """Return the number of the newest row of this kind for this reader."""
        found = await self.shop.db.read(
            lambda tx: tx.scalar(
                "SELECT max(id) FROM outbox WHERE kind = ? AND chat_id = ?", (kind, reader)
            )
        )
        assert found is not None, f"no {kind} is queued for {reader}"
        return int(found)

    async def compose(self, kind: str, reader: int) -> Message | None:
        """Compose the newest notice of this kind for this reader, as if it were sent now."""
        number = await self.newest(kind, reader)
        queued = await self.shop.db.read(lambda tx: outbox.get(tx, number))
        assert queued is not None
        return await self._notices.compose(queued)

    async def compose_sales(self, reader: int = ADMIN) -> Message | None:
        """Compose the one notice of all sales that are queued for this admin."""
        number = await self.newest(NoticeKind.ADMIN_SALE, reader)
        queued = await self.shop.db.read(lambda tx: outbox.get(tx, number))
        assert queued is not None
        together = await self._notices.compose_sales(queued)
        return together.message if together else None

    async def deliver(self, reader: int, when: str) -> None:
        """Write down all notices of ends that wait for the reader, as if they were sent now, one
        after the other."""
        now = self.shop.clock.now()
        for kind, number in await self._queued_ends(reader):
            queued = await self.shop.db.read(lambda tx, number=number: outbox.get(tx, number))
            assert queued is not None
            message = await self._notices.compose(queued)
            finish = partial(outbox.set_sent, message_id=number, now=now)
            if message is None:
                finish = partial(
                    outbox.set_cancelled, message_id=number, error="no longer true", now=now
                )
            await self.shop.db.write(finish)
            self._write(f"{kind} to {_READERS[reader]}, {when}", message)

    async def _queued_ends(self, reader: int) -> list[tuple[str, int]]:
        rows = await self.shop.db.read(
            lambda tx: tx.all(
                """SELECT id, kind FROM outbox WHERE chat_id = ? AND state = 'queued'
                    AND kind IN ('reminder', 'ended') ORDER BY id""",
                (reader,),
            )
        )
        return [(row["kind"], row["id"]) for row in rows]

    async def show_sales(self, when: str) -> None:
        """Write down what the admin would read of the queued sales now."""
        self._write(f"the queued sales to an admin, {when}", await self.compose_sales())

    async def show(self, kind: NoticeKind, reader: int, when: str = "") -> None:
        """Write down what the reader would read now, `when` says when that is."""
        title = ", ".join(filter(None, (f"{kind} to {_READERS[reader]}", when)))
        self._write(title, await self.compose(kind, reader))

    def _write(self, title: str, message: Message | None) -> None:
        self.lines.extend(["", f"{title}:", written(message) if message else _NOTHING])


@asynccontextmanager
async def set_up(folder: Path) -> AsyncIterator[Stage]:
    """Yield a stage with a new database; the products are those of the tests' shop."""
    async with open_database(folder / "scene.db") as db:
        stage = Stage(build_shop(db, FixedClock(NOW)))
        await seed(stage.shop, ("1 month", 456), ("3 months", 457), ("lifetime", 459))
        yield stage


def written(message: Message) -> str:
    """Return the whole message, readable: its text behind bars, a row of buttons in a line.

    Dates are those of apps that don't show the reader's own time.
    """
    text = re.sub(r"</?tg-time[^>]*>", "", message.text)
    lines = [f"| {line}".rstrip() for line in text.split("\n")]
    lines += ["  ".join(map(_button, row)) for row in message.buttons]
    rest = replace(message, text="", buttons=(), own=())
    return "\n".join(lines if rest == Message("") else [*lines, str(rest)])


def _button(button: Button) -> str:
    copied = f"copies {button.copy}" if button.copy else None
    target = button.url or copied or f"{button.action} {button.id or ''}".strip()
    rest = replace(button, label="", url=None, action=None, id=0, copy=None)
    assert rest == Button(""), "a button has more than the page shows"
    targets = [button.url, button.action, button.copy]
    assert sum(one is not None for one in targets) == 1, "a button has one target"
    return f"[{button.label}] -> {target}"


@dataclass(frozen=True)
class Scene:
    """One situation, with all that people read in it."""

    area: str
    title: str
    play: Callable[[Stage], Awaitable[None]]

    def __str__(self) -> str:
        return f"{self.area}: {self.title}"

    async def page(self, folder: Path) -> str:
        """Play the scene on a new database and return its part of the page."""
        async with set_up(folder) as stage:
            await self.play(stage)
        return "\n".join(stage.lines).strip("\n").replace("\N{NO-BREAK SPACE}", " ")


SCENES: list[Scene] = []


def scene(title: str) -> Callable[[Callable[[Stage], Awaitable[None]]], None]:
    """Enter a scene on the page of its module's area."""

    def enter(play: Callable[[Stage], Awaitable[None]]) -> None:
        SCENES.append(Scene(play.__module__.rpartition(".")[2], title, play))

    return enter


def every_scene() -> list[Scene]:
    for area in AREAS:
        importlib.import_module(f"tests.usecases.notices.scenes.{area}")
    return sorted(SCENES, key=lambda one: AREAS.index(one.area))


def stored(area: str) -> dict[str, str]:
    """Return the parts of an area's page by their titles."""
    page = (PAGES / f"{area}.txt").read_text(encoding="utf-8")
    parts = (part.partition("\n") for part in page.split("\n## ")[1:])
    return {title: text.strip("\n") for title, _, text in parts}


async def write_pages() -> None:
    """Write every page again, as the notices read now."""
    for area in AREAS:
        parts = [f"Notices: {area}. Written by `python -m tests.usecases.notices`."]
        for one in every_scene():
            if one.area == area:
                with TemporaryDirectory() as folder:
                    parts.append(f"## {one.title}\n\n{await one.page(Path(folder))}")
        (PAGES / f"{area}.txt").write_text("\n\n\n".join(parts) + "\n", encoding="utf-8")
