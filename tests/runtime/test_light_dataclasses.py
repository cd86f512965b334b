"""Dataclasses of the project behave as Python's do, and share the methods for it."""

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


_PAIR = (
    "def pair(module, **options):\n"
    "    @dataclasses.dataclass(slots=True, **options)\n"
    "    class Pair:\n"
    "        __module__ = module\n"
    "        size: int\n"
    "        inner: object = None\n"
    "        secret: str = dataclasses.field(default='s', repr=False, compare=False)\n"
    "        note: str = dataclasses.field(default='n', hash=False)\n"
    "    return Pair\n"
    "ours, theirs = pair('bot', frozen=True), pair('dataclasses', frozen=True)\n"
)


def test_the_shared_methods_show_compare_and_hash_alike() -> None:
    _run(
        f"{_PAIR}"
        "for one in (ours, theirs):\n"
        "    assert one(1) == one(1, secret='other') and hash(one(1)) == hash(one(1, secret='x'))\n"
        "    assert hash(one(1)) == hash(one(1, note='x')) and one(1) != one(1, note='x')\n"
        "    assert one(1) != one(2) and one(1) != (1,) and one(1).__eq__(1) is NotImplemented\n"
        "    assert len({one(1), one(1), one(2), one(1, 5)}) == 3\n"
        "assert ours(1) != theirs(1)\n"
        "assert str(ours(1, ours(2))) == str(theirs(1, theirs(2)))\n"
    )


def test_what_refers_to_itself_is_shown_and_what_may_change_has_no_hash() -> None:
    _run(
        f"{_PAIR}"
        "for one in (pair('bot'), pair('dataclasses')):\n"
        "    thing = one(1)\n"
        "    thing.inner = thing\n"
        "    assert 'inner=...' in str(thing)\n"
        "    assert one.__hash__ is None\n"
    )


def test_a_class_without_fields_and_one_that_is_ordered_are_like_pythons() -> None:
    _run(
        "for module in ('bot', 'dataclasses'):\n"
        "    @dataclasses.dataclass(frozen=True, slots=True)\n"
        "    class Empty:\n"
        "        __module__ = module\n"
        "    assert Empty() == Empty() and len({Empty(), Empty()}) == 1\n"
        "    assert str(Empty()) == 'Empty()'\n"
        "    @dataclasses.dataclass(frozen=True, order=True)\n"
        "    class Rank:\n"
        "        __module__ = module\n"
        "        place: int\n"
        "    assert Rank(1) < Rank(2) and Rank(2) >= Rank(2) and not Rank(1) > Rank(2)\n"
    )


def test_no_method_is_written_for_a_class_of_the_project() -> None:
    _run(
        f"{_PAIR}"
        "shared = ('__repr__', '__eq__', '__hash__', '__setattr__', '__delattr__')\n"
        "assert all(vars(ours)[name] is vars(made('bot'))[name] for name in shared)\n"
        "assert not any(vars(theirs)[name] is vars(made('dataclasses'))[name] for name in shared)\n"
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
        "before = dataclasses._repr_fn\n"
        "assert not light_dataclasses.install()\n"
        "assert dataclasses._frozen_get_del_attr is other and dataclasses._repr_fn is before\n"
    )
