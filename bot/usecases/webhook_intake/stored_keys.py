"""Reads the events of an earlier version again, once, so that their later deliveries are known in
every spelling."""

from functools import partial

from bot.domain.models import EventRow
from bot.domain.records import Purchase
from bot.tribute.events import PurchaseEvent, Unreadable, read
from bot.usecases.purchases.from_event import new_purchase
from storage import facts, purchases, webhook_events
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.queries import held_purchases

_DONE = "event_keys_in_one_spelling_since"
_AT_ONCE = 500


async def update_keys(db: Database, now: int) -> None:
    """Give each stored event the key that its body has now, and fill in held payments.

    Earlier versions took the spelling of a time for a part of the key, and digits in a text for no
    number. An event whose new key another one has already keeps its old key: both were stored, and
    a later delivery finds one of them.
    """
    rows = await db.read(_to_read_again)
    if rows is None:
        return
    for first in range(0, len(rows), _AT_ONCE):
        await db.write(partial(_update, rows=rows[first : first + _AT_ONCE]))

    def finish(tx: Tx) -> None:
        for purchase in held_purchases.held(tx, limit=-1):
            _fill_in(tx, purchase)
        facts.put(tx, _DONE, str(now))

    await db.write(finish)


def _to_read_again(tx: Tx) -> list[EventRow] | None:
    return None if facts.get(tx, _DONE) is not None else webhook_events.without_purchase_key(tx)


def _update(tx: Tx, rows: list[EventRow]) -> None:
    for row in rows:
        event = read(webhook_events.body(tx, row))
        if not isinstance(event, Unreadable):
            webhook_events.set_key(tx, row, event.key)


def _fill_in(tx: Tx, purchase: Purchase) -> None:
    """Fill in what can be read now of a held payment; it stays held until an admin decides.

    Its buyer stays open too: an admin may have given them access in another way meanwhile.
    """
    event = read(webhook_events.body(tx, purchase.delivery))
    if not isinstance(event, PurchaseEvent):
        return
    new = new_purchase(event, purchase.delivery, purchase.received_at)
    number = event.purchase_id
    if purchase.purchase_id is None and number and purchases.by_purchase_id(tx, number) is None:
        purchases.set_number(tx, purchase.id, number)
    new = new._replace(purchased_at=None, telegram_user_id=None)
    purchases.complete(tx, purchase.id, new)
