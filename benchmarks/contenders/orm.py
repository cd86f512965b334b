"""The same ledger work through SQLAlchemy's asyncio ORM, a session per request, as rivals do it."""

import hmac
import json
import time
from typing import Any

from aiohttp import web
from sqlalchemy import event, select
from sqlalchemy.ext.asyncio import (
    AsyncEngine,
    AsyncSession,
    async_sessionmaker,
    create_async_engine,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from benchmarks.contenders import schema
from benchmarks.contenders.serving import KEY, PATH, serve
from bot.domain.durations import Duration
from bot.domain.models import FIRST_PLAN, Grant, PersonId
from tests.plans import fold_first

_MONTH = Duration(1, 0)


class Base(DeclarativeBase):
    pass


class EventRow(Base):
    __tablename__ = "webhook_events"
    id: Mapped[int] = mapped_column(primary_key=True)
    event_key: Mapped[str]
    name: Mapped[str]
    body: Mapped[bytes]
    outcome: Mapped[str]
    deliveries: Mapped[int]
    first_seen_at: Mapped[int]
    last_seen_at: Mapped[int]


class PersonRow(Base):
    __tablename__ = "people"
    telegram_user_id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str | None]
    first_seen_at: Mapped[int]


class ProductRow(Base):
    __tablename__ = "tariff_products"
    product_id: Mapped[int] = mapped_column(primary_key=True)
    tariff_id: Mapped[int]


class PurchaseRow(Base):
    __tablename__ = "purchases"
    id: Mapped[int] = mapped_column(primary_key=True)
    status: Mapped[str]
    event_id: Mapped[int]
    purchase_id: Mapped[int]
    telegram_user_id: Mapped[int]
    telegram_username: Mapped[str]
    trb_user_id: Mapped[str]
    product_id: Mapped[int]
    product_name: Mapped[str]
    amount_minor: Mapped[int]
    currency: Mapped[str]
    transaction_id: Mapped[int]
    purchased_at: Mapped[int]
    received_at: Mapped[int]


class GrantRow(Base):
    __tablename__ = "grants"
    id: Mapped[int] = mapped_column(primary_key=True)
    telegram_user_id: Mapped[int]
    plan_id: Mapped[int]
    source: Mapped[str]
    purchase_row: Mapped[int]
    tariff_id: Mapped[int]
    months: Mapped[int]
    days: Mapped[int]
    lifetime: Mapped[int]
    granted_at: Mapped[int]


class SubscriptionRow(Base):
    __tablename__ = "subscriptions"
    telegram_user_id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(primary_key=True)
    started_at: Mapped[int]
    expires_at: Mapped[int | None]
    changed_at: Mapped[int]
    check_at: Mapped[int]


class MessageRow(Base):
    __tablename__ = "outbox"
    id: Mapped[int] = mapped_column(primary_key=True)
    dedupe_key: Mapped[str]
    lane: Mapped[int]
    kind: Mapped[str]
    chat_id: Mapped[int]
    subject_id: Mapped[int]
    not_before: Mapped[int]
    created_at: Mapped[int]


class Ledger:
    """The ledger; each request has a session and a transaction of its own."""

    def __init__(self, sessions: async_sessionmaker[AsyncSession]) -> None:
        self._sessions = sessions

    async def handle(self, request: web.Request) -> web.Response:
        body = await request.read()
        claimed = request.headers.get("trbt-signature", "")
        if not hmac.compare_digest(hmac.new(KEY, body, "sha256").hexdigest(), claimed):
            return web.json_response({"status": "error"}, status=401)
        async with self._sessions() as session, session.begin():
            outcome = await _record(session, json.loads(body), body, int(time.monotonic()))
        return web.json_response({"status": "ok", "outcome": outcome})


async def _record(session: AsyncSession, content: dict[str, Any], body: bytes, now: int) -> str:
    paid = content["payload"]
    key = f"{content['name']}:purchase:{paid['purchase_id']}"
    seen = await session.scalar(select(EventRow).where(EventRow.event_key == key))
    if seen is not None:
        seen.deliveries += 1
        return "duplicate"
    arrived = EventRow(event_key=key, name=content["name"], body=body, outcome="applied")
    arrived.deliveries, arrived.first_seen_at, arrived.last_seen_at = 1, now, now
    session.add(arrived)
    buyer = paid["telegram_user_id"]
    if await session.get(PersonRow, buyer) is None:
        username = paid["telegram_username"]
        session.add(PersonRow(telegram_user_id=buyer, username=username, first_seen_at=now))
    await session.flush()
    purchase = _purchase(paid, arrived.id, now)
    session.add(purchase)
    await session.flush()
    await _grant(session, purchase, now)
    return "applied"


def _purchase(paid: dict[str, Any], event_id: int, now: int) -> PurchaseRow:
    same = ("purchase_id", "telegram_user_id", "telegram_username", "trb_user_id")
    names = (*same, "product_id", "product_name", "currency", "transaction_id")
    return PurchaseRow(
        status="applied",
        event_id=event_id,
        amount_minor=paid["amount"],
        purchased_at=now,
        received_at=now,
        **{name: paid[name] for name in names},
    )


async def _grant(session: AsyncSession, purchase: PurchaseRow, now: int) -> None:
    buyer = purchase.telegram_user_id
    product = await session.get_one(ProductRow, purchase.product_id)
    new = GrantRow(telegram_user_id=buyer, source="purchase", purchase_row=purchase.id)
    new.plan_id = FIRST_PLAN
    new.tariff_id, new.months, new.days, new.lifetime = product.tariff_id, 1, 0, 0
    new.granted_at = now
    session.add(new)
    await session.flush()
    rows = await session.scalars(select(GrantRow).where(GrantRow.telegram_user_id == buyer))
    found = fold_first(PersonId(buyer), [Grant(row.id, row.granted_at, _MONTH) for row in rows])
    if found is None:
        raise LookupError(f"person {buyer} has a grant")
    ends_at = found.expires_at
    current = await session.get(SubscriptionRow, (buyer, FIRST_PLAN))
    if current is None:
        current = SubscriptionRow(telegram_user_id=buyer, plan_id=FIRST_PLAN)
        current.changed_at = current.check_at = now
        session.add(current)
    current.started_at, current.expires_at = found.started_at, ends_at
    message = MessageRow(dedupe_key=f"paid:{purchase.id}", lane=0, kind="paid", chat_id=buyer)
    message.subject_id, message.not_before, message.created_at = purchase.id, now, now
    session.add(message)


def _durable(engine: AsyncEngine) -> None:
    @event.listens_for(engine.sync_engine, "connect")
    def connect(connection: Any, _pool_record: object) -> None:
        cursor = connection.cursor()
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute("PRAGMA busy_timeout = 30000")
        cursor.close()


async def application(database: str) -> web.Application:
    schema.create(database)
    # One connection: with more, SQLite's write lock turns into errors that rivals retry.
    engine = create_async_engine(f"sqlite+aiosqlite:///{database}", pool_size=1, max_overflow=0)
    _durable(engine)
    ledger = Ledger(async_sessionmaker(engine, expire_on_commit=False))
    app = web.Application()
    app.router.add_post(PATH, ledger.handle)
    return app


if __name__ == "__main__":
    serve(application)
