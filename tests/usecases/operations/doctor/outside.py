"""Misconfigurations around the bot: keys, addresses, chats, and the clock of the machine."""

from pydantic import SecretStr

from bot.clock import FixedClock, SystemClock
from bot.domain.checkup import Finding
from bot.sandbox.cast import BUYER, CHANNEL_ID
from tests.handlers.telegram.payments import deps
from tests.journeys.process import free_port
from tests.usecases.operations.doctor import fronts
from tests.usecases.operations.doctor.installation import Patient, problems


async def no_admins(patient: Patient) -> list[Finding]:
    return await patient.examined(admin_ids=())


async def no_owner(patient: Patient) -> list[Finding]:
    patient.sql("INSERT INTO admins (telegram_user_id, added_by, added_at) VALUES (77, 1, 1)")
    return await patient.examined(admin_ids=())


async def other_contact(patient: Patient) -> list[Finding]:
    patient.sql(
        """INSERT INTO shop_texts (slot, locale, html, saved_at, admin_id)
        VALUES ('contact', 'en', '@club &amp; co', 1, 1)"""
    )
    return await patient.examined()


async def other_terms(patient: Patient) -> list[Finding]:
    patient.sql(
        """INSERT INTO shop_texts (slot, locale, button_label, button_url, saved_at, admin_id)
        VALUES ('terms', 'ru', '', 'https://club.example/terms', 1, 1)"""
    )
    return await patient.examined(terms_url="https://shop.example/terms")


async def consent_to_nothing(patient: Patient) -> list[Finding]:
    patient.sql("INSERT INTO consent_rules (is_on, decided_at, admin_id) VALUES (1, 1, 1)")
    return await patient.examined()


async def old_token(patient: Patient) -> list[Finding]:
    return await patient.examined(bot_token=SecretStr("1:revoked"))


async def no_telegram(patient: Patient) -> list[Finding]:
    return await patient.examined(telegram_api_url=f"http://127.0.0.1:{free_port()}")


async def wrong_key(patient: Patient) -> list[Finding]:
    return await patient.examined(tribute_api_key=SecretStr("an-older-key"))


async def no_tribute(patient: Patient) -> list[Finding]:
    return await patient.examined(tribute_api_url=f"http://127.0.0.1:{free_port()}")


async def nobody_in_front(patient: Patient) -> list[Finding]:
    return await patient.examined(public_url=f"https://127.0.0.1:{free_port()}")


async def no_such_name(patient: Patient) -> list[Finding]:
    return await patient.examined(public_url="https://no-such-host.invalid")


async def no_name_at_all(patient: Patient) -> list[Finding]:
    return await patient.examined(public_url="https://bot..example.com")


async def no_tls(patient: Patient) -> list[Finding]:
    return await patient.examined(public_url=patient.world.app_url.replace("http:", "https:"))


async def self_signed(patient: Patient) -> list[Finding]:
    server, _ = fronts.self_signed(patient.folder)
    async with fronts.front(fronts.forwarding(patient.world.app_url), server) as url:
        return await patient.examined(public_url=url)


async def bad_gateway(patient: Patient) -> list[Finding]:
    async with fronts.front(fronts.bad_gateway) as url:
        return await patient.examined(public_url=url)


async def default_page(patient: Patient) -> list[Finding]:
    async with fronts.front(fronts.welcome) as url:
        return await patient.examined(public_url=url)


async def old_server(patient: Patient) -> list[Finding]:
    async with fronts.front(fronts.another_tributary) as url:
        return await patient.examined(public_url=url)


async def half_forwarded(patient: Patient) -> list[Finding]:
    answer = fronts.forwarding(patient.world.app_url, only="/healthz")
    async with fronts.front(answer) as url:
        return await patient.examined(public_url=url)


async def not_running(patient: Patient) -> list[Finding]:
    await patient.world.stop_app()
    return await patient.examined(public_url=None)


async def not_ready(patient: Patient) -> list[Finding]:
    db = deps(patient.world).readiness.db
    await db.read(lambda tx: tx.scalar("PRAGMA query_only = ON"))
    try:
        return await patient.examined()
    finally:
        await db.read(lambda tx: tx.scalar("PRAGMA query_only = OFF"))


async def other_program(patient: Patient) -> list[Finding]:
    await patient.telegram("setWebhook", url="https://other.example.com/bot")
    return await patient.examined()


async def webhook_gone(patient: Patient) -> list[Finding]:
    await patient.telegram("deleteWebhook")
    return await patient.examined()


async def webhook_left_behind(patient: Patient) -> list[Finding]:
    return await patient.examined(public_url=None)


async def not_delivered(patient: Patient) -> list[Finding]:
    url = f"http://127.0.0.1:{free_port()}"
    await patient.telegram("setWebhook", url=f"{url}/webhook/telegram")
    await patient.world.telegram.send(BUYER.id, "/start")
    while True:
        found = await patient.examined(public_url=url)
        if "doctor-hook-error" in problems(found):
            return found


async def not_in_the_chat(patient: Patient) -> list[Finding]:
    return await patient.examined(access_chat_ids=(-1009876543210,))


async def left_an_added_chat(patient: Patient) -> list[Finding]:
    """An admin has added the chat; the update that the bot was removed got lost."""
    telegram, admin = patient.world.telegram, patient.world.settings.admin_ids[0]
    telegram.add_foreign_group(-1009876543210, "Letters", "channel")
    telegram.set_bot(-1009876543210, by=admin)
    asked = await telegram.wait_for(admin, lambda one: "Letters" in one.text)
    await telegram.press(admin, asked.message_id, asked.buttons[0].callback_data or "")
    telegram.set_bot(-1009876543210, "kicked", (), send_update=False)
    return await patient.examined()


async def no_right(patient: Patient) -> list[Finding]:
    patient.world.telegram.set_bot(CHANNEL_ID, rights=("can_invite_users",))
    return await patient.examined()


async def clock_behind(patient: Patient) -> list[Finding]:
    return await patient.examined_inside(machine_clock=FixedClock(SystemClock().now() - 3600))
