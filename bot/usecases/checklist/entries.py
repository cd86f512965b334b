"""The list of /setup: what a new shop needs and what does it good, each with how far it is."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Item(StrEnum):
    """The entries in their order. Each is part of a button's data, and most name a fact: a string
    never changes."""

    WEBHOOK = "webhook"
    PRODUCTS = "products"
    CHANNEL = "channel"
    GREETING = "greeting"
    CONTACT = "contact"
    REHEARSAL = "rehearsal"


OPTIONAL: Final = frozenset({Item.CHANNEL, Item.GREETING, Item.CONTACT, Item.REHEARSAL})
"""The entries that a shop can do without."""


class State(StrEnum):
    """How far an entry is. The values are in the names of texts."""

    OPEN = "open"
    WAITING = "waiting"
    """The admin has done their part."""
    DONE = "done"
    DECLINED = "declined"
    """The shop does without it."""


@dataclass(frozen=True, slots=True)
class Entry:
    item: Item
    state: State

    @property
    def is_left(self) -> bool:
        return self.state in {State.OPEN, State.WAITING}


@dataclass(frozen=True, slots=True)
class ListView:
    """The list as it is now."""

    entries: tuple[Entry, ...]
    goes_on: bool
    """Whether the shop is still being set up: nobody has paid, and no admin has ended it."""
    was_opened: bool

    @property
    def left(self) -> tuple[Entry, ...]:
        return tuple(one for one in self.entries if one.is_left)

    @property
    def done(self) -> int:
        return len(self.entries) - len(self.left)

    @property
    def points(self) -> bool:
        """Whether the home and the menu lead here: while something is missing without which nobody
        can buy, and once the list was opened, as long as anything is left."""
        needed = any(one.item not in OPTIONAL for one in self.left)
        return self.goes_on and (needed or (self.was_opened and bool(self.left)))

    def entry(self, item: Item) -> Entry:
        return next(one for one in self.entries if one.item is item)
