"""Everything that handlers need, in one object: the settings, the texts, the clock, the use cases.

Handlers get it as `deps`.
"""

from dataclasses import dataclass

from bot.clock import CheckedClock
from bot.runtime.metrics import Metrics
from bot.runtime.rests import Rests
from bot.settings.settings import Settings
from bot.texts import Texts
from bot.usecases.access.manual import ManualGrants
from bot.usecases.access.status import Subscriptions
from bot.usecases.admins.admins import Admins
from bot.usecases.admins.choices import NoticeChoices
from bot.usecases.attention.actions import Attention
from bot.usecases.broadcasts.broadcasts import Broadcasts
from bot.usecases.broadcasts.planned import PlannedBroadcasts
from bot.usecases.chats.new_chats import NewChats
from bot.usecases.chats.plan_chats import PlanChats
from bot.usecases.chats.requests import Chats
from bot.usecases.checklist.checklist import Checklist
from bot.usecases.checklist.rehearsal import Rehearsal
from bot.usecases.claims.claims import Claims
from bot.usecases.console.access import ConsoleAccess
from bot.usecases.console.changes import Changes
from bot.usecases.foreign_events.switches import ForeignEvents
from bot.usecases.home.setup import Setup
from bot.usecases.operations.backups import Backups
from bot.usecases.operations.chat_files import ChatFiles
from bot.usecases.operations.clock_recheck import ClockRecheck
from bot.usecases.operations.doctor import Doctor
from bot.usecases.operations.identity import Identity
from bot.usecases.operations.incidents import Incidents
from bot.usecases.operations.own_features import OwnFeatureReports
from bot.usecases.operations.own_texts import OwnTextReports
from bot.usecases.operations.readiness import Readiness
from bot.usecases.operations.rescue import Rescue
from bot.usecases.operations.signature_alarm import SignatureAlarm
from bot.usecases.outbox.deferred import DeferredUpdates
from bot.usecases.outbox.outbox import Outbox
from bot.usecases.outbox.pause import Pauses
from bot.usecases.outbox.waits import TelegramWaits
from bot.usecases.people.conversations import Conversations
from bot.usecases.people.history import PersonHistories
from bot.usecases.people.people import People
from bot.usecases.people.received_updates import ReceivedUpdates
from bot.usecases.plans.inclusions import PlanInclusions
from bot.usecases.plans.overview import PlanOverview
from bot.usecases.plans.plans import Plans
from bot.usecases.plans.sales import PlanSales
from bot.usecases.purchases.lookup import Purchases
from bot.usecases.recurring.products import RecurringProducts
from bot.usecases.refunds.request import Refunds
from bot.usecases.reports.chart import StatsChart
from bot.usecases.reports.exports import Exports
from bot.usecases.reports.statistics import Statistics
from bot.usecases.shop_face.consent import Consent
from bot.usecases.shop_face.face import ShopFace
from bot.usecases.shop_face.profile import BotProfile
from bot.usecases.shop_face.refused import RefusedWords
from bot.usecases.stars.checkout import StarsCheckout
from bot.usecases.stars.orders import StarsOrders
from bot.usecases.stars.payments import StarsPayments
from bot.usecases.stars.prices import StarsPrices
from bot.usecases.stars.reconcile import StarsReconciliation
from bot.usecases.stars.renewals import StarsRenewals
from bot.usecases.support.support import Support
from bot.usecases.tariffs.arrangement import Arrangement
from bot.usecases.tariffs.catalog import Catalog
from bot.usecases.tariffs.products import Products
from bot.usecases.tariffs.proposals import Proposals
from bot.usecases.tariffs.tariffs import Tariffs
from bot.usecases.webhook_intake.misdirected import MisdirectedDeliveries
from bot.usecases.webhook_intake.receive import WebhookIntake
from bot.usecases.webhooks_out.deliver import WebhooksOut


@dataclass(frozen=True, slots=True)
class Deps:
    """The use cases and what they share, built once by `bot.app`; nothing here is global."""

    settings: Settings
    texts: Texts
    clock: CheckedClock
    admins: Admins
    notice_choices: NoticeChoices
    console: ConsoleAccess
    changes: Changes
    rests: Rests
    webhook_intake: WebhookIntake
    misdirected: MisdirectedDeliveries
    people: People
    subscriptions: Subscriptions
    plans: Plans
    plan_sales: PlanSales
    inclusions: PlanInclusions
    plan_overview: PlanOverview
    shop_face: ShopFace
    refused_words: RefusedWords
    bot_profile: BotProfile
    consent: Consent
    stars_prices: StarsPrices
    stars_orders: StarsOrders
    stars_checkout: StarsCheckout
    stars_payments: StarsPayments
    stars_reconciliation: StarsReconciliation
    stars_renewals: StarsRenewals
    tariffs: Tariffs
    arrangement: Arrangement
    catalog: Catalog
    products: Products
    proposals: Proposals
    purchases: Purchases
    refunds: Refunds
    attention: Attention
    manual_grants: ManualGrants
    claims: Claims
    support: Support
    person_histories: PersonHistories
    conversations: Conversations
    received_updates: ReceivedUpdates
    chats: Chats
    plan_chats: PlanChats
    new_chats: NewChats
    outbox: Outbox
    telegram_waits: TelegramWaits
    deferred: DeferredUpdates
    readiness: Readiness
    rescue: Rescue
    broadcasts: Broadcasts
    planned_broadcasts: PlannedBroadcasts
    statistics: Statistics
    chart: StatsChart
    exports: Exports
    chat_files: ChatFiles
    webhooks_out: WebhooksOut
    backups: Backups
    pauses: Pauses
    incidents: Incidents
    signature_alarm: SignatureAlarm
    identity: Identity
    metrics: Metrics
    doctor: Doctor
    recurring: RecurringProducts
    own_features: OwnFeatureReports
    own_texts: OwnTextReports
    clock_recheck: ClockRecheck
    foreign_events: ForeignEvents
    setup: Setup
    checklist: Checklist
    rehearsal: Rehearsal

    async def on_start(self) -> None:
        """Let each use case put its part of the ledger right, before anything comes or goes."""
        await self.admins.on_start()  # first: the others notify those who are admins then
        await self.notice_choices.on_start()
        await self.pauses.on_start()
        await self.webhook_intake.on_start()
        await self.tariffs.on_start()
        await self.plans.on_start()
        await self.shop_face.on_start()
        await self.bot_profile.on_start()
        await self.consent.on_start()
        await self.checklist.on_start()
        await self.claims.on_start()
        await self.refunds.on_start()
        await self.stars_renewals.on_start()
        await self.broadcasts.on_start()
        await self.chats.on_start()
        await self.webhooks_out.on_start()
        await self.clock_recheck.on_start()
        await self.own_features.on_start()
        await self.own_texts.on_start()
