### Tribute's own recurring subscriptions: what buyers and admins read about them.

recurring-number = subscription { $id }
recurring-unnamed = a subscription without a name
recurring-by-number = number { $id }

## To buyers
notice-recurring-started =
    { $kind ->
        [gift] 🎁 <b>A gift for you:</b> the subscription { $what }.
        [trial] 🌱 <b>Welcome!</b> Your trial of { $what } has begun.
       *[regular] ✅ <b>Thank you!</b> Your payment for the subscription { $what } has arrived.
    }

    { $access }
notice-recurring-renewed =
    { $kind ->
        [gift] 🎁 Your gift goes on: the subscription { $what }.
       *[regular] 🔁 <b>Thank you!</b> Your subscription goes on: your payment for { $what } has arrived.
    }

    { $access }
notice-recurring-cancelled =
    Your subscription { $what } won't be renewed. The time that is paid for stays yours.

    { $access }
notice-recurring-cancelled-period =
    Your subscription { $what } goes on. Only the period paid until { $until } won't be renewed.

    { $access }
notice-recurring-cancelled-over =
    👋 Your subscription { $what } wasn't renewed. { $access }

    Thank you for being here. You can come back any time.
notice-recurring-cancelled-over-fact = 👋 Your subscription { $what } wasn't renewed. { $access }
notice-recurring-cancelled-revoked =
    Your subscription { $what } won't be renewed. { $access }

    Questions? /paysupport

## To admins
notice-admin-recurring-new =
    { $kind ->
        [gift] 🎁 <b>Subscribed, as a gift:</b> { $what }
        [trial] 🌱 <b>Trial begun:</b> { $what }
       *[regular] 💰 <b>Subscribed:</b> { $what }
    }
    { $who }
    Until { $until }
notice-admin-recurring-cancelled =
    🏁 <b>Subscription cancelled:</b> { $what }
    { $who }
    Paid until { $until }; it won't be renewed.
notice-admin-recurring-cancelled-why =
    🏁 <b>Subscription cancelled:</b> { $what }
    { $who }
    Paid until { $until }; it won't be renewed. Tribute's reason: { $why }
notice-admin-recurring-goes-on = The same subscription goes on with another period.
notice-admin-recurring-unclear =
    🏁 <b>A cancellation that the bot can't assign:</b> { $what }
    { $who }
    Tribute says that a subscription won't be renewed, but not clearly which one, whose, or until when it is paid. Nobody's access has changed, and it ends with the paid time in any case. Tribute's dashboard shows who has cancelled.
notice-admin-recurring-unbound =
    🔁 <b>Somebody subscribes to something of yours in Tribute:</b> { $name } (<code>{ $id }</code>)
    Does it give access here? Until you decide, it gives access to nobody. Nothing is lost meanwhile, and you are asked only once: you also find it in /attention and /tariffs.

## /status
recurring-status-title = <b>Your subscription in Tribute</b>
recurring-status-renews =
    🔁 { $what }
    renews automatically on { $when }
recurring-status-trial =
    🌱 { $what }
    on trial until { $when }, then it renews automatically
recurring-status-gift =
    🎁 { $what }
    a gift, until { $when }
recurring-status-cancelled =
    ✖️ { $what }
    won't be renewed, paid until { $when }
recurring-status-undecided =
    ⏸ Your payment for { $what } in Tribute has arrived. It gives no access yet: the owner still has to decide whether it does.
    If it takes long: /paysupport
recurring-status-ended =
    ✖️ { $what }
    ended on { $when }

## The list, from /tariffs
button-recurring = 🔁 Subscriptions
label-recurring = 🔁 { $name }
recurring-list-title = 🔁 <b>Tribute's own subscriptions</b>
recurring-list-about = They renew automatically in Tribute. Those you count as access open this bot too, until the day Tribute names.
recurring-list-none = There are none yet. One appears here when Tribute reports a subscriber; if you know its number already, type it in.
recurring-list-line = { $state ->
    [bound] ✓ { $name } — { $people ->
        [one] gives access to { $people } person
       *[other] gives access to { $people } people
    }
    [foreign] ✖️ { $name } — gives no access
   *[unbound] ❔ { $name } — not decided yet
}

## One of them
recurring-card-title = 🔁 <b>{ $name }</b> (<code>{ $id }</code>)
recurring-card-channel = Channel: { $channel }
recurring-card-people = { $people ->
    [0] It has no subscribers now, as far as Tribute has reported.
    [one] It has { $people } subscriber now.
   *[other] It has { $people } subscribers now.
}
recurring-card-bound = ✅ It counts as access: subscribers have it until the day Tribute names.
recurring-card-opens = It opens <b>{ $plan }</b>.
recurring-card-foreign = ✖️ It gives no access here. Payments for it are recorded all the same.
recurring-card-unbound = ❔ You haven't decided yet whether it gives access. Payments for it wait.
recurring-bind-effect = If it counts, its subscribers have access at once, and are notified.
recurring-unbind-effect = If it no longer counts, people who have access by it keep it until the end of the time they paid for.
button-recurring-bind = Yes, it gives access
button-recurring-foreign = No, it is for something else
button-recurring-unbind = No longer count it as access
button-recurring-number = Type a number…
button-recurring-list = ‹ All subscriptions
recurring-ask-which = Which plan does <b>{ $name }</b> open?
recurring-ask-where = Which plan does <b>{ $name }</b> open from now on? Payments made before keep the plan they had.
button-recurring-move = Another plan…
recurring-ask-number =
    Which subscription? Type its number, as in Tribute's webhooks (<code>subscription_id</code>).

    Never mind? /cancel
recurring-number-unreadable = That can't be read as a number. It looks like <code>1644</code>.
toast-recurring-bound = { $count ->
    [0] It counts as access from now on.
    [one] It counts as access: { $count } person has it now.
   *[other] It counts as access: { $count } people have it now.
}
toast-recurring-unbound = It gives no access from now on.
