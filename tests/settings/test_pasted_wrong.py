"""Tests that no setting is taken with what copying, quoting or another setting put into it."""

import subprocess
import sys
from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.settings.settings import Settings, load_settings
from tests.settings.settings_file import KEY, REQUIRED, TOKEN, empty_environment, load, refusal

pytestmark = pytest.mark.usefixtures(empty_environment.__name__)

UUID = "3f2a9c1e-7b64-4d0a-9c55-canary00aa11"
SECRETS = ("BOT_TOKEN", "TRIBUTE_API_KEY", "TRIBUTE_API_KEY_PREVIOUS", "API_TOKEN")
QUOTED = ['"{}"', "'{}'", "“{}”", "„{}“", "‘{}’", "`{}`", "«{}»", '"{}', "{}'", '\\"{}\\"']


def taken_from_environment(monkeypatch: pytest.MonkeyPatch, **values: str) -> Settings:
    """Load values as docker passes them on: no quotes are removed, no line is refused."""
    for name, value in ({"BOT_TOKEN": TOKEN, "TRIBUTE_API_KEY": KEY} | values).items():
        monkeypatch.setenv(name, value)
    return load_settings()


def refused_from_environment(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> str:
    with pytest.raises(SettingsError) as refused:
        taken_from_environment(monkeypatch, **{name: value})
    sentence = str(refused.value)
    assert sentence.startswith(name)
    assert "canary" not in sentence
    return sentence


@pytest.mark.parametrize("quoted", QUOTED)
@pytest.mark.parametrize("name", SECRETS)
def test_quotes_inside_a_secret_are_refused(
    monkeypatch: pytest.MonkeyPatch, name: str, quoted: str
) -> None:
    """As they get there through `docker run --env-file`, or by a copy from a formatted text."""
    value = quoted.format(TOKEN if name == "BOT_TOKEN" else UUID)
    refused_from_environment(monkeypatch, name, value)


@pytest.mark.parametrize(
    "line",
    [
        "TRIBUTE_API_KEY='\"canary-key\"'",
        'TRIBUTE_API_KEY="\\"canary-key\\""',
        "TRIBUTE_API_KEY=“canary-key”",
        "TRIBUTE_API_KEY=\"'canary-key'\"",
    ],
)
def test_quotes_within_the_quotes_of_the_file_are_refused(line: str) -> None:
    assert "TRIBUTE_API_KEY has quotes" in refusal(f"{line}\n", required=f"BOT_TOKEN={TOKEN}\n")


@pytest.mark.parametrize("mark", ["\u200b", "\ufeff", "\u2060", "\u00ad", "\u202e", "\u200d"])
@pytest.mark.parametrize("name", [*SECRETS, "ADMIN_IDS", "TERMS_URL", "TARIFFS", "TIMEZONE"])
def test_invisible_characters_are_refused(
    monkeypatch: pytest.MonkeyPatch, name: str, mark: str
) -> None:
    sentence = refused_from_environment(monkeypatch, name, f"12{mark}3")
    assert "invisible characters" in sentence


@pytest.mark.parametrize(
    "value",
    [
        f"Api-Key:{UUID}",
        f"Api-Key: {UUID}",
        f"Bearer {UUID}",
        f"TRIBUTE_API_KEY={UUID}",
        f"<{UUID}>",
        f"{{{UUID}}}",
        f"{UUID},",
        f"{UUID};",
        f"{UUID} # the key",
        f"{UUID}\u00a0canary",
        "сanary-with-a-cyrillic-letter",
        "https://tribute.tg/canary",
        "tribute.tg/canary/?a=b",
        "https://api.telegram.org/bot123456:AAE-canary-canary-canary/getMe",
        f"bot{TOKEN}",
        f"key {TOKEN}",
        "whsec_canarycanarycanarycanarycanary",
    ],
)
@pytest.mark.parametrize("name", ["TRIBUTE_API_KEY", "TRIBUTE_API_KEY_PREVIOUS"])
def test_what_is_no_key_is_refused_in_place_of_one(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    refused_from_environment(monkeypatch, name, value)


@pytest.mark.parametrize(
    "key", [UUID, "abcDEF0123456789", "YWJj+/ZGVm==", "a_b-c.d~e", "sk_live_1234", "k"]
)
def test_every_kind_of_key_is_taken(monkeypatch: pytest.MonkeyPatch, key: str) -> None:
    settings = taken_from_environment(monkeypatch, TRIBUTE_API_KEY=key)
    assert settings.tribute_api_key.get_secret_value() == key


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (f"TRIBUTE_API_KEY_PREVIOUS={KEY}", "TRIBUTE_API_KEY_PREVIOUS holds the same key"),
        (f"TRIBUTE_API_KEY_PREVIOUS={TOKEN}", "TRIBUTE_API_KEY_PREVIOUS holds a Telegram bot"),
        (f"API_TOKEN={KEY}", "API_TOKEN holds another secret"),
        (f"API_TOKEN={TOKEN}", "API_TOKEN must be a secret of its own"),
        ("API_TOKEN=https://canary.example", "API_TOKEN must be a secret of its own"),
        (f"SUPPORT_CONTACT={TOKEN}", "SUPPORT_CONTACT holds a secret"),
        ("SUPPORT_CONTACT=@", "SUPPORT_CONTACT must be a contact"),
        ("API_TOKEN='canary${NOWHERE}'", "API_TOKEN contains ${"),
        ("ADMIN_IDS=','", "ADMIN_IDS must be Telegram ids"),
        ("ADMIN_IDS='123 456'", "ADMIN_IDS must be Telegram ids"),
        ("ADMIN_IDS=4503599627370497", "ADMIN_IDS must be Telegram ids"),
        ("ACCESS_CHAT_IDS=@canary", "ACCESS_CHAT_IDS must be ids of groups"),
        ("PUBLIC_URL='https://\"shop.example\"'", "PUBLIC_URL has quotes"),
        ("PUBLIC_URL=https://https://shop.example", "PUBLIC_URL must be an address"),
        ("PUBLIC_URL=https://shop..example", "PUBLIC_URL must be an address"),
        ("PUBLIC_URL=https://-", "PUBLIC_URL must be an address"),
        ("PUBLIC_URL=https://1.2.3", "PUBLIC_URL must be an address"),
        ("PUBLIC_URL=https://shop", "PUBLIC_URL must have a whole host name"),
        ("PUBLIC_URL=https://t.me/canary_bot", "PUBLIC_URL must be your own address"),
        ("PUBLIC_URL=https://web.tribute.tg", "PUBLIC_URL must be your own address"),
        ("PUBLIC_URL=https://shop.example/webhook/tribute", "must end before /webhook"),
        ("PUBLIC_URL=https://192.168.1.5", "PUBLIC_URL must be an address that Telegram"),
        ("PUBLIC_URL=http://localhost", "PUBLIC_URL must be an address that Telegram"),
        (f"TELEGRAM_API_URL=https://api.telegram.org/bot{TOKEN}", "must end before /bot"),
        ("TELEGRAM_API_URL=http://localhost:8081/bot", "must end before /bot"),
        ("TRIBUTE_API_URL='https://tribute.tg/api v1'", "TRIBUTE_API_URL must be an address"),
        ("TERMS_URL=https://shop", "TERMS_URL must be an address that buyers can open"),
        ("TERMS_URL=https://sh<op.example", "TERMS_URL must be an address"),
        ("WEBHOOK_OUT_URL='https://“shop.example”/x'", "WEBHOOK_OUT_URL must be an address"),
        ("HOST=127.0.0.1:8080", "HOST must be an address to listen on"),
        ("HOST=999.0.0.1", "HOST must be an address to listen on"),
        ("HOST=0.0.0.0.0", "HOST must be an address to listen on"),
        ("PORT=8080/tcp", "PORT must be a whole number"),
        ("BACKUP_KEEP=seven", "BACKUP_KEEP must be a whole number from 1 to 1000."),
        ("DATABASE_PATH=sqlite:///data/shop.db", "DATABASE_PATH must be a file on disk"),
        ("DATABASE_PATH=.", "DATABASE_PATH is a folder"),
        ("DATABASE_PATH=data/shop.db-wal", "DATABASE_PATH is a file beside a database"),
        ("DATABASE_PATH=~no-such-person-here/shop.db", "DATABASE_PATH begins with ~"),
        ("BACKUP_DIR=s3://canary/backups", "BACKUP_DIR must be a path"),
        ("BACKUP_DIR=~no-such-person-here/x", "BACKUP_DIR begins with ~"),
        (f"DATABASE_PATH={'x' * 300}", "DATABASE_PATH is longer than a path can be"),
        (f"DATABASE_PATH={'x/' * 3000}y", "DATABASE_PATH is longer than a path can be"),
        (f"BACKUP_DIR={'x' * 300}", "BACKUP_DIR is longer than a path can be"),
        (f"FEATURES_DIR={'x' * 300}", "FEATURES_DIR is longer than a path can be"),
        ("DATABASE_PATH=/dev/null", "DATABASE_PATH must be a file of its own"),
        ("DATABASE_PATH=.env", "DATABASE_PATH must be a file of its own"),
        ("DATABASE_PATH=data/", "DATABASE_PATH is a folder"),
        ("DATABASE_PATH=8080", "DATABASE_PATH must be a path"),
        ("DATABASE_PATH=-1001234567890", "DATABASE_PATH must be a path"),
        ("BACKUP_DIR=true", "BACKUP_DIR must be a path"),
        ("BACKUP_DIR=@help", "BACKUP_DIR must be a path"),
        ("BACKUP_DIR=.env", "BACKUP_DIR must be a folder"),
        ("FEATURES_DIR=.env", "FEATURES_DIR must be a folder"),
        ("DATABASE_PATH='data/shop.db # canary'", "DATABASE_PATH has a comment"),
        ("SUPPORT_CONTACT='@help # canary'", "SUPPORT_CONTACT has a comment"),
        ("SUPPORT_CONTACT='\"@help'", "SUPPORT_CONTACT has quotes"),
        ("SUPPORT_CONTACT=-1001234567890", "SUPPORT_CONTACT must be a contact"),
        ("SUPPORT_CONTACT=none", "SUPPORT_CONTACT must be a contact"),
        ("SUPPORT_CONTACT=https://", "SUPPORT_CONTACT must be a contact"),
        ("SUPPORT_CONTACT=@помощь", "SUPPORT_CONTACT must be a contact"),
        ("SUPPORT_CONTACT=/etc/canary", "SUPPORT_CONTACT must be a contact"),
        ("HOST=whsec_canary", "HOST holds a secret"),
        (f"HOST={KEY}", "HOST holds a secret"),
        (f"DATABASE_PATH={TOKEN}", "DATABASE_PATH holds a secret"),
        (f"TERMS_URL=https://api.telegram.org/bot{TOKEN}/x", "TERMS_URL holds a secret"),
        ("TRIBUTE_API_KEY_PREVIOUS=123456789", "TRIBUTE_API_KEY_PREVIOUS holds a number"),
        ("TRIBUTE_API_KEY_PREVIOUS=-1001234567890", "TRIBUTE_API_KEY_PREVIOUS holds a number"),
        ("TRIBUTE_API_KEY_PREVIOUS=your_key_here", "TRIBUTE_API_KEY_PREVIOUS holds a word"),
        (
            "TRIBUTE_API_KEY_PREVIOUS=canary-older\nAPI_TOKEN=canary-older",
            "API_TOKEN holds another",
        ),
        ("API_TOKEN=whsec_canarycanarycanary", "API_TOKEN must be a secret of its own"),
        ("ADMIN_IDS=777000", "ADMIN_IDS must be Telegram ids"),
        (
            "BOT_TOKEN=7654321:AAE-canary-canary-canary\nADMIN_IDS=7654321",
            "ADMIN_IDS holds the bot's",
        ),
        ("TARIFFS=','", "TARIFFS must look like"),
        ("REMIND_BEFORE=','", "REMIND_BEFORE has an invalid duration"),
        ("TRUSTED_PROXIES=','", "TRUSTED_PROXIES must be addresses"),
        ("BACKUP_KEEP=1_000", "BACKUP_KEEP must be a whole number from 1 to 1000."),
        (f"BACKUP_KEEP={'9' * 5000}", "BACKUP_KEEP must be a whole number from 1 to 1000."),
        ("BACKUP_KEEP=0", "BACKUP_KEEP must be a whole number from 1 to 1000."),
        ("TELEGRAM_API_URL=https://tribute.tg/api/v1", "TELEGRAM_API_URL must be https://api."),
        ("TELEGRAM_API_URL=http://api.telegram.org", "TELEGRAM_API_URL must be https://api."),
        ("TELEGRAM_API_URL=https://t.me/canary", "TELEGRAM_API_URL must be https://api."),
        ("TRIBUTE_API_URL=https://api.telegram.org", "TRIBUTE_API_URL must be like"),
        ("TRIBUTE_API_URL=https://tribute.tg", "TRIBUTE_API_URL must be like"),
        ("TRIBUTE_API_URL=https://web.tribute.tg/p/canary", "TRIBUTE_API_URL must be like"),
        ("TRIBUTE_API_URL=http://tribute.tg/api/v1", "TRIBUTE_API_URL must be like"),
        ("TERMS_URL=https://127.0.0.1/x", "TERMS_URL must be an address that buyers"),
        (
            "TERMS_URL=http://localhost.localdomain.local",
            "TERMS_URL must be an address that buyers",
        ),
        ("PUBLIC_URL=https://shop.local", "PUBLIC_URL must be an address that Telegram"),
        ("PUBLIC_URL=https://0x7f.1", "PUBLIC_URL must be an address"),
        ("TRIBUTE_WEBHOOK_PATH=/" + "a" * 5000, "TRIBUTE_WEBHOOK_PATH is too long"),
        ("TIMEZONE=localtime", "TIMEZONE is not a known time zone"),
        ("TIMEZONE=Factory", "TIMEZONE is not a known time zone"),
        ("TIMEZONE=right/Europe/Moscow", "TIMEZONE is not a known time zone"),
        ("TIMEZONE=UTC+3", "write it like Europe/Moscow"),
        ("TIMEZONE=MSK", "write it like Europe/Moscow"),
    ],
)
def test_a_value_that_cannot_be_what_it_should_is_refused(lines: str, said: str) -> None:
    assert said in refusal(f"{lines}\n")


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("https://127.0.0.1/x", "WEBHOOK_OUT_URL is inside your own network"),
        ("https://localhost", "WEBHOOK_OUT_URL is inside your own network"),
        ("https://10.0.0.1", "WEBHOOK_OUT_URL is inside your own network"),
        ("https://service", "WEBHOOK_OUT_URL is inside your own network"),
        ("https://tribute.tg/api/v1", "WEBHOOK_OUT_URL must be the address of your own service"),
        ("https://t.me/shop", "WEBHOOK_OUT_URL must be the address of your own service"),
        ("https://shop.example/webhook/tribute", "WEBHOOK_OUT_URL must be the address of your own"),
    ],
)
def test_an_address_that_no_webhook_can_go_to_is_refused(url: str, said: str) -> None:
    secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    lines = f"PUBLIC_URL=https://shop.example\nWEBHOOK_OUT_URL={url}\nWEBHOOK_OUT_SECRET={secret}\n"
    assert said in refusal(lines)


