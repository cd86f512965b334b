"""Invitations to pay: a button to the shop, which steps back while a payment of theirs waits."""

from bot.domain.models import Button, Message, PlanId
from bot.domain.records import Claim
from bot.texts import Markup, paragraphs
from bot.usecases.outbox.scene import Scene
from bot.usecases.outbox.wording import Wording
from storage import claims, tariffs
from storage.engine.tx import Tx
from storage.queries import held_purchases
from storage.recurring import recurring_events


def what_waits(say: Wording, *, held: int, claim: Claim | None) -> Markup | None:
    """Return that `held` payments or a claim wait and nothing has to be paid again; else None."""
    if held:
        first = say("shop-payment-held", count=held)
    elif claim is not None:
        first = say("shop-claim-open", words=claim.text)
    else:
        return None
    return paragraphs(first, say("shop-nothing-to-pay"))


def invite(
    scene: Scene,
    text: Markup,
    *,
    instead: Markup | None = None,
    label: str = "button-shop-open",
    plan_id: PlanId | None = None,
) -> Message:
    """Return a notice with a button to the shop: to the prices of one plan, if it is about that.

    While a payment of the reader waits, `instead` replaces a text that speaks of paying, and the
    notice says that nothing has to be paid again. The shop behind the button says so first, too.
    Where the owner has hidden all that is sold, there is no such button.
    """
    person = scene.queued.chat_id
    held = len(held_purchases.held_of_person(scene.tx, person)) + len(
        recurring_events.held_of_person(scene.tx, person, scene.now)
    )
    claim = next(iter(claims.open_of(scene.tx, person)), None)
    waits = what_waits(scene.say, held=held, claim=claim)
    said = paragraphs(instead or text, waits) if waits else text
    if is_all_hidden(scene.tx):
        return Message(said, ((Button(scene.say.plain("button-status"), action="status"),),))
    plan = plan_id if plan_id is not None and len(scene.say.plans) > 1 else 0
    return Message(said, ((Button(scene.say.plain(label), action="buy", id=plan),),))


def is_all_hidden(tx: Tx) -> bool:
    """Return whether buyers are offered nothing because an admin has hidden it."""
    return bool(tariffs.hidden_plans(tx)) and not tariffs.offered_plans(tx)
