### Tribute's own recurring subscriptions: what buyers and admins read of them.

## How access stands while Tribute renews it
access-renews = Your access is open until <b>{ $when }</b> ({ $left } left). Then Tribute renews it by itself.
access-renews-besides = Your access is open until <b>{ $when }</b> ({ $left } left). Your Tribute subscription renews by itself on { $renews }; the time you have besides it comes after that.
access-renewing-now = Your access was paid until <b>{ $when }</b>, and Tribute is renewing it right now.
their-access-renews = until <b>{ $when }</b> ({ $left } left); Tribute renews it by itself
their-access-renews-besides = until <b>{ $when }</b> ({ $left } left); a Tribute subscription renews by itself on { $renews }
their-access-renewing-now = paid until <b>{ $when }</b>; Tribute is renewing it right now

## Phrases
recurring-number = subscription { $id }

## To buyers
notice-recurring-started =
    { $kind ->
        [gift] 🎁 <b>A gift for you:</b> the subscription { $what }.
        [trial] 🌱 <b>Welcome!</b> Your trial of { $what } has begun.
       *[regular] ✅ <b>Thank you!</b> We have received your payment for the subscription { $what }.
    }

    { $access }
notice-recurring-renewed =
    { $kind ->
        [gift] 🎁 Your gift goes on: the subscription { $what }.
       *[regular] 🔁 <b>Thank you!</b> Your subscription goes on, we have received your payment for { $what }.
    }

    { $access }
notice-recurring-cancelled =
    Your subscription { $what } won't be renewed. What is paid for stays yours.

    { $access }
notice-recurring-cancelled-over =
    👋 Your subscription { $what } wasn't renewed. { $access }

    Thank you for having been with us. You can come back any time.

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
notice-admin-recurring-unbound =
    🔁 <b>Somebody subscribes to something of yours in Tribute:</b> { $name } (<code>{ $id }</code>)
    Does it give access here? Until you say so, nobody has access from it. Nothing is lost meanwhile, and this is asked only once: you also find it in /attention and /tariffs.

## /status
recurring-title = <b>Your subscription in Tribute</b>
recurring-renews =
    🔁 { $what }
    renews by itself on { $when }
recurring-trial =
    🌱 { $what }
    on trial until { $when }, then it renews by itself
recurring-gift =
    🎁 { $what }
    a gift, until { $when }
recurring-cancelled =
    ✖️ { $what }
    won't be renewed, paid until { $when }
recurring-over =
    ✖️ { $what }
    ended on { $when }

## /user
history-recurring = { $what ->
    [new] { $kind ->
        [gift] given { $name } in Tribute, until { $when }
        [trial] began a trial of { $name } in Tribute, until { $when }
       *[regular] subscribed to { $name } in Tribute, until { $when }
    }
    [renewed] { $name } was renewed, until { $when }
   *[cancelled] { $name } won't be renewed, paid until { $when }
}

## /revoke
ending-renews = 🔁 Their subscription in Tribute goes on: renewed on { $when }, it gives access again. To stop that, see to it in Tribute.

## /attention
attention-plans = 🔁 { $count ->
    [one] { $count } Tribute subscription of which I don't know whether it gives access
   *[other] { $count } Tribute subscriptions of which I don't know whether they give access
}
label-plan = 🔁 { $name }

## /tariffs
button-plans = 🔁 Subscriptions
plans-title = 🔁 <b>Tribute's own subscriptions</b>
plans-about = They renew by themselves in Tribute. Those you count as access open this bot too, until the day Tribute names.
plans-none = I know of none yet. One appears here when Tribute tells of a subscriber; if you know its number already, type it in.
plan-line = { $state ->
    [bound] ✓ { $name } — { $people ->
        [one] { $people } person has access by it
       *[other] { $people } people have access by it
    }
    [foreign] ✖️ { $name } — gives no access
   *[unbound] ❔ { $name } — not decided yet
}
plan-title = 🔁 <b>{ $name }</b> (<code>{ $id }</code>)
plan-channel = Channel: { $channel }
plan-people = { $people ->
    [0] Nobody is paid up in it now, as far as Tribute has told.
    [one] { $people } person is paid up in it now.
   *[other] { $people } people are paid up in it now.
}
plan-bound = ✅ It counts as access: who subscribes has it until the day Tribute names.
plan-foreign = ✖️ It gives no access here. What is paid for it is recorded all the same.
plan-unbound = ❔ You haven't said yet whether it gives access. What is paid for it waits.
plan-bind-effect = If it counts, who is paid up now has access at once, and is told.
plan-unbind-effect = If it no longer counts, those who have access by it keep it until the end of what they paid.
button-plan-bind = Yes, it gives access
button-plan-foreign = No, it is for something else
button-plan-unbind = No longer count it as access
button-plan-number = Type a number…
button-plans-back = ‹ All subscriptions
plan-which =
    Which subscription? Type its number, as in Tribute's webhooks (<code>subscription_id</code>).

    Never mind? /cancel
plan-not-read = I can't read that as a number. It looks like <code>1644</code>.
toast-plan-bound = { $count ->
    [0] It counts as access from now on.
    [one] It counts as access: { $count } person has it now.
   *[other] It counts as access: { $count } people have it now.
}
toast-plan-unbound = It gives no access from now on.

## /stats
stats-recurring = • 🔁 { $name }: { NUMBER($count, useGrouping: 1) } × · { $paid }
stats-recurring-free = • 🔁 { $name }: { NUMBER($count, useGrouping: 1) } × · free
