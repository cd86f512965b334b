"""aiogram is imported without unittest, and with objects that are as good as unittest's."""

import subprocess
import sys

_BEGIN = "import copy, pickle, sys\nfrom bot.runtime import lazy_types\n"
_NAMES = (
    "from aiogram.dispatcher.event.bases import REJECTED, UNHANDLED\n"
    "from aiogram.types.base import UNSET\n"
)


def _run(program: str) -> None:
    subprocess.run([sys.executable, "-c", program], check=True)


def test_aiogram_is_imported_without_unittest_and_its_objects_stay_themselves() -> None:
    _run(
        f"{_BEGIN}assert lazy_types.install()\n{_NAMES}"
        "assert not [one for one in sys.modules if one.startswith('unittest')]\n"
        "assert len({UNSET, UNHANDLED, REJECTED}) == 3\n"
        "assert repr(UNSET) == 'sentinel.UNSET'\n"
        "for one in (UNSET, UNHANDLED, REJECTED):\n"
        "    assert copy.copy(one) is copy.deepcopy([one])[0] is one\n"
        "    assert pickle.loads(pickle.dumps(one)) is one\n"
        "from unittest.mock import Mock\n"
        "assert Mock.__module__ == 'unittest.mock'\n"
    )


def test_unittest_that_is_imported_already_stays() -> None:
    _run(
        f"import unittest.mock\n{_BEGIN}assert lazy_types.install()\n{_NAMES}"
        "assert UNSET is unittest.mock.sentinel.UNSET\n"
        "assert sys.modules['unittest.mock'] is unittest.mock\n"
    )


def test_any_other_name_comes_from_the_real_one() -> None:
    _run(
        "from bot.runtime import light_sentinel\n"
        "with light_sentinel.in_place():\n"
        "    from unittest.mock import Mock\n"
        "import unittest.mock\n"
        "assert Mock is unittest.mock.Mock\n"
    )
