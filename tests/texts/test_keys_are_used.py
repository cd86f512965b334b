"""Every text is used somewhere, and the code asks for no text that doesn't exist."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import bot
import handlers
from bot.texts.bundles import sources
from bot.usecases.outbox.wording import RENEWING, AccessPhrase
from tests.texts.ftl import messages

# Prefixes of keys that are put together at run time, each with the module that does it.
BUILT = (
    # bot/usecases/outbox/wording.py, by phrase: the reader's own access and another person's
    *(f"access-{phrase}" for phrase in AccessPhrase),
    *(f"access-theirs-{phrase}" for phrase in AccessPhrase),
    "command-",  # handlers/telegram/ui/menu.py, by command
    "label-language-",  # bot/texts/catalog.py, by language
    "duration-",  # bot/texts/catalog.py, by unit
    "held-reason-",  # bot/usecases/outbox/wording.py, by reason
    "checklist-",  # handlers/telegram/admin/checklist/, by entry
    "button-checklist-",  # handlers/telegram/admin/checklist/, by entry
    "proposal-",  # handlers/telegram/admin/checklist/product_screens.py, by standing
    "rehearsal-",  # handlers/telegram/admin/checklist/rehearsal.py, by reader
    "setup-step-",  # handlers/telegram/admin/home/screens.py, by kind of step
    "setup-card-",  # handlers/telegram/admin/home/steps.py, by kind of step
    "button-setup-",  # handlers/telegram/admin/home/screens.py, by kind of step
    "button-more-",  # handlers/telegram/admin/home/more.py, by command
    "stars-list-error-",  # bot/domain/stars_list/faults.py, by fault
    "doctor-",  # bot/usecases/operations/doctor*.py, by finding
    "upgrade-",  # bot/usecases/operations/upgrade_check.py, by finding
    "toast-notices-",  # handlers/telegram/admin/admins/choices.py, by hearing
    "stars-refund-error-",  # bot/domain/stars.py, by refusal
    # bot/usecases/outbox/wording.py, by phrase: where Telegram renews
    *(f"stars-access-{phrase}" for phrase in RENEWING),
    *(f"stars-access-theirs-{phrase}" for phrase in RENEWING),
    "notice-stars-renewal-",  # bot/usecases/stars/notices.py, by state
    "notice-admin-stars-renewal-",  # bot/usecases/stars/notices.py, by event
    "notice-admin-stars-unread-",  # bot/usecases/stars/notices.py, by subject
    *("stars-status-", "stars-theirs-"),  # bot/usecases/stars/renewal_phrases.py, by state
    *("stars-renewal-stop-", "stars-renewal-allow-"),  # by question and by outcome
    *("button-stars-stop-", "button-stars-allow-"),  # bot/usecases/stars/renewal_phrases.py
    "stars-refused-",  # handlers/telegram/middlewares/stars.py, by reason
    "init-ask-",  # bot/init/desk.py, by topic
    "init-prompt-",  # bot/init/desk.py, by topic
    "init-where-",  # bot/init/desk.py, by topic
    "init-pasted-",  # bot/init/desk.py, by what was typed
    "init-address-",  # bot/init/address.py, by what is wrong
    "init-code-",  # bot/init/owner.py, by why there is no way
    "console-overview-waiting-",  # handlers/http/console/api/overview.py, by kind
    "here-",  # bot/usecases/outbox/wording.py, by the key of the chat's text
    "console-access-",  # handlers/http/console/, by code
    *("install-account", "install-answers", "install-command", "install-program"),
    *("install-service", "install-site", "install-no-site", "install-unit"),
    # bot/init/install/start.py, by step; and talk.py adds “-step” to the key of a refusal
    *(f"{key}-step" for key in sources("en") if key.startswith("install-")),
    # bot/console/pages/broadcasts/, by state and by act
    *(f"console-broadcasts-{what}-" for what in ("state", "head", "done", "sure")),
    # handlers/http/console/api/broadcasts/acts.py, by what has changed
    *(f"console-broadcasts-{what}" for what in ("draft-gone", "begun", "over", "not-planned")),
    # bot/console/pages/shop/, by slot and by part
    *(f"console-shop-{what}-" for what in ("slot", "about", "part", "restore")),
    "console-composing-mark-",  # bot/console/parts/editor.js, by mark
    # handlers/http/console/api/composing.py, by why
    *("console-composing-unreachable", "console-composing-telegram"),
    "console-purchases-status-",  # handlers/http/console/api/purchases/shown.py, by status
    "console-purchases-kind-",  # handlers/http/console/api/purchases/list_.py, by kind
    "console-purchases-recurring-",  # handlers/http/console/api/recurring.py, by kind
    # handlers/http/console/api/purchases/events.py, by state and by kind of notice
    *("console-purchases-attempt-", "console-purchases-message-", "console-purchases-notice-"),
    "console-people-status-",  # handlers/http/console/api/people/list_.py, by status
    # handlers/http/console/api/people/card.py, by state and by kind of message
    *("console-people-chat-", "console-people-claim-", "console-people-sent-"),
    "incident-",  # bot/usecases/operations/incidents.py, by kind
)
CONSOLE = Path(bot.__file__ or "").parent / "console"
"""The scripts of the console's page, which name texts too."""
SOURCES = [Path(package.__file__ or "").parent for package in (bot, handlers)]


