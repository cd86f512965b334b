"""Tests for the greeting: an admin's words and picture, seen before they count."""

from bot.domain.shop_face.texts import PictureFile
from bot.sandbox.cast import ADMIN, BUYER, NEVER_STARTED, REGRETS, SECOND_ADMIN
from bot.sandbox.world import World
from handlers.telegram.callbacks.shared import ShowOffers
from handlers.telegram.callbacks.shop_face import ShowChanges
from tests.handlers.telegram.admin.shop_face.face import (
    GREETING,
    PREVIEW,
    begin,
    open_card,
    photo,
    save,
    write,
)
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import deps
from tests.handlers.telegram.talk import ask, hear, labels, press, words

ORIGINAL = "👋 Hello, Alice!"


async def test_an_untouched_shop_greets_with_the_original(world: World) -> None:
    message = await open_card(world)
    assert "Buyers read the original" in words(message)
    assert "👋 Hello, {name}!" in words(message)
    assert words(await ask(world, BUYER.id, "/start")).startswith(ORIGINAL)


async def test_own_words_are_seen_before_they_count_then_read_by_buyers(world: World) -> None:
    shop = words(await ask(world, BUYER.id, "/start")).removeprefix(ORIGINAL)
    await begin(world)
    preview = await write(world, "Welcome, {name}, to the club")
    shown = world.telegram.messages_to(ADMIN.id)[-2]
    assert words(shown) == "Welcome, Anna, to the club" + shop
    assert labels(shown) == labels(await ask(world, BUYER.id, "/start"))
    assert words(await ask(world, BUYER.id, "/start")) == ORIGINAL + shop
    await tap(world, preview, "Save")
    assert words(preview).startswith("✅ Saved.")
    assert words(await ask(world, BUYER.id, "/start")) == "Welcome, Alice, to the club" + shop


async def test_a_picture_comes_above_the_words_and_the_shop(world: World) -> None:
    shop = await ask(world, BUYER.id, "/start")
    await begin(world)
    sent = await world.telegram.send_file(ADMIN.id, photo(), "Hi {name}")
    preview = await hear(world, ADMIN.id, PREVIEW, after=sent.message_id)
    await tap(world, preview, "Save")
    picture = await ask(world, BUYER.id, "/start")
    assert picture.document is not None
    assert picture.document.content == photo().content
    assert words(picture) == "Hi Alice" + words(shop).removeprefix(ORIGINAL)
    assert labels(picture) == labels(shop)
    assert picture.file_id == sent.file_id


async def test_below_a_picture_a_list_opens_in_a_message_of_its_own(world: World) -> None:
    await begin(world)
    await world.telegram.send_file(ADMIN.id, photo(), "Hi {name}")
    await tap(world, await hear(world, ADMIN.id, PREVIEW), "Save")
    picture = await ask(world, BUYER.id, "/start")
    await press(world, BUYER.id, picture.message_id, ShowOffers(page=0))
    below = world.telegram.messages_to(BUYER.id)[-1]
    assert words(below).startswith("Choose how long")
    assert world.telegram.calls_of("editMessageText")[-1].chat_id == ADMIN.id


async def test_many_words_below_a_picture_leave_the_shop_to_the_next_message(
    world: World,
) -> None:
    await begin(world)
    await world.telegram.send_file(ADMIN.id, photo(), "x" * 1024)
    await tap(world, await hear(world, ADMIN.id, PREVIEW), "Save")
    await ask(world, BUYER.id, "/start")
    shop = await hear(world, BUYER.id, "Choose how long")
    assert words(shop).startswith("Choose how long")
    assert world.telegram.messages_to(BUYER.id)[0].text == "x" * 1024


async def test_formatting_is_kept(world: World) -> None:
    await begin(world)
    text = "Bold link 🎈 secret quote"
    entities = (
        {"type": "bold", "offset": 0, "length": 4},
        {"type": "text_link", "offset": 5, "length": 4, "url": "https://a.b/?x=1&y=2"},
        {
            "type": "custom_emoji",
            "offset": 10,
            "length": 2,
            "custom_emoji_id": "5368324170671202286",
        },
        {"type": "spoiler", "offset": 13, "length": 6},
        {"type": "expandable_blockquote", "offset": 20, "length": 5},
    )
    preview = await write(world, text, entities=entities)
    assert "may not use custom emoji" in words(preview)
    shown = world.telegram.messages_to(ADMIN.id)[-2]
    kinds = [one["type"] for one in shown.formatted.entities]
    assert kinds[:4] == ["bold", "text_link", "spoiler", "expandable_blockquote"]
    await tap(world, preview, "Save")
    assert words(await ask(world, BUYER.id, "/start")).startswith(text)


