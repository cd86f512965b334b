"""Tests that only admins reach the admin features, for every command and button there is."""

from collections.abc import Iterator
from enum import Enum
from typing import Any, get_origin

import pytest
from aiogram import Router
from aiogram.filters import Command
from aiogram.filters.callback_data import CallbackData, CallbackQueryFilter
from aiogram.fsm.state import StatesGroup
from pydantic.fields import FieldInfo

from bot.sandbox.cast import ADMIN, BUYER, NEVER_STARTED, SECOND_ADMIN
from bot.sandbox.world import World
from handlers.telegram.admin import admin_router
from handlers.telegram.ui.menu import ADMIN_COMMANDS, BUYER_COMMANDS
from tests.bodies import purchase, refund
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import buy, command, deps
from tests.handlers.telegram.talk import ask, hear, until

GROUP = -100500
_LEDGER = (
    "purchases",
    "grants",
    "tariff_products",
    "unmatched_refunds",
    "refund_attempts",
    "claims",
    "recurring_plans",
    "recurring_events",
    "audit",
)


def _filters(router: Router, kind: str) -> Iterator[Any]:
    """Yield every filter of every handler of this kind, in this router and those inside it."""
    for one in router.chain_tail:
        for handler in one.observers[kind].handlers:
            yield from (filter_.callback for filter_ in handler.filters or ())


ADMINS = admin_router()
COMMANDS = sorted(
    str(name)
    for found in _filters(ADMINS, "message")
    if isinstance(found, Command)
    for name in found.commands
)
BUTTONS = sorted(
    {
        found.callback_data
        for found in _filters(ADMINS, "callback_query")
        if isinstance(found, CallbackQueryFilter)
    },
    key=lambda says: says.__prefix__,
)


def _sample(name: str, field: FieldInfo) -> object:
    if not field.is_required():
        return field.get_default(call_default_factory=True)
    if field.annotation is str:
        return "held" if name == "what" else "1m0d"
    if isinstance(field.annotation, type) and issubclass(field.annotation, Enum):
        return next(iter(field.annotation))
    if get_origin(field.annotation) is not None:
        return field.annotation.__args__[0]  # type: ignore[union-attr]
    return 1


def sample(says: type[CallbackData]) -> str:
    """Return the callback data that such a button would have for the first row."""
    values = {name: _sample(name, field) for name, field in says.model_fields.items()}
    return says(**values).pack()


async def _ledger(world: World) -> list[list[tuple[object, ...]]]:
    return await deps(world).refunds.db.read(
        lambda tx: [
            [tuple(row) for row in tx.all(f"SELECT * FROM {table} ORDER BY 1")] for table in _LEDGER
        ]
    )


async def _fill(world: World) -> None:
    """Store a payment of each kind, so that every button has something to act on."""
    who = {"telegram_user_id": BUYER.id}
    now = world.clock.now()
    await buy(world)
    await buy(world, product=512)
    for body in (
        purchase(None, at=now - 2, **who),
        purchase(None, at=now - 1, **who),
        refund(None, at=now, **who),
    ):
        await world.tribute.deliver(world.tribute.raw_event(body))
    unclear = await buy(world)
    message = await command(world, ADMIN.id, f"/refund {unclear.id}")
    world.tribute.faults.add("drop", only="cancel")
    await tap(world, message, "Yes, refund")
    await hear(world, ADMIN.id, "It isn't known yet")


def test_these_tests_cover_every_admin_command_of_the_menu() -> None:
    assert set(ADMIN_COMMANDS) <= set(COMMANDS)
    assert len(BUTTONS) > 25


def test_no_two_buttons_share_a_prefix() -> None:
    """Two classes with one prefix would take each other's button presses."""
    prefixes = [says.__prefix__ for says in _all_buttons(CallbackData)]
    assert len(prefixes) == len(set(prefixes))


def _all_buttons(root: type[CallbackData]) -> Iterator[type[CallbackData]]:
    for says in root.__subclasses__():
        if says.__module__.startswith("handlers."):
            yield says
        yield from _all_buttons(says)


def test_no_two_questions_share_a_state() -> None:
    """Two states of one name would take each other's answers."""
    states = [
        state.state for group in StatesGroup.__subclasses__() for state in group.__all_states__
    ]
    assert len(states) == len(set(states))


@pytest.mark.fault("T8", "every command from a buyer")
@pytest.mark.parametrize("args", ["", " 1", " 78901"])
async def test_an_admin_command_is_unknown_to_everyone_else(world: World, args: str) -> None:
    unknown = (await ask(world, BUYER.id, "/nonsense")).text
    for name in COMMANDS:
        assert (await ask(world, BUYER.id, f"/{name}{args}")).text == unknown, name


