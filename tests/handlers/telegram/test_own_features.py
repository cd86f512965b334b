"""Tests that features of FEATURES_DIR are loaded after the bot's own, and bad files left out."""

import contextlib
import os
import textwrap

import pytest

from bot.domain.features import FeatureFault
from bot.sandbox.cast import ADMIN, ADMINS, BUYER, NEVER_STARTED
from bot.usecases.outbox.kinds import NoticeKind
from handlers.telegram import bot_commands
from handlers.telegram.own_features.load import load_features
from storage.engine.database import open_read_only
from tests.handlers.telegram.talk import ask, hear, open_world, until

pytestmark = pytest.mark.menus

ASK = """
from aiogram import Router
from aiogram.filters import Command
from aiogram.types import Message

from bot.domain.models import CurrentSubscription
from handlers.telegram.paid import paid

COMMANDS = {"ask": {"en": "Ask a question", "ru": "Задать вопрос"}}


def router() -> Router:
    found = paid(Router(name="ask"))
    found.message.register(answer, Command("ask"))
    return found


async def answer(message: Message, subscription: CurrentSubscription) -> None:
    await message.answer(f"An answer for {subscription.telegram_user_id}")
"""
ROUTER = "from aiogram import Router\ndef router():\n    return Router()\n"


@pytest.fixture
def folder(tmp_path):
    own = tmp_path / "features"
    own.mkdir(mode=0o755)
    return own


def write(folder, name, source, mode=0o644):
    path = folder / name
    path.write_text(textwrap.dedent(source), encoding="utf-8")
    path.chmod(mode)
    return path


def left_out(folder):
    """Load the folder; return the fault and the detail of each file that was left out."""
    summary = load_features(folder, bot_commands).summary
    return {one.file: (one.fault, one.detail) for one in summary.problems}


def menu(world, person):
    return {one.command: one.description for one in world.telegram.commands_for(person.id)}


async def test_a_feature_of_the_owners_works_for_people_with_access(clock, folder):
    write(folder, "ask.py", ASK)
    async with open_world(clock, features_dir=folder) as world:
        await world.telegram.send(BUYER.id, "/start")
        assert "An answer" not in (await ask(world, BUYER.id, "/ask")).text
        await world.tribute.pay(456, telegram_user_id=BUYER.id)
        await hear(world, BUYER.id, "Thank you")
        await world.telegram.send(BUYER.id, "/ask")
        await hear(world, BUYER.id, f"An answer for {BUYER.id}")


async def test_its_commands_are_in_menus_and_help_in_each_language(clock, folder):
    write(folder, "ask.py", ASK)
    write(folder, "tell.py", 'COMMANDS = {"hint": {"ru": "Подсказка"}}\n' + ROUTER)
    async with open_world(clock, features_dir=folder) as world:
        russian = await ask(world, NEVER_STARTED.id, "/help")
        english = await ask(world, BUYER.id, "/help")
        both = {"Ask a question", "Задать вопрос"}
        await until(lambda: {menu(world, one).get("ask") for one in (BUYER, NEVER_STARTED)} == both)
        assert menu(world, BUYER)["hint"] == "Подсказка"
        assert list(menu(world, BUYER))[:3] == ["buy", "status", "today"]
        assert "/ask" in english.text
        assert "/ask" in russian.text
        await until(lambda: {"refund", "ask"} <= menu(world, ADMIN).keys())


async def test_a_file_that_fails_is_reported_to_every_admin_and_the_others_work(clock, folder):
    write(folder, "ask.py", ASK)
    write(folder, "broken.py", "import nothing_of_that_name\n")
    async with open_world(clock, features_dir=folder) as world:
        await world.telegram.send(ADMIN.id, "/start")
        notice = await hear(world, ADMIN.id, "broken.py")
        assert "ModuleNotFoundError (nothing_of_that_name), line 1" in notice.text
        await world.restart_app()
        with open_read_only(world.settings.database_path) as tx:
            kind = NoticeKind.ADMIN_FEATURE_LEFT_OUT
            queued = tx.scalar("SELECT COUNT(*) FROM outbox WHERE kind = ?", (kind,))
        assert queued == len(ADMINS)
        findings = {one.key: one.params for one in await world.app.deps.doctor.examine()}
        assert findings["doctor-features"]["files"] == "ask.py"
        assert findings["doctor-feature-left-out"]["fault"] == "failed"


