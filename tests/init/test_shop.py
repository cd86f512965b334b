"""A shop that runs or ran with the bot: it isn't disturbed, and what comes next fits to it."""

import re
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from aiohttp import web

from bot.clock import FixedClock
from bot.init.options import Options
from bot.probes.machine import Machine
from bot.sandbox.world import World
from storage.engine.database import open_database
from storage.engine.marker import Marker, Shop
from tests.init.conftest import ANN, KEY, Outside
from tests.init.questions import CODE_ASKED, LANGUAGE_ASKED, ZONE_ASKED
from tests.init.typing_person import Typist, typing_here

_ROOT = Path(__file__).parents[2]
_INIT, _TEXTS = _ROOT / "bot/init", _ROOT / "bot/texts"

BOT_ID = 7000001
OURS = [{"command": name, "description": name} for name in ("claim", "paysupport", "status")]
OWNER_ASKED = "Your Telegram id (Enter leaves it out):"


async def finish(typist: Typist) -> None:
    for prompt in (ZONE_ASKED, LANGUAGE_ASKED):
        await typist.answers(prompt, "")


def polled(outside: Outside) -> bool:
    return bool(outside.telegram.calls_of("getUpdates"))


async def menu_of_a_shop(outside: Outside) -> None:
    await outside.telegram._execute("setMyCommands", {"commands": OURS})


async def test_a_shop_that_was_before_is_asked_about_and_its_messages_stay(
    outside: Outside,
) -> None:
    await menu_of_a_shop(outside)
    chosen = replace(outside.options(), shop="")
    async with typing_here(outside.folder, chosen) as typist:
        await typist.answers("Address:", "")
        await typist.sees("There was a shop with this bot before.")
        await typist.answers("new or moved [moved]:", "new")
        await typist.answers("Is it stopped everywhere now", "")
        await typist.answers(OWNER_ASKED, f"{ANN}")
        await finish(typist)
        await typist.sees("so say once that a new one is wanted")
        await typist.sees("tributary run --new-shop")
    assert not polled(outside)


async def test_a_shop_that_is_stopped_everywhere_may_be_listened_to(outside: Outside) -> None:
    await menu_of_a_shop(outside)
    async with typing_here(outside.folder, outside.options()) as typist:
        await typist.answers("Address:", "")
        await typist.answers("Is it stopped everywhere now", "y")
        await typist.sees(CODE_ASKED)
        await outside.telegram.wait_for_calls("getUpdates")


async def test_a_shop_that_moves_is_not_listened_to_and_needs_its_copy_first(
    outside: Outside,
) -> None:
    chosen = replace(outside.options(), shop="moved")
    async with typing_here(outside.folder, chosen) as typist:
        await typist.answers("Address:", "")
        await typist.sees("A shop may be running with this bot")
        await typist.answers(OWNER_ASKED, "")
        await finish(typist)
        await typist.sees("No owner is set")
        await typist.sees("tributary restore COPY")
    assert not polled(outside)


