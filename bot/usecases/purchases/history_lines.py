"""Puts the history of a purchase and of a person into words, a line for each entry."""

from collections.abc import Iterable

from bot.domain.durations import Duration
from bot.domain.money import STARS, Money
from bot.domain.records import HistoryKind
from bot.texts import GAP, Markup, When, lines, quoted
from bot.usecases.outbox.wording import Wording
from bot.usecases.people.history import HistoryPage, Line
from bot.usecases.people.phrases import person_link
from bot.usecases.purchases.lookup import AuditLine

_SHOWN = 8
_PLAIN_ACTIONS = {
    "accepted": "audit-accepted",
    "admin_added": "audit-admin-added",
    "admin_confirmed": "audit-admin-confirmed",
    "admin_removed": "audit-admin-removed",
    "console_by_link": "audit-console-by-link",
    "console_by_telegram": "audit-console-by-telegram",
    "dismissed": "audit-dismissed-unexplained",
    "match_overruled": "audit-match-overruled",
    "matched_refund": "audit-matched-refund",
    "message_sent_again": "audit-message-sent-again",
    "refund_calling": "audit-refund-calling",
    "refund_not_done": "audit-refund-not-done",
    "refund_rejected": "audit-refund-rejected",
    "refund_succeeded": "audit-refund-succeeded",
    "plan_moved": "audit-plan-moved",
    "plan_moved_down": "audit-plan-moved-down",
    "plans_ordered": "audit-plans-ordered",
    "tariffs_ordered": "audit-tariffs-ordered",
    "plans_order_restored": "audit-plans-order-restored",
    "tariffs_order_restored": "audit-tariffs-order-restored",
    "tariff_moved_up": "audit-tariff-moved-up",
    "tariff_moved_down": "audit-tariff-moved-down",
    "tariff_named": "audit-tariff-name-removed",
    "tariff_described": "audit-tariff-description-removed",
    "tariff_hidden": "audit-tariff-hidden",
    "tariff_shown": "audit-tariff-shown",
    "stars_price_removed": "audit-stars-price-removed",
    "stars_renewal_canceled": "audit-stars-renewal-canceled",
    "stars_renewal_active": "audit-stars-renewal-active",
    "stars_renewal_failed": "audit-stars-renewal-failed",
    "stars_renewal_stopped": "audit-stars-renewal-stopped",
    "stars_renewal_allowed": "audit-stars-renewal-allowed",
    "plan_retired": "audit-plan-retired",
    "plan_sold_again": "audit-plan-sold-again",
    "plan_described": "audit-plan-description-removed",
    "plan_renamed": "audit-plan-name-removed",
    "refunded": "audit-refunded",
    "revoked": "audit-revoked",
    "support_closed": "audit-support-closed",
}
_ACTIONS_WITH_NOTE = {
    "dismissed": "audit-dismissed",
    "revoked": "audit-revoked-note",
    "claim_approved": "audit-claim-approved",
    "claim_denied": "audit-claim-denied",
    "claim_closed": "audit-claim-closed",
    "plan_added": "audit-plan-added",
    "plan_renamed": "audit-plan-renamed",
    "plan_described": "audit-plan-described",
    "tariff_named": "audit-tariff-named",
    "tariff_described": "audit-tariff-described",
    "plan_opens_chat": "audit-plan-opens-chat",
    "plan_closes_chat": "audit-plan-closes-chat",
    "support_message": "audit-support-answered",
    "support_first": "audit-support-wrote",
}


def purchase_history(say: Wording, audit_lines: Iterable[AuditLine]) -> Markup | None:
    """Return the latest audit entries of a purchase, oldest first; None where there are none."""
    shown = [_audit_entry_line(say, audit_line) for audit_line in list(audit_lines)[:_SHOWN]]
    if not shown:
        return None
    return lines(GAP, say("history-purchase-title"), *reversed(shown))


def _audit_entry_line(say: Wording, audit_line: AuditLine) -> Markup:
    when = When(audit_line.entry.at)
    what = action_text(say, audit_line.entry.action, audit_line.entry.detail or "")
    if audit_line.admin_id is None:
        return say("history-line-bot", when=when, what=what)
    by = person_link(say, audit_line.admin, audit_line.admin_id)
    return say("history-line", when=when, who=by, what=what)


