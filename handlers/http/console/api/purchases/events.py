"""The life of a purchase, event by event, in words."""

from collections.abc import Iterator
from typing import Literal, TypeAlias

from bot.domain.listing.life import RefundAsked, Sent
from bot.domain.records import AttemptState, NewTariff
from bot.texts import Whole
from bot.usecases.people.phrases import short_name
from bot.usecases.purchases.history_lines import action_text
from bot.usecases.purchases.life import Came, PurchaseLife
from bot.usecases.purchases.lookup import AuditLine
from bot.usecases.purchases.phrases import refund_reason
from handlers.http.console.api.days import moment, moment_or_none
from handlers.http.console.api.purchases.models import LifeEvent
from handlers.http.console.api.route import Call
from handlers.http.console.api.said import sentence

State: TypeAlias = Literal["good", "bad", "warn", "quiet"]
_SENDINGS: dict[str, State] = {
    "sent": "good",
    "queued": "warn",
    "waiting": "warn",
    "gathered": "quiet",
    "undeliverable": "bad",
    "cancelled": "quiet",
}
_ATTEMPTS: dict[AttemptState, State] = {
    AttemptState.CALLING: "warn",
    AttemptState.SUCCEEDED: "good",
    AttemptState.REJECTED: "bad",
    AttemptState.UNKNOWN: "warn",
    AttemptState.NOT_DONE: "quiet",
}
_OF_ATTEMPTS = frozenset(
    {"refund_calling", "refund_rejected", "refund_succeeded", "refund_not_done", "refunded"}
)
"""Entries of the history that attempts say, too."""


def life_events(call: Call, life: PurchaseLife) -> list[LifeEvent]:
    """Return what has happened to a purchase, oldest first; of one moment, causes come first."""
    found = [
        *(_delivery(call, one) for one in life.came),
        *_stars(call, life),
        *_grant(call, life),
        *_acts(call, life),
        *(_attempt(call, life, one) for one in life.attempts),
        *_refund(call, life),
        *(_message(call, life, one) for one in life.sendings),
    ]
    return sorted(found, key=lambda one: one.at.at if one.at is not None else "")


def _delivery(call: Call, came: Came) -> LifeEvent:
    one = came.delivery
    lines = [call.text("console-purchases-life-name", name=Whole(one.name))]
    if came.sent_at is not None:
        when = moment(call, came.sent_at).full
        lines.append(call.text("console-purchases-life-signed", when=when))
    if one.deliveries > 1:
        last = moment(call, one.last_seen_at).full
        lines.append(call.text("console-purchases-life-again", count=one.deliveries, when=last))
    if one.conflicts:
        lines.append(call.text("console-purchases-life-conflicts", count=one.conflicts))
    if one.problems:
        problems = Whole(one.problems)
        lines.append(call.text("console-purchases-life-problems", problems=problems))
    return LifeEvent(
        what="delivery",
        at=moment(call, one.first_seen_at),
        title=call.text("console-purchases-life-delivery"),
        lines=lines,
        state="warn" if one.problems or one.conflicts else "quiet",
    )


def _stars(call: Call, life: PurchaseLife) -> Iterator[LifeEvent]:
    one = life.stars
    if one is None:
        return
    lines = [call.text("console-purchases-life-charge", charge=Whole(one.charge_id))]
    if one.reports > 1:
        last = moment(call, one.last_seen_at).full
        lines.append(call.text("console-purchases-life-again", count=one.reports, when=last))
    if one.problems:
        problems = Whole(one.problems)
        lines.append(call.text("console-purchases-life-problems", problems=problems))
    yield LifeEvent(
        what="delivery",
        at=moment(call, one.first_seen_at),
        title=call.text("console-purchases-life-stars"),
        lines=lines,
        state="warn" if one.problems else "quiet",
    )


def _grant(call: Call, life: PurchaseLife) -> Iterator[LifeEvent]:
    granted, purchase = life.card.granted, life.card.purchase
    if granted is None:
        return
    lines = []
    if life.span is not None:
        since = moment(call, life.span.started_at).full
        until = moment_or_none(call, life.span.expires_at)
        key = "console-purchases-life-span" if until else "console-purchases-life-span-for-life"
        lines.append(call.text(key, since=since, until=until.full if until else ""))
    at = purchase.settled_at or life.granted_at or purchase.received_at
    yield LifeEvent(
        what="grant",
        at=moment(call, max(at, purchase.received_at)),
        title=call.text(
            "console-purchases-life-grant", tariff=call.say.tariff(NewTariff(*granted))
        ),
        lines=lines,
        state="good" if life.granted_at is not None else "quiet",
    )


def _acts(call: Call, life: PurchaseLife) -> Iterator[LifeEvent]:
    """Yield the acts of admins and of the bot."""
    for line in life.card.history:
        if line.entry.action in _OF_ATTEMPTS:
            continue
        what = sentence(action_text(call.say, line.entry.action, line.entry.detail or ""))
        yield LifeEvent(
            what="act",
            at=moment(call, line.entry.at),
            title=call.text("console-purchases-life-act", who=_actor(call, line), what=Whole(what)),
            lines=[],
            state="quiet",
        )


def _actor(call: Call, line: AuditLine) -> str:
    if line.admin_id is None:
        return call.text("console-purchases-the-bot")
    return short_name(call.say, line.admin, line.admin_id)


def _attempt(call: Call, life: PurchaseLife, one: RefundAsked) -> LifeEvent:
    lines = [call.text(f"console-purchases-attempt-{one.state.replace('_', '-')}")]
    if one.error:
        lines.append(call.text("console-purchases-life-error", error=Whole(one.error)))
    if one.answered_at is not None:
        when = moment(call, one.answered_at).full
        lines.append(call.text("console-purchases-life-answered", when=when))
    who = short_name(call.say, life.people.get(one.actor_id), one.actor_id)
    return LifeEvent(
        what="refund",
        at=moment(call, one.created_at),
        title=call.text("console-purchases-life-attempt", who=who),
        lines=lines,
        state=_ATTEMPTS[one.state],
    )


def _refund(call: Call, life: PurchaseLife) -> Iterator[LifeEvent]:
    purchase = life.card.purchase
    if purchase.refunded_at is None:
        return
    reason = sentence(refund_reason(call.say, purchase.refund_reason))
    yield LifeEvent(
        what="refund",
        at=moment(call, purchase.refunded_at),
        title=call.text("console-purchases-life-refunded"),
        lines=[call.text("console-purchases-life-reason", reason=Whole(reason))],
        state="bad",
    )


def _message(call: Call, life: PurchaseLife, one: Sent) -> LifeEvent:
    who = short_name(call.say, life.people.get(one.chat_id), one.chat_id)
    until = one.done_at or one.not_before
    state = f"console-purchases-message-{one.state}"
    lines = [call.text(state, when=moment(call, until).full, attempts=one.attempts)]
    if one.error and one.state != "sent":
        lines.append(call.text("console-purchases-life-error", error=Whole(one.error)))
    return LifeEvent(
        what="message",
        at=moment(call, one.created_at),
        title=call.text(f"console-purchases-notice-{one.kind}", who=who),
        lines=lines,
        state=_SENDINGS[one.state],
    )
