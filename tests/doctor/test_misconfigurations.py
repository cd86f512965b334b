"""Every usual misconfiguration, planted for real: the doctor finds it and names the next step."""

import dataclasses
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from pydantic import SecretStr

from bot import checkup
from bot.clock import FixedClock, SystemClock
from bot.domain.checkup import Finding, Level
from bot.probes.web import WebProbe
from bot.sandbox.cast import ADMIN, BUYER, CHANNEL_ID
from bot.sandbox.world import PLAY_TOKEN, World
from bot.texts import Texts
from bot.usecases.incidents import IncidentKind
from bot.usecases.pauses import PAUSED_SINCE
from storage import facts, versions
from tests.doctor import fronts
from tests.handlers.payments import buy, deps
from tests.handlers.talk import until
from tests.journeys.process import free_port

TEXTS = Texts()


@dataclass
class Patient:
    """A bot that is set up well, and what a test does to it."""

    world: World
    folder: Path

    async def examined(self, **settings: Any) -> list[Finding]:
        """As `python -m bot doctor` beside the running bot, with these settings instead."""
        return await checkup.examine(self.world.settings.model_copy(update=settings))

    async def examined_inside(self, **changes: Any) -> list[Finding]:
        """As `/doctor`."""
        return await dataclasses.replace(deps(self.world).doctor, **changes).examine()

    async def telegram(self, method: str, **params: str) -> None:
        url = f"{self.world.telegram.url}/bot{PLAY_TOKEN}/{method}"
        async with aiohttp.ClientSession() as session, session.post(url, data=params) as answer:
            assert answer.status == 200

    def sql(self, statement: str) -> None:
        connection = sqlite3.connect(self.world.settings.database_path, isolation_level=None)
        connection.execute(statement)
        connection.close()


@pytest.fixture
async def patient(tmp_path: Path) -> AsyncIterator[Patient]:
    """Sells, is called by Tribute, has a channel and copies: nothing is to be found."""
    (tmp_path / "copies").mkdir()
    path = tmp_path / "shop.db"
    async with World.open(
        "webhook",
        database_path=path,
        access_chat_ids=(CHANNEL_ID,),
        backup_dir=tmp_path / "copies",
    ) as world:
        for admin in world.settings.admin_ids:
            await world.telegram.send(admin, "/start")
        await world.tribute.send_test_ping()
        await deps(world).catalog.products()
        await until(lambda: bool(list((tmp_path / "copies").glob("tributary-*.db"))))
        yield Patient(world, tmp_path)


def troubles(findings: Sequence[Finding]) -> set[str]:
    return {one.key for one in findings if one.level is not Level.OK}


def step(findings: Sequence[Finding], key: str) -> str:
    (finding,) = [one for one in findings if one.key == key]
    return TEXTS.plain(f"{key}-step", "en", **finding.params)


async def test_where_all_is_well_nothing_is_found(patient: Patient) -> None:
    for findings in (await patient.examined(), await patient.examined_inside()):
        assert troubles(findings) == set()
        assert not checkup.is_broken(findings)


async def test_looking_changes_nothing(patient: Patient) -> None:
    db = deps(patient.world).refunds.db
    before = await db.read(lambda tx: tx.scalar("SELECT COUNT(*) FROM webhook_events"))
    await patient.examined()
    assert await db.read(lambda tx: tx.scalar("SELECT COUNT(*) FROM webhook_events")) == before
    assert await deps(patient.world).incidents.all_open() == []


async def _no_admins(patient: Patient) -> list[Finding]:
    return await patient.examined(admin_ids=())


async def _old_token(patient: Patient) -> list[Finding]:
    return await patient.examined(bot_token=SecretStr("1:revoked"))


async def _no_telegram(patient: Patient) -> list[Finding]:
    return await patient.examined(telegram_api_url=f"http://127.0.0.1:{free_port()}")


async def _wrong_key(patient: Patient) -> list[Finding]:
    return await patient.examined(tribute_api_key=SecretStr("an-older-key"))


async def _no_tribute(patient: Patient) -> list[Finding]:
    return await patient.examined(tribute_api_url=f"http://127.0.0.1:{free_port()}")


async def _nobody_in_front(patient: Patient) -> list[Finding]:
    return await patient.examined(public_url=f"https://127.0.0.1:{free_port()}")