def action_text(say: Wording, action: str, detail: str) -> Markup:
    """Put an audit action and its detail into words."""
    if detail and action in _ACTIONS_WITH_NOTE:
        return say(_ACTIONS_WITH_NOTE[action], words=quoted(detail))
    if action in _PLAIN_ACTIONS:
        return say(_PLAIN_ACTIONS[action])
    if action == "named_buyer":
        return say("audit-named-buyer", id=detail)
    if action in _WITH_PLAN:
        return _WITH_PLAN[action](say, detail)
    return say("audit-other", action=action, detail=detail)


def _settled_as(say: Wording, detail: str) -> Markup:
    return say("audit-settled-as", duration=_tariff(say, detail))


def _granted(say: Wording, detail: str) -> Markup:
    duration, _, note = detail.partition("; ")
    if note:
        return say("audit-granted-note", duration=_tariff(say, duration), words=quoted(note))
    return say("audit-granted", duration=_tariff(say, duration))


def _revoked(say: Wording, detail: str) -> Markup:
    key, _, note = detail.partition("; ")
    if note:
        return say("audit-revoked-plan-note", plan=_plan(say, key), words=quoted(note))
    return say("audit-revoked-plan", plan=_plan(say, key))


def _tariff(say: Wording, detail: str) -> str:
    """Return a tariff as `bot.usecases.access.noted` has put it into the audit."""
    key, slash, text = detail.rpartition(" / ")
    try:
        duration = say.plain("label-duration", duration=Duration.parse(text))
    except ValueError:
        return detail
    if not slash:
        return duration
    return say.plain("plan-tariff", plan=_plan(say, key), duration=duration)


def _plan(say: Wording, key: str) -> str:
    return next((say.plan(one.id) for one in say.plans if one.key == key), key)


def _includes(say: Wording, key: str) -> Markup:
    return say("audit-plan-includes", plan=_plan(say, key))


def _excludes(say: Wording, key: str) -> Markup:
    return say("audit-plan-excludes", plan=_plan(say, key))


def _stars_price(say: Wording, detail: str) -> Markup:
    return say("audit-stars-price", price=Money(int(detail), STARS))


def _stars_price_renewing(say: Wording, detail: str) -> Markup:
    return say("audit-stars-price-renewing", price=Money(int(detail), STARS))


_WITH_PLAN = {
    "stars_price_set": _stars_price,
    "stars_price_renewing": _stars_price_renewing,
    "settled_as": _settled_as,
    "granted": _granted,
    "revoked_plan": _revoked,
    "plan_includes": _includes,
    "plan_excludes": _excludes,
}


def latest_history(say: Wording, latest: HistoryPage) -> Markup | None:
    """Return the newest lines for the person's card; None where there are none."""
    if not latest.lines:
        return None
    return lines(GAP, say("history-latest"), *(person_line(say, one) for one in latest.lines))


def person_line(say: Wording, one: Line) -> Markup:
    """Return one line of a person's history; an admin or the bot did it, else nobody is named."""
    when = When(one.entry.at)
    if one.admin_id is not None:
        by = person_link(say, one.admin, one.admin_id)
        return say("history-line", when=when, who=by, what=_audit_line(say, one))
    if one.entry.actor is not None:
        return say("history-line-bot", when=when, what=_audit_line(say, one))
    return say("history-line-plain", when=when, what=_event(say, one))


def person_event(say: Wording, one: Line) -> Markup:
    """Return the same without its moment."""
    if one.admin_id is not None:
        by = person_link(say, one.admin, one.admin_id)
        return say("history-event", who=by, what=_audit_line(say, one))
    if one.entry.actor is not None:
        return say("history-event-bot", what=_audit_line(say, one))
    return _event(say, one)


def _event(say: Wording, one: Line) -> Markup:
    """Put into words an entry that came from the person or from Tribute."""
    what, detail = one.entry.what, one.entry.detail or ""
    if one.purchase is not None:
        key = {HistoryKind.PAID: "history-paid", HistoryKind.REFUNDED: "history-refunded"}[
            HistoryKind(what)
        ]
        return say(key, what=say.product(one.purchase), number=say.number(one.purchase))
    if one.recurring is not None:
        event = one.recurring
        return say(
            "history-recurring",
            what=str(event.what),
            kind=event.type or "",
            name=say.recurring(event),
            when=When(event.expires_at or one.entry.at),
        )
    key = "history-support" if what == HistoryKind.SUPPORT else "history-claimed"
    return say(key, words=quoted(detail))


def _audit_line(say: Wording, one: Line) -> Markup:
    what = action_text(say, one.entry.what, one.entry.detail or "")
    if one.purchase is None:
        return what
    return say("history-purchase-line", number=say.number(one.purchase), what=what)
