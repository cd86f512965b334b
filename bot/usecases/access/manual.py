"""Manual grants and revocations by admins: shown first, then done once and only as shown."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.clock import Clock
from bot.domain.access.plan_access import PlanAccess, plan_accesses
from bot.domain.access.subscription import fold, shortened
from bot.domain.durations import Duration
from bot.domain.models import Grant, PersonId, PlanId, Subscription
from bot.domain.records import AuditEntry, NewTariff, Person, Revocation
from bot.usecases.access.grants import refold
from bot.usecases.access.lifecycle import notice_key, plan_detail
from bot.usecases.access.noted import noted
from bot.usecases.outbox.kinds import NoticeKind
from storage import audit, grants, outbox, people, plans, subscriptions
from storage.access import cuts
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.outbox import NewMessage

FOR_LIFE = 0
"""The end of a lifetime, in `end_of` and in `expected_end`."""
LONGEST_NOTE = 200
"""The longest note with a manual grant or a revocation, in characters."""
_TOLERANCE_SECONDS = 3600


@dataclass(frozen=True, slots=True)
class Preview:
    """Somebody's access to a plan at `now`, and as it would be (or is) after the change."""

    telegram_user_id: PersonId
    plan_id: PlanId
    person: Person | None
    before: Subscription | None
    after: Subscription | None
    now: int
    takes_time: bool = False
    """Whether a revocation takes time of the person's own, also time that waits behind a plan which
    includes this one."""
    opened_by: PlanId | None = None
    """The plan that includes this one and still opens it after a revocation."""
    left: tuple[PlanAccess, ...] = ()
    """The access to other plans that is open after a revocation."""

    @property
    def has_access(self) -> bool:
        return self.before is not None and self.before.active_at(self.now)

    @property
    def can_end(self) -> bool:
        """Whether there is access of their own to end; if another plan opens it, there is none."""
        return self.has_access and self.takes_time

    @property
    def has_lifetime(self) -> bool:
        return self.before is not None and self.before.expires_at is None


@dataclass(frozen=True, slots=True)
class GrantOrder:
    """A manual grant to be made; `expected_end` is the end that the admin was shown."""

    telegram_user_id: PersonId
    plan_id: PlanId
    duration: Duration
    expected_end: int
    note: str | None = None


@dataclass(frozen=True, slots=True)
class RevokeOrder:
    """Access to a plan to be revoked now; `expected_end` is its end, as the admin was shown."""

    telegram_user_id: PersonId
    plan_id: PlanId
    expected_end: int
    note: str | None = None


@dataclass(frozen=True, slots=True)
class ManualGrants:
    """Makes manual grants, and revokes access for an admin.

    Both actions do nothing if the access has changed since the admin was shown it, so a second tap
    is harmless.
    """

    db: Database
    clock: Clock

    async def preview_grant(
        self, telegram_user_id: PersonId, plan_id: PlanId, duration: Duration
    ) -> Preview:
        now = self.clock.now()
        return await self.db.read(
            lambda tx: _with_grant(tx, telegram_user_id, plan_id, duration, now)
        )

    async def grant(self, order: GrantOrder, actor_id: int) -> Preview | None:
        """Grant the time from now on, or after the person's present access to the plan.

        None, and nothing changes, if the end wouldn't be the expected one.
        """
        now = self.clock.now()
        return await self.db.write(lambda tx: _grant(tx, order, actor_id, now))

    async def revocable(self, telegram_user_id: PersonId) -> tuple[PlanId, ...]:
        """Return the plans to which the person has access of their own now, in their order."""
        now = self.clock.now()
        return await self.db.read(lambda tx: revocable(tx, telegram_user_id, now))

    async def preview_revoke(self, telegram_user_id: PersonId, plan_id: PlanId) -> Preview:
        now = self.clock.now()
        return await self.db.read(lambda tx: _with_revoke(tx, telegram_user_id, plan_id, now))

    async def revoke(self, order: RevokeOrder, actor_id: int) -> Preview | None:
        """End the person's own access to the plan now, whatever it came from. Time used until now
        stays, and purchases stay paid. A plan that includes it opens it as before.

        None, and nothing changes, if there is no access of their own, or if its end isn't the
        expected one.
        """
        now = self.clock.now()
        return await self.db.write(lambda tx: _revoke(tx, order, actor_id, now))


def end_of(subscription: Subscription | None) -> int:
    """Return a subscription's end as a number for a button; 0 for a lifetime, or without one."""
    return subscription.expires_at or FOR_LIFE if subscription else FOR_LIFE


