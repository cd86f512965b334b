"""Problems inside the shop: its products, its backlog, its database and the copies."""

from bot.domain.checkup import Finding
from bot.domain.incidents import IncidentKind
from bot.sandbox.cast import ADMIN, BUYER
from bot.usecases.operations import copies_folder
from bot.usecases.operations.copies_folder import CopiesFolder
from bot.usecases.outbox.pause import PAUSED_SINCE
from storage import facts
from storage.engine import versions
from storage.engine.marker import Shop
from tests.bodies import recurring
from tests.handlers.telegram.payments import buy, deps
from tests.handlers.telegram.talk import hear
from tests.usecases.operations.doctor.installation import Patient


async def never_called(patient: Patient) -> list[Finding]:
    patient.sql("DELETE FROM webhook_events")
    return await patient.examined()


async def silence(patient: Patient) -> list[Finding]:
    for _ in range(10):
        await buy(patient.world)
    patient.world.move(days=27)
    return await patient.examined_inside()


async def pending_product(patient: Patient) -> list[Finding]:
    patient.world.tribute.products[456]["status"] = "pending"
    return await patient.examined()


async def no_link(patient: Patient) -> list[Finding]:
    patient.world.tribute.products[456]["link"] = ""
    return await patient.examined()


async def no_price(patient: Patient) -> list[Finding]:
    patient.world.tribute.products[458]["amount"] = "9.99"
    return await patient.examined()


async def deleted_product(patient: Patient) -> list[Finding]:
    del patient.world.tribute.products[456]
    return await patient.examined()


async def no_current_product(patient: Patient) -> list[Finding]:
    await deps(patient.world).tariffs.stop_offering(456, ADMIN.id)
    return await patient.examined()


async def nothing_sold(patient: Patient) -> list[Finding]:
    patient.sql("DELETE FROM tariff_products")
    patient.sql("DELETE FROM tariffs")
    return await patient.examined()


async def other_price(patient: Patient) -> list[Finding]:
    patient.world.tribute.products[456]["amount"] += 100
    return await patient.examined()


async def other_currency(patient: Patient) -> list[Finding]:
    product = patient.world.tribute.products[456]
    product["currency"] = "EUR" if product["currency"] == "USD" else "USD"
    return await patient.examined()


async def mixed_currencies(patient: Patient) -> list[Finding]:
    patient.world.tribute.products[456]["currency"] = "RUB"
    patient.world.clock.move(60)
    await deps(patient.world).catalog.products(0)
    return await patient.examined()


async def sold_in_russian(patient: Patient) -> list[Finding]:
    product = patient.world.tribute.products[456]
    product["name"] = "Клуб"
    patient.world.clock.move(60)
    await deps(patient.world).catalog.products(0)
    return await patient.examined()


async def disk_full(patient: Patient) -> list[Finding]:
    return await patient.examined_inside(free_bytes=lambda _: 50_000_000)


async def unsound(patient: Patient) -> list[Finding]:
    await buy(patient.world)
    patient.sql("UPDATE subscriptions SET expires_at = 1")
    return await patient.examined()


async def damaged(patient: Patient) -> list[Finding]:
    path = patient.folder / "damaged.db"
    path.write_bytes(b"SQLite format 3\x00" + b"\xff" * 4096)
    return await patient.examined(database_path=path)


async def unmounted(patient: Patient) -> list[Finding]:
    return await patient.examined(database_path=patient.folder / "volume" / "shop.db")


async def held(patient: Patient) -> list[Finding]:
    await buy(patient.world, product=512)
    return await patient.examined()


async def stuck(patient: Patient) -> list[Finding]:
    """Queue a message that Telegram refused six times; its next attempt is an hour away."""
    later = patient.world.clock.now() + 3600
    patient.sql(
        f"""INSERT INTO outbox (dedupe_key, lane, kind, chat_id, attempts, not_before, created_at)
        VALUES ('x', 0, 'admin-test', 77, 6, {later}, 1)"""
    )
    return await patient.examined()


