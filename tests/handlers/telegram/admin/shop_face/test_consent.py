"""Tests for consent: off, a shop is as it was; on, the terms stand before every way to pay."""

from collections.abc import AsyncIterator

import pytest

from bot.clock import FixedClock
from bot.domain.shop_face.texts import Place, Slot
from bot.sandbox.cast import ADMIN, BUYER, NEVER_STARTED, SECOND_ADMIN
from bot.sandbox.telegram import Message
from bot.sandbox.world import World
from handlers.telegram.callbacks.consent import AgreeToTerms, ShowConsent, SwitchConsent
from handlers.telegram.callbacks.shared import ShowOffers, ShowTariffs, ShowTariffsAnyway
from storage.engine.database import open_read_only
from tests.handlers.telegram.admin.reports.test_export import files
from tests.handlers.telegram.admin.shop_face.face import open_card, save
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import buy, command, deps
from tests.handlers.telegram.plan_shops import TWO_PLANS
from tests.handlers.telegram.talk import ask, hear, labels, links, open_world, press, words

PAGE = "https://shop.example/terms"
TERMS = Place(Slot.TERMS, "en")
AGREE = "✅ I agree to the terms"


@pytest.fixture
async def paged(clock: FixedClock) -> AsyncIterator[World]:
    """Open a world whose terms are a page."""
    async with open_world(clock, terms_url=PAGE) as world:
        yield world


async def consent_card(world: World, admin: int = ADMIN.id) -> Message:
    message = await open_card(world, TERMS, admin)
    await press(world, admin, message.message_id, ShowConsent())
    return message


async def switch_on(world: World) -> Message:
    message = await consent_card(world)
    await tap(world, message, "Switch it on")
    return message


def pays(message: Message) -> bool:
    """Return whether the message has a way to pay."""
    return any(one.style == "success" for one in message.buttons if one.url)


def agreements(world: World) -> list[tuple[int, int | None, str | None]]:
    with open_read_only(world.settings.database_path) as tx:
        rows = tx.all("SELECT telegram_user_id, text_id, url FROM terms_agreements ORDER BY id")
    return [(row["telegram_user_id"], row["text_id"], row["url"]) for row in rows]


async def test_off_nothing_asks_and_nothing_is_read_for_it(paged: World) -> None:
    message = await ask(paged, BUYER.id, "/start")
    assert pays(message)
    assert AGREE not in labels(message)
    assert deps(paged).consent.version == 0


async def test_terms_stand_before_every_way_to_pay_until_they_are_agreed_to(paged: World) -> None:
    card = await switch_on(paged)
    assert "✅ It is on" in words(card)
    for text in ("/start", "/buy", "/today"):
        message = await ask(paged, BUYER.id, text)
        assert not pays(message)
        assert labels(message) == ["Read the terms", AGREE]
        assert links(message)[0] == PAGE
        assert "1 month — $9.99" in words(message)
        assert "Before you pay" in words(message)
    for button in (ShowTariffs(), ShowTariffsAnyway(), ShowOffers(page=0)):
        await press(paged, BUYER.id, message.message_id, button)
        assert not any(map(pays, paged.telegram.messages_to(BUYER.id)))
    assert "Thank you" in await tap(paged, message, AGREE, BUYER.id)
    assert pays(message)
    assert agreements(paged) == [(BUYER.id, None, PAGE)]
    for text in ("/start", "/buy"):
        assert pays(await ask(paged, BUYER.id, text))
    assert not pays(await ask(paged, NEVER_STARTED.id, "/start"))


async def test_an_agreement_outlives_a_restart_and_counts_once(paged: World) -> None:
    await switch_on(paged)
    message = await ask(paged, BUYER.id, "/start")
    agree = AgreeToTerms.unpack(message.button(AGREE).callback_data or "")
    await press(paged, BUYER.id, message.message_id, agree)
    await press(paged, BUYER.id, message.message_id, agree)
    await paged.restart_app()
    assert pays(await ask(paged, BUYER.id, "/start"))
    assert len(agreements(paged)) == 1