def _with_grant(tx: Tx, person: PersonId, plan_id: PlanId, duration: Duration, now: int) -> Preview:
    order = Grant(0, now, duration, plan_id=plan_id)
    return _preview(tx, person, plan_id, [*grants.live(tx, person), order], now)


def _preview(
    tx: Tx, person: PersonId, plan_id: PlanId, after: Iterable[Grant], now: int
) -> Preview:
    return Preview(
        person,
        plan_id,
        people.get(tx, person),
        subscriptions.get(tx, person, plan_id),
        fold(person, after, plans.inclusions(tx)).get(plan_id),
        now,
    )


def _grant(tx: Tx, order: GrantOrder, actor_id: int, now: int) -> Preview | None:
    person = order.telegram_user_id
    found = _with_grant(tx, person, order.plan_id, order.duration, now)
    is_known = order.plan_id in plans.keys(tx)
    if found.has_lifetime or not is_known:
        return None
    if not _is_expected(end_of(found.after), order.expected_end):
        return None
    people.ensure(tx, person, None, now)
    grant_id = grants.insert_by_admin(tx, person, order.plan_id, order.duration, now)
    refold(tx, person, now)
    given = noted(tx, NewTariff(order.plan_id, order.duration))
    detail = f"{given}; {order.note}" if order.note else given
    audit.add(tx, AuditEntry(now, f"admin:{actor_id}", "granted", f"person:{person}", detail))
    key = f"{NoticeKind.GRANTED}:{grant_id}"
    outbox.enqueue(tx, NewMessage(key, NoticeKind.GRANTED, person, grant_id), now)
    return found


def _is_expected(end: int, expected: int) -> bool:
    """Return whether the end is the one shown; it may be later by the time the admin took."""
    if FOR_LIFE in {end, expected}:
        return end == expected
    return abs(end - expected) <= _TOLERANCE_SECONDS


def _with_revoke(tx: Tx, person: PersonId, plan_id: PlanId, now: int) -> Preview:
    live, inclusions = grants.live(tx, person), plans.inclusions(tx)
    new = {one.id for one in live if one.plan_id == plan_id and (one.cut_at or now) >= now}
    cut = [replace(one, cut_at=now) if one.id in new else one for one in live]
    uncut = {one.id for one in live if one.cut_at is None}
    accesses = plan_accesses(fold(person, cut, inclusions), cut, inclusions, now)
    return replace(
        _preview(tx, person, plan_id, cut, now),
        takes_time=not new.isdisjoint(uncut & shortened(cut, inclusions).keys()),
        opened_by=next((one.comes_with for one in accesses if one.plan_id == plan_id), None),
        left=tuple(
            one for one in accesses if one.plan_id != plan_id and one.subscription.active_at(now)
        ),
    )


def _revocation_noted(tx: Tx, order: RevokeOrder) -> tuple[str, str, str | None]:
    """Return action, subject and detail for the audit: with the plan where there are several."""
    subject = f"person:{order.telegram_user_id}"
    if plans.only(tx) is not None:
        return "revoked", subject, order.note
    key = plans.keys(tx)[order.plan_id]
    return "revoked_plan", subject, f"{key}; {order.note}" if order.note else key


def revocable(tx: Tx, person: PersonId, now: int) -> tuple[PlanId, ...]:
    """Return the plans to which the person has access of their own now, in their order."""
    previews = (_with_revoke(tx, person, plan.id, now) for plan in plans.every(tx))
    return tuple(one.plan_id for one in previews if one.can_end)


def _revoke(tx: Tx, order: RevokeOrder, actor_id: int, now: int) -> Preview | None:
    person = order.telegram_user_id
    found = _with_revoke(tx, person, order.plan_id, now)
    if not found.can_end or end_of(found.before) != order.expected_end:
        return None
    cuts.insert(tx, person, order.plan_id, Revocation(now, actor_id, order.note))
    refold(tx, person, now)
    audit.add(tx, AuditEntry(now, f"admin:{actor_id}", *_revocation_noted(tx, order)))
    if found.opened_by is None:  # else nothing changes for the person now
        key = notice_key(NoticeKind.REVOKED, person, order.plan_id, now)
        detail = plan_detail(order.plan_id) or None
        outbox.enqueue(tx, NewMessage(key, NoticeKind.REVOKED, person, None, detail), now)
    return found
