"""aiogram's types behave the same whether they are built at import or when first used."""

import copy
import json
import pickle
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest

from bot.runtime import rests

Report = dict[str, list[object]]

_UPDATE = """{"update_id": 1, "message": {"message_id": 5, "date": 7, "text": "hello",
    "chat": {"id": 1, "type": "private"}, "from": {"id": 1, "is_bot": false, "first_name": "A"}}}"""


@pytest.fixture(scope="module")
def reports() -> tuple[Report, Report]:
    """Return the reports on all classes, eager and lazy, from two processes that run at once."""
    with ExitStack() as stack:
        running = [
            stack.enter_context(
                subprocess.Popen(
                    [sys.executable, "-m", "tests.runtime.lazy_types_report", mode],
                    stdout=subprocess.PIPE,
                    text=True,
                )
            )
            for mode in ("eager", "lazy")
        ]
        eager, lazy = (json.loads(one.communicate()[0]) for one in running)
    return eager, lazy


@pytest.mark.long
def test_every_type_and_method_is_compared(reports: tuple[Report, Report]) -> None:
    eager, lazy = reports
    assert eager.keys() == lazy.keys()
    assert len(eager) > 580
    accepted = sum(isinstance(one[0][0], str) for one in eager.values() if one and one[0])
    assert accepted > 500  # the samples fit; otherwise only errors would be compared


@pytest.mark.long
def test_every_class_is_built_and_behaves_the_same(reports: tuple[Report, Report]) -> None:
    """Each sample and each broken one gives the same value, dumps and errors; the fields and the
    core schema are the same."""
    eager, lazy = reports
    assert [name for name in eager if eager[name] != lazy[name]] == []


@pytest.mark.long
def test_every_kind_of_update_is_read_the_same(reports: tuple[Report, Report]) -> None:
    eager, lazy = reports
    assert len(eager["updates"]) > 20
    assert eager["updates"] == lazy["updates"]


