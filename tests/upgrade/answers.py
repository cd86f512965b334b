"""Asks a shop that an earlier version left behind what people, the owner and programs would read.

Each function returns what stands under its name in the JSON beside the dump.
"""

import json
import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

from bot.clock import FixedClock
from bot.domain.models import Message
from bot.sandbox.telegram.models import Message as Shown
from bot.sandbox.world import World
from bot.texts import Texts
from bot.texts.catalog import LOCALES
from bot.usecases.notices.compose import Notices
from bot.usecases.outbox.kinds import NoticeKind
from storage import outbox, people
from storage.engine.database import Database
from storage.engine.tx import Tx
from tests.upgrade.restored import Pressed, ask_file

LEDGER = {
    "subscriptions": """SELECT telegram_user_id, started_at, expires_at, renews_at,
        expires_at IS NULL OR expires_at > {now} FROM subscriptions ORDER BY 1""",
    "people": """SELECT telegram_user_id, name, username, language_code, locale, first_seen_at,
        started_at, reachable_at, blocked_at, blocked_reason FROM people ORDER BY 1""",
    "tariffs": "SELECT id, months, days, lifetime FROM tariffs ORDER BY 1",
    "products": """SELECT product_id, tariff_id, is_on_offer, bound_at, name FROM tariff_products
        ORDER BY 1""",
    "product_bindings": """SELECT product_id, tariff_id, bound_at FROM product_bindings
        ORDER BY id""",
    "recurring_products": """SELECT subscription_id, name, state FROM recurring_plans
        ORDER BY 1""",
    "recurring_bindings": """SELECT subscription_id, state, bound_at FROM recurring_bindings
        ORDER BY id""",
    "recurring_events": """SELECT id, subscription_id, what, status, telegram_user_id, type,
        period_id, expires_at FROM recurring_events ORDER BY 1""",
    "purchases": """SELECT id, purchase_id, status, held_reason, telegram_user_id, product_id,
        amount_minor, currency, purchased_at, settled_at, refunded_at, dismissed_reason, same_as
        FROM purchases ORDER BY 1""",
    "grants": """SELECT id, telegram_user_id, source, purchase_row, tariff_id, months, days,
        lifetime, fixed_end_at, granted_at, revoked_at FROM grants ORDER BY 1""",
    "cuts": """SELECT telegram_user_id, at, admin_id, reason, last_grant FROM access_cuts
        ORDER BY id""",
    "refund_attempts": """SELECT id, purchase_row, actor_id, state, refused_for_good
        FROM refund_attempts ORDER BY 1""",
    "unmatched_refunds": """SELECT id, telegram_user_id, product_id, purchase_row, closed_by,
        closed_reason FROM unmatched_refunds ORDER BY 1""",
    "claims": """SELECT id, telegram_user_id, text, state, purchase_row, decided_by FROM claims
        ORDER BY 1""",
    "broadcasts": """SELECT id, admin_id, audience, tariff_id, text, state, expected, recipients
        FROM broadcasts ORDER BY 1""",
    "chats": """SELECT id, chat_id, configured_id, is_listed, title, invite_link, may_invite,
        may_remove, is_gone FROM access_chats ORDER BY 1""",
    "memberships": """SELECT access_chat, telegram_user_id, state, turn FROM memberships
        ORDER BY id""",
    "jobs": """SELECT id, kind, chat_id, subject_id, state FROM outbox
        WHERE kind IN ('chat-access', 'chat-look') AND state IN ('queued', 'waiting') ORDER BY 1""",
    "webhooks_out": """SELECT webhook_id, type, telegram_user_id, state, body FROM webhooks_out
        WHERE state IN ('queued', 'undeliverable') ORDER BY id""",
    "conversations": "SELECT telegram_user_id, state, data FROM conversations ORDER BY 1",
    "incidents": "SELECT id, kind, subject, began_at, ended_at FROM incidents ORDER BY 1",
    "audit": "SELECT id, at, actor, action, subject, detail FROM audit ORDER BY 1",
}
"""The questions to the file itself. A question may change with the tables, its answer may not."""

