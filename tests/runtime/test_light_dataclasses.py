"""Frozen dataclasses of the project refuse changes as Python's do, and each is there only once."""

import subprocess
import sys

_MAKE = (
    "import dataclasses, gc, sys\n"
    "from bot.runtime import light_dataclasses\n"
    "assert light_dataclasses.install()\n"
    "def made(module):\n"
    "    @dataclasses.dataclass(frozen=True, slots=True)\n"
    "    class Thing:\n"
    "        __module__ = module\n"
    "        size: int\n"
    "    return Thing\n"
    "def refused(change):\n"
    "    try:\n"
    "        change()\n"
    "    except dataclasses.FrozenInstanceError as error:\n"
    "        return str(error)\n"
)


def _run(program: str) -> None:
    subprocess.run([sys.executable, "-c", f"{_MAKE}{program}"], check=True)


def test_the_shared_methods_refuse_with_the_same_error() -> None:
    _run(
        "for thing in (made('bot')(1), made('dataclasses')(1)):\n"
        "    assert 'assign to field' in refused(lambda: setattr(thing, 'size', 2))\n"
        "    assert 'delete field' in refused(lambda: delattr(thing, 'size'))\n"
        "    assert thing.size == 1 and dataclasses.replace(thing, size=3).size == 3\n"
    )


def test_each_class_of_the_project_is_there_only_once() -> None:
    _run(
        "ours, theirs = made('storage'), made('dataclasses')\n"
        "gc.collect()\n"
        "def twins(module):\n"
        "    return [one for one in object.__subclasses__()\n"
        "        if one.__module__ == module and one.__name__ == 'Thing']\n"
        "assert twins('storage') == [ours]\n"
        "assert len(twins('dataclasses')) == 2, 'Python has no such twins any more'\n"
    )


def test_another_python_is_left_as_it_is() -> None:
    _run(
        "dataclasses._frozen_get_del_attr = other = lambda cls, builder: ()\n"
        "assert not light_dataclasses.install()\n"
        "assert dataclasses._frozen_get_del_attr is other\n"
    )