async def claimed(patient: Patient) -> list[Finding]:
    """Let somebody claim a payment that was made in the browser."""
    await patient.world.telegram.send(BUYER.id, "/start")
    await patient.world.telegram.send(BUYER.id, "/claim")
    await hear(patient.world, BUYER.id, "Which payment is yours")
    await patient.world.telegram.send(BUYER.id, "number 17")
    await hear(patient.world, BUYER.id, "The owner has your message")
    return await patient.examined()


async def subscribed(patient: Patient) -> list[Finding]:
    """Deliver a recurring subscription about which no admin has decided yet."""
    now = patient.world.clock.now()
    event = recurring(at=now, until=now + 30 * 86400, telegram_user_id=BUYER.id)
    assert await patient.world.tribute.deliver(patient.world.tribute.raw_event(event)) == 200
    return await patient.examined()


async def waiting_admin(patient: Patient) -> list[Finding]:
    patient.sql(
        """INSERT INTO admins (telegram_user_id, added_by, added_at, is_waiting)
        VALUES (77, 1, 1, 1)"""
    )
    return await patient.examined()


async def undeliverable(patient: Patient) -> list[Finding]:
    patient.sql(
        """INSERT INTO outbox (dedupe_key, lane, kind, chat_id, state, not_before, created_at)
        VALUES ('x', 0, 'admin-test', 77, 'undeliverable', 1, 1)"""
    )
    return await patient.examined()


async def paused(patient: Patient) -> list[Finding]:
    now = patient.world.clock.now()
    db = deps(patient.world).refunds.db
    await db.write(lambda tx: facts.put(tx, PAUSED_SINCE, str(now)))
    return await patient.examined()


async def key_rotated(patient: Patient) -> list[Finding]:
    await deps(patient.world).incidents.begin(IncidentKind.SIGNATURES)
    return await patient.examined()


async def stars_unread(patient: Patient) -> list[Finding]:
    patient.sql("INSERT INTO stars_prices (tariff_id, stars, set_at, admin_id) VALUES (1, 5, 0, 1)")
    return await patient.examined()


async def stars_read_long_ago(patient: Patient) -> list[Finding]:
    await stars_unread(patient)
    patient.sql("INSERT INTO stars_list VALUES (1, 0, '', 1)")
    return await patient.examined()


async def stars_unreadable(patient: Patient) -> list[Finding]:
    await deps(patient.world).incidents.begin(IncidentKind.STARS)
    return await patient.examined()


async def readable_by_others(patient: Patient) -> list[Finding]:
    env_file = patient.folder / ".env"
    env_file.write_text("BOT_TOKEN=…")
    env_file.chmod(0o644)
    return await patient.examined_inside(env_file=env_file)


async def no_copies(patient: Patient) -> list[Finding]:
    await buy(patient.world)
    return await patient.examined(backup_dir=None)


async def copies_stopped(patient: Patient) -> list[Finding]:
    patient.world.clock.move(3 * 86400)
    return await patient.examined_inside()


async def copies_not_mounted(patient: Patient) -> list[Finding]:
    return await patient.examined(backup_dir=patient.folder / "usb")


async def copies_of_another_shop(patient: Patient) -> list[Finding]:
    """Both shops have the folder in BACKUP_DIR, and the other one made a copy a moment ago."""
    folder = patient.folder / "of-both"
    folder.mkdir()
    CopiesFolder(folder, Shop.of(2, patient.folder / "other.db")).take()
    (folder / copies_folder.file_name(patient.world.clock.now())).touch()
    return await patient.examined(backup_dir=folder)


async def litestream(patient: Patient) -> list[Finding]:
    versions.litestream_folder(patient.world.settings.database_path).mkdir()
    return await patient.examined()


async def old_litestream(patient: Patient) -> list[Finding]:
    folder = versions.litestream_folder(patient.world.settings.database_path)
    (folder / "generations").mkdir(parents=True)
    return await patient.examined()
