"""Binds a product to a tariff, and settles the payments that waited for it, in one transaction."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple

from bot.domain.models import ProductId
from bot.domain.records import AuditEntry, NewTariff, Tariff
from bot.usecases.access.noted import noted
from bot.usecases.purchases import settle_held
from bot.usecases.tariffs.seed import bind
from storage import audit, tariffs
from storage.engine.tx import Tx
from storage.queries import held_purchases

BOUND = "bound"


class Act(NamedTuple):
    """The admin who acts, the admins to be notified, and the time."""

    actor_id: int
    admin_ids: Collection[int]
    now: int


@dataclass(frozen=True, slots=True)
class BindResult:
    """The tariff that a product was bound to, and how many held payments that settled."""

    tariff: Tariff
    settled: int


def bind_and_settle(tx: Tx, product_id: ProductId, tariff: NewTariff, act: Act) -> BindResult:
    """Let payments for the product count as the tariff, also those that are held for lack of it."""
    bound = bind(tx, product_id, tariff, act.now)
    note(tx, BOUND, product_id, noted(tx, tariff), act)
    held = held_purchases.held_of_product(tx, product_id)
    settled = [settle_held.settle(tx, one.id, act.admin_ids, act.now) for one in held]
    return BindResult(bound, sum(settled))


def bind_unbound(tx: Tx, product_id: ProductId, tariff: NewTariff, act: Act) -> BindResult | None:
    """Do that for a product that is bound to nothing yet, without asking Tribute about it.

    It is offered to buyers only if nothing else is offered for the tariff. None, and nothing
    changes, if the product is bound already: another admin was quicker.
    """
    if tariffs.bound(tx, product_id) is not None:
        return None
    bound = bind_and_settle(tx, product_id, tariff, act)
    if not tariffs.on_offer(tx, bound.tariff.id):
        tariffs.offer(tx, product_id)
    return bound


def note(tx: Tx, action: str, product_id: int, detail: str | None, act: Act) -> None:
    """Write into the history what an admin did to a product."""
    entry = AuditEntry(act.now, f"admin:{act.actor_id}", action, f"product:{product_id}", detail)
    audit.add(tx, entry)
