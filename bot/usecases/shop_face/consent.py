"""Consent: buyers agree to the terms once before they pay, where an owner wants that.

The admins' decision is in memory, so that a shop without consent reads nothing for it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from bot.clock import Clock
from bot.domain.records import AuditEntry, Person
from bot.domain.shop_face.consent import Agreement, ConsentRule
from bot.domain.shop_face.texts import Saved
from bot.usecases.shop_face.face import ShopFace
from bot.usecases.shop_face.values import Terms
from storage import audit, people
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.shop_face import consent, shop_texts

_SUBJECT = "shop:consent"
_NEVER = 1 << 62
_Change = Callable[[Tx, ConsentRule | None], tuple[bool, int | None]]
"""Returns whether consent is on and which agreements don't count, by the decision before."""


@dataclass(frozen=True, slots=True)
class Decision:
    """An admin's decision, the one before it, and the admin."""

    rule: ConsentRule
    before: ConsentRule | None
    admin: Person | None

    @property
    def asks_again(self) -> bool:
        """Whether everybody was asked once more by it."""
        known = self.before.after_agreement if self.before is not None else None
        return self.rule.after_agreement != known


@dataclass(slots=True)
class _Memory:
    rule: ConsentRule | None = None


@dataclass(frozen=True, slots=True)
class Consent:
    """Says who has to agree before paying, and records that they did."""

    db: Database
    clock: Clock
    face: ShopFace
    _memory: _Memory = field(default_factory=_Memory)

    async def on_start(self) -> None:
        self._memory.rule = await self.db.read(consent.rule)

    @property
    def is_on(self) -> bool:
        return self._memory.rule is not None and self._memory.rule.is_on

    @property
    def payment_counts(self) -> bool:
        """Whether people who have paid needn't agree."""
        return self._memory.rule is None or self._memory.rule.payment_counts

    @property
    def version(self) -> int:
        """The id of what counts, 0 where no admin has decided anything."""
        return self._memory.rule.id if self._memory.rule is not None else 0

    async def due(
        self, telegram_user_id: int | None, locale: str, *, has_paid: bool
    ) -> Terms | None:
        """Return the terms that this person has to agree to before they see how to pay; None where
        they needn't. Without a person it is somebody new."""
        terms = self._terms(locale, has_paid=has_paid)
        if terms is None or telegram_user_id is None:
            return terms
        return terms if not self._counts(await self.agreement(telegram_user_id)) else None

    def due_in(self, tx: Tx, telegram_user_id: int, locale: str, *, has_paid: bool) -> Terms | None:
        """Return the same inside a query."""
        terms = self._terms(locale, has_paid=has_paid)
        if terms is None or self._counts(consent.agreement_of(tx, telegram_user_id)):
            return None
        return terms

    def _terms(self, locale: str, *, has_paid: bool) -> Terms | None:
        """Return the terms that somebody has to agree to, if they haven't."""
        rule = self._memory.rule
        if rule is None or not rule.is_on or (has_paid and rule.payment_counts):
            return None
        return self.face.terms(locale)

    def _counts(self, latest: Agreement | None) -> bool:
        """Return whether a person's latest agreement still counts."""
        return latest is not None and latest.id > self._after

    async def agreement(self, telegram_user_id: int) -> Agreement | None:
        """Return the person's latest agreement."""
        return await self.db.read(lambda tx: consent.agreement_of(tx, telegram_user_id))

    async def agreed(self, telegram_user_id: int) -> tuple[Agreement, Saved | None] | None:
        """Return the person's latest agreement, with the terms that an admin had saved; without
        them it was to the address of `.env`."""

        def query(tx: Tx) -> tuple[Agreement, Saved | None] | None:
            found = consent.agreement_of(tx, telegram_user_id)
            if found is None:
                return None
            return found, shop_texts.get(tx, found.text_id) if found.text_id else None

        return await self.db.read(query)

    async def agree(self, telegram_user_id: int, terms: Terms) -> None:
        """Record the person's agreement to these terms; once, however often they press."""
        now, before = self.clock.now(), self._after
        text_id, url = (terms.row, None) if terms.row else (None, terms.url)

        def work(tx: Tx) -> None:
            latest = consent.agreement_of(tx, telegram_user_id)
            same = latest is not None and (latest.text_id, latest.url) == (text_id, url)
            if latest is None or not same or latest.id <= before:
                consent.insert_agreement(tx, telegram_user_id, now, text_id, url)

        await self.db.write(work)

    async def count(self) -> int:
        """Return how many people have agreed, since everybody was asked last."""
        return await self.db.read(lambda tx: consent.count_people(tx, self._after))

    async def people(self, before: int | None, limit: int) -> list[tuple[Agreement, Person | None]]:
        """Return those who are counted, with their latest agreement, the latest first: only those
        before this agreement."""
        latest = before if before is not None else _NEVER

        def query(tx: Tx) -> list[tuple[Agreement, Person | None]]:
            found = consent.latest_of_people(tx, self._after, latest, limit)
            known = people.of_ids(tx, [one.telegram_user_id for one in found]) if found else {}
            return [(one, known.get(one.telegram_user_id)) for one in found]

        return await self.db.report(query)

    @property
    def _after(self) -> int:
        """The latest agreement that doesn't count any more."""
        rule = self._memory.rule
        return (rule.after_agreement or 0) if rule is not None else 0

    async def switch(self, *, on: bool, seen: int, admin_id: int) -> bool:
        """Begin or stop to ask buyers; return False, and change nothing, where another admin has
        decided since this one saw `seen`."""

        def change(_: Tx, latest: ConsentRule | None) -> tuple[bool, int | None]:
            return on, latest.after_agreement if latest is not None else None

        return await self._decide(change, "consent_on" if on else "consent_off", seen, admin_id)

    async def ask_again(self, *, seen: int, admin_id: int) -> bool:
        """Ask everybody once more, also people who have agreed or paid; False as in `switch`."""

        def change(tx: Tx, _: ConsentRule | None) -> tuple[bool, int | None]:
            return True, consent.last_agreement(tx)

        return await self._decide(change, "consent_asked_again", seen, admin_id)

    async def history(self, number: int, size: int) -> tuple[list[Decision], int]:
        """Return page `number` of what was decided, newest first, and how many pages there are."""

        def query(tx: Tx) -> tuple[list[Decision], int]:
            pages = max(1, -(-consent.count_rules(tx) // size))
            found = consent.rules(tx, size + 1, min(number, pages - 1) * size)
            befores = [*found[1:], None]
            return [
                Decision(one, before, people.get(tx, one.admin_id))
                for one, before in zip(found[:size], befores, strict=False)
            ], pages

        return await self.db.read(query)

    async def _decide(self, change: _Change, action: str, seen: int, admin_id: int) -> bool:
        now = self.clock.now()

        def work(tx: Tx) -> bool:
            latest = consent.rule(tx)
            if (latest.id if latest is not None else 0) != seen:
                return False
            is_on, after = change(tx, latest)
            consent.insert_rule(tx, is_on=is_on, after_agreement=after, now=now, admin_id=admin_id)
            audit.add(tx, AuditEntry(now, f"admin:{admin_id}", action, _SUBJECT, None))
            return True

        done = await self.db.write(work)
        await self.on_start()
        return done