async def _no_such_name(patient: Patient) -> list[Finding]:
    return await patient.examined(public_url="https://no-such-host.invalid")


async def _no_tls(patient: Patient) -> list[Finding]:
    return await patient.examined(public_url=patient.world.app_url.replace("http:", "https:"))


async def _self_signed(patient: Patient) -> list[Finding]:
    server, _ = fronts.self_signed(patient.folder)
    async with fronts.front(fronts.forwarding(patient.world.app_url), server) as url:
        return await patient.examined(public_url=url)


async def _bad_gateway(patient: Patient) -> list[Finding]:
    async with fronts.front(fronts.bad_gateway) as url:
        return await patient.examined(public_url=url)


async def _default_page(patient: Patient) -> list[Finding]:
    async with fronts.front(fronts.welcome) as url:
        return await patient.examined(public_url=url)


async def _old_server(patient: Patient) -> list[Finding]:
    async with fronts.front(fronts.another_tributary) as url:
        return await patient.examined(public_url=url)


async def _half_forwarded(patient: Patient) -> list[Finding]:
    answer = fronts.forwarding(patient.world.app_url, only="/healthz")
    async with fronts.front(answer) as url:
        return await patient.examined(public_url=url)


async def _not_running(patient: Patient) -> list[Finding]:
    await patient.world.stop_app()
    return await patient.examined(public_url=None)


async def _not_ready(patient: Patient) -> list[Finding]:
    db = deps(patient.world).vitals.db
    await db.read(lambda tx: tx.scalar("PRAGMA query_only = ON"))
    try:
        return await patient.examined()
    finally:
        await db.read(lambda tx: tx.scalar("PRAGMA query_only = OFF"))


async def _other_program(patient: Patient) -> list[Finding]:
    await patient.telegram("setWebhook", url="https://other.example.com/bot")
    return await patient.examined()


async def _webhook_gone(patient: Patient) -> list[Finding]:
    await patient.telegram("deleteWebhook")
    return await patient.examined()


async def _webhook_left_behind(patient: Patient) -> list[Finding]:
    return await patient.examined(public_url=None)


async def _not_delivered(patient: Patient) -> list[Finding]:
    url = f"http://127.0.0.1:{free_port()}"
    await patient.telegram("setWebhook", url=f"{url}/webhook/telegram")
    await patient.world.telegram.send(BUYER.id, "/start")
    while True:
        found = await patient.examined(public_url=url)
        if "doctor-hook-error" in troubles(found):
            return found


async def _never_called(patient: Patient) -> list[Finding]:
    patient.sql("DELETE FROM webhook_events")
    return await patient.examined()


async def _silence(patient: Patient) -> list[Finding]:
    for _ in range(10):
        await buy(patient.world)
    patient.world.move(days=27)
    return await patient.examined_inside()


async def _pending_product(patient: Patient) -> list[Finding]:
    patient.world.tribute.products[456]["status"] = "pending"
    return await patient.examined()


async def _no_link(patient: Patient) -> list[Finding]:
    patient.world.tribute.products[456]["link"] = ""
    return await patient.examined()


async def _deleted_product(patient: Patient) -> list[Finding]:
    del patient.world.tribute.products[456]
    return await patient.examined()


async def _no_current_product(patient: Patient) -> list[Finding]:
    await deps(patient.world).tariffs.stop_selling(456, ADMIN.id)
    return await patient.examined()


async def _nothing_sold(patient: Patient) -> list[Finding]:
    patient.sql("DELETE FROM tariff_products")
    patient.sql("DELETE FROM tariffs")
    return await patient.examined()


async def _other_price(patient: Patient) -> list[Finding]:
    patient.world.tribute.products[456]["amount"] += 100
    return await patient.examined()


async def _other_currency(patient: Patient) -> list[Finding]:
    product = patient.world.tribute.products[456]
    product["currency"] = "EUR" if product["currency"] == "USD" else "USD"
    return await patient.examined()


async def _mixed_currencies(patient: Patient) -> list[Finding]:
    patient.world.tribute.products[456]["currency"] = "RUB"
    patient.world.clock.move(60)
    await deps(patient.world).catalog.products(0)
    return await patient.examined()


