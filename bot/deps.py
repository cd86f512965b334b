"""What handlers get in their hands: the settings, the words, the clock and the use cases."""

from dataclasses import dataclass

from bot.clock import Clock
from bot.runtime.metrics import Metrics
from bot.settings.settings import Settings
from bot.texts import Texts
from bot.usecases.attention import Attention
from bot.usecases.backups import Backups
from bot.usecases.broadcasts import Broadcasts
from bot.usecases.by_hand import ByHand
from bot.usecases.catalog import Catalog
from bot.usecases.chats import Chats
from bot.usecases.claims import Claims
from bot.usecases.doctor import Doctor
from bot.usecases.exports import Exports
from bot.usecases.histories import Histories
from bot.usecases.identity import Identity
from bot.usecases.incidents import Incidents
from bot.usecases.knocks import Knocks
from bot.usecases.numbers import Numbers
from bot.usecases.outbox import Outbox
from bot.usecases.pauses import Pauses
from bot.usecases.payments import Payments
from bot.usecases.people import People
from bot.usecases.pictures import Pictures
from bot.usecases.products import Products
from bot.usecases.purchases import Purchases
from bot.usecases.recurring_plans import RecurringPlans
from bot.usecases.refunds import Refunds
from bot.usecases.subscriptions import Subscriptions
from bot.usecases.tariffs import Tariffs
from bot.usecases.vitals import Vitals
from bot.usecases.webhooks import Webhooks


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
