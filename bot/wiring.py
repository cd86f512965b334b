"""Builds all use cases around one database, one Tribute client and one clock."""

from bot.charts.painter import Painter
from bot.clients import Outside
from bot.clock import CheckedClock
from bot.deps import Deps
from bot.own_texts.load import load_texts
from bot.runtime.metrics import Metrics
from bot.settings.settings import Settings
from bot.usecases.access.manual import ManualGrants
from bot.usecases.access.status import Subscriptions
from bot.usecases.admins.admins import Admins
from bot.usecases.admins.choices import NoticeChoices
from bot.usecases.admins.roll import AdminRoll
from bot.usecases.attention.actions import Attention
from bot.usecases.broadcasts import delivery as broadcast_delivery
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
from bot.usecases.notices.compose import Notices
from bot.usecases.operations.backups import Backups
from bot.usecases.operations.chat_files import ChatFiles
from bot.usecases.operations.clock_recheck import ClockRecheck
from bot.usecases.operations.copies_folder import CopiesFolder
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
from bot.usecases.support import delivery as support_delivery
from bot.usecases.support.support import Support
from bot.usecases.tariffs.arrangement import Arrangement
from bot.usecases.tariffs.catalog import Catalog
from bot.usecases.tariffs.products import Products
from bot.usecases.tariffs.proposals import Proposals
from bot.usecases.tariffs.tariffs import Tariffs
from bot.usecases.webhook_intake.misdirected import MisdirectedDeliveries
from bot.usecases.webhook_intake.receive import WebhookIntake
from bot.usecases.webhooks_out.deliver import WebhooksOut
from storage.engine.database import Database


def build_deps(
    settings: Settings, db: Database, outside: Outside, clock: CheckedClock, metrics: Metrics
) -> Deps:
    """Build everything that handlers need."""
    admins, tribute = AdminRoll(settings.admin_ids), outside.tribute
    texts = load_texts(settings.default_locale, settings.timezone, settings.texts_dir)
    tariffs = Tariffs(db, clock, admins, settings.tariffs, texts.pick(None))
    followers = {**support_delivery.FOLLOWERS, **broadcast_delivery.FOLLOWERS}
    choices = NoticeChoices(db, clock, texts.zone)
    outbox = Outbox(db, clock, admins, metrics, choices.hears, followers)
    catalog = Catalog(tribute, tariffs, clock)
    statistics, identity = Statistics(db, clock, settings.timezone), Identity()
    first_names = tuple(texts.plain("plan-first", one) for one in texts.locales)
    plans, face = Plans(db, clock, first_names), ShopFace.of(db, clock, settings)
    consent, stars = Consent(db, clock, face), StarsPayments(db, clock, admins)
    renewals = StarsRenewals(db, clock, admins, outside.stars)
    intake = WebhookIntake(db, clock, admins)
    exports = Exports(db, clock, settings.database_path.parent, timezone=settings.timezone)
    copies = CopiesFolder.of(settings)
    backups = Backups(db, settings.database_path, clock, copies, settings.backup_keep)
    return Deps(
        settings=settings,
        texts=texts,
        clock=clock,
        admins=Admins(db, clock, admins, choices, outside.remember_admins),
        notice_choices=choices,
        console=ConsoleAccess(db, clock, admins, settings.bot_token.get_secret_value()),
        changes=Changes(db),
        rests=db.rests,
        webhook_intake=intake,
        misdirected=MisdirectedDeliveries(db, clock, admins),
        people=People(db, clock),
        subscriptions=Subscriptions(db, clock),
        plans=plans,
        plan_sales=PlanSales(plans),
        inclusions=PlanInclusions(db, clock),
        plan_overview=PlanOverview(db, clock),
        shop_face=face,
        refused_words=RefusedWords(db, outbox),
        bot_profile=BotProfile(db, clock, outside.profile, admins),
        consent=consent,
        stars_prices=StarsPrices(db, clock),
        stars_orders=StarsOrders(db, clock),
        stars_checkout=StarsCheckout(db, clock, consent),
        stars_payments=stars,
        stars_reconciliation=StarsReconciliation(
            db, clock, stars, outside.stars, outside.own_features.sell_in_stars
        ),
        stars_renewals=renewals,
        tariffs=tariffs,
        arrangement=Arrangement(db, clock),
        catalog=catalog,
        products=Products(catalog, tariffs),
        proposals=Proposals(db, clock, catalog, plans, admins),
        purchases=Purchases(db),
        refunds=Refunds(db, clock, tribute, admins, outside.stars, renewals),
        attention=Attention(db, clock, admins),
        manual_grants=ManualGrants(db, clock),
        claims=Claims(db, clock, admins),
        support=Support(db, clock, admins),
        person_histories=PersonHistories(db),
        conversations=Conversations(db, clock),
        received_updates=ReceivedUpdates(db, clock),
        chats=Chats(db, clock, admins, settings.access_chat_ids),
        plan_chats=PlanChats(db, clock, settings.access_chat_ids),
        new_chats=NewChats(db, admins),
        outbox=outbox,
        telegram_waits=TelegramWaits(db, clock, admins),
        deferred=DeferredUpdates(db, clock),
        readiness=Readiness(db, settings.database_path),
        rescue=Rescue.from_here(db, settings.database_path, clock, settings.backup_dir),
        broadcasts=Broadcasts(db, clock),
        planned_broadcasts=PlannedBroadcasts(db, clock, admins),
        statistics=statistics,
        chart=StatsChart(statistics, Painter(), clock),
        exports=exports,
        chat_files=ChatFiles(exports, backups, outside.files, clock),
        webhooks_out=WebhooksOut(db, clock, admins, settings.webhook_out_url is not None),
        backups=backups,
        pauses=Pauses(db, clock, admins),
        incidents=Incidents(db, clock, admins),
        signature_alarm=SignatureAlarm(),
        identity=identity,
        metrics=metrics,
        doctor=Doctor(
            settings,
            clock,
            tribute,
            outside.probes,
            identity,
            clock.machine,
            own_features=outside.own_features,
            own_texts=texts.own,
            default_locale=texts.pick(None),
            loss=lambda: db.loss,
            rests=db.rests,
        ),
        recurring=RecurringProducts(db, clock, admins),
        own_features=OwnFeatureReports(outside.own_features, outbox, clock, plans),
        own_texts=OwnTextReports(texts.own, db, outbox, clock),
        clock_recheck=ClockRecheck(db, clock),
        foreign_events=ForeignEvents(db, clock),
        setup=Setup(db, settings, catalog, face),
        checklist=Checklist(db, clock, settings, catalog, face),
        rehearsal=Rehearsal(db, clock, catalog, intake, Notices(db, texts, clock)),
    )
