"""The list of /setup, derived from the ledger and the settings each time it is looked at."""

from dataclasses import dataclass, field

from bot.clock import Clock
from bot.domain.membership import AccessChat
from bot.domain.shop_face.texts import Slot
from bot.settings.settings import Settings
from bot.usecases.chats import new_chats
from bot.usecases.checklist.entries import OPTIONAL, Entry, Item, ListView, State
from bot.usecases.shop_face.face import ShopFace
from bot.usecases.tariffs.catalog import Catalog
from bot.usecases.tariffs.tariffs import Offers
from storage import access_chats, facts, tariffs
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.queries import health, setup
from storage.queries.health import LastDelivery

_REHEARSED = "setup_rehearsed_at"


@dataclass(slots=True)
class _Memory:
    points: bool = False


@dataclass(frozen=True, slots=True)
class Checklist:
    """Reads the list; remembers what a shop does without, and that an admin has ended it."""

    db: Database
    clock: Clock
    settings: Settings
    catalog: Catalog
    shop_face: ShopFace
    _memory: _Memory = field(default_factory=_Memory)

    async def on_start(self) -> None:
        await self._look(await self.catalog.tariffs.offers())

    @property
    def points(self) -> bool:
        """Whether the menu and other screens lead to the list, as it was last looked at."""
        return self._memory.points

    async def view(self) -> ListView:
        """Return the list, with the offers as fresh as buyers see them."""
        return await self._look(await self.catalog.offers())

    async def open(self) -> ListView:
        """Return the list for an admin who has asked for it: from then on what is left of it is
        pointed to."""
        if not (await self.view()).was_opened:
            now = str(self.clock.now())
            await self.db.write(lambda tx: facts.put(tx, setup.LIST_OPENED, now))
        return await self.view()

    async def end(self) -> ListView:
        """Point to the list no more, whatever is left of it."""
        await self.db.write(lambda tx: facts.put(tx, setup.LIST_CLOSED, "1"))
        return await self.view()

    async def decline(self, item: Item) -> None:
        """Do without an entry, until an admin takes it up again."""
        if item in OPTIONAL:
            await self.db.write(lambda tx: facts.put(tx, _declined(item), "1"))

    async def take_up(self, item: Item) -> None:
        await self.db.write(lambda tx: facts.remove(tx, _declined(item)))

    async def rehearsed(self) -> None:
        """Tick the rehearsal off."""
        now = str(self.clock.now())
        await self.db.write(lambda tx: facts.put(tx, _REHEARSED, now))

    async def last_delivery(self) -> LastDelivery | None:
        """Return Tribute's last signed delivery."""
        return await self.db.read(health.last_delivery)

    async def chats(self) -> list[AccessChat]:
        """Return the chats that buyers get into, and those whose question is open."""
        return await self.db.read(lambda tx: [*access_chats.listed(tx), *new_chats.unanswered(tx)])

    async def _look(self, offers: Offers) -> ListView:
        view = await self.db.read(lambda tx: self._view(tx, offers))
        self._memory.points = view.points
        return view

    def _view(self, tx: Tx, offers: Offers) -> ListView:
        found = {
            Item.WEBHOOK: _done(health.last_delivery(tx) is not None),
            Item.PRODUCTS: _products(tx, offers),
            Item.CHANNEL: _channel(tx),
            Item.GREETING: _done(self._greets()),
            Item.CONTACT: _done(self.shop_face.contact(self.shop_face.default_locale) is not None),
            Item.REHEARSAL: _done(facts.get(tx, _REHEARSED) is not None),
        }
        entries = tuple(Entry(item, _unless_declined(tx, item, found[item])) for item in Item)
        was_opened = facts.get(tx, setup.LIST_OPENED) is not None
        return ListView(entries, setup.goes_on(tx), was_opened)

    def _greets(self) -> bool:
        """Return whether the owner has worded the greeting in any language."""
        latest = self.shop_face.texts.latest.values()
        return any(
            one.place.slot is Slot.GREETING and not one.content.is_original for one in latest
        )


def _done(is_done: bool) -> State:
    return State.DONE if is_done else State.OPEN


def _products(tx: Tx, offers: Offers) -> State:
    if offers.items or setup.plans_by_subscription(tx):
        return State.DONE
    return State.WAITING if tariffs.on_sale(tx) else State.OPEN


def _channel(tx: Tx) -> State:
    listed = access_chats.listed(tx)
    if any(not one.has_problem for one in listed):
        return State.DONE
    return State.WAITING if listed or new_chats.unanswered(tx) else State.OPEN


def _unless_declined(tx: Tx, item: Item, state: State) -> State:
    if state is State.DONE or facts.get(tx, _declined(item)) is None:
        return state
    return State.DECLINED


def _declined(item: Item) -> str:
    """Return the fact that a shop does without an entry; that of the contact is the home's too."""
    return f"setup_declined:{item}"
