"""The tariff that each product could be sold as: read from its name, or chosen by an admin."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from bot.domain.durations import Duration
from bot.domain.models import PlanId, Product
from bot.domain.plans import Plan
from bot.domain.product_names.reading import plans_named_in, read_name
from bot.domain.records import BoundProduct, NewTariff


class Standing(StrEnum):
    """How far a product is from being sold. The values are in the names of texts."""

    SOLD = "sold"
    OLD = "old"
    """It was sold, and only its old link still works: an admin wanted it so."""
    OUT = "out"
    """An admin doesn't want to sell it here."""
    READY = "ready"
    """One tap sells it."""
    CHECK = "check"
    """Its name may mean something else: somebody has to look."""
    OPEN = "open"
    """Nobody knows for how long."""
    PLAN = "plan"
    """Nobody knows which of several plans."""
    CLASH = "clash"
    """Another product of its currency is on offer as the same."""
    DOUBLE = "double"
    """Another product of its currency would be the same."""
    REFUSED = "refused"
    """Tribute has rejected it."""


class Choice(NamedTuple):
    """An admin's choice for a product: a duration, and a plan where there were several. No
    duration: not to sell it."""

    duration: Duration | None
    plan_id: PlanId | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A product, and what it could be sold as, or is."""

    product: Product
    standing: Standing
    plan_id: PlanId | None = None
    duration: Duration | None = None
    rest: str = ""
    """The words of its name besides the duration."""
    is_sure: bool = False
    """Whether its name can hardly mean another duration."""
    names_plan: bool = False
    """Whether its name has that of a plan."""
    by_choice: bool = False
    """Whether an admin has chosen it."""
    instead_of: Product | None = None
    """The product that is, or would be, the same; None too where it was never read."""

    @property
    def is_settled(self) -> bool:
        """Whether it is sold, or was."""
        return self.standing in {Standing.SOLD, Standing.OLD}

    @property
    def tariff(self) -> NewTariff | None:
        """The plan and the duration, once both are known."""
        if self.plan_id is None or self.duration is None:
            return None
        return NewTariff(self.plan_id, self.duration)


class _Claim(NamedTuple):
    """A tariff that a product is on offer as, or would be."""

    tariff: NewTariff
    product: Product | None
    standing: Standing
    """That of another product which would be the same."""


def proposals(
    products: Iterable[Product],
    bound: Sequence[BoundProduct],
    choices: Mapping[int, Choice],
    plans: Sequence[Plan],
) -> list[Proposal]:
    """Return a proposal for each product, in Tribute's order. Of several that would be the same,
    the one that an admin has chosen goes first, then the first one of the list."""
    known = {one.product_id: one for one in bound}
    claims = [
        _Claim(NewTariff(one.tariff.plan_id, one.tariff.duration), one.product, Standing.CLASH)
        for one in bound
        if one.is_on_offer
    ]
    found = [
        _bound(one, known[one.id]) if one.id in known else _unbound(one, choices.get(one.id), plans)
        for one in products
    ]
    order = sorted(range(len(found)), key=lambda place: not found[place].by_choice)
    for place in order:
        one = found[place]
        if one.tariff is None or one.standing not in {Standing.READY, Standing.CHECK}:
            continue
        found[place] = one = _unless_claimed(one, claims)
        if one.standing is Standing.READY and one.tariff is not None:
            claims.append(_Claim(one.tariff, one.product, Standing.DOUBLE))
    return found


def _bound(product: Product, own: BoundProduct) -> Proposal:
    standing = Standing.SOLD if own.is_on_offer else Standing.OLD
    return Proposal(product, standing, own.tariff.plan_id, own.tariff.duration)


def _unbound(product: Product, choice: Choice | None, plans: Sequence[Plan]) -> Proposal:
    read, named = read_name(product.name), plans_named_in(product.name, plans)
    ids = [one.id for one in plans]
    one = Proposal(
        product,
        Standing.CHECK,
        _the_only(ids) or _the_only(named),
        read.duration,
        read.rest,
        read.is_sure,
        names_plan=bool(named),
    )
    if choice is not None and choice.duration is None:
        return replace(one, standing=Standing.OUT)
    if choice is not None:
        chosen = choice.plan_id if choice.plan_id in ids else one.plan_id
        one = replace(one, plan_id=chosen, duration=choice.duration, by_choice=True)
    return replace(one, standing=_standing(one))


def _the_only(plan_ids: Sequence[PlanId]) -> PlanId | None:
    return plan_ids[0] if len(plan_ids) == 1 else None


def _standing(one: Proposal) -> Standing:
    """Return the standing of what a name says, or of a choice: what Tribute delivers in another way
    than at once is looked at too."""
    if one.product.status == "rejected" and not one.by_choice:
        return Standing.REFUSED
    if one.duration is None:
        return Standing.OPEN
    if one.plan_id is None:
        return Standing.PLAN
    clear = one.by_choice or (one.is_sure and one.product.type == "digital")
    return Standing.READY if clear else Standing.CHECK


def _unless_claimed(one: Proposal, claims: Iterable[_Claim]) -> Proposal:
    for tariff, other, standing in claims:
        same = other is None or other.price.currency == one.product.price.currency
        if tariff == one.tariff and same:
            return replace(one, standing=standing, instead_of=other)
    return one
