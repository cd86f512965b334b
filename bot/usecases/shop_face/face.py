"""The shop's own face: the owner's words and pictures, as admins save them and as readers get them.

All that counts now is in memory, and read again after each change.
"""

from asyncio import Lock
from dataclasses import dataclass, field
from typing import Self

import structlog

from bot.clock import Clock
from bot.domain.models import PlanId
from bot.domain.records import AuditEntry, Person
from bot.domain.shop_face.telegram_html import plain, problem
from bot.domain.shop_face.texts import (
    ORIGINAL,
    Content,
    OwnTexts,
    PictureFile,
    Place,
    Saved,
    Shown,
    Slot,
)
from bot.settings.settings import Settings
from bot.usecases.shop_face.values import FromSettings, Terms, contact_of, terms_of
from storage import audit, people, plans
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.shop_face import shop_pictures, shop_texts

log = structlog.get_logger(__name__)

_UNUSED_SECONDS = 30 * 86400
"""How long a picture is kept that was sent and never saved."""
_NOTED = 500
"""The most characters of words in the audit; whole, they are in `shop_texts`."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Nothing was saved: somebody else was quicker, or a part isn't there any more."""

    saved: Saved | None = None
    """The content that somebody has saved meanwhile."""


@dataclass(frozen=True, slots=True)
class Change:
    """A content that was saved, what stood there before it, and the admin behind it."""

    after: Saved
    before: Content
    admin: Person | None


