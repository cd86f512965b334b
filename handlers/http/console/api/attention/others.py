"""The rest of what waits: messages and webhooks that didn't arrive, recurring subscriptions that
nobody has decided about, and the pause after a restore."""

from bot.domain.models import PlanId
from bot.domain.recurring import RecurringBinding, RecurringProduct
from bot.texts import GAP, When, lines
from bot.usecases.outbox import notices
from bot.usecases.people.phrases import person_link
from bot.usecases.webhooks_out import notices as webhook_notices
from bot.usecases.webhooks_out.deliver import SeenLost
from handlers.http.console.api.attention.common import moment, plans_sold, too_late
from handlers.http.console.api.attention.models import (
    Card,
    Done,
    Opens,
    Resuming,
    Seen,
    Stands,
    Step,
)
from handlers.http.console.api.route import Call, Route
from handlers.http.console.api.said import said, sentence

_ABOUT_A_PURCHASE = {"paid", "refunded"}


def routes() -> list[Route]:
    """Return the routes of these things."""
    message, recurring = "attention/undeliverable/{id}", "attention/recurring/{id}"
    webhooks, pause = "attention/webhooks/{id}", "attention/pause/{id}"
    return [
        Route("GET", message, Card, _message, summary="A message that couldn't be delivered"),
        Route("POST", f"{message}/send-again", Done, _send_again, summary="Send it again"),
        Route("GET", webhooks, Card, _webhooks, summary="Webhooks that the service never took"),
        Route("POST", f"{webhooks}/send-again", Done, _webhooks_again, summary="Send all again"),
        Route("POST", f"{webhooks}/discard", Done, _discard, body=Seen, summary="Discard them all"),
        Route("GET", recurring, Card, _recurring, summary="A recurring subscription"),
        Route("POST", f"{recurring}/bind", Done, _bind, body=Opens, summary="It opens this plan"),
        Route(
            "POST", f"{recurring}/unbind", Done, _unbind, body=Stands, summary="It gives no access"
        ),
        Route("GET", pause, Card, _pause, summary="The pause after a restore"),
        Route("POST", f"{pause}/resume", Done, _resume, body=Resuming, summary="Go on sending"),
    ]


async def _message(call: Call) -> Card:
    found, say = await call.deps.attention.undeliverable(call.whole("id")), call.say
    if found is None:
        raise call.missing()
    message = found.message
    shown = lines(
        say("undeliverable-to", who=person_link(say, found.person, message.chat_id)),
        say("undeliverable-about", kind=message.kind),
        say("undeliverable-when", when=When(message.done_at)) if message.done_at else None,
    )
    of_purchase = message.kind in _ABOUT_A_PURCHASE
    return Card(
        kind="undeliverable",
        id=message.id,
        title=sentence(say("undeliverable-title")),
        lines=said(shown),
        notes=said(say("undeliverable-why", reason=message.error)) if message.error else [],
        steps=["send-again"],
        person=message.chat_id if message.chat_id > 0 else None,
        purchase=message.subject_id if of_purchase else None,
    )


async def _send_again(call: Call) -> Done:
    found = await call.deps.attention.undeliverable(call.whole("id"))
    if found is None or not await call.deps.attention.send_again(found.message.id, call.admin):
        raise too_late(call)
    who = person_link(call.say, found.person, found.message.chat_id)
    return Done(text=sentence(call.say("undeliverable-sent-again", who=who)))


async def _webhooks(call: Call) -> Card:
    lost, say = await call.deps.webhooks_out.lost(), call.say
    if lost.count == 0 or call.whole("id") != 1:
        raise call.missing()
    more = lost.count - len(lost.latest)
    shown = [sentence(webhook_notices.line(say, one)) for one in lost.latest]
    if more:
        shown.append(sentence(say("webhooks-out-more", count=more)))
    return Card(
        kind="webhooks",
        id=1,
        title=sentence(say("webhooks-out-title", count=lost.count)),
        lines=shown,
        notes=said(say("webhooks-out-hint")),
        steps=["send-again", "discard"],
        asks={"discard": sentence(say("webhooks-out-discard-confirm", count=lost.count))},
        seen=lost.count,
        stands=lost.version.tag,
    )


