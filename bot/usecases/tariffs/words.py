"""Own names and descriptions of tariffs: in each language an owner may have some of their own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.clock import Clock
from bot.domain.decisions.versions import Version, version_of
from bot.domain.models import TariffId
from bot.domain.plan_names import LONGEST_DESCRIPTION, LONGEST_NAME, is_blank, same_name, tidy
from bot.domain.records import NO_WORDS, AuditEntry, TariffWords
from bot.domain.shop_face.telegram_html import length, plain, problem, without_quotes
from storage import audit, plans, tariff_texts, tariffs
from storage.engine.database import Database
from storage.engine.tx import Tx

_NAMED, _DESCRIBED = _WORDING = ("tariff_named", "tariff_described")


class WordsProblem(StrEnum):
    """Why words aren't saved."""

    EMPTY = "empty"
    TOO_LONG = "too-long"
    TAKEN = "taken"
    CHANGED = "changed"
    """Another admin has changed them since they were shown."""
    GONE = "gone"


def named(words: TariffWords, typed: str) -> TariffWords:
    """Return the words with another name, in one line."""
    return words._replace(name=tidy(typed))


def described(words: TariffWords, html: str) -> TariffWords:
    """Return the words with another description, formatted as it was typed."""
    return words._replace(description=without_quotes(html))


def problem_of(words: TariffWords) -> WordsProblem | None:
    """Return what is wrong with the words themselves."""
    if words.name is not None and is_blank(words.name):
        return WordsProblem.EMPTY
    if words.description is not None and is_blank(plain(words.description)):
        return WordsProblem.EMPTY
    if (
        len(words.name or "") > LONGEST_NAME
        or length(words.description or "") > LONGEST_DESCRIPTION
    ):
        return WordsProblem.TOO_LONG
    return None


@dataclass(frozen=True, slots=True)
class TariffTexts:
    """Reads and changes own words of tariffs."""

    db: Database
    clock: Clock

    async def every(self) -> Mapping[TariffId, Mapping[str, TariffWords]]:
        """Return the own words of all tariffs that have some, by language."""
        return await self.db.report(tariff_texts.every)

    async def of(self, tariff_id: TariffId) -> Mapping[str, TariffWords]:
        """Return a tariff's own words by language."""
        return (await self.db.read(tariff_texts.every)).get(tariff_id, {})

    async def standing(self, tariff_id: TariffId, locale: str) -> tuple[TariffWords, Version]:
        """Return a tariff's own words in a language, and their version."""

        def query(tx: Tx) -> tuple[TariffWords, Version]:
            words = tariff_texts.every(tx).get(tariff_id, {}).get(locale, NO_WORDS)
            latest = audit.latest(tx, [f"tariff:{tariff_id}"], _WORDING)
            return words, version_of(latest, *words)

        return await self.db.report(query)

    async def check(
        self, tariff_id: TariffId, locale: str, words: TariffWords
    ) -> WordsProblem | None:
        """Return why these words can't be the tariff's; another one of its plan may have the
        name."""
        return await self.db.read(lambda tx: _problem(tx, tariff_id, locale, words))

    async def save(
        self, tariff_id: TariffId, locale: str, words: TariffWords, seen: TariffWords, actor_id: int
    ) -> WordsProblem | None:
        """Let buyers read these words, if the present ones are those that the admin has `seen`."""

        def work(tx: Tx) -> WordsProblem | None:
            found = _problem(tx, tariff_id, locale, words)
            before = tariff_texts.every(tx).get(tariff_id, {}).get(locale, NO_WORDS)
            if found is not None:
                return found
            if before != seen:
                return WordsProblem.CHANGED
            if words == before:
                return None
            tariff_texts.put(tx, tariff_id, locale, words)
            self._note(tx, tariff_id, actor_id, before, words)
            return None

        return await self.db.write(work)

    def _note(
        self, tx: Tx, tariff_id: TariffId, actor_id: int, before: TariffWords, after: TariffWords
    ) -> None:
        now, actor, subject = self.clock.now(), f"admin:{actor_id}", f"tariff:{tariff_id}"
        if before.name != after.name:
            audit.add(tx, AuditEntry(now, actor, _NAMED, subject, after.name))
        if before.description != after.description:
            said = plain(after.description) if after.description is not None else None
            audit.add(tx, AuditEntry(now, actor, _DESCRIBED, subject, said))


def flaws(tx: Tx) -> Iterator[str]:
    """Yield a sentence for each description of a tariff or a plan that Telegram would refuse."""
    for tariff_id, by_locale in tariff_texts.every(tx).items():
        for locale, words in by_locale.items():
            broken = problem(words.description or "")
            if broken is not None:
                where = f"The owner's description of tariff {tariff_id} ({locale})"
                yield f"{where} has broken markup, so buyers get the original: {broken}."
    for plan_id, locale, html in plans.formatted_descriptions(tx):
        broken = problem(html)
        if broken is not None:
            where = f"The description of plan {plan_id} ({locale})"
            yield f"{where} has broken markup, so buyers get it without: {broken}."


def sound(tx: Tx) -> dict[TariffId, dict[str, TariffWords]]:
    """Return the words of all tariffs, without descriptions that Telegram would refuse."""
    return {
        tariff_id: {
            locale: one._replace(description=None) if problem(one.description or "") else one
            for locale, one in by_locale.items()
        }
        for tariff_id, by_locale in tariff_texts.every(tx).items()
    }


def _problem(tx: Tx, tariff_id: TariffId, locale: str, words: TariffWords) -> WordsProblem | None:
    tariff = tariffs.get(tx, tariff_id)
    if tariff is None:
        return WordsProblem.GONE
    found = problem_of(words)
    if found is not None or words.name is None:
        return found
    texts = tariff_texts.every(tx)
    others = [one.id for one in tariffs.every(tx) if one.plan_id == tariff.plan_id]
    taken = [texts.get(one, {}).get(locale, NO_WORDS).name for one in others if one != tariff_id]
    is_taken = any(one is not None and same_name(words.name, one) for one in taken)
    return WordsProblem.TAKEN if is_taken else None