async def test_with_yes_a_trace_of_a_shop_means_that_it_moves(
    outside: Outside, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(outside.folder)
    Marker((outside.folder,)).write(Shop.of(BOT_ID, Path("data/tributary.db")))
    chosen = replace(outside.options(yes=True), shop="")
    async with typing_here(outside.folder, chosen) as typist:
        await typist.answers(OWNER_ASKED, f"{ANN}")
        await typist.sees("tributary restore COPY")


async def test_a_database_that_is_here_is_named_instead_of_asking(outside: Outside) -> None:
    database = outside.folder / "shop.db"
    async with open_database(database):
        pass
    outside.env_file.write_text(f"DATABASE_PATH={database}\n")
    chosen = replace(outside.options(), shop="")
    async with typing_here(outside.folder, chosen) as typist:
        await typist.answers("Address:", "")
        await typist.sees(f"The shop's database is here: {database}")
        await typist.sees(CODE_ASKED)


async def test_a_running_shop_goes_on_undisturbed(outside: Outside, clock: FixedClock) -> None:
    """It asks Telegram by long polling, and would lose its turn to another reader."""
    async with World.open(clock=clock) as world:
        assert world.app is not None
        before = len(world.telegram.calls_of("getUpdates"))
        settings = world.settings
        outside.env_file.write_text(
            f"BOT_TOKEN={settings.bot_token.get_secret_value()}\n"
            f"TRIBUTE_API_KEY={settings.tribute_api_key.get_secret_value()}\n"
            f"DATABASE_PATH={settings.database_path}\nTELEGRAM_API_URL={world.telegram.url}\n"
            f"TRIBUTE_API_URL={world.tribute.url}\nPORT={world.app_url.rpartition(':')[2]}\n"
        )
        async with typing_here(outside.folder, Options(shop="new")) as typist:
            for prompt in ("(Enter keeps it):", "(Enter keeps it):", "Address:"):
                await typist.answers(prompt, "")
            await typist.sees("A shop may be running with this bot")
            await typist.answers(OWNER_ASKED, f"{ANN}")
            await finish(typist)
            await typist.sees("The bot is running. If something has changed, restart it")
        assert all(
            call.params.get("timeout") for call in world.telegram.calls_of("getUpdates")[before:]
        )


async def test_the_key_of_another_account_is_doubted(outside: Outside) -> None:
    outside.env_file.write_text("TARIFFS=1 month=999456\n")
    async with outside.typing("--admin-id", f"{ANN}", "--shop", "new") as typist:
        await typist.answers("Bot token:", outside.telegram.token)
        await typist.answers("Tribute key:", KEY)
        await typist.sees(
            "it belongs to another Tribute account: the products of this shop (999456)"
        )
        await typist.answers("Use it all the same? [y/N]", "n")
        await typist.sees("Tribute key:")


async def test_a_taken_port_is_named_and_another_is_proposed(outside: Outside) -> None:
    app = web.Application()
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    taken = runner.addresses[0][1]
    chosen = outside.options(yes=True, PORT=f"{taken}", ADMIN_IDS=f"{ANN}")
    try:
        async with typing_here(outside.folder, chosen) as typist:
            await typist.sees(f"Port {taken} of this machine is taken by another program")
            await typist.sees("Type another port")
            await typist.sees("Start the bot")
    finally:
        await runner.cleanup()


@dataclass(frozen=True)
class Busy(Machine):
    """A machine on which another program has the bot's usual port."""

    def is_free(self, host: str, port: int) -> bool:
        return port not in (8080, 8081)


async def test_another_port_is_asked_for_where_the_usual_one_is_taken(outside: Outside) -> None:
    chosen = outside.options(ADMIN_IDS=f"{ANN}", TIMEZONE="UTC", DEFAULT_LOCALE="en")
    async with typing_here(outside.folder, chosen, machine=Busy()) as typist:
        await typist.answers("Address:", "")
        await typist.sees("Port 8080 of this machine is taken by another program")
        await typist.answers("Port for the bot [8082]:", "")
        await typist.sees("Start the bot")
    assert "PORT=8082\n" in outside.env_file.read_text("utf-8")


def test_every_question_has_its_words_in_every_language() -> None:
    """Their keys are built, so a missing one would end the dialogue when it is asked."""
    written = "".join(file.read_text("utf-8") for file in sorted(_INIT.glob("*.py")))
    topics = set(re.findall(r'Question\([^,()]+, "(\w+)"', written))
    assert {"token", "key", "address", "owner", "zone", "language", "port"} <= topics
    wanted = {f"init-{part}-{one}" for one in topics for part in ("ask", "prompt", "where")}
    for folder in sorted(_TEXTS.glob("*/init.ftl")):
        there = re.findall(r"^(init-[\w-]+) =", folder.read_text("utf-8"), re.MULTILINE)
        assert wanted - set(there) == set()
