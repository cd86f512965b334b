"""The doctor's findings in the database, read in one go through a connection of its own."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.domain.checkup import Finding, broken, ok, warning
from bot.domain.incidents import Incident, IncidentKind
from bot.domain.models import PlanId, ProductId
from bot.domain.plans import Plan
from bot.domain.records import BoundProduct, Tariff
from bot.domain.shop_face.texts import Slot
from bot.domain.stars_list.entries import EVERY_SECONDS, Difference
from bot.runtime.rests import Rests
from bot.settings.settings import Settings
from bot.texts import When, Whole, clean
from bot.usecases.attention.backlog import Backlog, read_backlog
from bot.usecases.operations import ledger_check, watch
from bot.usecases.outbox.pause import Pause, read_pause
from bot.usecases.shop_face.values import saved_values
from storage import access_chats, incidents, plans, tariffs
from storage.admins import added
from storage.engine import versions
from storage.engine.breaks import Breaks
from storage.engine.database import open_read_only
from storage.engine.tx import Tx
from storage.queries import health
from storage.queries.health import Figures
from storage.recurring import recurring_plans
from storage.shop_face import consent
from storage.stars import listed, prices

_LONGEST_VALUE = 100
_LIST_LATE_SECONDS = 3 * EVERY_SECONDS
_REPORTED_ELSEWHERE = (
    IncidentKind.DISK,
    IncidentKind.OUTBOX,
    IncidentKind.BACKUP,
    IncidentKind.CLOCK,
)
"""Incidents that the doctor checks itself."""


@dataclass(frozen=True, slots=True)
class StarsView:
    """How Telegram's list of Stars was read: to its end last at `read_at`, by the clock `now`."""

    now: int
    read_at: int | None
    differences: Mapping[Difference, int]


@dataclass(frozen=True, slots=True)
class LedgerView:
    """The state of the ledger at one moment."""

    broken_rules: tuple[str, ...]
    figures: Figures
    stuck: int
    backlog: Backlog
    pause: Pause | None
    is_silent: bool
    incidents: tuple[Incident, ...]
    tariffs: tuple[Tariff, ...]
    bound: tuple[BoundProduct, ...]
    plans: tuple[Plan, ...]
    subscribed_plans: frozenset[PlanId]
    """The plans that a recurring subscription opens."""
    plans_with_chats: frozenset[PlanId]
    chat_ids: dict[int, int]
    """Telegram's present ids of the chats in the settings, by the id that they have there."""
    open_chats: tuple[int, ...]
    """Telegram's present ids of all chats that plans open."""
    has_purchases: bool
    added_admins: int
    waiting_admins: int
    """Added admins who are none until an owner confirms them; they aren't among the former."""

    own_values: Mapping[Slot, tuple[str, ...]]
    """The contacts and the terms that admins have saved in the chat, in any language."""

    asks_for_consent: bool
    """Whether buyers have to agree to the terms before they pay."""

    stars: StarsView | None
    """None in a shop that has never sold in Stars."""

    def product(self, product_id: ProductId) -> BoundProduct | None:
        return next((one for one in self.bound if one.product_id == product_id), None)


def read(database: Path, now: int, rests: Rests) -> LedgerView:
    """Read the ledger; it takes as long as SQLite needs for the whole file. Raises StorageError."""
    with open_read_only(database) as tx:
        broken_rules = ledger_check.check(tx, Breaks(tx, rests))
        return _read(tx, now, broken_rules)


def _read(tx: Tx, now: int, broken_rules: Sequence[str]) -> LedgerView:
    return LedgerView(
        tuple(broken_rules),
        health.read(tx, now),
        health.stuck(tx, now),
        read_backlog(tx, now),
        read_pause(tx),
        watch.is_silent(tx, now),
        tuple(incidents.all_open(tx)),
        tuple(tariffs.every(tx)),
        tuple(tariffs.all_bound(tx)),
        tuple(plans.every(tx)),
        frozenset(one.plan_id for one in recurring_plans.every(tx, now) if one.plan_id is not None),
        access_chats.plans_with_chats(tx),
        access_chats.ids_now(tx),
        tuple(one.chat_id for one in access_chats.listed(tx)),
        bool(tx.scalar("SELECT EXISTS (SELECT 1 FROM purchases)")),
        *_added_admins(tx),
        {slot: tuple(saved_values(tx, slot)) for slot in (Slot.CONTACT, Slot.TERMS)},
        rule.is_on if (rule := consent.rule(tx)) is not None else False,
        _stars(tx, now),
    )


