"""The doctor finds every usual misconfiguration and names the next step."""

import asyncio
import dataclasses
from collections.abc import Awaitable, Callable, Sequence

import pytest

from bot.clock import FixedClock
from bot.domain.checkup import Finding
from bot.probes.web import WebProbe
from bot.usecases.operations import doctor_outside
from bot.usecases.operations.report import is_broken, report
from storage.engine import versions
from tests.conftest import NOW
from tests.handlers.telegram.payments import deps
from tests.rests import NotedRests
from tests.usecases.operations.doctor import fronts, inside, outside
from tests.usecases.operations.doctor.installation import TEXTS, Patient, problems, step


async def test_a_well_configured_bot_has_no_problems(patient: Patient) -> None:
    for findings in (await patient.examined(), await patient.examined_inside()):
        assert problems(findings) == set()
        assert not is_broken(findings)


async def test_the_look_at_the_ledger_rests_as_the_bots_other_long_reads_do(
    patient: Patient,
) -> None:
    inside_the_bot = deps(patient.world).doctor
    assert inside_the_bot.rests is deps(patient.world).rests
    rests = NotedRests()
    await dataclasses.replace(inside_the_bot, rests=rests).examine()
    assert len(rests.worked) >= 19, "one after each look"


async def test_both_values_of_a_setting_are_named(patient: Patient) -> None:
    contact = report(TEXTS, await outside.other_contact(patient))
    assert "the chat has @club & co, and buyers see that" in contact
    assert "SUPPORT_CONTACT in .env is @sandbox_support" in contact
    both = report(TEXTS, await outside.other_terms(patient))
    assert "https://club.example/terms" in both
    assert "TERMS_URL in .env is https://shop.example/terms" in both


async def test_the_same_value_in_both_places_is_no_problem(patient: Patient) -> None:
    await outside.other_contact(patient)
    same = await patient.examined(support_contact="@club & co")
    assert problems(same) == set()


class _Read(FixedClock):
    """A clock that notes when it was read, as it is whenever a look at the ledger begins."""

    def __init__(self) -> None:
        super().__init__(NOW)
        self.was_read = asyncio.Event()

    def now(self) -> int:
        self.was_read.set()
        return super().now()


async def test_a_look_at_the_ledger_waits_for_the_one_before(patient: Patient) -> None:
    clock = _Read()
    doctor = dataclasses.replace(deps(patient.world).doctor, clock=clock)
    async with asyncio.TaskGroup() as tasks:
        async with doctor._one_at_a_time:
            examining = tasks.create_task(doctor.examine())
            await asyncio.wait({tasks.create_task(clock.was_read.wait())}, timeout=0.3)
            assert not clock.was_read.is_set()
        findings = await examining
    assert "doctor-database" in {one.key for one in findings}


async def test_an_examination_changes_nothing(patient: Patient) -> None:
    db = deps(patient.world).refunds.db
    before = await db.read(lambda tx: tx.scalar("SELECT COUNT(*) FROM webhook_events"))
    await patient.examined()
    assert await db.read(lambda tx: tx.scalar("SELECT COUNT(*) FROM webhook_events")) == before
    assert await deps(patient.world).incidents.all_open() == []


Plant = Callable[[Patient], Awaitable[list[Finding]]]


