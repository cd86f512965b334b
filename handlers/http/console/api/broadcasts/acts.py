"""Acts on broadcasts: start, stop, plan, cancel. Each is done once, however often it is asked."""

from bot.usecases.broadcasts.planned import PlanOutcome, Seen
from handlers.http.console.api.broadcasts.models import BroadcastOut, PlanIn, SeenIn
from handlers.http.console.api.broadcasts.shown import broadcast_out, visible
from handlers.http.console.api.refused import Refused
from handlers.http.console.api.route import Call
from handlers.http.console.api.said import sentence


async def show(call: Call) -> BroadcastOut:
    """Return a broadcast as it stands now; a planned one with whom it would reach now."""
    return await _shown(call, call.whole("id"))


async def start(call: Call) -> BroadcastOut:
    """Start the admin's own draft."""
    broadcast_id = call.whole("id")
    if not await call.deps.broadcasts.start(broadcast_id, call.admin, None):
        raise await _not_started(call, broadcast_id)
    return await _shown(call, broadcast_id)


async def drop(call: Call) -> BroadcastOut:
    """Drop the admin's own draft."""
    broadcast_id = call.whole("id")
    if not await call.deps.broadcasts.drop(broadcast_id, call.admin):
        raise await _not_started(call, broadcast_id)
    return await _shown(call, broadcast_id)


async def stop(call: Call) -> BroadcastOut:
    """Stop sending."""
    broadcast_id = call.whole("id")
    if not await call.deps.broadcasts.stop(broadcast_id, call.admin):
        raise _changed(call, "over")
    return await _shown(call, broadcast_id)


async def plan(call: Call) -> BroadcastOut:
    """Let the admin's draft go out at a time, or give a planned one another."""
    broadcast_id, body = call.whole("id"), call.body
    asked: PlanIn = body
    outcome = await call.deps.planned_broadcasts.plan(
        broadcast_id, call.admin, asked.at, seen=Seen(asked.seen)
    )
    if outcome is PlanOutcome.PAST:
        raise Refused(409, "past", call.text("console-broadcasts-passed"), ("time",))
    if outcome is PlanOutcome.TOO_FAR:
        text = sentence(call.say("broadcast-when-not", why=outcome.value))
        raise Refused(409, "too-far", text, ("time",))
    if outcome is PlanOutcome.GONE:
        raise _changed(call, "not-planned" if asked.seen is not None else "draft-gone")
    return await _shown(call, broadcast_id)


async def cancel(call: Call) -> BroadcastOut:
    """Cancel a planned broadcast."""
    broadcast_id, asked = call.whole("id"), _seen(call)
    if not await call.deps.planned_broadcasts.cancel(broadcast_id, call.admin, seen=asked):
        raise _changed(call, "not-planned")
    return await _shown(call, broadcast_id)


async def send_now(call: Call) -> BroadcastOut:
    """Start a planned broadcast before its time, or after it was missed."""
    broadcast_id, asked = call.whole("id"), _seen(call)
    planned = call.deps.planned_broadcasts
    if not await planned.send_now(broadcast_id, call.admin, None, seen=asked):
        raise _changed(call, "not-planned")
    return await _shown(call, broadcast_id)


def _seen(call: Call) -> Seen:
    body: SeenIn = call.body
    return Seen(body.seen)


async def _shown(call: Call, broadcast_id: int) -> BroadcastOut:
    return await broadcast_out(call, await visible(call, broadcast_id))


async def _not_started(call: Call, broadcast_id: int) -> Refused:
    found = await call.deps.broadcasts.progress(broadcast_id)
    if found is None or not found.is_begun:
        return _changed(call, "draft-gone")
    return _changed(call, "begun" if found.is_open else "over")


def _changed(call: Call, what: str) -> Refused:
    return Refused(409, "changed", call.text(f"console-broadcasts-{what}"))