def _stars(tx: Tx, now: int) -> StarsView | None:
    if not prices.any_ever(tx):
        return None
    return StarsView(now, listed.place(tx).read_at, listed.differences(tx))


def _added_admins(tx: Tx) -> tuple[int, int]:
    waiting = [one.is_waiting for one in added.every(tx)]
    return waiting.count(False), waiting.count(True)


def findings(ledger: LedgerView, tribute_url: str) -> Iterator[Finding]:
    """Yield the findings; `tribute_url` is the webhook's address that Tribute must know."""
    yield _integrity(ledger)
    yield from _deliveries(ledger, tribute_url)
    if ledger.stars is not None:
        yield from _stars_list(ledger.stars)
    yield from _waiting(ledger)
    yield from _outbox(ledger)
    for incident in ledger.incidents:
        if incident.kind not in (*_REPORTED_ELSEWHERE, IncidentKind.SILENCE):
            yield broken(
                f"incident-{incident.kind}",
                subject=incident.subject,
                since=When(incident.began_at),
            )


def differing(ledger: LedgerView, settings: Settings) -> Iterator[Finding]:
    """Yield a finding for each value of `.env` that doesn't count, because the chat has another;
    and one for consent to terms that there aren't."""
    in_settings = {Slot.CONTACT: settings.support_contact, Slot.TERMS: settings.terms_url}
    for slot, value in in_settings.items():
        others = [one for one in dict.fromkeys(ledger.own_values[slot]) if one != value]
        if value is not None and others:
            shown = ", ".join(clean(one, _LONGEST_VALUE) for one in others)
            yield warning(f"doctor-{slot}-differs", chat=Whole(shown), env=Whole(value))
    has_terms = settings.terms_url is not None or ledger.own_values[Slot.TERMS]
    if ledger.asks_for_consent and not has_terms:
        yield warning("doctor-consent-no-terms")


def sqlite(database: Path) -> Finding:
    """Warn of SQLite's WAL-reset race if another program opens the file for writing too."""
    if versions.race_possible(database):
        return warning("doctor-sqlite-race", version=versions.SQLITE)
    if versions.is_old_litestream(database):
        return warning("doctor-litestream-race")
    return ok("doctor-sqlite", version=versions.SQLITE)


def _integrity(ledger: LedgerView) -> Finding:
    if not ledger.broken_rules:
        return ok("doctor-database")
    first, *more = ledger.broken_rules
    return broken("doctor-database-unsound", finding=Whole(first), more=len(more))


def _deliveries(ledger: LedgerView, tribute_url: str) -> Iterator[Finding]:
    last = ledger.figures.last_delivery
    if last is None:
        yield warning("doctor-call-never", url=Whole(tribute_url))
        return
    params = {"when": When(last.at), "name": last.name or "—", "outcome": last.outcome}
    if ledger.is_silent:
        yield broken("doctor-call-silent", **params, url=Whole(tribute_url))
    else:
        yield ok("doctor-call", **params)


def _stars_list(stars: StarsView) -> Iterator[Finding]:
    if stars.read_at is None:
        yield warning("doctor-stars-list-never")
    elif stars.now - stars.read_at > _LIST_LATE_SECONDS:
        yield warning("doctor-stars-list-late", when=When(stars.read_at))
    else:
        yield ok("doctor-stars-list", when=When(stars.read_at))
    if stars.differences:
        counts = {str(kind): stars.differences.get(kind, 0) for kind in Difference}
        yield ok("doctor-stars-differences", **counts)


def _waiting(ledger: LedgerView) -> Iterator[Finding]:
    held = ledger.figures.held
    yield warning("doctor-held", count=held) if held else ok("doctor-held-none")
    found = ledger.backlog
    numbers = found.numbers
    others = numbers.claims + numbers.unmatched_refunds + len(found.unknown_refunds)
    if others:
        yield warning("doctor-waiting", count=others)
    if ledger.waiting_admins:
        yield warning("doctor-admins-waiting", count=ledger.waiting_admins)
    if found.support_requests:
        yield warning("doctor-support-requests", count=len(found.support_requests))
    if numbers.undeliverable:
        yield warning("doctor-undeliverable", count=numbers.undeliverable)
    if found.lost_webhooks:
        yield warning("doctor-webhooks-lost", count=found.lost_webhooks)


def _outbox(ledger: LedgerView) -> Iterator[Finding]:
    if ledger.pause is not None:
        yield broken("doctor-outbox-paused", count=ledger.pause.old + ledger.pause.new)
    elif ledger.stuck:
        yield broken("doctor-outbox-stuck", count=ledger.stuck)
    else:
        yield ok("doctor-outbox", count=ledger.figures.queued)
