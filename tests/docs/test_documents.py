"""The documents say what the code does: no setting, command or route is left out."""

import re
from pathlib import Path

import pytest
from aiogram import Router
from aiogram.filters import Command

from bot.sandbox.world import World
from bot.settings.settings import Settings
from handlers.telegram import build_dispatcher
from handlers.telegram.ui.menu import ADMIN_COMMANDS, BUYER_COMMANDS

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


def _links(document: Path) -> list[str]:
    return [
        link
        for link in re.findall(r"\]\(([^)#]+)\)", document.read_text(encoding="utf-8"))
        if "://" not in link
    ]


@pytest.mark.parametrize("name", ["README.md", "SECURITY.md", "docs/upgrade.md", "docs/backups.md"])
def test_what_a_document_leads_to_is_there(name):
    document = ROOT / name
    assert [link for link in _links(document) if not (document.parent / link).exists()] == []
    named = re.findall(r"(?:deploy|docs|tests)/[\w./-]+\w", document.read_text(encoding="utf-8"))
    assert [path for path in named if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("path", [".env.example", "Makefile", ".ci/run"])
def test_what_the_readme_leans_on_is_there(path):
    assert (ROOT / path).is_file()


def test_security_tells_what_each_secret_opens_and_how_to_change_it():
    security = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    secrets = [
        name.upper()
        for name, field in Settings.model_fields.items()
        if "SecretStr" in str(field.annotation)
    ]
    assert len(secrets) > 4
    for name in secrets:
        assert f"| `{name}` |" in security
        assert f"**`{name.removesuffix('_PREVIOUS')}`**" in security
