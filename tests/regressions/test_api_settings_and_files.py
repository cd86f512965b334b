"""The API, the settings and the database file accept and refuse the right things.

The faults were found by a black-box test; each docstring says what happened then.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

import aiohttp
import pytest

from bot.clock import FixedClock
from bot.errors import StorageError
from bot.sandbox.world import World
from storage.engine.database import open_database, open_read_only
from tests.settings.settings_file import empty_environment, load, refusal

TOKEN = "bearer-for-tests"


@pytest.mark.parametrize(
    ("authorization", "status"),
    [
        (f"bearer {TOKEN}", 200),
        (f"BEARER  {TOKEN}", 200),
        (f"Basic {TOKEN}", 401),
        (f"Bearer{TOKEN}", 401),
        (f"Bearer {TOKEN.upper()}", 401),
        (f"Bearer {TOKEN} {TOKEN}", 401),
    ],
)
async def test_the_name_of_the_bearer_scheme_has_no_case(
    clock: FixedClock, authorization: str, status: int
):
    """A request with `bearer` in small letters was refused (RFC 7235, section 2.1)."""
    async with World.open(clock=clock, api_token=TOKEN) as world, aiohttp.ClientSession() as http:
        url = f"{world.app_url}/api/v1/subscriptions/5"
        async with http.get(url, headers={"Authorization": authorization}) as answer:
            assert answer.status == status


async def test_an_id_beyond_64_bits_in_a_batch_is_named_as_the_error(clock: FixedClock):
    """The answer complained about other members of the JSON object, although there were none."""
    async with World.open(clock=clock, api_token=TOKEN) as world, aiohttp.ClientSession() as http:
        url = f"{world.app_url}/api/v1/subscriptions"
        headers = {"Authorization": f"Bearer {TOKEN}"}
        async with http.post(url, json={"telegram_user_ids": [2**63]}, headers=headers) as answer:
            assert answer.status == 400
            assert "not a Telegram user id" in (await answer.json())["error"]


@pytest.mark.usefixtures(empty_environment.__name__)
@pytest.mark.parametrize(
    ("line", "error"),
    [
        ("TRIBUTE_API_URL=https://tribute.example/api?v=1", "TRIBUTE_API_URL must end after"),
        ("TELEGRAM_API_URL=https://telegram.example/#1", "TELEGRAM_API_URL must end after"),
    ],
)
def test_an_address_with_a_query_or_fragment_is_refused_in_plain_words(line: str, error: str):
    """Such settings were accepted, and every call went to a wrong address."""
    assert error in refusal(line)


@pytest.mark.usefixtures(empty_environment.__name__)
def test_the_address_of_the_terms_may_have_a_query():
    assert load("TERMS_URL=https://shop.example/?page=terms").terms_url


async def test_an_impossible_path_is_refused_in_a_sentence(tmp_path: Path):
    """The program ended with a traceback and exit code 1."""
    path = tmp_path / ("a" * 5000)
    with pytest.raises(StorageError, match="can't be opened: File name too long"):
        async with open_database(path):
            pass
    with pytest.raises(StorageError, match="can't be opened"), open_read_only(path):
        pass


async def test_another_programs_database_is_left_alone(tmp_path: Path):
    """The bot created its tables beside those of the other program."""
    path = tmp_path / "notes.db"
    with closing(sqlite3.connect(path)) as notes:
        notes.execute("CREATE TABLE notes (text)")
    with pytest.raises(StorageError, match="belongs to another program"):
        async with open_database(path):
            pass
    with pytest.raises(StorageError, match="belongs to another program"), open_read_only(path):
        pass
    with closing(sqlite3.connect(path)) as notes:
        assert notes.execute("SELECT name FROM sqlite_master").fetchall() == [("notes",)]
