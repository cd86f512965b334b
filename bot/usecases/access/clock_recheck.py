"""Looks again at what a clock that was ahead has done to access: cuts, grants, reminders, ends."""

from bot.domain.changes import Change
from bot.domain.durations import Duration, add_calendar
from bot.domain.models import PersonId, PlanId
from bot.domain.plans import any_of
from bot.usecases.access.grants import ChangeReason, refold_all
from bot.usecases.access.lifecycle import plan_of
from bot.usecases.outbox.kinds import NoticeKind
from bot.usecases.webhooks_out.enqueue import SubscriptionChange, enqueue_webhooks
from storage import outbox, subscriptions, webhooks_out
from storage.access import later_than_now
from storage.engine.tx import Tx
from storage.outbox import NewMessage
from storage.queries import due_subscriptions, early_notices
from storage.queries.early_notices import EarlyNotice

_OF_ACCESS = (NoticeKind.REMINDER, NoticeKind.ENDED)


def recheck_facts(tx: Tx, now: int) -> None:
    """Let cuts, grants, settlements and refunds count from now, where their time is later.

    An admin who ended or gave access meant the moment of the act. People who read of an end that
    was too late read the right one.
    """
    people = later_than_now.cut_at_the_latest(tx, now)
    begun = later_than_now.begun_at_the_latest(tx, now)
    later_than_now.refunded_at_the_latest(tx, now)
    latest = {person: grant_id for grant_id, person in sorted(begun.items())}
    ends = {person: _ends(tx, person) for person in latest}
    refold_all(tx, dict.fromkeys(sorted(people | set(latest)), ChangeReason()), now)
    for person, grant_id in latest.items():  # their other notices name the same access
        if _ends(tx, person) == ends[person]:
            continue
        kind = NoticeKind.END_CORRECTED
        outbox.enqueue(tx, NewMessage(f"{kind}:{grant_id}:{now}", kind, person, grant_id), now)


def _ends(tx: Tx, person: PersonId) -> dict[PlanId, int | None]:
    found = subscriptions.of_person(tx, person)
    return {plan_id: one.expires_at for plan_id, one in found.items()}


def recheck_access(tx: Tx, now: int) -> None:
    """Undo what was announced too early, and look at each subscription again at its right time.

    People who read that their access had ended read that it goes on, and so does the owner's
    service. Reminders and the end come again when it is time for them.
    """
    notices = early_notices.queued_after(tx, now)
    for notice in notices:
        _release(tx, notice, now)
    people = {one.chat_id for one in notices if one.kind in _OF_ACCESS}
    due_subscriptions.check_again_after_set_back(tx, now, people)
    changes = []
    for person, plan_id in webhooks_out.reported_over(tx, now):
        all_plans = subscriptions.of_person(tx, person)
        one = all_plans.get(plan_id)
        if one is not None and one.active_at(now):
            any_plan = any_of(all_plans.values())
            changes.append(SubscriptionChange(Change.STARTED, person, plan_id, one, any_plan))
    enqueue_webhooks(tx, changes, now)


def _release(tx: Tx, notice: EarlyNotice, now: int) -> None:
    """Free the notice's key, unless its moment has come by now in any case.

    A reminder or an end that still waits is cancelled. The keys of other kinds only keep a notice
    from coming twice within an hour or a day, and the notice itself stays.
    """
    if notice.kind == NoticeKind.REMINDER and _reminder_moment(notice) <= now:
        return
    if notice.kind == NoticeKind.ENDED and not _goes_on(tx, notice, now):
        return
    early_notices.free_key(tx, notice.id)
    if notice.kind in _OF_ACCESS:
        early_notices.cancel(tx, notice.id, now)
    if notice.kind == NoticeKind.ENDED:
        kind = NoticeKind.ENDED_EARLY
        correction = NewMessage(f"{kind}:{notice.id}", kind, notice.chat_id, notice.id)
        outbox.enqueue(tx, correction, now)


def _reminder_moment(notice: EarlyNotice) -> int:
    before = Duration.parse(notice.dedupe_key.rpartition(":")[2])
    return add_calendar(_noticed_end(notice), -before.months, -before.days)


def _goes_on(tx: Tx, notice: EarlyNotice, now: int) -> bool:
    """Return whether the end that was announced is still to come; a renewal has its grace."""
    expires_at = _noticed_end(notice)
    subscription = subscriptions.get(tx, notice.chat_id, plan_of(notice.detail))
    if subscription is not None and subscription.expires_at == expires_at:
        return subscription.active_at(now)
    return expires_at > now


def _noticed_end(notice: EarlyNotice) -> int:
    return int(str(notice.detail["expires_at"]))