@pytest.mark.parametrize(
    ("plant", "key", "next_step"),
    [
        (outside.no_admins, "doctor-admins-none", "@userinfobot"),
        (outside.no_owner, "doctor-admins-no-owner", "ADMIN_IDS"),
        (inside.waiting_admin, "doctor-admins-waiting", "/start"),
        (outside.other_contact, "doctor-contact-differs", "/shop"),
        (outside.consent_to_nothing, "doctor-consent-no-terms", "/shop"),
        (outside.other_terms, "doctor-terms-differs", "out of .env"),
        (outside.old_token, "doctor-token-refused", "In @BotFather choose the bot"),
        (outside.no_telegram, "doctor-telegram-silent", "TELEGRAM_API_URL"),
        (outside.wrong_key, "doctor-tribute-refused", "Settings → API Keys"),
        (outside.no_tribute, "doctor-tribute-silent", "TRIBUTE_API_URL"),
        (outside.nobody_in_front, "doctor-public-no-connection", "Start the web server in front"),
        (outside.no_such_name, "doctor-public-unresolved", "add a DNS record"),
        (outside.no_name_at_all, "doctor-public-unresolved", "Correct PUBLIC_URL"),
        (outside.no_tls, "doctor-public-certificate", "certbot"),
        (outside.self_signed, "doctor-public-certificate", "certbot"),
        (outside.bad_gateway, "doctor-public-status", "forward everything to 127.0.0.1:"),
        (outside.default_page, "doctor-public-stranger", "forward this address to 127.0.0.1:"),
        (outside.old_server, "doctor-public-other", "Stop the other one"),
        (
            outside.half_forwarded,
            "doctor-public-path",
            "forward POST requests for /webhook",
        ),
        (outside.not_running, "doctor-process-none", "systemctl start tributary"),
        (outside.not_ready, "doctor-process-not-ready", "check disk space"),
        (outside.other_program, "doctor-hook-elsewhere", "Another program uses this token"),
        (outside.webhook_gone, "doctor-hook-missing", "Restart the bot"),
        (outside.webhook_left_behind, "doctor-hook-in-the-way", "Start the bot"),
        (outside.not_delivered, "doctor-hook-error", "The lines about PUBLIC_URL"),
        (inside.never_called, "doctor-call-never", "/webhook/tribute into Webhook URL"),
        (inside.silence, "doctor-call-silent", "press the test button"),
        (inside.pending_product, "doctor-product-unapproved", "wait for its approval"),
        (inside.no_link, "doctor-product-no-link", "Publish the product"),
        (inside.no_price, "doctor-tribute-unread", "Look at them in Tribute's dashboard"),
        (inside.deleted_product, "doctor-product-gone", "sell another product as “1 month”"),
        (inside.no_current_product, "doctor-tariff-empty", "Sell as…"),
        (inside.nothing_sold, "doctor-tariffs-none", "Sell as…"),
        (inside.other_price, "doctor-price-drift", "within ten minutes"),
        (inside.other_currency, "doctor-currency-drift", "within ten minutes"),
        (inside.mixed_currencies, "doctor-currencies-mixed", "change the products in Tribute"),
        (inside.mixed_currencies, "doctor-locale", "DEFAULT_LOCALE=ru"),
        (inside.sold_in_russian, "doctor-locale", "DEFAULT_LOCALE=ru"),
        (outside.not_in_the_chat, "doctor-chat-gone", "ACCESS_CHAT_IDS (-1009876543210)"),
        (outside.left_an_added_chat, "doctor-chat-added-gone", "/plans"),
        (outside.no_right, "doctor-chat-rights", "the right “Ban users”"),
        (outside.clock_behind, "doctor-clock-skew", "timedatectl set-ntp true"),
        (inside.disk_full, "doctor-disk", "df -h"),
        (inside.unsound, "doctor-database-unsound", "python -m bot restore"),
        (inside.damaged, "doctor-database-unusable", "python -m bot restore"),
        (inside.unmounted, "doctor-database-missing", "mount the volume"),
        (inside.held, "doctor-held", "/attention"),
        (inside.stuck, "doctor-outbox-stuck", "restart the bot"),
        (inside.claimed, "doctor-waiting", "/attention"),
        (inside.subscribed, "doctor-held", "/attention"),
        (inside.undeliverable, "doctor-undeliverable", "/attention"),
        (inside.paused, "doctor-outbox-paused", "Answer the question"),
        (inside.key_rotated, "incident-signatures", "TRIBUTE_API_KEY_PREVIOUS"),
        (inside.stars_unread, "doctor-stars-list-never", "/doctor"),
        (inside.stars_read_long_ago, "doctor-stars-list-late", "every hour"),
        (inside.stars_unreadable, "incident-stars", "tries again"),
        (inside.readable_by_others, "doctor-file-open", "chmod 600"),
        (inside.no_copies, "doctor-backup-none", "BACKUP_DIR"),
        (inside.copies_stopped, "doctor-backup-late", "df -h"),
        (inside.copies_not_mounted, "doctor-backup-folder", "Create or mount it"),
        (inside.copies_of_another_shop, "doctor-backup-shared", "for this shop alone"),
    ],
)
@pytest.mark.long
async def test_each_misconfiguration_is_found_with_its_next_step(
    patient: Patient, plant: Plant, key: str, next_step: str
) -> None:
    findings = await plant(patient)
    assert key in problems(findings)
    assert next_step in step(findings, key)
    assert TEXTS.plain(key, "ru", **_params(findings, key))


def _params(findings: Sequence[Finding], key: str) -> dict[str, object]:
    return next(dict(one.params) for one in findings if one.key == key)


async def test_the_process_is_recognised_through_a_trusted_certificate(patient: Patient) -> None:
    """`outside.self_signed` is the same front, without a client that trusts its certificate."""
    server, client = fronts.self_signed(patient.folder)
    doctor = deps(patient.world).doctor
    async with fronts.front(fronts.forwarding(patient.world.app_url), server) as url:
        view = await WebProbe(client).public(url, "0" * 32, "/webhook/tribute")
    assert doctor.identity is not None
    assert (view.fault, view.unsigned_status) == (None, 401)
    assert view.proof == doctor.identity.prove("0" * 32)


async def test_litestream_beside_an_sqlite_with_the_race_is_a_problem(
    patient: Patient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(versions, "_RACE_FIXED", (99, 0, 0))
    findings = await inside.litestream(patient)
    assert "doctor-sqlite-race" in problems(findings)
    assert "BACKUP_DIR" in step(findings, "doctor-sqlite-race")


async def test_litestream_beside_a_fixed_sqlite_is_no_problem(
    patient: Patient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(versions, "_RACE_FIXED", (3, 0, 0))
    assert problems(await inside.litestream(patient)) == set()


async def test_an_old_litestream_is_a_problem_beside_a_fixed_sqlite_too(
    patient: Patient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(versions, "_RACE_FIXED", (3, 0, 0))
    findings = await inside.old_litestream(patient)
    assert problems(findings) == {"doctor-litestream-race"}
    assert "Litestream 0.5" in step(findings, "doctor-litestream-race")


@pytest.mark.parametrize(
    ("off", "says"),
    [
        (45, "less than a minute ahead of"),
        (-3600, "1 hour behind"),
        (-40 * 86400, "1 month and 9 days behind"),
    ],
)
def test_the_difference_of_the_clocks_is_said_in_words(off: int, says: str) -> None:
    [finding] = doctor_outside.clock(NOW, NOW + off)
    text = TEXTS.plain(finding.key, "en", **dict(finding.params)).replace("\N{NO-BREAK SPACE}", " ")
    assert says in text
    assert "wrong time" not in text


async def test_a_shop_in_russian_or_for_other_people_gets_no_hint_about_its_language(
    patient: Patient,
) -> None:
    assert "doctor-locale" not in problems(await patient.examined())
    findings = await inside.sold_in_russian(patient)
    assert "doctor-locale" in problems(findings)
    assert "doctor-locale" not in problems(await patient.examined(default_locale="ru"))