async def _webhooks_again(call: Call) -> Done:
    count = await call.deps.webhooks_out.send_again(call.admin)
    if not count:
        raise too_late(call)
    return Done(text=sentence(call.say("webhooks-out-sent-again", count=count)))


async def _discard(call: Call) -> Done:
    seen = SeenLost(call.body.seen, call.body.stands)
    count = await call.deps.webhooks_out.dismiss_lost(call.admin, seen)
    if not count:
        more = (await call.deps.webhooks_out.lost()).count
        raise call.changed() if more else too_late(call)
    return Done(text=sentence(call.say("webhooks-out-discarded", count=count)))


async def _recurring(call: Call) -> Card:
    found = await call.deps.recurring.get(call.whole("id"))
    if found is None:
        raise call.missing()
    return await recurring_card(call, found)


async def recurring_card(call: Call, found: RecurringProduct) -> Card:
    say, name = call.say, found.name or call.text("recurring-number", id=found.subscription_id)
    shown = lines(
        say("recurring-card-channel", channel=found.channel_name) if found.channel_name else GAP,
        say("recurring-card-people", people=found.people),
        say(f"recurring-card-{found.state}"),
        say("recurring-card-opens", plan=say.plan(found.plan_id))
        if found.plan_id is not None and len(say.plans) > 1
        else GAP,
    )
    bound = found.state is RecurringBinding.BOUND
    effect = say("recurring-unbind-effect" if bound else "recurring-bind-effect")
    plans = [one for one in plans_sold(call) if one.id != found.plan_id]
    steps: list[Step] = ["unbind-recurring"] if bound else ["bind-recurring"]
    if bound and plans:
        steps.insert(0, "move-recurring")
    if found.state is RecurringBinding.UNBOUND:
        steps.append("unbind-recurring")
    return Card(
        kind="recurring",
        id=found.subscription_id,
        title=sentence(say("recurring-card-title", name=name, id=found.subscription_id)),
        lines=said(shown),
        notes=said(effect),
        steps=steps,
        plans=plans,
        seen=call.deps.plans.sold[0].id if len(call.deps.plans.sold) == 1 else None,
        stands=(await call.deps.recurring.version(found.subscription_id)).tag,
    )


async def _bind(call: Call) -> Done:
    number, plan = call.whole("id"), call.deps.plans.get(call.body.plan)
    if plan is None or plan not in call.deps.plans.sold:
        raise call.changed()
    if await call.deps.recurring.get(number) is None:
        raise call.missing()
    decided = await call.deps.recurring.bind(
        number, PlanId(plan.id), call.admin, seen=call.body.stands
    )
    if decided is None:
        raise too_late(call)
    text = call.text("toast-recurring-bound", count=decided.people)
    return Done(text=text, card=await recurring_card(call, decided.product))


async def _unbind(call: Call) -> Done:
    number = call.whole("id")
    if await call.deps.recurring.get(number) is None:
        raise call.missing()
    decided = await call.deps.recurring.unbind(number, call.admin, seen=call.body.stands)
    if decided is None:
        raise too_late(call)
    text = call.text("toast-recurring-unbound")
    return Done(text=text, card=await recurring_card(call, decided.product))


async def _pause(call: Call) -> Card:
    pause = await call.deps.pauses.current()
    if pause is None or call.whole("id") != 1:
        raise call.missing()
    asked = notices.question(call.say, pause)
    steps: list[Step] = ["resume", "resume-new"] if pause.old else ["resume"]
    return Card(
        kind="pause",
        id=1,
        title=sentence(call.say("label-outbox-pause")),
        lines=[moment(call, pause.since), *said(asked.text)],
        steps=steps,
        asks={
            "resume": call.text("button-outbox-pause-send", count=pause.old + pause.new),
            "resume-new": call.text("button-outbox-pause-drop", count=pause.old),
        },
    )


async def _resume(call: Call) -> Done:
    drop_old = call.body.drop_old
    lifted = await call.deps.pauses.lift(call.admin, drop_old=drop_old)
    if lifted is None:
        raise too_late(call)
    if drop_old:
        text = call.say("outbox-pause-dropped", old=lifted.old, new=lifted.new)
    else:
        text = call.say("outbox-pause-sent", count=lifted.old + lifted.new)
    return Done(text=sentence(text))
