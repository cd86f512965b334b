"""What handlers get in their hands: the settings, the words, the clock and the use cases."""

from dataclasses import dataclass

from bot.clock import Clock
from bot.runtime.metrics import Metrics
from bot.settings.settings import Settings
from bot.texts import Texts
from bot.usecases.access.manual import ByHand
from bot.usecases.access.status import Subscriptions
from bot.usecases.attention.actions import Attention
from bot.usecases.broadcasts.broadcasts import Broadcasts
from bot.usecases.chats.requests import Chats
from bot.usecases.claims.claims import Claims
from bot.usecases.operations.backups import Backups
from bot.usecases.operations.doctor import Doctor
from bot.usecases.operations.identity import Identity
from bot.usecases.operations.incidents import Incidents
from bot.usecases.operations.readiness import Vitals
from bot.usecases.operations.signature_alarm import Knocks
from bot.usecases.outbox.outbox import Outbox
from bot.usecases.outbox.pause import Pauses
from bot.usecases.people.history import Histories
from bot.usecases.people.people import People
from bot.usecases.purchases.lookup import Purchases
from bot.usecases.recurring.products import RecurringPlans
from bot.usecases.refunds.request import Refunds
from bot.usecases.reports.chart import Pictures
from bot.usecases.reports.exports import Exports
from bot.usecases.reports.statistics import Numbers
from bot.usecases.tariffs.catalog import Catalog
from bot.usecases.tariffs.products import Products
from bot.usecases.tariffs.tariffs import Tariffs
from bot.usecases.webhook_intake.receive import Payments
from bot.usecases.webhooks_out.deliver import Webhooks


@dataclass(frozen=True, slots=True)
class Deps:
    """Built once by `bot.app`; nothing here is global."""

    settings: Settings
    texts: Texts
    clock: Clock
    payments: Payments
    people: People
    subscriptions: Subscriptions
    tariffs: Tariffs
    catalog: Catalog
    products: Products
    purchases: Purchases
    refunds: Refunds
    attention: Attention
    by_hand: ByHand
    claims: Claims
    histories: Histories
    chats: Chats
    outbox: Outbox
    vitals: Vitals
    broadcasts: Broadcasts
    numbers: Numbers
    pictures: Pictures
    exports: Exports
    webhooks: Webhooks
    backups: Backups
    pauses: Pauses
    incidents: Incidents
    knocks: Knocks
    identity: Identity
    metrics: Metrics
    doctor: Doctor
    recurring: RecurringPlans
