"""Tests for /doctor in the chat: problems come first, each with its next step."""

import dataclasses

import pytest

from bot.clock import FixedClock
from bot.domain.checkup import ok, warning
from bot.sandbox.cast import ADMIN
from bot.sandbox.world import World
from bot.texts import Texts, Whole
from bot.usecases.outbox.wording import Wording
from handlers.telegram.admin.operations import doctor as admin_doctor
from tests.handlers.telegram.payments import buy, deps
from tests.handlers.telegram.talk import ask, hear, labels, words


async def test_problems_come_first_with_what_to_do(world: World) -> None:
    await buy(world, product=512)
    await ask(world, ADMIN.id, "/start")
    await world.telegram.send(ADMIN.id, "/doctor")
    answer = await hear(world, ADMIN.id, "🩺")
    assert words(answer).startswith("🩺")
    assert "🟡 1 payment waits for you: paid, and no access yet" in answer.text
    assert "👉 Write /attention to the bot" in answer.text
    assert answer.text.index("🟡") < answer.text.index("✅")
    assert "✅ Bot token: Telegram knows it as @tributary_bot" in answer.text
    assert "⏯ Sending is paused" not in labels(answer)


async def test_the_report_is_in_russian_too(world: World) -> None:
    await ask(world, ADMIN.id, "/start")
    await deps(world).people.choose_locale(ADMIN.id, "ru")
    await world.telegram.send(ADMIN.id, "/doctor")
    answer = await hear(world, ADMIN.id, "🩺")
    assert "✅ Токен бота: Telegram знает его как @tributary_bot" in answer.text


async def test_a_long_report_is_split_into_several_messages(world: World) -> None:
    findings = [warning("doctor-chat-gone", id=number, title=f"№ {number}") for number in range(60)]
    findings.append(ok("doctor-settings"))
    say = Wording(Texts(), "en")
    texts = admin_doctor._messages(admin_doctor._paragraphs(say, findings))
    assert len(texts) > 1
    assert all(len(one) <= 4096 for one in texts)
    assert all(f"({number})" in "".join(texts) for number in range(60))


async def test_markup_from_outside_is_shown_as_text(world: World, clock: FixedClock) -> None:
    say = Wording(Texts(), "en")
    finding = warning("doctor-tribute-silent", reason=Whole("<b>evil</b> & co"))
    (text,) = admin_doctor._messages(admin_doctor._paragraphs(say, [finding]))
    assert "&lt;b&gt;evil&lt;/b&gt; &amp; co" in text


async def test_a_report_without_problems_says_that_all_is_well(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    say = Wording(Texts(), "ru")
    (text,) = admin_doctor._messages(admin_doctor._paragraphs(say, [ok("doctor-settings")]))
    assert text.startswith("🩺 <b>Всё в порядке.</b>")


async def test_a_wrong_clock_of_the_machine_is_reported(world: World, clock: FixedClock) -> None:
    """The simulators' clock moves with the sandbox's, so only a clock of their own differs."""
    doctor = deps(world).doctor
    keys = {one.key for one in await doctor.examine()}
    assert "doctor-clock" in keys
    behind = FixedClock(clock.now() - 3600)
    wrong = dataclasses.replace(doctor, machine_clock=behind)
    assert "doctor-clock-skew" in {one.key for one in await wrong.examine()}