async def test_without_the_setting_nobody_reads_of_features(world):
    assert "feature" not in " ".join(one.key for one in await world.app.deps.doctor.examine())


@pytest.mark.parametrize(
    ("source", "fault", "detail"),
    [
        ("def router(:\n", FeatureFault.SYNTAX, "line 1"),
        ("x = '\0'\n", FeatureFault.SYNTAX, "null"),
        ("x = " + "-" * 200_000 + "1\n", FeatureFault.SYNTAX, "too deeply nested"),
        ("x = " + "(" * 5000 + ")" * 5000, FeatureFault.SYNTAX, "nested"),
        ("1 / 0\n", FeatureFault.FAILED, "ZeroDivisionError, line 1"),
        ("raise KeyboardInterrupt\n", FeatureFault.FAILED, "KeyboardInterrupt, line 1"),
        ("import asyncio\nraise asyncio.CancelledError\n", FeatureFault.FAILED, "line 2"),
        ("def router():\n    raise GeneratorExit\n", FeatureFault.FAILED, "line 2"),
        ("import sys\nsys.exit('canary')\n", FeatureFault.FAILED, "SystemExit, line 2"),
        ("def router():\n    raise RuntimeError('canary')\n", FeatureFault.FAILED, "line 2"),
        ("COMMANDS = {}\n", FeatureFault.NO_ROUTER, ""),
        ("router = 5\n", FeatureFault.NO_ROUTER, ""),
        ("def router():\n    return None\n", FeatureFault.NO_ROUTER, ""),
        ("async def router():\n    return None\n", FeatureFault.NO_ROUTER, ""),
        ("def router(bot):\n    return bot\n", FeatureFault.FAILED, "TypeError"),
        (
            "from aiogram import Dispatcher\ndef router():\n    return Dispatcher()\n",
            FeatureFault.NO_ROUTER,
            "",
        ),
        ("COMMANDS = ['ask']\n" + ROUTER, FeatureFault.COMMANDS, "COMMANDS"),
        ("COMMANDS = {'ask': 'Ask'}\n" + ROUTER, FeatureFault.COMMANDS, "ask"),
        ("COMMANDS = {'ask': {}}\n" + ROUTER, FeatureFault.COMMANDS, "ask"),
        ("COMMANDS = {'ask': {'en': 5}}\n" + ROUTER, FeatureFault.COMMANDS, "ask"),
        ("COMMANDS = {'ask': {'en': ' '}}\n" + ROUTER, FeatureFault.COMMANDS, "ask"),
        ("COMMANDS = {'/ask': {'en': 'Ask'}}\n" + ROUTER, FeatureFault.COMMANDS, "/ask"),
        ("COMMANDS = {5: {'en': 'Ask'}}\n" + ROUTER, FeatureFault.COMMANDS, "5"),
        ("COMMANDS = {'buy': {'en': 'Buy'}}\n" + ROUTER, FeatureFault.REPEATED, "buy"),
        ("COMMANDS = {'refund': {'en': 'x'}}\n" + ROUTER, FeatureFault.REPEATED, "refund"),
        ("COMMANDS = {'today': {'en': 'x'}}\n" + ROUTER, FeatureFault.REPEATED, "today"),
        (
            ASK.replace('Command("ask")', 'Command("Start", ignore_case=True)'),
            FeatureFault.REPEATED,
            "start",
        ),
        (
            ASK.replace('Command("ask")', '__import__("aiogram").filters.CommandStart()'),
            FeatureFault.REPEATED,
            "start",
        ),
        (
            ASK.replace('Command("ask")', 'Command(__import__("re").compile("gran."))'),
            FeatureFault.REPEATED,
            "grant",
        ),
    ],
)
def test_a_file_that_is_no_feature_is_left_out_with_its_reason(folder, source, fault, detail):
    write(folder, "bad.py", source)
    write(folder, "good.py", ROUTER)
    found = left_out(folder)
    assert list(found) == ["bad.py"]
    assert found["bad.py"][0] == fault
    assert detail in found["bad.py"][1]
    assert "canary" not in found["bad.py"][1]


def test_a_pipe_among_the_files_does_not_hold_up_the_start(folder):
    """Opening it would wait for somebody who writes into it."""
    os.mkfifo(folder / "pipe.py", 0o644)
    write(folder, "good.py", ROUTER)
    assert left_out(folder) == {"pipe.py": (FeatureFault.UNREADABLE, "not a file")}


