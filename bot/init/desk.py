"""Asks the questions: what was given beforehand, what is there already, and what is typed."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from bot.errors import SettingsError
from bot.init.answers import Check, Question, Said, Verdict
from bot.init.dotenv_file import DotenvFile
from bot.init.options import FLAGS, Options
from bot.init.pasted import kind_of
from bot.init.terminal import Terminal
from bot.init.yes_or_no import ask_yes_or_no
from bot.settings.env_file import UnreadableLine
from bot.settings.settings import IsolatedSettings, Settings, explain
from bot.texts import Texts, Whole

_STAND_IN = {"BOT_TOKEN": "1:stand-in", "TRIBUTE_API_KEY": "stand-in"}


class Desk:
    """The dialogue about one `.env`."""

    def __init__(self, terminal: Terminal, options: Options, texts: Texts, path: Path) -> None:
        self.terminal = terminal
        self.options = options
        self.file = DotenvFile(path)
        self._texts = texts
        self._locale = texts.pick(None)
        self.values = self._stored()
        """The values as they will be stored, by name."""
        self.changed = False
        self._replacing: dict[str, str] = {}

    def text(self, key: str, **params: object) -> str:
        shown = {
            name: Whole(value) if isinstance(value, str) else value
            for name, value in params.items()
        }
        return self._texts.plain(key, self._locale, **shown)

    def say(self, said: Said, mark: str = "") -> None:
        """Print a sentence, and its next step below."""
        self.terminal.say(self.text(said.key, **said.params), mark)
        if said.step:
            self.terminal.say(self.text(said.step, **said.params), "  →")

    def setting(self, name: str) -> str:
        """Return the value that the bot would start with: the environment's, the file's, or the
        default; raise SettingsError where it can't be right."""
        found = self.options.environ.get(name) or self.values.get(name, "")
        if found and name not in FLAGS:
            _refuse_wrong(name, found)
        return found or str(Settings.model_fields[name.lower()].default)

    def unknown(self) -> list[str]:
        """Return a sentence about each line of the file whose name is no setting."""
        return [
            self.text(
                "init-unknown-name",
                known="yes" if one.name else "no",
                name=one.name,
                line=str(one.line),
                path=str(self.file.path),
                nearest=one.nearest or "none",
            )
            for one in self.file.unknown()
        ]

    def database_path(self) -> Path:
        """Return where the ledger is, or will be."""
        return Path(self.setting("DATABASE_PATH")).expanduser()

    def fits(self, name: str, value: str) -> bool:
        """Return whether the settings would take the value, beside the others that are known and
        are right in themselves: a value isn't blamed for another one's mistake."""
        around = {**_STAND_IN, "TELEGRAM_API_URL": self.setting("TELEGRAM_API_URL")}
        known = {
            one: self.values[one]
            for one in (*_STAND_IN, "ADMIN_IDS")
            if one in self.values and one != name and _reads({**around, one: self.values[one]})
        }
        return _reads({**around, **known, name: value})

    async def answer(self, question: Question, check: Check) -> str | None:
        """Return the value of a setting, as it is stored from now on; None where it has none.

        Raises SettingsError where nobody can be asked and there is no way on, and Stopped.
        """
        given, there = self.options.given.get(question.name), self.values.get(question.name)
        if given is not None and await self._may_be_set(question, given, there):
            value = await self._take(question, check, given)
            return value if value is not None else await self.ask(question, check, there=there)
        if there is not None and given is not None:
            return await self.leave(question, check, there)
        if there is not None:
            return await self._keep(question, check, there)
        if self.terminal.asks and not (self.options.yes and not question.required):
            return await self.ask(question, check)
        return await self._unasked(question, check)

    async def leave(self, question: Question, check: Check, there: str) -> str | None:
        """Look at the value that is there, and ask for another only if it can't be used."""
        verdict = await check(there)
        if verdict.wrong is not None:
            self._refuse(question, verdict.wrong)
            return await self.ask(question, check)
        self.show(verdict)
        return there

    async def ask(
        self,
        question: Question,
        check: Check,
        typed: str | None = None,
        *,
        there: str | None = None,
    ) -> str | None:
        """Ask until an answer can be used. Enter keeps what is there, else takes the default.
        `typed` is an answer that has come already."""
        if there is None and typed is None:
            self.terminal.say()
            self.say(Said(f"init-ask-{question.topic}"))
        while True:
            if typed is None:
                prompt = self._prompt(question, there)
                typed = await self.terminal.ask(prompt, hidden=question.hidden)
            if not typed and there is not None:
                return there
            typed = typed or question.default
            if not typed and not question.required:
                return None
            verdict = await check(typed)
            self.terminal.forget_enters()
            if verdict.wrong is not None:
                self.say(verdict.wrong, "✗")
            elif await self._is_meant(verdict):
                return self.accept(question, verdict, shown=bool(verdict.doubts))
            typed = None

    async def agrees(
        self, key: str, *, default: bool = False, always: bool = False, **params: object
    ) -> bool:
        """Ask yes or no. Where nobody is asked the default counts; `always` asks in spite of
        `--yes`."""
        if not self.terminal.asks or (self.options.yes and not always):
            return default
        question = self.text(key, **params)
        return await ask_yes_or_no(self.terminal, self.text, question, default=default)

    def accept(self, question: Question, verdict: Verdict, *, shown: bool = False) -> str:
        """Store an answer that can be used, and say what was found out about it."""
        if not shown:
            self.show(verdict)
        self.keep(question.name, verdict.value)
        return verdict.value

    def keep(self, name: str, value: str) -> None:
        """Store an answer: at once where it fills a gap and somebody may stop the dialogue, else at
        the end."""
        if self.values.get(name) == value:
            return
        is_gap = name not in self.values
        self.values[name] = value
        self._replacing[name] = value
        if is_gap and self.terminal.asks:
            self._write({name: self._replacing.pop(name)})

    def finish(self) -> None:
        """Store what is left to store, and close the file to others who may read its secrets."""
        if self.file.close_to_others():
            self.say(Said("init-file-closed", {"path": str(self.file.path)}), "!")
        self._write(self._replacing)
        self._replacing = {}

    def _stored(self) -> dict[str, str]:
        """Return the values of the file; raise SettingsError where it can't be read."""
        try:
            return self.file.values()
        except UnreadableLine as error:
            where = {"line": str(error.line), "path": str(error.path)}
            raise SettingsError(self.text("init-unreadable-line", **where)) from None

    def _write(self, values: dict[str, str]) -> None:
        if values:
            self.file.put(values, self.text("init-file-heading"))
            self.changed = True

    async def _may_be_set(self, question: Question, given: str, there: str | None) -> bool:
        """Return whether the given value may take the place of the one that is there."""
        if there is None or given == there or self.options.yes:
            return True
        name = question.name
        if self.terminal.asks:
            return await self.agrees("init-replace", name=name)
        self.say(Said("init-stays", {"name": name}), "!")
        return False

    async def _take(self, question: Question, check: Check, given: str) -> str | None:
        """Store a value that was given beforehand; return None where another has to be asked."""
        verdict = await check(given)
        if verdict.wrong is not None:
            self._refuse(question, verdict.wrong)
            return None
        return self.accept(question, verdict)

    async def _keep(self, question: Question, check: Check, there: str) -> str | None:
        """Look at the value that is there, and let the owner type another one."""
        value = await self.leave(question, check, there)
        if value != there or not self.terminal.asks or self.options.yes:
            return value
        return await self.ask(question, check, there=there)

    async def _is_meant(self, verdict: Verdict) -> bool:
        if not verdict.doubts:
            return True
        self.show(verdict)
        return await self.agrees("init-all-the-same", default=self.options.yes)

    async def _unasked(self, question: Question, check: Check) -> str | None:
        """Take the default with `--yes`, else leave the setting out; raise where it is required."""
        if question.required:
            flag = FLAGS[question.name]
            raise SettingsError(self.text("init-needs-flag", name=question.name, flag=flag))
        if not (question.default and self.options.yes):
            return None
        return self.accept(question, await check(question.default))

    def _prompt(self, question: Question, there: str | None) -> str:
        words = self.text(f"init-prompt-{question.topic}")
        if there is not None and question.hidden:
            return f"{words} {self.text('init-enter-keeps')}"
        shown = there or question.default
        return f"{words} [{shown}]:" if shown else f"{words}:"

    def show(self, verdict: Verdict) -> None:
        """Say what was found out about an answer, and the doubts."""
        for said in verdict.good:
            self.say(said, "✓")
        for said in verdict.doubts:
            self.say(said, "!")

    def _refuse(self, question: Question, wrong: Said) -> None:
        """Say why a value can't be used; raise SettingsError where nobody is there to answer."""
        if self.terminal.asks:
            self.say(wrong, "✗")
            return
        sentence = self.text(wrong.key, **wrong.params)
        step = self.text(wrong.step, **wrong.params) if wrong.step else ""
        raise SettingsError(f"{question.name}: {sentence} {step}".strip())


def wrong(topic: str, text: str) -> Said:
    """Return what was typed instead of an answer about the topic, and where the right one is."""
    return Said(f"init-pasted-{kind_of(text)}", {}, f"init-where-{topic}")


def _read(chosen: Mapping[str, str]) -> None:
    """Raise ValidationError where the settings don't take these values."""
    values: dict[str, Any] = {name.lower(): text for name, text in chosen.items()}
    IsolatedSettings(**values)


def _reads(chosen: Mapping[str, str]) -> bool:
    try:
        _read(chosen)
    except ValidationError:
        return False
    return True


def _refuse_wrong(name: str, value: str) -> None:
    chosen = {**_STAND_IN, name: value}
    try:
        _read(chosen)
    except ValidationError as error:
        raise SettingsError(explain(error)) from None