def _run(script: str, *, before: str = "") -> str:
    """Return the output of a script in a fresh process in which the types are lazy."""
    start = f"from bot.runtime import lazy_types\n{before}\nprint(lazy_types.install())\n"
    ran = subprocess.run(
        [sys.executable, "-c", start + script], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


@pytest.mark.long
def test_nothing_is_built_at_import_and_one_use_builds_one_class() -> None:
    out = _run(
        "from aiogram.types import Chat, Message, User\n"
        "print(Message.__pydantic_complete__, User.__pydantic_complete__)\n"
        "User(id=1, is_bot=False, first_name='A')\n"
        "print(Message.__pydantic_complete__, User.__pydantic_complete__)\n"
    )
    assert out.split("\n")[:3] == ["True", "False False", "False True"]


@pytest.mark.long
def test_a_type_or_method_that_nobody_asks_for_is_not_imported() -> None:
    out = _run(
        "import sys\n"
        "from aiogram import Bot\n"
        "wanted = 'aiogram.methods.send_dice', 'aiogram.types.dice'\n"
        "print([one in sys.modules for one in wanted])\n"
        "from aiogram.client import bot\n"
        "from aiogram.methods import SendDice\n"
        "print([one in sys.modules for one in wanted], bot.SendDice is SendDice)\n"
        "SendDice(chat_id=1)\n"
        "from aiogram.methods.base import Response\n"
        "from aiogram.types import Message\n"
        "print(Response[Message].__pydantic_complete__)\n"
        "Response[Message](ok=False)\n"
        "print([one in sys.modules for one in wanted], Response[Message].__pydantic_complete__)\n"
    )
    assert out.split("\n")[:5] == [
        "True",
        "[False, False]",
        "[True, False] True",
        "False",
        "[True, True] True",
    ]


@pytest.mark.long
def test_the_largest_type_is_built_once_for_all_that_contain_it() -> None:
    out = _run(
        "from aiogram.types import Chat, Message, Update\n"
        "from aiogram.methods.base import Response\n"
        "Update.model_rebuild()\n"
        "print(Message.__pydantic_complete__, Chat.__pydantic_complete__)\n"
        "validators = [one.__pydantic_validator__ for one in (Message, Update)]\n"
        "Response[Message](ok=True)\n"
        "print(validators == [one.__pydantic_validator__ for one in (Message, Update)])\n"
    )
    assert out.split("\n")[:3] == ["True", "True False", "True"]


@pytest.mark.long
def test_the_data_of_a_button_is_built_when_it_is_first_used() -> None:
    out = _run(
        "from aiogram.filters.callback_data import CallbackData\n"
        "class Press(CallbackData, prefix='p'):\n"
        "    number: int\n"
        "print(Press.__pydantic_complete__)\n"
        "print(Press.unpack('p:1').number, Press(number=2).pack(), Press.__pydantic_complete__)\n"
    )
    assert out.split("\n")[:3] == ["True", "False", "1 p:2 True"]


@pytest.mark.long
def test_variables_of_the_caller_are_not_mistaken_for_types_of_telegram() -> None:
    """pydantic looks for unresolved names among the caller's variables first."""
    out = _run(
        "from aiogram.types import Message\n"
        "User = Chat = MessageEntity = int\n"
        "read = Message.model_validate({'message_id': 1, 'date': 1,"
        " 'chat': {'id': 1, 'type': 'private'}})\n"
        "print(type(read.chat).__module__)\n"
    )
    assert "aiogram.types.chat" in out


@pytest.mark.long
def test_threads_that_use_a_class_first_at_once_all_get_it() -> None:
    out = _run(
        "import threading\n"
        "from concurrent.futures import ThreadPoolExecutor\n"
        "from aiogram.types import Update\n"
        "__import__('sys').setswitchinterval(1e-6)\n"
        "barrier = threading.Barrier(16)\n"
        "def read(_):\n"
        "    barrier.wait()\n"
        f"    return Update.model_validate_json('''{_UPDATE}''').message.text\n"
        "with ThreadPoolExecutor(16) as pool:\n"
        "    print(set(pool.map(read, range(16))))\n"
    )
    assert "{'hello'}" in out


@pytest.mark.long
def test_a_subclass_made_before_its_parent_is_built_has_the_parents_fields() -> None:
    out = _run(
        "from aiogram.types import Message\n"
        "class Note(Message):\n"
        "    stars: int = 0\n"
        "read = Note.model_validate({'message_id': 1, 'date': 1, 'stars': 2,"
        " 'chat': {'id': 1, 'type': 'private'}, 'from': {'id': 9, 'is_bot': False,"
        " 'first_name': 'A'}})\n"
        "print(read.stars, type(read.from_user).__name__)\n"
    )
    assert "2 User" in out


@pytest.mark.long
def test_a_model_of_the_bot_may_hold_an_unbuilt_type() -> None:
    out = _run(
        "from pydantic import BaseModel, TypeAdapter\n"
        "from aiogram.types import ChatMemberUnion, Message\n"
        "class Ours(BaseModel):\n"
        "    member: ChatMemberUnion\n"
        "    messages: list[Message] = []\n"
        "member = {'status': 'left', 'user': {'id': 1, 'is_bot': False, 'first_name': 'A'}}\n"
        "print(type(Ours(member=member).member).__name__)\n"
        "print(type(TypeAdapter(ChatMemberUnion).validate_python(member)).__name__)\n"
    )
    assert out.count("ChatMemberLeft") == 2


def test_whoever_needs_a_class_while_another_is_made_in_turns_ends_its_rests() -> None:
    """Else the loop would wait for each of them, and all payments with it."""
    from aiogram.client.context_controller import BotContextController
    from aiogram.types import Dice

    builder = vars(BotContextController)["model_rebuild"].__func__
    with ThreadPoolExecutor(1) as pool:
        with builder._lock:
            waiting = pool.submit(Dice.model_rebuild, force=True)
            while not rests._awaited:
                time.sleep(0.001)
        assert waiting.result() is True
    assert rests._awaited == []


def test_values_can_be_copied_and_pickled() -> None:
    from aiogram.types import Update

    update = Update.model_validate_json(_UPDATE)
    assert copy.deepcopy(update) == update
    assert pickle.loads(pickle.dumps(update)) == update


@pytest.mark.long
@pytest.mark.parametrize(
    ("before", "why"),
    [
        ("import sys; sys.modules['aiogram'] = sys", "imported already"),
        ("lazy_types.KNOWN_VERSIONS['aiogram'] = '2.'", "is not 2.x"),
        ("lazy_types.KNOWN_VERSIONS['pydantic'] = '1.'", "is not 1.x"),
    ],
)
def test_where_types_cannot_be_lazy_nothing_is_changed_and_that_is_logged_once(
    before: str, why: str
) -> None:
    """Nothing is imported or changed then: aiogram works as it does without this module."""
    out = _run(
        "import sys; from pydantic import BaseModel\n"
        "print('aiogram.types' in sys.modules, BaseModel.model_rebuild.__module__)\n",
        before=before,
    )
    assert out.count("built at once") == out.count(why) == 1
    assert out.rstrip().endswith("False\nFalse pydantic.main")


@pytest.mark.long
def test_where_an_assumption_fails_aiogram_is_built_at_import() -> None:
    """Here pydantic's reader of a class takes one thing more than the known one."""
    out = _run(
        "from aiogram.types import Message\nprint(Message.__pydantic_complete__)\n",
        before=(
            "from pydantic._internal._generate_schema import GenerateSchema\n"
            "real = GenerateSchema._model_schema\n"
            "GenerateSchema._model_schema = lambda self, cls, more=None: real(self, cls)\n"
        ),
    )
    assert "pydantic reads a class otherwise" in out
    assert out.rstrip().endswith("False\nTrue")
