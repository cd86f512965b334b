"""Finds the steps of setting up that are left, in the ledger and the settings; Telegram isn't
asked."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain.models import PlanId
from bot.domain.records import BoundProduct
from bot.settings.settings import Settings
from bot.usecases.chats import new_chats
from bot.usecases.home.steps import MAY_BE_DECLINED, SetupStep, SetupView, StepKind
from bot.usecases.shop_face.face import ShopFace
from bot.usecases.tariffs.catalog import Catalog
from storage import access_chats, audit, facts, plans, tariffs
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.queries import health, setup

_MOST_OF_A_KIND = 5
"""A home has one line for each plan or chat; more than these would push away all else."""


@dataclass(frozen=True, slots=True)
class Setup:
    """Finds the steps that are left, and remembers which of them a shop does without."""

    db: Database
    settings: Settings
    catalog: Catalog
    shop_face: ShopFace

    async def view(self, *, is_owner: bool) -> SetupView:
        """Return what isn't set up, with the offers as fresh as buyers see them; to added admins
        without what only an owner may do."""
        await self.catalog.refresh()
        return await self.db.read(lambda tx: self._view(tx, is_owner=is_owner))

    async def decline(self, kind: StepKind) -> None:
        """Show the step no more, to no admin, until one takes it up again."""
        if kind in MAY_BE_DECLINED:
            await self.db.write(lambda tx: facts.put(tx, _name(kind), "1"))

    async def take_up(self, kind: StepKind) -> None:
        """Show a declined step again."""
        await self.db.write(lambda tx: facts.remove(tx, _name(kind)))

    def _view(self, tx: Tx, *, is_owner: bool) -> SetupView:
        steps = [
            *self._tribute(tx),
            *_offers(tx),
            *_chats(tx),
            *self._settings(),
            *(self._backup(tx) if is_owner else ()),
        ]
        declined = {kind for kind in MAY_BE_DECLINED if facts.get(tx, _name(kind)) is not None}
        return SetupView(
            tuple(one for one in steps if one.kind not in declined),
            tuple(one for one in steps if one.kind in declined),
        )

    def _tribute(self, tx: Tx) -> Iterator[SetupStep]:
        if health.last_delivery(tx) is None:
            known = self.settings.public_url is not None
            yield SetupStep(StepKind.WEBHOOK if known else StepKind.ADDRESS)

    def _settings(self) -> Iterator[SetupStep]:
        locale = self.shop_face.default_locale
        if self.shop_face.contact(locale) is None:
            yield SetupStep(StepKind.CONTACT)
        if self.shop_face.terms(locale) is None:
            yield SetupStep(StepKind.TERMS)

    def _backup(self, tx: Tx) -> Iterator[SetupStep]:
        never = self.settings.backup_dir is None and not audit.of_subject(tx, "backup", 1)
        if never and setup.has_sold(tx):
            yield SetupStep(StepKind.BACKUP)


def _offers(tx: Tx) -> Iterator[SetupStep]:
    """Yield what keeps buyers from buying. A product that an admin has taken off sale is missed by
    nobody, nor is a tariff that one has hidden."""
    on_sale, subscribed = tariffs.on_sale(tx), setup.plans_by_subscription(tx)
    hidden = tariffs.hidden_plans(tx)
    if not (on_sale or subscribed or hidden):
        yield SetupStep(StepKind.OFFERS)
        return
    refused = sum(_is_refused(one) for one in on_sale)
    if refused:
        yield SetupStep(StepKind.PRICES, count=refused)
    if on_sale and all(one.fetched_at is None for one in on_sale):
        yield SetupStep(StepKind.UNREAD)
    yield from _plans(tx, {one.tariff.plan_id for one in on_sale} | subscribed | hidden)


def _is_refused(bound: BoundProduct) -> bool:
    """Return whether Tribute was asked about the product, and doesn't sell it."""
    product = bound.product
    return bound.fetched_at is not None and (product is None or not product.sellable)


def _plans(tx: Tx, priced: set[PlanId]) -> Iterator[SetupStep]:
    known = plans.every(tx)
    empty = [one.id for one in known if one.retired_at is None and one.id not in priced]
    for plan_id in empty[:_MOST_OF_A_KIND] if len(known) > 1 else ():
        yield SetupStep(StepKind.PLAN, id=plan_id, plan_id=plan_id)


def _chats(tx: Tx) -> Iterator[SetupStep]:
    broken = [one for one in access_chats.listed(tx) if one.has_problem]
    for chat in broken[:_MOST_OF_A_KIND]:
        yield SetupStep(StepKind.CHAT, id=chat.id, chat=chat)
    for chat in new_chats.unanswered(tx)[:_MOST_OF_A_KIND]:
        yield SetupStep(StepKind.NEW_CHAT, id=chat.id, chat=chat)


def _name(kind: StepKind) -> str:
    """Return the name of the fact that a step was declined."""
    return f"setup_declined:{kind}"
