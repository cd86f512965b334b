"""Takes in events that give no access: of other business of the owner, and of unknown names."""

from collections.abc import Collection

from bot.domain.foreign import ForeignFamily
from bot.domain.models import EventRow
from bot.usecases.foreign_events.switches import Switch, set_switch, switch_of
from bot.usecases.outbox.enqueue import notify_admins
from bot.usecases.outbox.kinds import NoticeKind
from storage import outbox, unknown_event_names
from storage.engine.tx import Tx
from storage.outbox import Lane, NewMessage

_NAMES_A_DAY = 5
"""The most unknown names of one day that admins are notified of, and that are stored."""
_DAY_SECONDS = 86400


def receive_foreign(
    tx: Tx, family: ForeignFamily, event_row: EventRow, admin_ids: Collection[int], now: int
) -> None:
    """Notify the admins of a foreign event, if its family is switched on.

    The first event of a family says that there are such events, with a button that switches notices
    on; until somebody presses it there are no more.
    """
    switch = switch_of(tx, family)
    if switch is Switch.OFF:
        return
    if switch is None:
        set_switch(tx, family, Switch.OFF)
    kind = NoticeKind.ADMIN_FOREIGN_FIRST if switch is None else NoticeKind.ADMIN_FOREIGN
    messages = [
        NewMessage(f"{kind}:{event_row}:{admin}", kind, admin, event_row, lane=Lane.REMINDERS)
        for admin in admin_ids
    ]
    outbox.enqueue_all(tx, messages, now)


def receive_unknown_name(
    tx: Tx, name: str, event_row: EventRow, admin_ids: Collection[int], now: int
) -> None:
    """Notify the admins of a name that nobody knows, once for each name and a few times a day."""
    if unknown_event_names.count_between(tx, now - _DAY_SECONDS, now) >= _NAMES_A_DAY:
        return
    if unknown_event_names.add(tx, name, event_row, now):
        notify_admins(tx, NoticeKind.ADMIN_UNKNOWN_EVENT, admin_ids, event_row, now)
