"""The fold: makes a person's subscription to each plan of their live grants, and of the cuts that
admins made; and the spans of their access, of which a subscription is only the last one."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from bot.domain.access.chain import OF_A_COVER, Chain, Span
from bot.domain.durations import Duration, add_calendar
from bot.domain.models import BoughtTime, Grant, PersonId, PlanId, Subscription
from bot.domain.plans import NO_INCLUSIONS, Inclusions


def fold(
    telegram_user_id: PersonId, grants: Iterable[Grant], inclusions: Inclusions = NO_INCLUSIONS
) -> dict[PlanId, Subscription]:
    """Return the subscriptions that these live grants of a person make, by plan.

    For each plan, a grant that begins after the current end starts a new chain there; one that
    begins before or at it is added to the chain. The order of arrival doesn't matter: only
    `granted_at` does.

    A fixed end (a recurring subscription at Tribute, or a payment in Stars that renews, paid until
    then) covers the time up to it.
    Time that is covered twice counts once, and a fixed end never shortens. Bought months and days
    run only while nothing covers, so that nobody loses time they paid for: a person with a fixed
    end on 20 May who buys a month on 10 May has access until 20 June; when the recurring
    subscription renews until 20 June meanwhile, until 20 July. A renewal that comes a few minutes
    after the end closes that gap.

    A plan that includes others covers them in the same way while it runs: with a month of Basic
    from 1 May and a month of Pro, which includes it, from 11 May, Pro ends on 11 June, and Basic
    has its other 21 days after that. It covers to the second: only renewals may come a little late.

    A cut ends the grants of its plan that were there when an admin made it: a month from 1 May that
    is cut on 10 May was access until 10 May. Grants stored after the cut are honoured in full. When
    a month bought on 9 May becomes known only after that cut, it runs from 10 May to 10 June.
    """
    live = list(grants)
    found: dict[PlanId, Subscription] = {}
    for plan, some in chains_by_plan(live, inclusions).items():
        above = [found[one] for one in inclusions.including(plan) if one in found]
        covering = [one for one in above if one.expires_at != one.started_at]
        last, renewal = some[-1], _renewal(live, plan, covering)
        found[plan] = Subscription(
            telegram_user_id,
            last.started_at,
            last.ends_at,
            renews_at=renewal.at if renewal else None,
            renews_in_stars=renewal is not None and renewal.in_stars,
            bought=last.bought,
        )
    return found


def chains_by_plan(
    grants: Iterable[Grant], inclusions: Inclusions = NO_INCLUSIONS
) -> dict[PlanId, list[Chain]]:
    """Return the chains of each plan, oldest first, that these live grants make.

    Plans come before those that they include. A plan that somebody has only by inclusion has the
    chains of the plans that include it.
    """
    own: dict[PlanId, list[Grant]] = {}
    for grant in grants:
        own.setdefault(grant.plan_id, []).append(grant)
    found: dict[PlanId, list[Chain]] = {}
    for plan in inclusions.ordered(own):
        covers = [chain.span for one in inclusions.including(plan) for chain in found.get(one, ())]
        some = list(chains(own.get(plan, ()), covers))
        if some:
            found[plan] = some
    return found


def chains(grants: Iterable[Grant], covers: Sequence[Span] = ()) -> Iterator[Chain]:
    """Yield the chains of these live grants of one plan, oldest first; `covers` is the time of the
    plans that include it.

    The grants of the earliest cut come first, those without a cut last: grants stored after a cut
    add to whatever the cut has left.
    """
    chain: Chain | None = None
    for cut_at, some in _by_cut(grants, covers):
        for each in some:
            grant = each if cut_at is None else _begun_by(cut_at, each)
            if chain is not None and chain.is_over(grant):
                yield chain
                chain = None
            if chain is None:
                chain = Chain(grant.granted_at, grant.granted_at, grant.granted_at)
            chain.add(grant)
        if chain is not None and cut_at is not None:
            chain.cut(cut_at)
    if chain is not None:
        yield chain


def _by_cut(
    grants: Iterable[Grant], covers: Sequence[Span]
) -> Iterator[tuple[int | None, list[Grant]]]:
    """Yield the grants of each cut, and the covered time up to it: first the earliest, last those
    without a cut, and the time after the last one."""
    groups: dict[int | None, list[Grant]] = {}
    for at, found in groupby(sorted(grants, key=_order), key=attrgetter("cut_at")):
        groups[at] = list(found)
    if covers:
        groups.setdefault(None, [])
    since = 0
    for cut_at, some in groups.items():
        pieces = [piece for span in covers if (piece := _piece(span, since, cut_at))]
        yield cut_at, sorted([*some, *pieces], key=_order) if pieces else some
        since = cut_at or since


def _piece(span: Span, since: int, until: int | None) -> Grant | None:
    """Return the part of a covering plan's time between the two as a grant with a fixed end."""
    begins_at = max(span.started_at, since)
    ends_at = min((one for one in (span.expires_at, until) if one is not None), default=None)
    if ends_at is None:
        return Grant(OF_A_COVER, begins_at, Duration(lifetime=True))
    if begins_at >= ends_at:
        return None
    return Grant(OF_A_COVER, begins_at, fixed_end_at=ends_at, cut_at=until)


