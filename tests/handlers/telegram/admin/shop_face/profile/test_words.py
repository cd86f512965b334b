"""Tests for the bot's name, about text and description: set, seen, undone, remembered."""

import pytest

from bot.domain.shop_face.profile import Spot
from bot.sandbox.cast import ADMIN, BUYER, REGRETS, SECOND_ADMIN
from bot.sandbox.telegram.models import Json
from bot.sandbox.world import World
from handlers.telegram.callbacks.bot_profile import EmptyPart, SeeProfile, ShowPart, ShowProfile
from tests.handlers.telegram.admin.shop_face.face import write
from tests.handlers.telegram.admin.shop_face.profile.profile import (
    ABOUT,
    DESCRIPTION,
    NAME,
    PICTURE,
    begin,
    in_language,
    open_part,
    save,
    seen_by,
)
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import command
from tests.handlers.telegram.talk import ask, hear, labels, press, words

CALLS = ("setMyName", "setMyShortDescription", "setMyDescription", "setMyProfilePhoto")


def calls(world: World) -> int:
    return sum(len(world.telegram.calls_of(one)) for one in CALLS)


@pytest.mark.menus
async def test_nothing_is_asked_or_set_at_the_start(world: World) -> None:
    await world.restart_app()
    asked = {one.method for one in world.telegram.calls if "My" in one.method}
    assert asked <= {"setMyCommands", "deleteMyCommands"}
    assert "The bot in Telegram: as it was" in words(await command(world, ADMIN.id, "/shop"))


async def test_a_name_is_shown_set_and_seen_by_everybody(world: World) -> None:
    await begin(world)
    preview = await write(world, "  Book\nclub ")
    shown = [words(one) for one in world.telegram.messages_to(ADMIN.id)]
    assert "Book club\nbot\n\n@tributary_bot" in shown
    assert seen_by(world).name == "Tributary"
    await tap(world, preview, "Set it in Telegram")
    assert words(preview).startswith("✅ It is in Telegram.")
    assert "In Telegram now:\nBook club" in words(preview)
    assert seen_by(world).name == seen_by(world, SECOND_ADMIN.id).name == "Book club"
    assert "The bot in Telegram: yours: Name" in words(await command(world, ADMIN.id, "/shop"))


@pytest.mark.matrix
@pytest.mark.parametrize(
    ("spot", "before", "text"),
    [(NAME, "Tributary", "Club"), (ABOUT, "", "Books\nto read"), (DESCRIPTION, "", "Hi\n\nthere")],
)
async def test_one_tap_goes_back_to_the_original(
    world: World, spot: Spot, before: str, text: str
) -> None:
    card = await save(world, text, spot)
    assert getattr(seen_by(world), spot.part) == text
    assert "Back to the original" in str(labels(card))
    await tap(world, card, "Back to the original")
    assert words(card).startswith("↩️ The original is back in Telegram.")
    assert getattr(seen_by(world), spot.part) == before
    assert "Back to the original" not in str(labels(card))


async def test_the_original_is_what_was_there_before_the_first_change(world: World) -> None:
    card = await save(world, "First")
    card = await save(world, "Second")
    await tap(world, card, "Back to the original")
    assert seen_by(world).name == "Tributary"


async def test_a_language_has_words_of_its_own_until_they_are_taken_away(world: World) -> None:
    await save(world, "Club")
    card = await open_part(world, in_language(NAME, "ru"))
    assert "In Telegram now, the same as for everyone:\nClub" in words(card)
    card = await save(world, "Клуб", in_language(NAME, "ru"))
    assert seen_by(world).name == "Club"
    assert seen_by(world, SECOND_ADMIN.id).name == "Клуб"
    assert seen_by(world, REGRETS.id).name == "Club"  # her app is German
    await tap(world, card, "Back to the original")
    assert seen_by(world, SECOND_ADMIN.id).name == "Club"
    assert world.telegram.calls_of("setMyName")[-1].params.get("name", "") == ""


async def test_a_description_can_be_emptied_but_no_name_for_everybody(world: World) -> None:
    card = await save(world, "Read with us", DESCRIPTION)
    await press(world, ADMIN.id, card.message_id, EmptyPart.of(NAME, seen=0))
    assert seen_by(world).name == "Tributary"
    world.telegram.set_profile_text("description", "Set with BotFather")
    card = await open_part(world, DESCRIPTION)
    await press(world, ADMIN.id, card.message_id, EmptyPart.of(DESCRIPTION, seen=1))
    assert seen_by(world).description == ""


async def test_the_whole_profile_is_shown_as_people_see_it(world: World) -> None:
    await save(world, "Club")
    await save(world, "Books every month", ABOUT)
    await save(world, "Press Start for the prices", DESCRIPTION)
    message = await command(world, ADMIN.id, "/shop")
    await press(world, ADMIN.id, message.message_id, ShowProfile())
    assert "About text: Books every month" in words(message)
    await press(world, ADMIN.id, message.message_id, SeeProfile())
    await hear(world, ADMIN.id, "What can this bot do?\n\nPress Start", after=message.message_id)
    assert "Club\nbot\n\nBooks every month\n\n@tributary_bot" in [
        words(one) for one in world.telegram.messages_to(ADMIN.id)
    ]