async def test_own_terms_are_read_in_a_message_with_the_button_below(world: World) -> None:
    await save(world, "No refunds, {name}", TERMS)
    await switch_on(world)
    message = await ask(world, BUYER.id, "/buy")
    await tap(world, message, "Read the terms", BUYER.id)
    read = await hear(world, BUYER.id, "No refunds, Alice", after=message.message_id)
    await tap(world, read, AGREE, BUYER.id)
    assert pays(read)
    [(person, text_id, url)] = agreements(world)
    assert (person, text_id is not None, url) == (BUYER.id, True, None)


async def test_somebody_who_has_read_the_terms_can_agree_right_there(paged: World) -> None:
    assert labels(await ask(paged, BUYER.id, "/terms")) == ["Read the terms"]
    await switch_on(paged)
    message = await ask(paged, BUYER.id, "/terms")
    await tap(paged, message, AGREE, BUYER.id)
    assert pays(message)
    assert labels(await ask(paged, BUYER.id, "/terms")) == ["Read the terms"]


async def test_nobody_agrees_to_terms_that_they_have_not_seen(world: World) -> None:
    await save(world, "The first terms", TERMS)
    await switch_on(world)
    message = await ask(world, BUYER.id, "/buy")
    saved = await save(world, "The second terms", TERMS)
    assert "aren't asked again" in words(saved)
    assert "have changed" in await tap(world, message, AGREE, BUYER.id)
    assert not pays(message)
    assert agreements(world) == []
    await tap(world, message, AGREE, BUYER.id)
    assert pays(message)


async def test_who_has_paid_or_agreed_is_not_asked_again_until_an_admin_wants_it(
    paged: World,
) -> None:
    await ask(paged, BUYER.id, "/help")
    await buy(paged)
    await hear(paged, BUYER.id, "Thank you")
    await switch_on(paged)
    agreeing = await ask(paged, NEVER_STARTED.id, "/buy")
    await tap(paged, agreeing, "✅ Принимаю условия", NEVER_STARTED.id)
    await save(paged, "Other terms by now", TERMS)
    for person in (BUYER.id, NEVER_STARTED.id):
        assert pays(await ask(paged, person, "/buy"))
    card = await consent_card(paged)
    await tap(paged, card, "Ask everybody once more")
    await tap(paged, card, "Yes, ask everybody")
    assert "everybody is asked once more" in words(card)
    for person in (BUYER.id, NEVER_STARTED.id):
        assert not pays(await ask(paged, person, "/buy"))
    await paged.restart_app()
    message = await ask(paged, BUYER.id, "/buy")
    await tap(paged, message, AGREE, BUYER.id)
    assert pays(await ask(paged, BUYER.id, "/start"))


async def test_without_terms_it_can_not_be_switched_on(world: World) -> None:
    card = await consent_card(world)
    assert "Set them first" in words(card)
    assert "✅ Switch it on" not in labels(card)
    forged = SwitchConsent(on=True, seen=0)
    assert "no terms yet" in await press(world, ADMIN.id, card.message_id, forged)
    assert pays(await ask(world, BUYER.id, "/start"))


async def test_where_the_terms_go_nobody_is_kept_from_paying(world: World) -> None:
    saved = await save(world, "Our own terms", TERMS)
    await switch_on(world)
    await tap(world, saved, "Back to nothing")
    assert words(saved).startswith("↩️ Taken out.")
    assert "There are no terms, so nobody can be asked" in words(saved)
    assert "aren't asked again" not in words(saved)
    assert pays(await ask(world, BUYER.id, "/start"))
    assert "There are no terms" in words(await consent_card(world))


async def test_switched_off_people_pay_as_before(paged: World) -> None:
    card = await switch_on(paged)
    asked = await ask(paged, BUYER.id, "/buy")
    await tap(paged, card, "Switch it off")
    assert pays(await ask(paged, BUYER.id, "/buy"))
    await tap(paged, asked, AGREE, BUYER.id)
    assert pays(asked)
    assert agreements(paged) == []


