"""Broadcasts: written, planned, sent and stopped from a page; what became of earlier ones."""

from datetime import datetime

from bot.domain.broadcasts import Audience, AudienceGroup, Page
from bot.domain.models import PlanId
from bot.domain.shop_face.telegram_html import plain
from bot.usecases.broadcasts.notices import audience_name, page_label
from handlers.http.console.api import cursors
from handlers.http.console.api.broadcasts import acts, readers, writing
from handlers.http.console.api.broadcasts.models import (
    AudienceOut,
    AudienceQuestion,
    BroadcastOut,
    DraftIn,
    MessageIn,
    MomentIn,
    Overview,
    PageOut,
    Past,
    PastQuery,
    PlanIn,
    PlanQuestion,
    Preview,
    Reached,
    ReadersAnswer,
    ReadersQuery,
    SeenIn,
)
from handlers.http.console.api.broadcasts.shown import audience_out, broadcast_out
from handlers.http.console.api.route import Call, Route

_A_PAGE = 20
_GROUPS = (AudienceGroup.ALL, AudienceGroup.ACTIVE, AudienceGroup.EXPIRED)


def routes() -> list[Route]:
    """Return the routes of this area."""
    one, act = "broadcasts/{id}", BroadcastOut
    return [
        Route("GET", "broadcasts", Overview, _overview, summary="What is written, planned, sent"),
        Route(
            "GET", "broadcasts/past", Past, _past, query=PastQuery, summary="Those that are over"
        ),
        Route(
            "POST",
            "broadcasts/preview",
            Preview,
            writing.preview,
            body=MessageIn,
            summary="A message as its readers get it",
        ),
        Route(
            "POST",
            "broadcasts/count",
            Reached,
            writing.count,
            body=AudienceQuestion,
            summary="How many people an audience has",
        ),
        Route(
            "POST",
            "broadcasts/draft",
            act,
            writing.draft,
            body=DraftIn,
            summary="Send it to the admin's own chat, and keep it as their draft",
        ),
        Route(
            "POST",
            "broadcasts/when",
            PlanQuestion,
            writing.when,
            body=MomentIn,
            summary="The moment of a day and a time of the shop's clock",
        ),
        Route("GET", one, act, acts.show, summary="A broadcast as it stands now"),
        Route(
            "GET",
            f"{one}/people",
            ReadersAnswer,
            readers.readers,
            query=ReadersQuery,
            summary="The people whom one of its numbers counts",
        ),
        Route("POST", f"{one}/start", act, acts.start, summary="Start the own draft"),
        Route("POST", f"{one}/drop", act, acts.drop, summary="Drop the own draft"),
        Route("POST", f"{one}/stop", act, acts.stop, summary="Stop sending"),
        Route(
            "POST", f"{one}/plan", act, acts.plan, body=PlanIn, summary="Let it go out at a time"
        ),
        Route(
            "POST", f"{one}/cancel", act, acts.cancel, body=SeenIn, summary="Cancel a planned one"
        ),
        Route(
            "POST",
            f"{one}/send-now",
            act,
            acts.send_now,
            body=SeenIn,
            summary="Start a planned one before its time",
        ),
    ]


async def _overview(call: Call) -> Overview:
    deps, now = call.deps, call.deps.clock.now()
    draft = await deps.broadcasts.open_draft(call.admin)
    planned = [
        await deps.broadcasts.progress(one.id) for one in await deps.planned_broadcasts.listed()
    ]
    zone = deps.texts.zone
    return Overview(
        draft=await broadcast_out(call, draft) if draft is not None else None,
        running=[await broadcast_out(call, one) for one in await deps.broadcasts.in_progress()],
        planned=[await broadcast_out(call, one) for one in planned if one is not None],
        audiences=await _audiences(call),
        pages=_pages(call),
        zone=zone.key,
        now=f"{datetime.fromtimestamp(now, zone):%Y-%m-%dT%H:%M}",
    )


async def _past(call: Call) -> Past:
    query: PastQuery = call.query
    before = cursors.place(call, query.cursor, int, int)
    found = await call.deps.broadcasts.past(before, _A_PAGE + 1)
    shown = found[:_A_PAGE]
    return Past(
        items=[await broadcast_out(call, one) for one in shown],
        next=cursors.encode(shown[-1].broadcast.id) if len(found) > _A_PAGE else None,
    )


async def _audiences(call: Call) -> list[AudienceOut]:
    """Return the groups of people that a broadcast may go to: of each plan too, where there are
    several, and the buyers of each tariff."""
    say = call.say
    found = [Audience(group) for group in _GROUPS]
    if len(say.plans) > 1:
        found += [
            Audience(group, plan_id=plan.id)
            for plan in say.plans
            for group in (AudienceGroup.ACTIVE, AudienceGroup.EXPIRED)
        ]
    named = [(one, audience_name(say, one, None)) for one in found]
    for tariff in await call.deps.broadcasts.tariffs():
        buyers = Audience(AudienceGroup.TARIFF, tariff.id)
        named.append((buyers, audience_name(say, buyers, tariff)))
    return [audience_out(one, plain(text)) for one, text in named]


def _pages(call: Call) -> list[PageOut]:
    """Return the pages of the shop that a button may lead to."""
    pages: list[tuple[Page, PlanId | None]] = [(Page.PRICES, None)]
    if len(call.deps.plans.sold) > 1:
        pages += [(Page.PRICES, one.id) for one in call.deps.plans.sold]
    pages.append((Page.ACCESS, None))
    return [_page(call, page, plan_id) for page, plan_id in pages]


def _page(call: Call, page: Page, plan_id: PlanId | None) -> PageOut:
    say = call.say
    if plan_id is not None:
        text = plain(say("broadcast-page-plan", plan=say.plan(plan_id)))
    else:
        text = plain(say("broadcast-page", page=page.value))
    return PageOut(page=page, plan_id=plan_id, text=text, usual=page_label(say, page))
