"""Keys follow the capabilities: each begins with a word of its file; renamed ones are listed."""

import re

import pytest
from fluent.syntax import FluentParser, ast

from bot.texts import LOCALES
from bot.texts.bundles import originals
from tests.docs.english import PRIVATE_WORDS
from tests.docs.pages import read
from tests.texts.ftl import FOLDER, messages

# The words that keys of a file begin with, after the kind of text.
PREFIXES = {
    "access": ("access", "status", "grant", "revoke", "note"),
    "admins": ("admins", "notices", "digest"),
    "attention": ("attention", "held", "dismiss"),
    "broadcasts": ("broadcast", "news"),
    "chats": ("chat",),
    "checklist": ("checklist", "proposal", "proposals", "rehearsal"),
    "claims": ("claim",),
    "console": ("console",),
    "console_access": ("console-access", "console"),
    "console_overview": ("console-overview",),
    "console_attention": ("console-attention",),
    "console_doctor": ("console-doctor",),
    "console_plans": ("console-plans",),
    "console_broadcasts": ("console-broadcasts",),
    "console_composing": ("console-composing",),
    "console_shop": ("console-shop",),
    "console_people": ("console-people",),
    "console_purchases": ("console-purchases",),
    "common": (
        *("duration", "question", "asking-tribute"),
        *("changed", "quicker", "nothing-changed"),
        *("yes", "back", "home", "cancel", "try-again", "show", "settle"),
    ),
    "foreign_events": ("foreign",),
    "face": ("face",),
    "consent": ("consent",),
    "errors": ("error", "tribute-error"),
    "here": ("here",),
    "home": ("home", "setup", "more"),
    "init": ("init",),
    "install": ("install",),
    "info": ("help", "terms", "language"),
    "menu": (),
    "doctor": ("doctor",),
    "operations": ("backup", "database", "feature", "incident"),
    "own_texts": ("texts",),
    "outbox": ("outbox-pause", "undeliverable", "send-again"),
    "people": ("person", "user", "history", "audit"),
    "plans": ("plan", "plans"),
    "products": ("product", "products"),
    "profile": ("profile",),
    "purchases": ("purchase", "purchases"),
    "recurring": ("recurring",),
    "refunds": ("refund",),
    "reports": ("stats", "chart", "export"),
    "shop": ("shop",),
    "stars": ("stars",),
    "stars_renewals": (
        *("stars-access", "stars-status", "stars-theirs", "stars-revoke", "stars-link-about"),
        *("stars-renewal", "stars-renewed", "stars-renews", "stars-renewing", "stars-twice"),
        *("stars-stop", "stars-allow", "stars-end", "stars-unread"),
    ),
    "support": ("support",),
    "tariffs": ("tariffs", "tariff"),
    "upgrade": ("upgrade",),
    "today": ("today", "another-question"),
    "webhook_intake": ("webhook",),
    "window": ("window",),
    "webhooks_out": ("webhooks-out",),
}
_KIND = re.compile(r"(?:notice-admin|notice|button|label|toast)-")
_OUR_OWN_WORDS = {*PRIVATE_WORDS, "dead", "taken", "told"}
_TRIBUTES_WORD = {"recurring-status-gift"}  # their own kind of subscription

_TABLE_ROW = re.compile(r"^\| `([a-z-]+)` \| `([a-z-]+)` \|$", re.MULTILINE)


def renamed() -> list[tuple[str, str]]:
    """Return the rows of the table of renamed keys."""
    _, _, after = read("docs/upgrade.md").partition("## Renamed text keys\n")
    return _TABLE_ROW.findall(after.partition("\n## ")[0])


def keys_of(name: str, locale: str) -> list[str]:
    text = (FOLDER / locale / f"{name}.ftl").read_text(encoding="utf-8")
    return [one.id.name for one in FluentParser().parse(text).body if isinstance(one, ast.Message)]


def test_each_file_listed_here_exists() -> None:
    """There may be others: an owner's own features bring their texts along."""
    assert PREFIXES.keys() <= {path.stem for path in (FOLDER / "en").glob("*.ftl")}


@pytest.mark.parametrize("name", PREFIXES)
def test_each_key_begins_with_a_word_of_its_file(name: str) -> None:
    strange = [
        key
        for key in keys_of(name, "en")
        if not key.startswith("command-")
        and not f"{_KIND.sub('', key, count=1)}-".startswith(tuple(f"{p}-" for p in PREFIXES[name]))
    ]
    assert strange == []


def test_descriptions_of_commands_are_together() -> None:
    """Descriptions of an owner's feature are among the texts of the feature."""
    homes = {name for name in PREFIXES for key in keys_of(name, "en") if key[:8] == "command-"}
    assert homes == {"menu", "today"}


@pytest.mark.parametrize("locale", LOCALES)
def test_texts_that_are_parsed_one_by_one_are_those_of_the_whole_files(locale: str) -> None:
    whole = [
        entry
        for path in sorted((FOLDER / locale).glob("*.ftl"))
        for entry in FluentParser().parse(path.read_text(encoding="utf-8")).body
        if isinstance(entry, ast.Message | ast.Term)
    ]
    alone = originals(locale).parse_all().values()
    assert len(alone) == len(whole)
    assert all(
        one.equals(other, ["comment", "span"]) for one, other in zip(alone, whole, strict=True)
    )


@pytest.mark.parametrize("name", PREFIXES)
def test_both_languages_have_the_same_order(name: str) -> None:
    assert keys_of(name, "en") == keys_of(name, "ru")


def test_no_key_has_a_word_of_our_own_making() -> None:
    strange = [key for key in messages("en") if _OUR_OWN_WORDS & set(key.split("-"))]
    assert set(strange) == _TRIBUTES_WORD


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", PREFIXES)
def test_each_file_is_short_and_opens_with_a_sentence(name: str, locale: str) -> None:
    lines = (FOLDER / locale / f"{name}.ftl").read_text(encoding="utf-8").splitlines()
    assert re.fullmatch(r"### .+\.", lines[0])
    assert len(lines) < 300


def test_the_table_of_renamed_keys_is_true() -> None:
    rows = renamed()
    assert len(rows) == 359
    assert rows == sorted(rows)
    assert {new for _, new in rows} - messages("en").keys() == set()
    assert {old for old, _ in rows} & messages("en").keys() == set()