_UNSENT = """SELECT id, chat_id FROM outbox WHERE state IN ('queued', 'waiting', 'undeliverable')
    AND kind NOT IN ('chat-access', 'chat-look') ORDER BY id"""


def ledger(path: Path, name: str, now: int) -> list[list[Any]]:
    return [list(row) for row in ask_file(path, LEDGER[name].format(now=now))]


async def composed(db: Database, path: Path, clock: FixedClock) -> dict[str, dict[str, Any]]:
    """Return the unsent messages by their numbers: kind, reader, and by language text and buttons.

    Everybody has chosen that language then, so that names of people in the texts stay the same.
    """
    rows: dict[str, dict[str, Any]] = {}
    notices = Notices(db, Texts(), clock)
    unsent = ask_file(path, _UNSENT)
    for locale in LOCALES:
        await db.write(partial(_choose, readers={chat_id for _, chat_id in unsent}, locale=locale))
        for id_, chat_id in unsent:
            queued = await db.read(partial(outbox.get, message_id=id_))
            assert queued is not None
            row = rows.setdefault(str(id_), {"kind": queued.kind, "reader": chat_id})
            row[locale] = _said(await notices.compose(queued))
            if queued.kind == NoticeKind.ADMIN_SALE:
                together = await notices.compose_sales(queued)
                row[f"{locale}, together"] = _said(together and together.message)
    return rows


def _choose(tx: Tx, readers: set[int], locale: str) -> None:
    for reader in readers:
        people.set_locale(tx, reader, locale)


def _said(message: Message | None) -> list[Any] | None:
    """Return a message as its text and its rows of buttons: each a label and its target."""
    if message is None:
        return None
    buttons = [
        [[one.label, one.url or one.copy or f"{one.action}:{one.id}"] for one in row]
        for row in message.buttons
    ]
    return [message.text, *buttons]


async def read_by(world: World, person: int, command: str) -> list[Any]:
    """Return the text and the buttons with which the bot answers this command."""
    telegram = world.telegram
    sent = await telegram.send(person, command)
    return shown(await telegram.wait_for(person, lambda _: True, after=sent.message_id))


def silence(path: Path) -> None:
    """Let what goes out even during the pause, about incidents and the pause, be sent already."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            """UPDATE outbox SET state = 'sent', done_at = created_at
            WHERE state = 'queued' AND kind IN ('admin-incident', 'admin-restored')"""
        )


def screens(pressed: Pressed) -> list[list[Any]]:
    """Return the message above the button, if the press has changed it, and the newer ones."""
    changed = [
        one for one in pressed.messages if one.edited_at or one.message_id > pressed.message_id
    ]
    return [shown(one) for one in changed]


def shown(message: Shown) -> list[Any]:
    """Return a shown message as its text and its rows of buttons: each a label and its target."""
    rows = [
        [[one.text, one.callback_data or one.url or one.copy or ""] for one in row]
        for row in message.keyboard
    ]
    return [
        message.html,
        *rows,
        *([[["an answer is asked for", ""]]] if message.force_reply else []),
    ]


async def statuses(world: World, person: int) -> dict[str, list[Any]]:
    """Return what /status says to this person in each language."""
    assert world.app is not None
    found = {}
    for locale in LOCALES:
        await world.app.deps.people.choose_locale(person, locale)
        found[locale] = await read_by(world, person, "/status")
    return found


async def api(world: World, people_ids: list[int]) -> Any:
    """Return the API's answer about all of them at once."""
    assert world.service is not None
    asked = await world.service.ask(world.app_url, people_ids)
    return asked.answer


def same(before: Any) -> Any:
    """Return a value as JSON has it: tuples are lists, and keys are strings."""
    return json.loads(json.dumps(before))
