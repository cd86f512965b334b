"""The documents say what the code does: no setting, command or route is left out."""

import re
from pathlib import Path

import pytest
from aiogram import Router
from aiogram.filters import Command

from bot.sandbox.world import World
from bot.settings import Settings
from handlers.telegram import build_dispatcher
from handlers.telegram.menu import ADMIN_COMMANDS, BUYER_COMMANDS

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SETTINGS = [name.upper() for name in Settings.model_fields]


@pytest.mark.parametrize("name", SETTINGS)
def test_each_setting_is_in_the_readme_and_in_the_example(name):
    assert f"`{name}`" in README
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert re.search(rf"^{name}=", example, re.MULTILINE)


def test_the_readme_names_no_setting_that_is_none():
    table = README.split("## Settings")[1].split("## Commands")[0]
    named = set(re.findall(r"^\| (`[A-Z_`, ]+`)", table, re.MULTILINE))
    assert {one.strip("`") for row in named for one in row.split(", ")} == set(SETTINGS)


def _commands(router: Router) -> set[str]:
    found = {
        str(name)
        for handler in router.message.handlers
        for one in handler.filters or ()
        if isinstance(one.callback, Command)
        for name in one.callback.commands
    }
    return found.union(*(_commands(inner) for inner in router.sub_routers))


async def test_each_command_is_in_the_readme_and_nothing_else_is(clock):
    async with World.open(clock=clock) as world:
        known = _commands(build_dispatcher(world.app.deps))
    told = set(re.findall(r"`/([a-z]+)[^`]*`", README.split("## Commands")[1].split("## Put")[0]))
    assert known == told
    assert set(BUYER_COMMANDS + ADMIN_COMMANDS) <= known


async def test_each_menu_entry_is_answered_by_a_command(clock):
    async with World.open(clock=clock) as world:
        assert set(BUYER_COMMANDS + ADMIN_COMMANDS) <= _commands(build_dispatcher(world.app.deps))


def test_the_readmes_own_router_works_as_it_is_printed():
    code = re.search(r"```python\n(.*?)```", README, re.DOTALL)
    scope: dict[str, object] = {}
    exec(compile(code[1], "README.md", "exec"), scope)
    router = scope["router"]()
    assert _commands(router) == {"ask"}


@pytest.mark.parametrize(
    "path", ["LICENSE", "CHANGELOG.md", "docs/sandbox.png", ".env.example", "Makefile", ".ci/run"]
)
def test_what_the_readme_leads_to_is_there(path):
    assert (ROOT / path).is_file()
