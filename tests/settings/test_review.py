"""Before an upgrade all that the new version refuses is named at once, and the places are known."""

from pathlib import Path

import pytest

from bot.settings.review import SettingsReview, UnknownName, review_settings
from bot.settings.settings import Settings
from tests.settings.settings_file import KEY, TOKEN

REQUIRED = f"BOT_TOKEN={TOKEN}\nTRIBUTE_API_KEY={KEY}\n"


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for field in Settings.model_fields:
        monkeypatch.delenv(field.upper(), raising=False)


def review(text: str) -> SettingsReview:
    Path(".env").write_text(text, encoding="utf-8")
    return review_settings()


def test_settings_that_the_version_reads_are_no_problem() -> None:
    found = review(REQUIRED + "DATABASE_PATH=shop.db\nDEFAULT_LOCALE=ru\n")
    assert (found.unknown, found.refused) == ((), None)
    assert found.places is not None
    assert found.places.database_path == Path("shop.db")
    assert found.places.default_locale == "ru"


def test_every_unknown_name_is_found_with_the_setting_it_may_be_now() -> None:
    found = review(REQUIRED + "COLOUR=red\n# a comment\nTARIF=1 month=456\nXYZZY=1\n")
    assert found.unknown == (
        UnknownName("COLOUR", 3, ""),
        UnknownName("TARIF", 5, "TARIFFS"),
        UnknownName("XYZZY", 6, ""),
    )
    assert found.refused is None


def test_wrong_values_are_found_beside_unknown_names() -> None:
    found = review(REQUIRED + "XYZZY=1\nPORT=much\nPUBLIC_URL=http://shop.example.com\n")
    assert [one.name for one in found.unknown] == ["XYZZY"]
    assert found.refused is not None
    assert "PORT " in found.refused
    assert "PUBLIC_URL must begin with https://" in found.refused


def test_a_secret_pasted_without_its_name_is_not_shown() -> None:
    [unknown] = review(REQUIRED + f"{TOKEN}=\n").unknown
    assert unknown == UnknownName("", 3, "")


def test_missing_settings_hide_no_place() -> None:
    found = review("DATABASE_PATH=shop.db\n")
    assert found.refused is not None
    assert "BOT_TOKEN is not set" in found.refused
    assert found.places is not None
    assert found.places.database_path == Path("shop.db")


def test_a_line_that_is_none_is_named() -> None:
    assert (
        review(REQUIRED + "PORT\n").refused == "Line 3 of .env is not NAME=value: fix or remove it."
    )


@pytest.mark.parametrize("line", ["DATABASE_PATH=:memory:", "DEFAULT_LOCALE=English please"])
def test_a_wrong_place_is_refused_and_not_looked_at(line: str) -> None:
    found = review(REQUIRED + line + "\n")
    assert found.places is None
    assert found.refused is not None


def test_a_file_in_another_encoding_is_refused() -> None:
    Path(".env").write_bytes("SUPPORT_CONTACT=Поддержка\n".encode("cp1251"))
    found = review_settings()
    assert found == SettingsReview((), ".env is not UTF-8 text: save it as UTF-8.", None)
