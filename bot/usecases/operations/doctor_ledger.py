"""What the doctor finds in the database: read in one go, through a connection of its own."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.domain.checkup import Finding, broken, ok, warning
from bot.domain.models import ProductId
from bot.texts import When, Whole
from bot.usecases.attention import backlog
from bot.usecases.attention.backlog import Trouble
from bot.usecases.operations import ledger_check, watch
from bot.usecases.outbox import pause as pauses
from storage import access_chats, incidents, recurring_plans, tariffs
from storage.engine import versions
from storage.engine.database import open_read_only
from storage.engine.tx import Tx
from storage.incidents import Incident, IncidentKind
from storage.queries import health
from storage.queries.health import Figures
from storage.recurring_plans import PlanState
from storage.tariffs import BoundProduct, Tariff

_TOLD_ELSEWHERE = (IncidentKind.DISK, IncidentKind.OUTBOX, IncidentKind.BACKUP)
"""Incidents that the doctor looks into himself."""


@dataclass(frozen=True, slots=True)
class Books:
    """How the ledger stands at one moment."""

    broken_promises: tuple[str, ...]
    figures: Figures
    stuck: int
    trouble: Trouble
    pause: pauses.Pause | None
    is_silent: bool
    incidents: tuple[Incident, ...]
    tariffs: tuple[Tariff, ...]
    bound: tuple[BoundProduct, ...]
    sells_subscriptions: bool
    """Whether one of Tribute's recurring subscriptions counts as access."""
    chat_ids: dict[int, int]
    """Telegram's ids now of the chats in the settings, by the id they have there."""
    has_purchases: bool

    def product(self, product_id: ProductId) -> BoundProduct | None:
        return next((one for one in self.bound if one.product_id == product_id), None)


def read(database: Path, now: int) -> Books:
    """Raises StorageError. Takes as long as SQLite needs to read the whole file."""
    with open_read_only(database) as tx:
        return _read(tx, now)


def _read(tx: Tx, now: int) -> Books:
    return Books(
        tuple(ledger_check.check(tx)),
        health.read(tx, now),
        health.stuck(tx, now),
        backlog.read(tx, now),
        pauses.pause(tx),
        watch.is_silent(tx, now),
        tuple(incidents.all_open(tx)),
        tuple(tariffs.every(tx)),
        tuple(tariffs.all_bound(tx)),
        any(plan.state is PlanState.BOUND for plan in recurring_plans.every(tx, now)),
        access_chats.ids_now(tx),
        bool(tx.scalar("SELECT EXISTS (SELECT 1 FROM purchases)")),
    )


def findings(books: Books, tribute_url: str) -> Iterator[Finding]:
    """`tribute_url` is where Tribute is to call, for who has yet to tell it."""
    yield _integrity(books)
    yield from _calls(books, tribute_url)
    yield from _waiting(books)
    yield from _outbox(books)
    for incident in books.incidents:
        if incident.kind not in (*_TOLD_ELSEWHERE, IncidentKind.SILENCE):
            yield broken(
                f"incident-{incident.kind}",
                subject=incident.subject,
                since=When(incident.began_at),
            )


def sqlite(database: Path) -> Finding:
    """SQLite's own fault counts where somebody else opens the file for writing too."""
    if versions.endangered(database):
        return warning("doctor-sqlite-race", version=versions.SQLITE)
    return ok("doctor-sqlite", version=versions.SQLITE)


def _integrity(books: Books) -> Finding:
    if not books.broken_promises:
        return ok("doctor-database")
    first, *more = books.broken_promises
    return broken("doctor-database-unsound", finding=Whole(first), more=len(more))


def _calls(books: Books, tribute_url: str) -> Iterator[Finding]:
    call = books.figures.last_call
    if call is None:
        yield warning("doctor-call-never", url=Whole(tribute_url))
        return
    told = {"when": When(call.at), "name": call.name or "—", "outcome": call.outcome}
    if books.is_silent:
        yield broken("doctor-call-silent", **told, url=Whole(tribute_url))
    else:
        yield ok("doctor-call", **told)


def _waiting(books: Books) -> Iterator[Finding]:
    held = books.figures.held
    yield warning("doctor-held", count=held) if held else ok("doctor-held-none")
    found = books.trouble
    others = len(found.claims) + len(found.unmatched_refunds) + len(found.unknown_refunds)
    if others:
        yield warning("doctor-waiting", count=others)
    if found.undeliverable:
        yield warning("doctor-undeliverable", count=len(found.undeliverable))
    if found.lost_webhooks:
        yield warning("doctor-webhooks-lost", count=found.lost_webhooks)


def _outbox(books: Books) -> Iterator[Finding]:
    if books.pause is not None:
        yield broken("doctor-outbox-paused", count=books.pause.old + books.pause.new)
    elif books.stuck:
        yield broken("doctor-outbox-stuck", count=books.stuck)
    else:
        yield ok("doctor-outbox", count=books.figures.queued)