def extended(
    telegram_user_id: PersonId, before: Subscription | None, grant: Grant
) -> Subscription | None:
    """Return the subscription to a plan with one more grant, as the fold would, without the other
    grants.

    The grant must be a duration, and stored after all others of the plan; `before` is None where
    there are no others, and no plan includes this one. None where only the fold of all grants can
    tell: for a grant that begins before the present chain, or within one whose end isn't just its
    start plus bought time.
    """
    if before is not None and before.expires_at is None and before.started_at <= grant.granted_at:
        return before
    started_at, bought = _chain_of(before, grant)
    if bought is None or grant.duration is None:
        return None
    months, days = bought.months + grant.duration.months, bought.days + grant.duration.days
    for_life = grant.duration.lifetime
    return Subscription(
        telegram_user_id,
        started_at,
        None if for_life else add_calendar(started_at, months, days),
        renews_at=before.renews_at if before is not None else None,
        renews_in_stars=before is not None and before.renews_in_stars,
        bought=None if for_life else BoughtTime(months, days),
    )


def _chain_of(before: Subscription | None, grant: Grant) -> tuple[int, BoughtTime | None]:
    """Return the beginning and the bought time of the chain that the grant is added to; for a grant
    after the end of the last chain, or for the first, that is a new one."""
    if before is None or (before.expires_at is not None and grant.granted_at > before.expires_at):
        return grant.granted_at, BoughtTime(0, 0)
    in_time = before.started_at <= grant.granted_at
    return before.started_at, before.bought if in_time else None


def shortened(grants: Iterable[Grant], inclusions: Inclusions = NO_INCLUSIONS) -> dict[int, int]:
    """Return the grants of which a cut took time, by id, each with the moment of that cut.

    A grant whose time was used up before the cut isn't among them.
    """
    every = (chain for some in chains_by_plan(grants, inclusions).values() for chain in some)
    found = (grant for chain in every for grant in chain.shortened)
    return {grant.id: grant.cut_at for grant in found if grant.cut_at is not None}


def spans(grants: Iterable[Grant], inclusions: Inclusions = NO_INCLUSIONS) -> list[Span]:
    """Return the stretches of time in which a person had access to something, oldest first.

    Stretches of different plans that overlap or touch are one.
    """
    every = sorted(
        (chain.span for some in chains_by_plan(grants, inclusions).values() for chain in some),
        key=lambda span: span.started_at,
    )
    found: list[Span] = []
    for span in every:
        if found and _reaches(found[-1], span):
            found[-1] = Span(found[-1].started_at, _later(found[-1].expires_at, span.expires_at))
        else:
            found.append(span)
    return found


def _order(grant: Grant) -> tuple[bool, int, int, int, int]:
    """Return the place of a grant in the fold. The id decides only which of two bought in the same
    second counts as used first."""
    fixed_end_at = grant.fixed_end_at or 0
    return grant.cut_at is None, grant.cut_at or 0, grant.granted_at, fixed_end_at, grant.id


def _begun_by(cut_at: int, grant: Grant) -> Grant:
    """Return the grant as begun by its cut at the latest: only a wrong clock makes it later."""
    return grant if grant.granted_at <= cut_at else replace(grant, granted_at=cut_at)


class _Renewal(NamedTuple):
    """When access is renewed, and whether Telegram does that, in Stars."""

    at: int
    in_stars: bool


def _renewal(
    grants: Iterable[Grant], plan: PlanId, covering: Iterable[Subscription]
) -> _Renewal | None:
    """Return the latest end at which the plan, or one that covers it, is renewed. A cut grant
    doesn't count: it ends before."""
    ends = [
        _Renewal(one.fixed_end_at, one.in_stars)
        for one in grants
        if one.renews and one.plan_id == plan and not one.cut_at and one.fixed_end_at is not None
    ]
    ends += [
        _Renewal(one.renews_at, one.renews_in_stars)
        for one in covering
        if one.renews_at is not None
    ]
    return max(ends, default=None)


def _reaches(one: Span, other: Span) -> bool:
    return one.expires_at is None or one.expires_at >= other.started_at


def _later(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else max(one, other)