async def test_back_to_the_original_is_one_tap_and_can_be_undone(world: World) -> None:
    saved = await save(world, "Ours is better")
    await tap(world, saved, "Back to the original")
    assert words(await ask(world, BUYER.id, "/start")).startswith(ORIGINAL)
    await tap(world, saved, "Undo")
    assert words(await ask(world, BUYER.id, "/start")).startswith("Ours is better")


async def test_the_history_has_old_and_new_words_and_the_admin(world: World) -> None:
    await save(world, "First words")
    saved = await save(world, "Second words", admin=SECOND_ADMIN.id)
    await press(world, SECOND_ADMIN.id, saved.message_id, ShowChanges.of(GREETING))
    assert "Стало: Second words\nБыло: First words" in words(saved)
    assert "Стало: First words\nБыло: исходный текст" in words(saved)
    assert "Anna" in words(saved)


async def test_of_two_admins_the_second_sees_what_the_first_has_saved_and_decides(
    world: World,
) -> None:
    await begin(world)
    await begin(world, admin=SECOND_ADMIN.id)
    mine = await write(world, "Mine")
    theirs = await write(world, "Theirs", SECOND_ADMIN.id)
    await tap(world, mine, "Save")
    await tap(world, theirs, "✅", SECOND_ADMIN.id)
    question = await hear(world, SECOND_ADMIN.id, "✋")
    assert "Anna" in words(question)
    assert words(world.telegram.messages_to(SECOND_ADMIN.id)[-2]).startswith("Mine")
    assert words(await ask(world, BUYER.id, "/start")).startswith("Mine")
    await tap(world, question, "заменить", SECOND_ADMIN.id)
    assert words(await ask(world, BUYER.id, "/start")).startswith("Theirs")


async def test_a_restart_keeps_words_and_draft(world: World) -> None:
    await save(world, "Kept")
    await begin(world)
    preview = await write(world, "Next")
    await world.restart_app()
    assert words(await ask(world, BUYER.id, "/start")).startswith("Kept")
    await tap(world, preview, "Save")
    assert words(await ask(world, REGRETS.id, "/start")).startswith("Next")


async def test_a_deleted_file_is_sent_again_once(world: World) -> None:
    await begin(world)
    sent = await world.telegram.send_file(ADMIN.id, photo(), "Hi")
    preview = await hear(world, ADMIN.id, PREVIEW, after=sent.message_id)
    await tap(world, preview, "Save")
    world.telegram.remove_file(sent.file_id)
    for person in (BUYER.id, REGRETS.id, BUYER.id):
        await ask(world, person, "/start")
    calls = world.telegram.calls_of("sendPhoto")[1:]
    assert [call.status for call in calls] == [400, 200, 200, 200]
    await world.restart_app()
    await ask(world, BUYER.id, "/start")
    assert world.telegram.calls_of("sendPhoto")[-1].status == 200
    assert "attach" not in str(world.telegram.calls_of("sendPhoto")[-1].params["photo"])


async def test_another_bot_sends_the_picture_once_and_remembers_its_new_name(
    world: World,
) -> None:
    """A file's name is good for one bot: after a new token, or in a copy of the shop."""
    await begin(world)
    await world.telegram.send_file(ADMIN.id, photo(), "Hi")
    await tap(world, await hear(world, ADMIN.id, PREVIEW), "Save")
    await deps(world).shop_face.set_file(1, PictureFile(bot_id=5, file_id="another-bots"))
    for person in (BUYER.id, REGRETS.id):
        await ask(world, person, "/start")
    sent = [str(call.params["photo"]) for call in world.telegram.calls_of("sendPhoto")[1:]]
    assert "another-bots" not in sent
    assert [one.startswith("attach") for one in sent] == [True, False]


async def test_custom_emoji_are_kept_where_the_bot_may_use_them(world: World) -> None:
    world.telegram.allow_custom_emoji()
    await begin(world)
    emoji = {"type": "custom_emoji", "offset": 0, "length": 2, "custom_emoji_id": "5368324170671"}
    preview = await write(world, "🎈 Hi", entities=[emoji])
    assert "custom emoji" not in words(preview)
    await tap(world, preview, "Save")
    greeting = await ask(world, BUYER.id, "/start")
    assert greeting.formatted.entities[0]["custom_emoji_id"] == "5368324170671"


async def test_the_original_is_not_restored_over_words_that_the_admin_has_not_seen(
    world: World,
) -> None:
    card = await save(world, "First")
    await save(world, "Second", admin=SECOND_ADMIN.id)
    assert "changed in the meantime" in await tap(world, card, "Back to the original")
    assert words(await ask(world, BUYER.id, "/start")).startswith("Second")
    assert "Second" in words(card)


async def test_a_greeting_in_one_language_leaves_the_other_and_says_so(world: World) -> None:
    saved = await save(world, "Welcome to our club")
    assert "Readers of Русский still get the original" in words(saved)
    russian = await ask(world, NEVER_STARTED.id, "/start")
    assert words(russian).startswith("👋 Здравствуйте")