def trees() -> Iterator[tuple[Path, ast.AST]]:
    for folder in SOURCES:
        for path in sorted(folder.rglob("*.py")):
            yield path, ast.parse(path.read_text(encoding="utf-8"))


def in_scripts() -> Iterator[tuple[str, str]]:
    """Yield the key and place of each text that a script of the console names: there, a string that
    begins with `console-` is nothing else. An attribute of a text follows a full stop."""
    for path in sorted(CONSOLE.rglob("*.js")):
        if path.parent.name != "vendor":
            for key in re.findall(r'"(console-[a-z0-9-]+)(?:\.[a-z-]+)?"', path.read_text()):
                yield key, f"{path.relative_to(CONSOLE)}: {key}"


def values_in_scripts() -> Iterator[tuple[str, set[str], str]]:
    """Yield the key of each call of `t` with the names of the values that it passes."""
    call = re.compile(r'\bt\("(console-[a-z0-9-]+)"(?:, \{ ([^{}]*) \})?\)')
    for path in sorted(CONSOLE.rglob("*.js")):
        for key, values in call.findall(path.read_text()):
            names = set(re.findall(r"(?:^|, )(\w+)", re.sub(r"\([^()]*\)", "", values)))
            yield key, names, f"{path.relative_to(CONSOLE)}: {key}"


def literals() -> set[str]:
    return {key for key, _ in in_scripts()} | {
        node.value
        for _, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def asked_for() -> Iterator[tuple[str, str]]:
    """Yield the key and place of each literal given to render() or plain(), or named text_key."""
    for path, tree in trees():
        for node in ast.walk(tree):
            for value in _keys_in(node):
                if isinstance(value, ast.Constant) and isinstance(value.value, str):
                    yield value.value, f"{path.name}:{value.lineno}"


def _keys_in(node: ast.AST) -> list[ast.expr]:
    if isinstance(node, ast.Call):
        named = [word.value for word in node.keywords if word.arg == "text_key"]
        method = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        return [*named, *(node.args[:1] if method in {"render", "plain"} else [])]
    if isinstance(node, ast.Assign):
        names = {target.id for target in node.targets if isinstance(target, ast.Name)}
        return [node.value] if "text_key" in names else []
    return []


def test_every_text_is_used() -> None:
    inside_others = {name for uses in messages("en").values() for name in uses.messages}
    used = literals() | inside_others
    unused = {key for key in messages("en") if key not in used and not key.startswith(BUILT)}
    assert unused == set()


def test_every_text_that_the_code_asks_for_exists() -> None:
    asked = [*asked_for(), *in_scripts()]
    absent = {where: key for key, where in asked if key not in messages("en")}
    assert absent == {}


def test_scripts_pass_the_values_that_a_text_holds() -> None:
    calls = list(values_in_scripts())
    assert len(calls) > 20
    wrong = {
        where: names for key, names, where in calls if names != set(messages("en")[key].variables)
    }
    assert wrong == {}
