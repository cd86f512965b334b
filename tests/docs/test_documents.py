"""The documents agree with the code: no setting, command, route or metric is left out."""

import json
import re

import pytest
from aiogram import Router
from aiogram.filters import Command

from bot.__main__ import main
from bot.runtime.metrics import Metrics
from bot.sandbox.world import World
from bot.settings.settings import Settings
from handlers.http.openapi import DOCUMENT
from handlers.telegram import build_dispatcher
from handlers.telegram.admin import admin_router
from handlers.telegram.features import FEATURES, Feature
from handlers.telegram.ui.menu import ADMIN_COMMANDS, BUYER_COMMANDS
from tests.docs.pages import NAMES, blocks, inline_code, read

SETTINGS = [name.upper() for name in Settings.model_fields]
BUYERS_BESIDES_THE_MENU = {"start", "cancel"}
COMMANDS_OF_OTHERS = {"newbot", "ask"}
"""A command of @BotFather, and the command of the example for owners."""
OTHER_PATHS = {"healthz", "readyz", "metrics", "proc"}


def _section(page: str, title: str) -> str:
    return read(page).split(f"\n## {title}\n")[1].split("\n## ")[0]


def _first_cells(text: str) -> list[str]:
    """Return the names in the first column of the tables: each in backticks, comma-separated."""
    rows = re.findall(r"^\| (`[^|]*`) \|", text, re.MULTILINE)
    return [name for row in rows for name in re.findall(r"`([^`]+)`", row)]


@pytest.mark.parametrize("name", SETTINGS)
def test_each_setting_is_in_the_manual_and_in_the_example(name):
    assert f"`{name}`" in _section("docs/settings.md", "All settings")
    assert re.search(rf"^{name}=", read(".env.example"), re.MULTILINE)


def test_no_page_has_an_unknown_setting():
    table = _first_cells(_section("docs/settings.md", "All settings"))
    example = re.findall(r"^(\w+)=", read(".env.example"), re.MULTILINE)
    readme = re.findall(r"^(\w+)=", "\n".join(blocks(read("README.md"), "ini")), re.MULTILINE)
    assert sorted(table) == sorted(example) == sorted(SETTINGS)
    assert set(readme) <= set(SETTINGS)


def _commands(router: Router) -> set[str]:
    found = {
        str(name)
        for handler in router.message.handlers
        for one in handler.filters or ()
        if isinstance(one.callback, Command)
        for name in one.callback.commands
    }
    return found.union(*(_commands(inner) for inner in router.sub_routers))


def _all_commands(world: World) -> set[str]:
    """Return all commands, also those of admins, whose handlers a dispatcher imports later."""
    return _commands(build_dispatcher(world.app.deps)) | _commands(admin_router())


async def test_each_command_is_in_the_manual_and_nothing_else_is(clock):
    async with World.open(clock=clock) as world:
        known = _all_commands(world)
    buyers = _command_rows("Everyone")
    admins = _command_rows("Admins besides")
    assert sorted(buyers + admins) == sorted(known)
    assert set(buyers) == set(BUYER_COMMANDS) | BUYERS_BESIDES_THE_MENU
    assert set(admins) == set(ADMIN_COMMANDS)


def _command_rows(section: str) -> list[str]:
    cells = _first_cells(_section("docs/commands.md", section))
    return [cell.removeprefix("/").partition(" ")[0] for cell in cells]


async def test_each_menu_entry_is_answered_by_a_command(clock):
    async with World.open(clock=clock) as world:
        assert set(BUYER_COMMANDS + ADMIN_COMMANDS) <= _all_commands(world)


@pytest.mark.parametrize("name", NAMES)
def test_no_page_names_an_unknown_command(name):
    known = {*BUYER_COMMANDS, *ADMIN_COMMANDS, *BUYERS_BESIDES_THE_MENU}
    named = {
        match[1]
        for code in inline_code(read(name))
        if (match := re.fullmatch(r"/([a-z]+)(?: .*)?", code))
    }
    assert named - known - COMMANDS_OF_OTHERS - OTHER_PATHS == set()


def test_each_command_of_the_command_line_is_in_the_manual(capsys):
    with pytest.raises(SystemExit):
        main(["--help"])
    known = set(re.findall(r"^    ([a-z-]+)\b", capsys.readouterr().out, re.MULTILINE))
    table = _first_cells(_section("docs/commands.md", "On the machine"))
    assert {cell.removeprefix("python -m bot ").partition(" ")[0] for cell in table} == known


def test_the_router_in_the_manual_works_as_it_is_printed():
    [code] = blocks(read("docs/features.md"), "python")
    scope: dict[str, object] = {}
    exec(compile(code, "docs/features.md", "exec"), scope)
    assert _commands(scope["router"]()) == {"ask"}


def test_the_lines_for_features_in_the_manual_are_valid():
    lines = [one for one in blocks(read("docs/features.md"), "text") if "Feature(" in one]
    [bare], [listed] = (eval(f"({line.strip()})", {"Feature": Feature}) for line in lines)
    assert bare == Feature("handlers.telegram.my_feature")
    assert listed == Feature("handlers.telegram.my_feature", ("ask",))


def test_the_manual_describes_the_example_feature():
    """An owner's own features are theirs to describe."""
    [example] = [one for one in FEATURES if one.module.endswith(".paid_example")]
    page = read("docs/features.md")
    assert f"`{example.module.replace('.', '/')}.py`" in page
    assert [f"`/{name}`" in page for name in example.commands] == [True]


def test_each_route_is_in_the_manual_and_nothing_else_is():
    """`handlers/http/openapi.json` is held to the real routes by a test of its own."""
    described = {
        f"{method.upper()} {path}"
        for path, methods in json.loads(DOCUMENT.read_text(encoding="utf-8"))["paths"].items()
        for method in methods
    }
    tribute = Settings.model_fields["tribute_webhook_path"].default
    others = {f"POST {tribute}", "POST /webhook/telegram", "GET /metrics", "GET /console/"}
    table = _first_cells(_section("docs/api-and-webhooks.md", "All routes"))
    assert sorted(table) == sorted(described | others)


def test_each_metric_is_in_the_manual_and_nothing_else_is():
    rendered = Metrics().render().decode()
    known = re.findall(r"^# TYPE (tributary_\w+)", rendered, re.MULTILINE)
    table = _first_cells(_section("docs/operations.md", "Watch it"))
    assert sorted(name for name in table if name != "process_…") == sorted(known)


def test_security_names_what_each_secret_opens_and_how_to_change_it():
    security = read("SECURITY.md")
    secrets = [
        name.upper()
        for name, field in Settings.model_fields.items()
        if "SecretStr" in str(field.annotation)
    ]
    assert len(secrets) > 4
    for name in secrets:
        assert f"| `{name}` |" in security
        assert f"**`{name.removesuffix('_PREVIOUS')}`**" in security
