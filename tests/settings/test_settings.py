"""Settings: the places they are read from, and their defaults."""

import itertools
import re
from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.domain.durations import Duration
from bot.domain.plans import SeedTariff
from bot.errors import SettingsError
from bot.settings.settings import IsolatedSettings, Settings, explain, load_settings
from tests.settings.settings_file import KEY, REQUIRED, TOKEN, empty_environment, load, refusal

pytestmark = pytest.mark.usefixtures(empty_environment.__name__)
EXAMPLE = Path(__file__).parents[2] / ".env.example"


def test_each_setting_has_its_default() -> None:
    settings = load("")
    assert settings.bot_token.get_secret_value() == TOKEN
    assert settings.tribute_api_key.get_secret_value() == KEY
    assert {k: v for k, v in settings if k not in {"bot_token", "tribute_api_key"}} == {
        "tribute_api_key_previous": None,
        "admin_ids": (),
        "tariffs": (),
        "public_url": None,
        "host": "127.0.0.1",
        "port": 8080,
        "tribute_webhook_path": "/webhook/tribute",
        "database_path": Path("data/tributary.db"),
        "backup_dir": None,
        "backup_keep": 7,
        "telegram_api_url": "https://api.telegram.org",
        "tribute_api_url": "https://tribute.tg/api/v1",
        "features_dir": None,
        "texts_dir": None,
        "access_chat_ids": (),
        "trusted_proxies": (),
        "api_token": None,
        "webhook_out_url": None,
        "webhook_out_secret": None,
        "webhook_out_allow_private": False,
        "support_contact": None,
        "terms_url": None,
        "remind_before": (Duration(days=3), Duration(days=1)),
        "default_locale": "en",
        "timezone": "UTC",
        "log_level": "INFO",
        "log_format": "console",
    }


def test_the_environment_alone_is_enough_and_unknown_names_in_it_are_ignored(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("BOT_TOKEN", TOKEN)
    monkeypatch.setenv("TRIBUTE_API_KEY", KEY)
    monkeypatch.setenv("TARIFS", "not ours")
    assert load_settings().tariffs == ()


def test_the_environment_wins_over_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "9000")
    assert load("PORT=8000\n").port == 9000


