"""Modules are loaded when a name of theirs is asked for, and nobody sees a difference."""

import builtins
import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from bot.runtime import late_modules

_PACKAGE = {
    "__init__.py": (
        "from .bread import Bread\n"
        "from .milk import Milk\n"
        "__all__ = ('Bread', 'Milk')\n"
        "for name in __all__:\n"
        "    globals()[name].model_rebuild(_types_namespace={})\n"
    ),
    "bread.py": "class Bread:\n    def model_rebuild(_types_namespace):\n        pass\n",
    "milk.py": (
        "class Milk:\n"
        "    def __init__(self, fat):\n"
        "        self.fat = fat\n"
        "    def model_rebuild(_types_namespace):\n"
        "        pass\n"
    ),
    "cheese.py": "class Cheese:\n    pass\n",
    "till.py": (
        "import json\n"
        "from . import Bread, Milk\n"
        "def buy(fat):\n"
        "    return Milk(fat=fat)\n"
        "def is_bread(thing):\n"
        "    return isinstance(thing, Bread)\n"
        "def cheese():\n"
        "    from .cheese import Cheese\n"
        "    return Cheese\n"
    ),
}
_LATE = {"late_shop": ".", "late_shop.till": ("late_shop",)}


@pytest.fixture
def _package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Have a package where Python finds it, and forget it afterwards."""
    folder = tmp_path / "late_shop"
    folder.mkdir()
    for name, text in _PACKAGE.items():
        (folder / name).write_text(text)
    monkeypatch.syspath_prepend(tmp_path)
    yield
    for name in _loaded():
        del sys.modules[f"late_shop{name}"]


def _loaded() -> list[str]:
    return [one.removeprefix("late_shop") for one in sys.modules if one.startswith("late_shop")]


def _imported(name: str = "late_shop", *, ready: bool = True) -> ModuleType:
    with late_modules.in_place(_LATE, ready=lambda: ready):
        return importlib.import_module(name)


@pytest.mark.usefixtures("_package")
def test_a_module_is_loaded_when_its_name_is_asked_for() -> None:
    shop = _imported()
    assert _loaded() == [""]
    assert shop.Milk(fat=3).fat == 3
    assert _loaded() == ["", ".milk"]
    assert shop.Milk is shop.milk.Milk
    assert type(vars(shop)["Milk"]) is type


@pytest.mark.usefixtures("_package")
def test_every_way_to_a_name_leads_to_the_real_one() -> None:
    shop = _imported()
    names: dict[str, object] = {}
    exec("from late_shop import *", names)
    assert {"Bread", "Milk"} <= names.keys() & set(dir(shop))
    assert names["Bread"] is importlib.import_module("late_shop.bread").Bread
    assert shop.milk.Milk is names["Milk"]
    with pytest.raises(AttributeError):
        _ = shop.Butter


@pytest.mark.usefixtures("_package")
def test_a_module_of_the_package_is_there_without_an_import_of_its_own() -> None:
    shop = _imported()
    assert shop.milk.Milk(fat=1).fat == 1
    assert _loaded() == ["", ".milk"]
    with pytest.raises(AttributeError, match="'late_shop' has no attribute 'cheese'"):
        _ = shop.cheese  # none of its names is the package's


@pytest.mark.usefixtures("_package")
def test_functions_use_the_real_thing_by_the_name() -> None:
    till = _imported("late_shop.till")
    assert _loaded() == ["", ".till"]
    milk = till.buy(2)
    assert _loaded() == ["", ".till", ".milk"]
    assert till.is_bread(milk) is False
    assert type(milk) is till.Milk is importlib.import_module("late_shop.milk").Milk
    assert till.is_bread(till.Bread()) is True


@pytest.mark.usefixtures("_package")
def test_what_a_function_imports_it_gets_at_once() -> None:
    till = _imported("late_shop.till")
    assert isinstance(till.cheese(), type)
    assert till.buy.__builtins__["__import__"] is builtins.__import__
    assert till.json is importlib.import_module("json")


@pytest.mark.usefixtures("_package")
def test_where_it_is_not_ready_all_is_loaded_as_always() -> None:
    assert type(_imported("late_shop.till", ready=False)) is ModuleType
    assert {".bread", ".milk"} <= set(_loaded())


@pytest.mark.usefixtures("_package")
def test_a_module_that_is_imported_later_is_loaded_as_always() -> None:
    _imported()
    importlib.import_module("late_shop.till")
    assert {".bread", ".milk"} <= set(_loaded())
