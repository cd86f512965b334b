"""The conditions on each person whom a walk of the console's list of people comes to."""

from bot.domain.listing.people import ListedAccess, SoughtPeople
from bot.domain.models import RENEWAL_GRACE_SECONDS
from storage.engine.tx import marks

NEVER = 1 << 62
RENEWAL = """EXISTS (SELECT 1 FROM stars_renewals n
    WHERE {} AND n.telegram_user_id = walk.person AND n.state = 'active' AND (
        SELECT MAX(g.fixed_end_at) FROM stars_payments p
        JOIN grants g ON g.purchase_row = p.purchase_row AND g.revoked_at IS NULL
        WHERE p.renewal_id = n.id) > ?)"""
"""The same renewals as `storage.stars.renewals.renewing` counts."""
Condition = tuple[str, tuple[object, ...]]


def period(since: int | None, until: int | None) -> tuple[int, int]:
    """Return a period that is open where it has no end."""
    return since if since is not None else -NEVER, until if until is not None else NEVER


def ended_until(sought: SoughtPeople, now: int) -> int:
    """Return before when access has ended: what is still to come has not."""
    return min(period(None, sought.ends_until)[1], now + 1)


def last_of_person(sought: SoughtPeople) -> list[Condition]:
    """Let each person be there once: with the plan that is sought, or the one that ends last."""
    if sought.plan_id is not None:
        return [("walk.plan_id = ?", (sought.plan_id,))]
    return [
        (
            """NOT EXISTS (SELECT 1 FROM subscriptions o
            WHERE o.telegram_user_id = walk.person AND o.plan_id <> walk.plan_id
                AND (o.expires_at IS NULL OR o.expires_at > walk.key
                    OR (o.expires_at = walk.key AND o.plan_id < walk.plan_id)))""",
            (),
        )
    ]


def ended_once(sought: SoughtPeople, now: int) -> list[Condition]:
    """Let each person whose access ended in the period be there once, with the last end in it; who
    had access at its end is left out, as the number of the period leaves them out."""
    if sought.plan_id is not None:
        return [("walk.plan_id = ?", (sought.plan_id,))]
    other = """SELECT 1 FROM subscriptions o
        WHERE o.telegram_user_id = walk.person AND o.plan_id <> walk.plan_id"""
    until = ended_until(sought, now)
    return [
        (
            f"""NOT EXISTS ({other} AND o.started_at < ?
                AND (o.expires_at IS NULL OR o.expires_at >= ?))
            AND NOT EXISTS ({other} AND o.expires_at < ? AND (o.expires_at > walk.key
                OR (o.expires_at = walk.key AND o.plan_id < walk.plan_id)))""",
            (until, until, until),
        )
    ]


def had_access(sought: SoughtPeople) -> list[Condition]:
    """Return the condition on the access at a moment of the past."""
    if sought.had_access_at is None:
        return []
    plan = "" if sought.plan_id is None else f" AND s.plan_id = {int(sought.plan_id)}"
    sql = f"""(walk.person IN ({marks(sought.had_earlier_access)}) OR EXISTS (
        SELECT 1 FROM subscriptions s WHERE s.telegram_user_id = walk.person{plan}
            AND s.started_at < ? AND (s.expires_at IS NULL OR s.expires_at >= ?)))"""
    return [(sql, (*sought.had_earlier_access, sought.had_access_at, sought.had_access_at))]


def has_access(sought: SoughtPeople, now: int) -> list[Condition]:
    """Return the condition on the access of each person."""
    plan = "" if sought.plan_id is None else " AND s.plan_id = ?"
    plans = () if sought.plan_id is None else (sought.plan_id,)
    one = f"(SELECT 1 FROM subscriptions s WHERE s.telegram_user_id = walk.person{plan}"
    running = f"EXISTS {one} AND (s.expires_at IS NULL OR s.expires_at > ?))"
    match sought.access:
        case ListedAccess.ACTIVE:
            return [(running, (*plans, now))]
        case ListedAccess.LIFE:
            return [(f"EXISTS {one} AND s.expires_at IS NULL)", plans)]
        case ListedAccess.ENDED:
            over = (f"EXISTS {one}) AND NOT {running}", (*plans, *plans, now))
            return [_ended_in(sought, now) if sought.by_end else over]
        case ListedAccess.RENEWS:
            renews = RENEWAL.format("TRUE")
            of_plan = [(f"EXISTS {one})", plans)] if plans else []
            return [(renews, (now - RENEWAL_GRACE_SECONDS,)), *of_plan]
        case ListedAccess.NEVER:
            return [(f"NOT EXISTS {one})", plans)]
        case None:
            return [(f"EXISTS {one})", plans)] if plans else []


def _ended_in(sought: SoughtPeople, now: int) -> Condition:
    """Return for any walk what `ended_once` and the order by end do together."""
    plan = "" if sought.plan_id is None else f" AND s.plan_id = {int(sought.plan_id)}"
    since, until = period(sought.ends_since, None)[0], ended_until(sought, now)
    sql = f"""EXISTS (SELECT 1 FROM subscriptions s WHERE s.telegram_user_id = walk.person{plan}
        AND s.expires_at >= ? AND s.expires_at < ?)"""
    if plan:
        return sql, (since, until)
    none_then = """NOT EXISTS (SELECT 1 FROM subscriptions o WHERE o.telegram_user_id = walk.person
        AND o.started_at < ? AND (o.expires_at IS NULL OR o.expires_at >= ?))"""
    return f"{sql} AND {none_then}", (since, until, until, until)


def is_new(sought: SoughtPeople) -> list[Condition]:
    """Return the condition on the first purchase."""
    if not sought.by_first_purchase:
        return []
    return [
        (
            """EXISTS (SELECT 1 FROM counted_newcomers c WHERE c.person = walk.person
            AND c.kind = 'first' AND c.at >= ? AND c.at < ?)""",
            period(sought.new_since, sought.new_until),
        )
    ]


def ends(sought: SoughtPeople) -> list[Condition]:
    """Return the condition on the last end; of access that ended, `has_access` sees to it."""
    if not sought.by_end or sought.access is ListedAccess.ENDED:
        return []
    plan = "" if sought.plan_id is None else f" AND s.plan_id = {int(sought.plan_id)}"
    of_person = f"FROM subscriptions s WHERE s.telegram_user_id = walk.person{plan}"
    sql = f"""NOT EXISTS (SELECT 1 {of_person} AND s.expires_at IS NULL)
        AND (SELECT MAX(s.expires_at) {of_person}) >= ?
        AND (SELECT MAX(s.expires_at) {of_person}) < ?"""
    return [(sql, period(sought.ends_since, sought.ends_until))]