async def test_two_admins_do_not_undo_each_other_unseen(paged: World) -> None:
    mine, theirs = await consent_card(paged), await consent_card(paged, SECOND_ADMIN.id)
    await tap(paged, mine, "Switch it on")
    forged = SwitchConsent(on=False, seen=0)
    said = await press(paged, SECOND_ADMIN.id, theirs.message_id, forged)
    assert "изменилось" in said
    assert "✅ Включено" in words(theirs)
    assert "Anna" in words(theirs)


async def test_the_owner_sees_it_as_buyers_do_and_whether_one_has_agreed(paged: World) -> None:
    card = await consent_card(paged)
    await tap(paged, card, "See it as buyers do")
    shown = await hear(paged, ADMIN.id, "Before you pay", after=card.message_id)
    await tap(paged, card, "Switch it on")
    buyers = await ask(paged, BUYER.id, "/buy")
    assert (words(shown), labels(shown)) == (words(buyers), labels(buyers))
    await tap(paged, buyers, AGREE, BUYER.id)
    person = await command(paged, ADMIN.id, f"/user {BUYER.id}")
    assert f"Agreed to the terms {PAGE}: 12 May 2026" in words(person)
    assert "People who have agreed: 1" in words(await consent_card(paged))
    assert "with consent" in words(await command(paged, ADMIN.id, "/shop"))


async def test_who_agreed_to_which_terms_is_on_the_card_and_in_the_tables(world: World) -> None:
    await save(world, "=Be <nice>", TERMS)
    await switch_on(world)
    await tap(world, await ask(world, BUYER.id, "/buy"), AGREE, BUYER.id)
    world.move(days=1)
    await save(world, "Be nicer", TERMS)
    card = await command(world, ADMIN.id, f"/user {BUYER.id}")
    said = "Agreed to the terms as they were written 12 May 2026, 21:59 UTC: 12 May 2026, 21:59 UTC"
    assert said in words(card)
    found = await files(world, until_words="The terms that they")
    agreed, terms = found["agreements-2026-05-13.csv"], found["terms-2026-05-13.csv"]
    assert agreed == [
        {
            "number": "1",
            "telegram_user_id": str(BUYER.id),
            "agreed_at": "2026-05-12T21:59:00Z",
            "terms": terms[0]["terms"],
            "address": "",
        }
    ]
    assert [one["words"] for one in terms] == ["'=Be <nice>", "Be nicer"]
    assert (terms[0]["language"], terms[0]["admin_id"]) == ("en", str(ADMIN.id))


async def test_the_tables_have_the_address_of_env_where_that_was_agreed_to(paged: World) -> None:
    await buy(paged, NEVER_STARTED.id)
    assert not [one for one in await files(paged) if one.startswith(("agreements", "terms"))]
    await switch_on(paged)
    await tap(paged, await ask(paged, BUYER.id, "/buy"), AGREE, BUYER.id)
    found = await files(paged, until_words="Who has agreed")
    (agreed,) = found["agreements-2026-05-12.csv"]
    assert (agreed["terms"], agreed["address"]) == ("", PAGE)
    assert "terms-2026-05-12.csv" not in found


async def test_with_several_plans_the_chosen_one_opens_after_the_tap(clock: FixedClock) -> None:
    async with open_world(clock, tariffs=TWO_PLANS, terms_url=PAGE) as world:
        card = await switch_on(world)
        await tap(world, card, "See it as buyers do")
        shown = await hear(world, ADMIN.id, "Before you pay", after=card.message_id)
        assert "Basic" in words(shown)
        assert AGREE in labels(shown)
        message = await ask(world, BUYER.id, "/start")
        await tap(world, message, "Pro", BUYER.id)
        assert not pays(message)
        await tap(world, message, AGREE, BUYER.id)
        assert pays(message)
        assert "Pro" in words(message)
        assert "‹ All plans" in labels(message)
