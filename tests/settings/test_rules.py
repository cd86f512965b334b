"""The rules of single settings: every refusal is one plain sentence without a secret."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import SecretStr

from bot.domain.durations import Duration
from bot.domain.plans import SeedTariff
from bot.settings import rules
from tests.settings.settings_file import TOKEN, empty_environment, refusal


@pytest.mark.usefixtures(empty_environment.__name__)
@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("BOT_TOKEN=canary", "BOT_TOKEN is not a bot token"),
        ("BOT_TOKEN=canary:AA", "BOT_TOKEN is not a bot token"),
        ("BOT_TOKEN=12345:", "BOT_TOKEN is not a bot token"),
        ("BOT_TOKEN='1:canary canary'", "BOT_TOKEN is not a bot token"),
        ("BOT_TOKEN=1:канарейка-canary", "BOT_TOKEN is not a bot token"),
        ("TRIBUTE_API_KEY=7654321:AAE-canary-canary-canary-canary", "holds a Telegram bot token"),
        (f"TRIBUTE_API_KEY={TOKEN}", "holds a Telegram bot token"),
        ("BOT_TOKEN=42:canary\nTRIBUTE_API_KEY=42:canary", "holds the bot token"),
        ("TRIBUTE_API_KEY=https://t.me/tribute?canary", "TRIBUTE_API_KEY holds a link"),
        ("TRIBUTE_API_KEY=t.me/tribute/canary", "TRIBUTE_API_KEY holds a link"),
        ("TRIBUTE_API_KEY='canary key'", "TRIBUTE_API_KEY contains spaces"),
        ("TRIBUTE_API_KEY=canary-ключ", "TRIBUTE_API_KEY contains spaces"),
        ("TRIBUTE_API_KEY_PREVIOUS=http://canary", "TRIBUTE_API_KEY_PREVIOUS holds a link"),
        ("API_TOKEN='canary canary'", "API_TOKEN must be plain ASCII"),
        ("TRUSTED_PROXIES=canary.example", "TRUSTED_PROXIES must be addresses or networks"),
        ("TRUSTED_PROXIES=10.0.0.1/8", "TRUSTED_PROXIES must be addresses or networks"),
        ("ADMIN_IDS=@canary", "ADMIN_IDS must be Telegram ids"),
        ("ADMIN_IDS=-5", "ADMIN_IDS must be Telegram ids"),
        ("ADMIN_IDS=99999999999999999999", "ADMIN_IDS must be Telegram ids"),
        ("ACCESS_CHAT_IDS=1001", "ACCESS_CHAT_IDS must be ids of groups"),
        ("TARIFFS=1 month", "TARIFFS must look like"),
        ("TARIFFS=1 moon=5", "TARIFFS has an invalid duration"),
        ("TARIFFS=101 years=5", "TARIFFS has an invalid duration"),
        ("TARIFFS=1 month=0", "TARIFFS needs a product id"),
        ("TARIFFS=1 month=-4", "TARIFFS needs a product id"),
        ("TARIFFS=1 month=9223372036854775808", "TARIFFS needs a product id"),
        ("TARIFFS=1 month=https://t.me/tribute/app?startapp=pDDs", "TARIFFS needs a product id"),
        ("TARIFFS=1 month=456, 1 year=456", "TARIFFS names product 456 twice"),
        ("REMIND_BEFORE=3 hours", "REMIND_BEFORE has an invalid duration"),
        ("REMIND_BEFORE=lifetime", "REMIND_BEFORE must hold times before the end"),
        ("PUBLIC_URL=http://shop.example", "PUBLIC_URL must begin with https://"),
        ("PUBLIC_URL=shop.example", "PUBLIC_URL must be an address"),
        ("PUBLIC_URL=https://u:canary@shop.example", "PUBLIC_URL must be an address"),
        ("PUBLIC_URL=https://shop.example:99999", "PUBLIC_URL must be an address"),
        ("PUBLIC_URL=https://shop.example/?a=1", "PUBLIC_URL must end after"),
        ("PUBLIC_URL=https://shop.example:8080", "PUBLIC_URL must use port 443"),
        ("TRIBUTE_API_URL=tribute.tg", "TRIBUTE_API_URL must be an address"),
        ("TERMS_URL=javascript:alert(1)", "TERMS_URL must be an address"),
        ("WEBHOOK_OUT_URL=shop.example", "WEBHOOK_OUT_URL must be an address"),
        ("WEBHOOK_OUT_URL=ftp://shop.example", "WEBHOOK_OUT_URL must be an address"),
        ("WEBHOOK_OUT_URL=https://u:canary@shop.example/", "WEBHOOK_OUT_URL must be an address"),
        ("WEBHOOK_OUT_URL=https://shop.example:99999", "WEBHOOK_OUT_URL must be an address"),
        ("WEBHOOK_OUT_URL=https://shop.example", "WEBHOOK_OUT_URL needs WEBHOOK_OUT_SECRET"),
        ("WEBHOOK_OUT_SECRET=canary", "WEBHOOK_OUT_SECRET is not a secret for webhooks"),
        ("WEBHOOK_OUT_SECRET=whsec_canary", "WEBHOOK_OUT_SECRET is not a secret for webhooks"),
        ("WEBHOOK_OUT_SECRET=whsec_канарейка", "WEBHOOK_OUT_SECRET is not a secret for webhooks"),
        (f"WEBHOOK_OUT_SECRET=whsec_{'A' * 28}", "WEBHOOK_OUT_SECRET is not a secret for webhooks"),
        (f"WEBHOOK_OUT_SECRET=whsk_{'A' * 32}", "WEBHOOK_OUT_SECRET is not a secret for webhooks"),
        (f"WEBHOOK_OUT_SECRET=whsec_{'A' * 32}", "WEBHOOK_OUT_SECRET is set without"),
        (
            f"WEBHOOK_OUT_SECRET=whsec_{'A' * 32}\nWEBHOOK_OUT_URL=http://shop.example",
            "WEBHOOK_OUT_URL must begin with https://",
        ),
        ("WEBHOOK_OUT_ALLOW_PRIVATE=perhaps", "WEBHOOK_OUT_ALLOW_PRIVATE must be true or false."),
        ("HOST=http://0.0.0.0", "HOST must be an address to listen on"),
        ("PORT=x", "PORT must be a whole number from 1 to 65535"),
        ("PORT=65536", "PORT must be a whole number from 1 to 65535"),
        ("PORT=-1", "PORT must be a whole number from 1 to 65535"),
        ("TRIBUTE_WEBHOOK_PATH=webhook", "TRIBUTE_WEBHOOK_PATH must be a path"),
        ("TRIBUTE_WEBHOOK_PATH=/a/../b", "TRIBUTE_WEBHOOK_PATH must be a path"),
        ("TRIBUTE_WEBHOOK_PATH=/{name}", "TRIBUTE_WEBHOOK_PATH must be a path"),
        ("TRIBUTE_WEBHOOK_PATH=/", "TRIBUTE_WEBHOOK_PATH must be a path"),
        ("TRIBUTE_WEBHOOK_PATH=/webhook/telegram", "TRIBUTE_WEBHOOK_PATH is a path that"),
        ("TRIBUTE_WEBHOOK_PATH=/healthz/", "TRIBUTE_WEBHOOK_PATH is a path that"),
        ("TRIBUTE_WEBHOOK_PATH=/api/v1/x", "TRIBUTE_WEBHOOK_PATH is a path that"),
        ("DATABASE_PATH=:memory:", "DATABASE_PATH must be a file"),
        ("DEFAULT_LOCALE=de", "DEFAULT_LOCALE must be 'en' or 'ru'"),
        ("DEFAULT_LOCALE=de", "another language needs its texts in TEXTS_DIR"),
        ("DEFAULT_LOCALE=german\nTEXTS_DIR=texts", "DEFAULT_LOCALE must be the code of a language"),
        ("DEFAULT_LOCALE=ук\nTEXTS_DIR=texts", "DEFAULT_LOCALE must be the code of a language"),
        ("TEXTS_DIR=s3://canary/texts", "TEXTS_DIR must be a path on this machine"),
        ("TEXTS_DIR=true", "TEXTS_DIR must be a path"),
        ("TIMEZONE=Europe/Moskow", "did you mean Europe/Moscow?"),
        ("TIMEZONE=utc", "did you mean UTC?"),
        ("TIMEZONE=Europe", "TIMEZONE is not a known time zone"),
        ("TIMEZONE=../../etc/passwd", "write it like Europe/Moscow"),
        ("LOG_LEVEL=loud", "LOG_LEVEL must be 'DEBUG'"),
        ("LOG_FORMAT=xml", "LOG_FORMAT must be 'console' or 'json'"),
        (f"SUPPORT_CONTACT={'x' * 65}", "SUPPORT_CONTACT must have at most 64 characters"),
        ('SUPPORT_CONTACT="a\nb"', "SUPPORT_CONTACT contains line breaks"),
        ("TARIFS=1 month=456", "TARIFS in line 3 of .env is not a setting: did you mean TARIFFS?"),
        ("TARIFS=", "did you mean TARIFFS?"),
        ("XYZZY=1", "see .env.example for the names."),
        ("canary-without-a-name", "Line 3 of .env is not NAME=value"),
        ("7:canary==", "the name in line 3 of .env is not a setting"),
        ("API_TOKEN='canary", "Line 3 of .env is not NAME=value"),
    ],
)
def test_a_wrong_setting_is_refused_in_one_sentence(line: str, said: str) -> None:
    assert said in refusal(f"{line}\n")


def test_a_blank_key_is_refused_by_the_rule_itself() -> None:
    with pytest.raises(ValueError, match="is not set: in Tribute"):
        rules.check_tribute_key(SecretStr(" "))


@given(st.from_regex(r"\s?\d{1,7} ?(day|week|month|year|moon)s?|lifetime", fullmatch=True))
@example("36600 days")
@example("36601 days")
@example("5228 weeks")
@example("5229 weeks")
@example("1200 months")
@example("100 years")
@example("0 days")
def test_a_setting_takes_exactly_the_durations_of_the_domain(text: str) -> None:
    try:
        duration = Duration.parse(text)
    except ValueError:
        with pytest.raises(ValueError, match="an invalid duration"):
            rules.read_tariffs(f"{text}=456")
    else:
        assert rules.read_tariffs(f"{text}=456") == (SeedTariff(duration, 456),)