async def _not_in_the_chat(patient: Patient) -> list[Finding]:
    return await patient.examined(access_chat_ids=(-1009876543210,))


async def _no_right(patient: Patient) -> list[Finding]:
    patient.world.telegram.set_bot(CHANNEL_ID, rights=("can_invite_users",))
    return await patient.examined()


async def _clock_behind(patient: Patient) -> list[Finding]:
    return await patient.examined_inside(machine_clock=FixedClock(SystemClock().now() - 3600))


async def _disk_full(patient: Patient) -> list[Finding]:
    return await patient.examined_inside(free_bytes=lambda _: 50_000_000)


async def _unsound(patient: Patient) -> list[Finding]:
    await buy(patient.world)
    patient.sql("UPDATE subscriptions SET expires_at = 1")
    return await patient.examined()


async def _damaged(patient: Patient) -> list[Finding]:
    path = patient.folder / "damaged.db"
    path.write_bytes(b"SQLite format 3\x00" + b"\xff" * 4096)
    return await patient.examined(database_path=path)


async def _unmounted(patient: Patient) -> list[Finding]:
    return await patient.examined(database_path=patient.folder / "volume" / "shop.db")


async def _held(patient: Patient) -> list[Finding]:
    await buy(patient.world, product=512)
    return await patient.examined()


async def _stuck(patient: Patient) -> list[Finding]:
    """Telegram has refused it again and again; the next try is an hour away."""
    later = patient.world.clock.now() + 3600
    patient.sql(
        f"""INSERT INTO outbox (dedupe_key, lane, kind, chat_id, attempts, not_before, created_at)
        VALUES ('x', 0, 'admin-test', 77, 6, {later}, 1)"""
    )
    return await patient.examined()


async def _undeliverable(patient: Patient) -> list[Finding]:
    patient.sql(
        """INSERT INTO outbox (dedupe_key, lane, kind, chat_id, state, not_before, created_at)
        VALUES ('x', 0, 'admin-test', 77, 'undeliverable', 1, 1)"""
    )
    return await patient.examined()


async def _paused(patient: Patient) -> list[Finding]:
    now = patient.world.clock.now()
    db = deps(patient.world).refunds.db
    await db.write(lambda tx: facts.put(tx, PAUSED_SINCE, str(now)))
    return await patient.examined()


async def _key_rotated(patient: Patient) -> list[Finding]:
    await deps(patient.world).incidents.begin(IncidentKind.SIGNATURES)
    return await patient.examined()


async def _readable_by_others(patient: Patient) -> list[Finding]:
    env_file = patient.folder / ".env"
    env_file.write_text("BOT_TOKEN=…")
    env_file.chmod(0o644)
    return await patient.examined_inside(env_file=env_file)


async def _no_copies(patient: Patient) -> list[Finding]:
    await buy(patient.world)
    return await patient.examined(backup_dir=None)


async def _copies_stopped(patient: Patient) -> list[Finding]:
    patient.world.clock.move(3 * 86400)
    return await patient.examined_inside()


async def _copies_not_mounted(patient: Patient) -> list[Finding]:
    return await patient.examined(backup_dir=patient.folder / "usb")


async def _litestream(patient: Patient) -> list[Finding]:
    versions.litestream_folder(patient.world.settings.database_path).mkdir()
    return await patient.examined()


Plant = Callable[[Patient], Awaitable[list[Finding]]]