async def test_the_history_names_the_admin_the_words_and_the_words_before(world: World) -> None:
    await save(world, "First")
    card = await save(world, "Second", admin=SECOND_ADMIN.id)
    await tap(world, card, "История", SECOND_ADMIN.id)
    history = words(card)
    assert "Стало: Second\nБыло: First" in history
    assert "Стало: First\nБыло: Tributary" in history
    assert "Anna" in history


async def test_two_admins_at_once_are_asked_whose_words_count(world: World) -> None:
    await begin(world)
    mine = await write(world, "Mine")
    await save(world, "Theirs", admin=SECOND_ADMIN.id)
    await tap(world, mine, "Set it in Telegram")
    conflict = await hear(world, ADMIN.id, "has changed this meanwhile")
    assert words(conflict).startswith("Theirs")
    assert seen_by(world).name == "Theirs"
    await tap(world, conflict, "Yes, replace theirs")
    assert seen_by(world).name == "Mine"


async def test_the_second_admin_may_keep_the_first_ones_words(world: World) -> None:
    await begin(world)
    mine = await write(world, "Mine")
    await save(world, "Theirs", admin=SECOND_ADMIN.id)
    await tap(world, mine, "Set it in Telegram")
    conflict = await hear(world, ADMIN.id, "has changed this meanwhile")
    assert await tap(world, conflict, "Keep theirs") == "Nothing has changed."
    assert seen_by(world).name == "Theirs"
    assert "isn't the latest" in await tap(world, mine, "Set it in Telegram")


async def test_a_change_with_botfather_is_seen_and_noted(world: World) -> None:
    await save(world, "Club")
    world.telegram.set_profile_text("name", "From elsewhere")
    card = await open_part(world)
    assert "In Telegram now:\nFrom elsewhere" in words(card)
    assert "Somebody has changed it elsewhere" in words(card)


@pytest.mark.matrix
@pytest.mark.parametrize(
    ("spot", "text", "says"),
    [
        (NAME, "x" * 65, "That name is too long: it has 65 characters, and Telegram takes 64"),
        (NAME, "🎈" * 33, "it has 66 characters"),
        (ABOUT, "x" * 121, "it has 121 characters, and Telegram takes 120"),
        (DESCRIPTION, "x" * 513, "it has 513 characters, and Telegram takes 512"),
        (NAME, "\N{ZERO WIDTH SPACE}", "There is nothing to read in that"),
    ],
)
async def test_unfit_words_are_refused_at_once(
    world: World, spot: Spot, text: str, says: str
) -> None:
    await begin(world, spot)
    assert says in words(await ask(world, ADMIN.id, text))
    assert calls(world) == 0


async def test_5000_characters_are_refused_together(world: World) -> None:
    await begin(world, DESCRIPTION)
    await world.telegram.send(ADMIN.id, "x" * 4096)
    await world.telegram.send(ADMIN.id, "x" * 104)
    assert "4200 characters together, and 512 fit" in words(
        await hear(world, ADMIN.id, "cut it into pieces")
    )


async def test_formatting_and_tags_are_plain_text_and_said_so(world: World) -> None:
    await begin(world, ABOUT)
    bold: Json = {"type": "bold", "offset": 0, "length": 4}
    assert "as plain text, as above" in words(await write(world, "Read", entities=[bold]))
    preview = await write(world, "<b>Read</b> & {name}")
    assert "Tags are shown as you typed them" in words(preview)
    assert "{name} stays as it is here" in words(preview)
    await tap(world, preview, "Set it in Telegram")
    assert seen_by(world).about == "<b>Read</b> & {name}"


async def test_only_emoji_a_link_and_a_forwarded_message_are_fine(world: World) -> None:
    await begin(world)
    assert "plain text" not in words(await write(world, "🎈🎉"))
    origin: Json = {"type": "hidden_user", "date": 1, "sender_user_name": "Somebody"}
    sent = await world.telegram.send(ADMIN.id, "Their club", forward_origin=origin)
    preview = await hear(world, ADMIN.id, "⬆️", after=sent.message_id)
    await tap(world, preview, "Set it in Telegram")
    assert seen_by(world).name == "Their club"


async def test_another_script_is_a_hint_where_a_language_is_meant(world: World) -> None:
    await begin(world, in_language(NAME, "en"))
    assert "don't look like English" in words(await write(world, "Клуб любителей чтения"))


async def test_a_draft_outlives_a_restart_and_an_older_one_sets_nothing(world: World) -> None:
    await begin(world)
    older = await write(world, "Older")
    newer = await write(world, "Newer")
    await world.restart_app()
    assert "isn't the latest" in await tap(world, older, "Set it in Telegram")
    await tap(world, newer, "Set it in Telegram")
    assert seen_by(world).name == "Newer"


async def test_forged_buttons_are_answered(world: World) -> None:
    message = await command(world, ADMIN.id, "/shop")
    for spot in (in_language(NAME, "zz"), in_language(PICTURE, "ru")):
        assert await press(world, ADMIN.id, message.message_id, ShowPart.of(spot))
    assert calls(world) == 0


async def test_buyers_cannot_reach_it(world: World) -> None:
    message = await ask(world, BUYER.id, "/start")
    await press(world, BUYER.id, message.message_id, EmptyPart.of(DESCRIPTION, seen=0))
    assert calls(world) == 0