def test_an_empty_value_in_the_environment_leaves_the_file_in_force(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PORT", "")
    assert load("PORT=8000\n").port == 8000


def test_an_empty_or_blank_value_is_unset() -> None:
    settings = load("API_TOKEN=\nPORT='  '\nTARIFFS=\nTRIBUTE_API_KEY_PREVIOUS=\n")
    assert (settings.api_token, settings.port, settings.tariffs) == (None, 8080, ())
    assert settings.tribute_api_key_previous is None


def test_a_file_saved_by_a_windows_editor_is_read() -> None:
    Path(".env").write_bytes(b"\xef\xbb\xbf" + REQUIRED.replace("\n", "\r\n").encode())
    assert load_settings().bot_token.get_secret_value() == TOKEN


def test_the_default_language_may_be_one_of_texts_dir_whatever_is_there() -> None:
    settings = load("DEFAULT_LOCALE=pt_BR\nTEXTS_DIR=.env\n")
    assert (settings.default_locale, settings.texts_dir) == ("pt-br", Path(".env"))


def test_everything_can_be_set() -> None:
    settings = load(
        "ADMIN_IDS=1, 22,1\nACCESS_CHAT_IDS=-1001,-5\n"
        "TARIFFS=1 month=456, 1 Month = 460, 2  weeks=9, lifetime=459\n"
        "PUBLIC_URL=https://shop.example/bot/\nREMIND_BEFORE=1 week\nDEFAULT_LOCALE=RU\n"
        "LOG_LEVEL=debug\nLOG_FORMAT=JSON\nTIMEZONE=Europe/Moscow\nPORT=0\nAPI_TOKEN=s3cret\n"
        "TRIBUTE_API_KEY_PREVIOUS=older\nTERMS_URL=https://shop.example/terms?lang=ru\n"
    )
    assert settings.admin_ids == (1, 22)
    assert settings.access_chat_ids == (-1001, -5)
    assert settings.tariffs == (
        SeedTariff(Duration(months=1), 456),
        SeedTariff(Duration(months=1), 460),
        SeedTariff(Duration(days=14), 9),
        SeedTariff(Duration(lifetime=True), 459),
    )
    assert settings.public_url == "https://shop.example/bot"
    assert settings.remind_before == (Duration(days=7),)
    assert (settings.default_locale, settings.log_level, settings.log_format) == (
        "ru",
        "DEBUG",
        "json",
    )
    assert (settings.timezone, settings.port) == ("Europe/Moscow", 0)
    assert settings.terms_url == "https://shop.example/terms?lang=ru"
    assert settings.secrets == (TOKEN, KEY, "older", "s3cret")


def test_the_address_of_the_owners_service_may_be_private_and_stays_unchanged() -> None:
    secret = f"whsec_{'A' * 32}"
    url = "http://10.0.0.5:9000/hook/?shop=1"
    lines = f"WEBHOOK_OUT_URL={url}\nWEBHOOK_OUT_SECRET={secret}\n"
    settings = load(f"{lines}WEBHOOK_OUT_ALLOW_PRIVATE=true\n")
    assert (settings.webhook_out_url, settings.webhook_out_allow_private) == (url, True)
    assert settings.secrets[-1] == secret


@pytest.mark.parametrize("name", ["BOT_TOKEN", "TRIBUTE_API_KEY"])
@pytest.mark.parametrize("value", [None, "", "'   '"])
def test_a_required_setting_that_is_missing_is_named_with_where_to_find_it(
    name: str, value: str | None
) -> None:
    rest = "".join(
        line for line in REQUIRED.splitlines(keepends=True) if not line.startswith(f"{name}=")
    )
    sentence = refusal(rest if value is None else f"{rest}{name}={value}\n", required="")
    assert sentence.startswith(f"{name} is not set: ")
    assert ("@BotFather" if name == "BOT_TOKEN" else "API Keys") in sentence


@pytest.mark.parametrize(
    "url", [None, "http://127.0.0.1:1", "http://localhost", "http://[::1]:8080"]
)
def test_a_public_url_may_be_plain_http_on_this_machine_only(url: str | None) -> None:
    lines = f"PUBLIC_URL={url or ''}\nTELEGRAM_API_URL=http://127.0.0.1:8081/\n"
    settings = load(lines)
    assert settings.public_url == url
    assert settings.telegram_api_url == "http://127.0.0.1:8081"


def test_several_wrong_settings_are_named_at_once() -> None:
    sentence = refusal("PORT=x\nADMIN_IDS=me\n")
    assert "ADMIN_IDS must" in sentence
    assert "PORT must" in sentence


def test_a_value_that_is_not_text_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUPPORT_CONTACT", "\udcff")
    assert "SUPPORT_CONTACT contains" in refusal("")


def test_a_file_that_is_not_utf8_is_refused() -> None:
    Path(".env").write_bytes("SUPPORT_CONTACT=поддержка".encode("cp1251"))
    with pytest.raises(SettingsError, match=r"\.env is not UTF-8 text"):
        load_settings()


def test_a_folder_in_place_of_the_file_is_refused() -> None:
    Path(".env").mkdir()
    with pytest.raises(SettingsError, match=r"\.env cannot be read"):
        load_settings()


def test_a_printed_settings_object_shows_no_secret() -> None:
    assert "canary" not in repr(load("API_TOKEN=canary\nTRIBUTE_API_KEY_PREVIOUS=canary-older\n"))


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        load("").port = 1  # type: ignore[misc]


def test_isolated_settings_see_neither_environment_nor_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Path(".env").write_text("BOT_TOKEN=1:file\n", encoding="utf-8")
    monkeypatch.setenv("TRIBUTE_API_KEY", "from the environment")
    with pytest.raises(ValidationError) as refused:
        IsolatedSettings(nonsense=1)
    sentence = explain(refused.value)
    assert "BOT_TOKEN is not set" in sentence
    assert "TRIBUTE_API_KEY is not set" in sentence
    assert "nonsense is not a setting" in sentence


def test_isolated_settings_take_values_as_well_as_texts() -> None:
    settings = IsolatedSettings(
        bot_token="1:a",
        tribute_api_key="k",
        admin_ids=(7,),
        access_chat_ids=-5,
        tariffs=((Duration(months=1), 456),),
        remind_before=(Duration(days=1),),
        log_level="INFO",
        port=0,
    )
    assert (settings.admin_ids, settings.access_chat_ids, settings.port) == ((7,), (-5,), 0)


def test_the_example_file_lists_every_setting_below_a_comment() -> None:
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    listed = {
        line[:-1].lower(): before
        for before, line in itertools.pairwise(lines)
        if re.fullmatch(r"[A-Z_]+=", line)
    }
    assert listed.keys() == Settings.model_fields.keys()
    assert all(comment.startswith("# ") for comment in listed.values())


def test_the_example_file_loads_once_the_required_ones_are_filled_in() -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    Path(".env").write_text(
        text.replace("BOT_TOKEN=\n", f"BOT_TOKEN={TOKEN}\n").replace(
            "TRIBUTE_API_KEY=\n", f"TRIBUTE_API_KEY={KEY}\n"
        ),
        encoding="utf-8",
    )
    filled_in = load_settings()
    assert filled_in == load("")
