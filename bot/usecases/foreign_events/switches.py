"""The switches of notices about foreign events: one for each family, for the whole shop."""

from dataclasses import dataclass
from enum import StrEnum

from bot.clock import Clock
from bot.domain.foreign import ForeignFamily
from bot.domain.records import AuditEntry
from storage import audit, facts
from storage.engine.database import Database
from storage.engine.tx import Tx


class Switch(StrEnum):
    """Whether admins are notified of a family of foreign events."""

    ON = "on"
    OFF = "off"


def switch_of(tx: Tx, family: ForeignFamily) -> Switch | None:
    """Return the switch; None before the first event of the family."""
    value = facts.get(tx, _fact(family))
    return Switch(value) if value is not None else None


def set_switch(tx: Tx, family: ForeignFamily, switch: Switch) -> None:
    facts.put(tx, _fact(family), switch)


@dataclass(frozen=True, slots=True)
class ForeignEvents:
    """Switches notices about foreign events on and off."""

    db: Database
    clock: Clock

    async def switch(self, family: ForeignFamily, switch: Switch, actor_id: int) -> bool:
        """Switch notices on or off, with an audit action; return False if they were so already."""

        def work(tx: Tx) -> bool:
            if switch_of(tx, family) is switch:
                return False
            set_switch(tx, family, switch)
            subject = f"events:{family.name.lower()}"
            actor = f"admin:{actor_id}"
            audit.add(tx, AuditEntry(self.clock.now(), actor, f"notices_{switch}", subject, None))
            return True

        return await self.db.write(work)


def _fact(family: ForeignFamily) -> str:
    return f"notices_about_{family.name.lower()}"