@pytest.mark.parametrize("quoted", ['"{}"', "'{}'"])
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ADMIN_IDS", "1"),
        ("PORT", "8080"),
        ("TIMEZONE", "UTC"),
        ("SUPPORT_CONTACT", "@me"),
        ("DATABASE_PATH", "shop.db"),
        ("LOG_LEVEL", "INFO"),
        ("REMIND_BEFORE", "1 day"),
    ],
)
def test_quotes_that_docker_keeps_are_named(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, quoted: str
) -> None:
    sentence = refused_from_environment(monkeypatch, name, quoted.format(value))
    assert "has quotes that are part of its value" in sentence


def test_a_value_may_use_a_name_that_is_set_before_it() -> None:
    lines = "TRIBUTE_WEBHOOK_PATH=/shop\nPUBLIC_URL=https://shop.example${TRIBUTE_WEBHOOK_PATH}\n"
    assert load(lines).public_url == "https://shop.example/shop"


@pytest.mark.parametrize(
    "contact",
    [
        "@help",
        "👩‍💻 @help",
        "«Ромашка», +7 900 000-00-00",
        "a@b.c",
        "t.me/help",
        "+79000000000",
    ],
)
def test_a_contact_may_be_any_words(contact: str) -> None:
    assert load(f"SUPPORT_CONTACT={contact}\n").support_contact == contact


def test_the_command_ends_with_code_2_and_one_sentence_without_the_key(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(REQUIRED, encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "-m", "bot", "run"],
        env={"TRIBUTE_API_KEY": f'"{KEY}"'},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith("tributary: TRIBUTE_API_KEY has quotes")
    assert "canary" not in ran.stderr
    assert len(ran.stderr.splitlines()) == 1