@pytest.mark.parametrize(
    ("plant", "key", "next_step"),
    [
        (_no_admins, "doctor-admins-none", "@userinfobot"),
        (_old_token, "doctor-token-refused", "In @BotFather choose the bot"),
        (_no_telegram, "doctor-telegram-silent", "TELEGRAM_API_URL"),
        (_wrong_key, "doctor-tribute-refused", "Settings → API Keys"),
        (_no_tribute, "doctor-tribute-silent", "TRIBUTE_API_URL"),
        (_nobody_in_front, "doctor-public-no-connection", "Start the web server in front"),
        (_no_such_name, "doctor-public-unresolved", "add a DNS record"),
        (_no_tls, "doctor-public-certificate", "certbot"),
        (_self_signed, "doctor-public-certificate", "certbot"),
        (_bad_gateway, "doctor-public-status", "forward everything to 127.0.0.1:"),
        (_default_page, "doctor-public-stranger", "forward this address to 127.0.0.1:"),
        (_old_server, "doctor-public-other", "Stop the other one"),
        (_half_forwarded, "doctor-public-path", "forward POST requests for /webhook/tribute"),
        (_not_running, "doctor-process-none", "systemctl start tributary"),
        (_not_ready, "doctor-process-not-ready", "check disk space"),
        (_other_program, "doctor-hook-elsewhere", "Another program uses this token"),
        (_webhook_gone, "doctor-hook-missing", "Restart the bot"),
        (_webhook_left_behind, "doctor-hook-in-the-way", "Start the bot"),
        (_not_delivered, "doctor-hook-error", "The lines about PUBLIC_URL"),
        (_never_called, "doctor-call-never", "/webhook/tribute into Webhook URL"),
        (_silence, "doctor-call-silent", "press the test button"),
        (_pending_product, "doctor-product-unapproved", "wait for its approval"),
        (_no_link, "doctor-product-no-link", "Publish the product"),
        (_deleted_product, "doctor-product-gone", "sell another product as “1 month”"),
        (_no_current_product, "doctor-tariff-empty", "Sell as…"),
        (_nothing_sold, "doctor-tariffs-none", "Sell as…"),
        (_other_price, "doctor-price-drift", "within ten minutes"),
        (_other_currency, "doctor-currency-drift", "within ten minutes"),
        (_mixed_currencies, "doctor-currencies-mixed", "change the products in Tribute"),
        (_not_in_the_chat, "doctor-chat-gone", "ACCESS_CHAT_IDS (-1009876543210)"),
        (_no_right, "doctor-chat-rights", "the right “Ban users”"),
        (_clock_behind, "doctor-clock-skew", "timedatectl set-ntp true"),
        (_disk_full, "doctor-disk", "df -h"),
        (_unsound, "doctor-database-unsound", "python -m bot restore"),
        (_damaged, "doctor-database-unusable", "python -m bot restore"),
        (_unmounted, "doctor-database-missing", "mount the volume"),
        (_held, "doctor-held", "/attention"),
        (_stuck, "doctor-outbox-stuck", "restart the bot"),
        (_undeliverable, "doctor-undeliverable", "/attention"),
        (_paused, "doctor-outbox-paused", "Answer the question"),
        (_key_rotated, "incident-signatures", "TRIBUTE_API_KEY_PREVIOUS"),
        (_readable_by_others, "doctor-file-open", "chmod 600"),
        (_no_copies, "doctor-backup-none", "BACKUP_DIR"),
        (_copies_stopped, "doctor-backup-late", "df -h"),
        (_copies_not_mounted, "doctor-backup-folder", "Create or mount it"),
    ],
)
async def test_it_is_found_and_the_next_step_is_named(
    patient: Patient, plant: Plant, key: str, next_step: str
) -> None:
    findings = await plant(patient)
    assert key in troubles(findings)
    assert next_step in step(findings, key)
    assert TEXTS.plain(key, "ru", **_params(findings, key))


def _params(findings: Sequence[Finding], key: str) -> dict[str, object]:
    return next(dict(one.params) for one in findings if one.key == key)


async def test_through_a_trusted_certificate_the_process_is_recognised(patient: Patient) -> None:
    """`_self_signed` is the same without the trust."""
    server, client = fronts.self_signed(patient.folder)
    doctor = deps(patient.world).doctor
    async with fronts.front(fronts.forwarding(patient.world.app_url), server) as url:
        view = await WebProbe(client).public(url, "0" * 32, "/webhook/tribute")
    assert doctor.identity is not None
    assert (view.fault, view.knock) == (None, 401)
    assert view.proof == doctor.identity.prove("0" * 32)


async def test_litestream_beside_an_sqlite_with_the_race_is_warned_of(
    patient: Patient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(versions, "_RACE_FIXED", (99, 0, 0))
    findings = await _litestream(patient)
    assert "doctor-sqlite-race" in troubles(findings)
    assert "BACKUP_DIR" in step(findings, "doctor-sqlite-race")


async def test_a_litestream_beside_a_mended_sqlite_is_fine(
    patient: Patient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(versions, "_RACE_FIXED", (3, 0, 0))
    assert troubles(await _litestream(patient)) == set()
