"""Notices to buyers and admins about a purchase that was granted, held or settled."""

from collections.abc import Mapping

from bot.domain.models import Button, Message, PurchaseRow, PurchaseStatus, Subscription
from bot.domain.records import Purchase
from bot.domain.stars import StarsPayment
from bot.domain.stars_renewals.renewal import RenewalState
from bot.texts import Markup, When, lines, paragraphs
from bot.usecases.chats.notices import chat_buttons
from bot.usecases.outbox.kinds import NoticeKind
from bot.usecases.outbox.scene import Composer, Scene
from bot.usecases.shop_face import words
from storage import grants
from storage.queries.sale_notices import QueuedSales
from storage.stars import orders as stars_orders
from storage.stars import payments as stars_payments
from storage.stars import renewals

_FEWEST_TOGETHER = 2
_MOST_LISTED = 30
_LONGEST_TEXT = 3500
"""Telegram takes 4,096 characters, without the markup; some are left for the last line."""


def about_purchase(scene: Scene, key: str, purchase: Purchase, **more: object) -> Markup:
    """Return the admins' text `key` with what was bought, by whom and when."""
    return scene.say(
        key,
        what=scene.say.product(purchase),
        who=scene.say.buyer(scene.tx, purchase),
        number=scene.say.number(purchase),
        when=When(purchase.purchased_at or purchase.received_at),
        **more,
    )


def _paid(scene: Scene) -> Message | None:
    """Thank the buyer. Late is the payment that came when its time was over; where only this notice
    is late, or the access was ended since, the payment had arrived in time."""
    purchase = scene.purchase()
    if purchase.status is not PurchaseStatus.APPLIED:
        return None
    subscription = scene.buyer_subscription(purchase)
    access = scene.reader_access()
    over_at = subscription.over_at if subscription is not None else 0
    late = over_at is not None and over_at < (purchase.settled_at or purchase.received_at)
    payment = _payment_in_stars(scene, purchase)
    key = "notice-purchase-paid-late" if late else "notice-purchase-paid"
    goes_on = payment is not None and not payment.is_first
    if goes_on and not late:
        key = "notice-stars-renewed"
    text = paragraphs(
        scene.say(key, what=scene.say.bought(purchase), access=access),
        None if goes_on or payment is None else _for_other(scene, purchase),
        _renews(scene, purchase) if payment is not None else None,
    )
    status = (Button(scene.say.plain("button-status"), action="status"),)
    own, button = what_now(scene, purchase, None if goes_on else subscription)
    return Message(words.followed(text, own), (*button, *chat_buttons(scene), status))


def _payment_in_stars(scene: Scene, purchase: Purchase) -> StarsPayment | None:
    if not purchase.was_made_in_the_chat:
        return None
    return stars_payments.of_purchase(scene.tx, purchase.id)


def _renews(scene: Scene, purchase: Purchase) -> Markup | None:
    """Return that a payment in Stars renews, and where to stop that, if it still does."""
    renewal = renewals.of_purchase(scene.tx, purchase.id)
    if renewal is None or renewal.state is not RenewalState.ACTIVE:
        return None
    return scene.say("notice-stars-renews", price=renewal.price)


def _for_other(scene: Scene, purchase: Purchase) -> Markup | None:
    """Return that the invoice in Stars was made for somebody else, if it was."""
    whose = stars_orders.whose(scene.tx, purchase.id)
    if whose in {None, purchase.telegram_user_id}:
        return None
    return scene.say("notice-stars-paid-for-other")


def what_now(
    scene: Scene, purchase: Purchase, subscription: Subscription | None
) -> tuple[Markup | None, words.Rows]:
    """Return the owner's words about what to do now with the plan that this purchase opens, and
    their button."""
    granted = grants.of_purchase(scene.tx, purchase.id)
    is_open = subscription is not None and subscription.active_at(scene.now)
    return words.what_now(scene, granted.plan_id if granted else None, is_open=is_open)


def _waiting(scene: Scene) -> Message | None:
    """Assure the buyer of a held payment that it isn't lost."""
    purchase = scene.purchase()
    if purchase.status is not PurchaseStatus.HELD:
        return None
    text = scene.say("notice-purchase-held", what=scene.say.bought(purchase))
    return Message(text, ((Button(scene.say.plain("button-status"), action="status"),),))


def _admin_sale(scene: Scene) -> Message | None:
    purchase = scene.purchase()
    payment = _payment_in_stars(scene, purchase)
    if payment is not None and payment.renewal_id is not None:
        first = "notice-admin-stars-renewal-began"
        return _if_it_stands(scene, first if payment.is_first else "notice-admin-stars-renewed")
    return _if_it_stands(scene, "notice-admin-purchase-sale")


def _admin_settled(scene: Scene) -> Message | None:
    """Say how the buyer's access stands when the notice is sent: it may have ended meanwhile."""
    access = scene.their_access(scene.purchase().telegram_user_id)
    return _if_it_stands(scene, "notice-admin-purchase-settled", access=access)


def _if_it_stands(scene: Scene, key: str, **more: object) -> Message | None:
    """Compose the text `key` about a purchase that stands, with a button to its card."""
    purchase = scene.purchase()
    if purchase.status is not PurchaseStatus.APPLIED:
        return None
    card = scene.card_button(purchase)
    return Message(about_purchase(scene, key, purchase, **more), ((card,),))


def _admin_held(scene: Scene) -> Message | None:
    purchase = scene.purchase()
    if purchase.held_reason is None:
        return None
    reason = scene.say.held_reason(purchase.held_reason)
    text = about_purchase(scene, "notice-admin-purchase-held", purchase, reason=reason)
    settle = Button(scene.say.plain("button-settle"), action="held", id=purchase.id)
    return Message(text, ((settle,),))


def sales_together(scene: Scene, sales: QueuedSales) -> Message | None:
    """Compose one notice of many sales: how many, what they add up to, and who bought what.

    None if fewer than two still stand. A long list is cut; all of them are in /purchases.
    """
    if len(sales.purchases) < _FEWEST_TOGETHER:
        return None
    head = lines(
        scene.say(
            "notice-admin-purchase-sales",
            count=len(sales.purchases),
            minutes=max(1, -(-(sales.last_at - sales.first_at) // 60)),
        ),
        *(scene.say("notice-admin-purchase-sales-total", paid=paid) for paid in sales.totals),
    )
    entries, length = [], len(head)
    for row in sales.purchases[:_MOST_LISTED]:
        entry = sale_entry(scene, row)
        length += len(entry) + 1
        if length > _LONGEST_TEXT:
            break
        entries.append(entry)
    left = len(sales.purchases) - len(entries)
    rest = scene.say("notice-admin-purchase-sales-more", count=left) if left else None
    button = Button(scene.say.plain("button-purchases-all"), action="purchases")
    return Message(paragraphs(head, lines(*entries, rest)), ((button,),))


def sale_entry(scene: Scene, row: PurchaseRow) -> Markup:
    """Return a line of a list of sales: who bought what."""
    purchase = scene.purchase_of(row)
    return scene.say(
        "notice-admin-purchase-sales-entry",
        who=scene.say.buyer(scene.tx, purchase),
        what=scene.say.product(purchase),
    )


COMPOSERS: Mapping[NoticeKind, Composer] = {
    NoticeKind.PAID: _paid,
    NoticeKind.WAITING: _waiting,
    NoticeKind.ADMIN_SALE: _admin_sale,
    NoticeKind.ADMIN_SETTLED: _admin_settled,
    NoticeKind.ADMIN_HELD: _admin_held,
}