@dataclass(slots=True)
class _Memory:
    texts: OwnTexts = field(default_factory=OwnTexts)
    files: dict[int, PictureFile] = field(default_factory=dict)
    uploads: dict[int, Lock] = field(default_factory=dict)
    drafts: dict[int, Lock] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ShopFace:
    """Reads and changes the owner's own words and pictures."""

    db: Database
    clock: Clock
    default_locale: str
    settings: FromSettings = field(default_factory=FromSettings)
    _memory: _Memory = field(default_factory=_Memory)

    @classmethod
    def of(cls, db: Database, clock: Clock, settings: Settings) -> Self:
        own = FromSettings(settings.support_contact, settings.terms_url)
        return cls(db, clock, settings.default_locale, own)

    async def on_start(self) -> None:
        await self.reload()

    async def reload(self) -> None:
        """Read what counts; words that Telegram would refuse are left out, and logged."""
        texts, files = await self.db.read(_read)
        broken = [one for one in texts.latest.values() if problem(one.content.html or "")]
        for one in broken:
            log.error("own words are broken; the original is shown", row=one.id)
        sound = {one.place: one for one in texts.latest.values() if one not in broken}
        self._memory.texts, self._memory.files = OwnTexts(sound), files

    @property
    def texts(self) -> OwnTexts:
        """Everything that counts now."""
        return self._memory.texts

    def shown(self, place: Place) -> Shown:
        """Return what readers get in a place; the original of a setting is the value of `.env`."""
        in_settings = self.in_settings(place.slot) is not None
        return self._memory.texts.shown(place, self.default_locale, in_settings=in_settings)

    def in_settings(self, slot: Slot) -> str | None:
        """Return the value that `.env` has for a slot."""
        known = {Slot.CONTACT: self.settings.contact, Slot.TERMS: self.settings.terms_url}
        return known.get(slot)

    def contact(self, locale: str) -> str | None:
        """Return the contact that readers of a language get."""
        return contact_of(self.shown(Place(Slot.CONTACT, locale)).content, self.settings)

    def terms(self, locale: str) -> Terms | None:
        """Return the terms that readers of a language get; None where there are none."""
        shown = self.shown(Place(Slot.TERMS, locale))
        saved = self.saved(Place(Slot.TERMS, shown.locale))
        return terms_of(shown.content, self.settings, saved)

    def saved(self, place: Place) -> Saved | None:
        """Return what was saved last for exactly this place."""
        return self._memory.texts.latest.get(place)

    def version(self, place: Place) -> int:
        return self._memory.texts.version(place)

    async def save(
        self, place: Place, content: Content, seen: int, admin_id: int
    ) -> Saved | Refusal:
        """Let this content count, if nobody else has saved any since the admin saw `seen`. A second
        press of one's own is no change."""
        now = self.clock.now()

        def work(tx: Tx) -> Saved | Refusal:
            latest = shop_texts.latest(tx, place)
            if latest is not None and latest.content == content:
                is_own = latest.admin_id == admin_id or latest.id == seen
                return latest if is_own else Refusal(latest)
            if (latest.id if latest else 0) != seen:
                return Refusal(latest)
            return self._insert(tx, place, content, admin_id, now)

        found = await self.db.write(work)
        await self.reload()
        return found

    async def undo(self, row: int, place: Place, admin_id: int) -> Saved | None:
        """Bring back what stood in a place before the content in this row; None, and nothing
        changes, if that isn't the latest any more."""
        now = self.clock.now()

        def work(tx: Tx) -> Saved | None:
            found = shop_texts.of_place(tx, place, 2)
            if not found or found[0].id != row:
                return None
            before = found[1].content if len(found) > 1 else ORIGINAL
            saved = self._insert(tx, place, before, admin_id, now)
            return saved if isinstance(saved, Saved) else None

        saved = await self.db.write(work)
        await self.reload()
        return saved

    async def history(self, place: Place, number: int, size: int) -> tuple[list[Change], int]:
        """Return page `number` of the changes, newest first, and how many pages there are."""

        def query(tx: Tx) -> tuple[list[Change], int]:
            pages = max(1, -(-shop_texts.count(tx, place) // size))
            found = shop_texts.of_place(tx, place, size + 1, min(number, pages - 1) * size)
            befores = [*(one.content for one in found[1:]), ORIGINAL]
            both = zip(found[:size], befores, strict=False)
            return [
                Change(one, before, people.get(tx, one.admin_id)) for one, before in both
            ], pages

        return await self.db.read(query)

    async def admin(self, saved: Saved) -> Person | None:
        """Return the admin who saved this, if the bot knows them."""
        return await self.db.read(lambda tx: people.get(tx, saved.admin_id))

    async def add_picture(self, content: bytes, file: PictureFile | None) -> int:
        """Store a picture for words that may be saved; return its id. A file that wasn't sent as a
        picture has no name as one yet."""
        now = self.clock.now()

        def work(tx: Tx) -> int:
            shop_pictures.forget_unused(tx, now - _UNUSED_SECONDS)
            return shop_pictures.add(tx, content, file, now)

        picture_id = await self.db.write(work)
        if file is not None:
            self._memory.files[picture_id] = file
        return picture_id

    async def replace_picture(self, picture_id: int, content: bytes, file: PictureFile) -> int:
        """Store what Telegram has made of a picture in its place; return the new id."""
        made = await self.add_picture(content, file)
        if made != picture_id:
            await self.db.write(lambda tx: shop_pictures.forget(tx, picture_id))
        return made

    async def picture(self, picture_id: int) -> bytes:
        """Return the bytes of a picture; LookupError if it isn't there."""
        found = await self.db.read(lambda tx: shop_pictures.content(tx, picture_id))
        if found is None:
            raise LookupError(f"picture {picture_id} is missing")
        return found

    def file_of(self, picture_id: int, bot_id: int) -> str | None:
        """Return Telegram's name of a picture for this bot; None where it has none."""
        found = self._memory.files.get(picture_id)
        return found.file_id if found is not None and found.bot_id == bot_id else None

    def picture_by_file(self, file_id: str) -> int | None:
        """Return the picture that Telegram names so; None where it isn't one of ours."""
        found = (id_ for id_, file in self._memory.files.items() if file.file_id == file_id)
        return next(found, None)

    async def set_file(self, picture_id: int, file: PictureFile) -> None:
        """Remember Telegram's name of a picture whose bytes were sent."""
        await self.db.write(lambda tx: shop_pictures.set_file(tx, picture_id, file))
        self._memory.files[picture_id] = file

    def uploading(self, picture_id: int) -> Lock:
        """Return the lock under which one of many readers has the bytes sent."""
        return self._memory.uploads.setdefault(picture_id, Lock())

    def drafting(self, admin_id: int) -> Lock:
        """Return the lock under which what an admin sends is looked at, one after the other."""
        return self._memory.drafts.setdefault(admin_id, Lock())

    def _insert(
        self, tx: Tx, place: Place, content: Content, admin_id: int, now: int
    ) -> Saved | Refusal:
        if not _is_whole(tx, place.plan_id, content):
            return Refusal()
        shop_texts.insert(tx, place, content, admin_id, now)
        subject = ":".join(("shop", place.slot, place.locale, *_plan(place.plan_id)))
        action = "shop_text_reset" if content.is_original else "shop_text_saved"
        words = plain(content.html)[:_NOTED] if content.html else None
        if words is None and place.slot is Slot.TERMS and content.button is not None:
            words = content.button.url
        audit.add(tx, AuditEntry(now, f"admin:{admin_id}", action, subject, words))
        saved = shop_texts.latest(tx, place)
        if saved is None:
            raise LookupError("own words vanished inside their own transaction")
        return saved


def _is_whole(tx: Tx, plan_id: PlanId | None, content: Content) -> bool:
    """Return whether the plan and the picture are there."""
    if plan_id is not None and plans.get(tx, plan_id) is None:
        return False
    return content.picture_id is None or shop_pictures.exists(tx, content.picture_id)


def _plan(plan_id: PlanId | None) -> tuple[str, ...]:
    return () if plan_id is None else (str(plan_id),)


def _read(tx: Tx) -> tuple[OwnTexts, dict[int, PictureFile]]:
    return shop_texts.current(tx), shop_pictures.files(tx)