def test_of_two_files_with_one_command_the_first_by_name_counts(folder):
    write(folder, "b.py", ASK)
    write(folder, "a.py", ASK.replace('Command("ask")', 'Command("other")'))
    write(folder, "c.py", ASK.replace('"ask": {', '"more": {').replace('"ask")', '"OTHER")'))
    assert left_out(folder) == {
        "b.py": (FeatureFault.REPEATED, "ask"),
        "c.py": (FeatureFault.REPEATED, "other"),
    }


def test_files_may_share_a_helper_but_not_a_router(folder):
    write(folder, "_shared.py", "from aiogram import Router\nONE = Router()\n")
    write(folder, "a.py", "from _shared import ONE\ndef router():\n    return ONE\n")
    write(folder, "b.py", "from _shared import ONE\ndef router():\n    return ONE\n")
    write(folder, "notes.txt", "not Python")
    assert left_out(folder) == {"b.py": (FeatureFault.NO_ROUTER, "")}


@pytest.mark.parametrize("mode", [0o666, 0o664, 0o646, 0o620])
def test_a_file_that_others_may_write_is_refused(folder, mode):
    path = write(folder, "open.py", "raise SystemExit('it ran')\n", mode)
    assert left_out(folder) == {"open.py": (FeatureFault.WRITABLE, str(path))}


@pytest.mark.parametrize("mode", [0o777, 0o775, 0o757, 0o1777])
def test_a_folder_that_others_may_write_is_refused_whole(folder, mode):
    write(folder, "fine.py", "raise SystemExit('it ran')\n")
    folder.chmod(mode)
    found = left_out(folder)
    if mode != 0o1777:
        assert found == {str(folder): (FeatureFault.WRITABLE, str(folder))}
    else:
        assert [fault for fault, _ in found.values()] == [FeatureFault.WRITABLE]


def test_a_folder_above_that_others_may_write_is_refused(folder):
    write(folder, "fine.py", ROUTER)
    folder.parent.chmod(0o777)
    with contextlib.ExitStack() as stack:
        stack.callback(folder.parent.chmod, 0o755)
        assert left_out(folder) == {str(folder): (FeatureFault.WRITABLE, str(folder.parent))}


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
@pytest.mark.parametrize("where", ["file", "folder"])
def test_what_another_user_owns_is_refused(folder, where):
    path = write(folder, "theirs.py", "raise SystemExit('it ran')\n")
    os.chown(path if where == "file" else folder, 65534, -1)
    assert [fault for fault, _ in left_out(folder).values()] == [FeatureFault.WRITABLE]


def test_a_link_is_followed_to_a_file_that_must_be_safe_too(folder, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir(mode=0o777)
    elsewhere.chmod(0o777)
    write(elsewhere, "target.py", "raise SystemExit('it ran')\n")
    (folder / "link.py").symlink_to(elsewhere / "target.py")
    assert left_out(folder) == {"link.py": (FeatureFault.WRITABLE, str(elsewhere))}
    elsewhere.chmod(0o755)
    write(elsewhere, "target.py", ROUTER)
    assert left_out(folder) == {}


def test_links_that_lead_in_a_circle_are_reported(folder):
    (folder / "a.py").symlink_to(folder / "b.py")
    (folder / "b.py").symlink_to(folder / "a.py")
    assert {fault for fault, _ in left_out(folder).values()} == {FeatureFault.UNREADABLE}


def test_a_helper_that_others_may_write_stops_the_whole_folder(folder):
    """Any of the files may import it."""
    write(folder, "fine.py", ROUTER)
    helper = write(folder, "_helper.py", "", 0o666)
    assert left_out(folder) == {str(folder): (FeatureFault.WRITABLE, str(helper))}


def test_a_missing_folder_a_file_and_a_broken_link_are_reported(folder, tmp_path):
    (folder / "gone.py").symlink_to(tmp_path / "nowhere.py")
    (folder / "folder.py").mkdir()
    assert {file: fault for file, (fault, _) in left_out(folder).items()} == {
        "gone.py": FeatureFault.UNREADABLE,
        "folder.py": FeatureFault.UNREADABLE,
    }
    for wrong in (tmp_path / "missing", write(tmp_path, "file.txt", "")):
        assert left_out(wrong)[str(wrong)][0] == FeatureFault.FOLDER