@pytest.mark.fault("T7", "every admin button pressed by a buyer")
async def test_forged_buttons_are_answered_and_do_nothing(world: World) -> None:
    await ask(world, BUYER.id, "/start")
    await _fill(world)
    before = await _ledger(world)
    stale = await world.telegram.press(BUYER.id, 1, "nonsense")
    assert stale is not None
    for says in BUTTONS:
        for message_id in (1, world.telegram.messages_to(BUYER.id)[-1].message_id):
            assert await world.telegram.press(BUYER.id, message_id, sample(says)) == stale, says
    assert await _ledger(world) == before
    assert sum(call.name == "cancel" for call in world.tribute.calls) == 1


@pytest.mark.fault("T7", "every button with nonsense for its data")
@pytest.mark.parametrize(
    "nonsense", [":x", ":", ":1:2:3:4:5", ":-1", ":1e3", f":{2**63}", ":" + "9" * 50]
)
@pytest.mark.long
async def test_an_admin_s_malformed_buttons_are_answered(world: World, nonsense: str) -> None:
    await ask(world, ADMIN.id, "/help")
    before = await _ledger(world)
    for says in BUTTONS:
        data = f"{says.__prefix__}{nonsense}"[:64]
        assert await world.telegram.press(ADMIN.id, 1, data) is not None, data
    assert await _ledger(world) == before


@pytest.mark.fault(
    "T8", "every command in a group, also anonymously, a channel post, an edited message"
)
async def test_no_command_works_anywhere_but_in_private(world: World) -> None:
    world.telegram.add_group(GROUP, "A group")
    await ask(world, ADMIN.id, "/help")
    heard = len(world.telegram.messages_to(ADMIN.id))
    for name in COMMANDS:
        await world.telegram.send(ADMIN.id, f"/{name} 1", chat_id=GROUP)
        world.telegram.inject(_post("channel_post", name))
        world.telegram.inject(_edited(name))
        world.telegram.inject(_anonymous(name))
    await ask(world, NEVER_STARTED.id, "/start")  # the updates before it have been handled
    assert world.telegram.messages_to(GROUP) == []
    assert len(world.telegram.messages_to(ADMIN.id)) == heard


def _post(kind: str, name: str) -> dict[str, Any]:
    chat = {"id": -100600, "type": "channel", "title": "A channel"}
    return {kind: {"chat": chat, "sender_chat": chat, "text": f"/{name} 1"}}


def _anonymous(name: str) -> dict[str, Any]:
    """Return a message of an anonymous group admin; Telegram sends the same bot for all of them."""
    user = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
    chat = {"id": GROUP, "type": "supergroup", "title": "A group"}
    return {"message": {"from": user, "chat": chat, "sender_chat": chat, "text": f"/{name} 1"}}


def _edited(name: str) -> dict[str, Any]:
    user = {"id": ADMIN.id, "is_bot": False, "first_name": "Anna"}
    chat = {"id": ADMIN.id, "type": "private", "first_name": "Anna"}
    message = {"message_id": 1, "date": 1, "edit_date": 2, "from": user, "chat": chat}
    return {"edited_message": message | {"text": f"/{name} 1"}}


@pytest.mark.fault("T8", "every button in a group")
@pytest.mark.long
async def test_no_button_works_in_a_group(world: World) -> None:
    await _fill(world)
    world.telegram.add_group(GROUP, "A group")
    before = await _ledger(world)
    for says in BUTTONS:
        await world.telegram.press(SECOND_ADMIN.id, 1, sample(says), chat_id=GROUP, timeout=0.01)
    await ask(world, NEVER_STARTED.id, "/start")
    assert await _ledger(world) == before


@pytest.mark.menus
async def test_each_menu_shows_the_commands_of_its_person(world: World) -> None:
    await ask(world, ADMIN.id, "/start")
    await ask(world, BUYER.id, "/start")
    await world.restart_app()

    def shown(person_id: int) -> list[str]:
        return [one.command for one in world.telegram.commands_for(person_id)]

    await until(lambda: shown(BUYER.id) == list(BUYER_COMMANDS))
    daily = ["start", "setup", "console", "attention", "user", "purchases", "refund", "stats"]
    daily += ["broadcast", "products"]
    await until(lambda: shown(ADMIN.id) == [*daily, *BUYER_COMMANDS])
