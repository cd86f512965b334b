### Renewals in Telegram Stars: what buyers and admins read of them.

stars-link-about = Renews every 30 days, in Telegram Stars, until you stop it. Access opens as soon as you have paid.
stars-renewing-about = 🔁 A price “every 30 days” is charged again by Telegram, in Stars, until you stop it, which you can do any time: in /status, or in Telegram → Settings → Stars. Access stays open to the end of what is paid.
stars-renewing-offer =
    ⭐ <b>{ $what }</b>: { $price } every 30 days

    Telegram renews it until you stop it, which you can do any time: in /status, or in Telegram. Pay within a day; then this button goes.
button-stars-renewing = Pay { $price } / 30 days

## Access
stars-access-renews = Your access is open until <b>{ $when }</b> ({ $left } left). Then Telegram renews it, in Stars.
stars-access-renews-besides = Your access is open until <b>{ $when }</b> ({ $left } left). Telegram renews your payment in Stars on { $renews }; the rest of your time comes after it.
stars-access-renewing-now = Your access was paid until <b>{ $when }</b>, and Telegram is renewing it right now.
stars-access-theirs-renews = until <b>{ $when }</b> ({ $left } left); Telegram renews it, in Stars
stars-access-theirs-renews-besides = until <b>{ $when }</b> ({ $left } left); Telegram renews a payment in Stars on { $renews }
stars-access-theirs-renewing-now = paid until <b>{ $when }</b>; Telegram is renewing it right now

## /status, and stopping a renewal
stars-status-title = <b>You pay in Stars every 30 days</b>
stars-status-active =
    🔁 { $what }, { $price }
    renews on { $when }
stars-status-canceled =
    ✖️ { $what }, { $price }
    ends on { $when }; you have stopped it in Telegram. To renew it after all: Telegram → Settings → Stars
stars-status-stopped =
    ✖️ { $what }, { $price }
    ends on { $when }; the shop has stopped the renewal. Questions? /paysupport
stars-status-stopped-by-payer =
    ✖️ { $what }, { $price }
    ends on { $when }; you have stopped the renewal
stars-status-allowed =
    ✖️ { $what }, { $price }
    ends on { $when }. It may renew again: switch it on in Telegram → Settings → Stars
stars-status-failed =
    ⚠️ { $what }, { $price }
    ends on { $when }; Telegram couldn't renew it. Do you have enough Stars? See Telegram → Settings → Stars
stars-status-ended =
    🏁 { $what }, { $price }
    ended on { $when }
button-stars-stop-renewal = Stop renewing: { $what }
button-stars-allow-renewal = Renew again: { $what }
button-stars-stop-yes = Yes, stop the renewal
button-stars-allow-yes = Yes, let it renew again
stars-renewal-stop-ask =
    <b>Stop the renewal of { $what }?</b>

    Your access stays open until { $when }; after that nothing more is charged.
stars-renewal-allow-ask =
    <b>Let { $what } renew again?</b>

    Afterwards you switch it on in Telegram → Settings → Stars: { $price } every 30 days.
stars-renewal-stop-unknown = ❔ It isn't known yet whether Telegram has stopped it. Please press the button again: that does no harm.
stars-renewal-allow-unknown = ❔ It isn't known yet whether Telegram lets it renew again. Please press the button again: that does no harm.
stars-renewal-stop-done = ✅ <b>The renewal is stopped.</b> Nothing more is charged.
stars-renewal-stop-already = There is nothing to stop: it doesn't renew any more.
stars-renewal-stop-busy = ⏳ Telegram is being asked right now. Please look at /status in a moment.
stars-renewal-stop-no-charge = The bot can't stop this one. You can, in Telegram → Settings → Stars.
stars-renewal-stop-not-possible = Telegram didn't stop it, and it is as it was. You can stop it yourself, in Telegram → Settings → Stars.
stars-renewal-stop-later = Telegram asks the bot to wait, so nothing has changed yet. Please try again in some minutes.
stars-renewal-stop-unclear = No clear answer came from Telegram.
stars-renewal-allow-done = ✅ <b>It may renew again.</b> One more step is yours: switch it on in Telegram → Settings → Stars.
stars-renewal-allow-already = This can't be renewed again from here. Today's prices: /buy
stars-renewal-allow-busy = ⏳ Telegram is being asked right now. Please look at /status in a moment.
stars-renewal-allow-no-charge = The bot can't do this one. Please write to the owner: /paysupport
stars-renewal-allow-not-possible = Telegram didn't allow it, and it is as it was. When your time is over, you can subscribe again: /buy
stars-renewal-allow-later = Telegram asks the bot to wait, so nothing has changed yet. Please try again in some minutes.
stars-renewal-allow-unclear = No clear answer came from Telegram.

## Notices to buyers
notice-stars-renewed =
    🔁 <b>Thank you!</b> It is renewed: { $what }.

    { $access }
notice-stars-renews = It renews every 30 days for { $price }. You can stop that any time: /status
notice-stars-renewal-canceled =
    Your { $what } won't be renewed: you have stopped it in Telegram. It stays open until { $until }.

    To renew it after all: Telegram → Settings → Stars.
notice-stars-renewal-active = 🔁 Your { $what } renews again, on { $until }, for { $price }.
notice-stars-renewal-failed =
    ⚠️ Telegram couldn't renew your { $what } for { $price }. It is paid until { $until }.

    Do you have enough Stars? See Telegram → Settings → Stars. Or pay another way: /buy
notice-stars-renewal-stopped =
    The shop has stopped the renewal of your { $what }. It stays open until { $until }, and nothing more is charged.

    Questions? /paysupport
notice-stars-renewal-allowed =
    The shop lets your { $what } renew again. It is open until { $until }.

    To renew it, switch it on in Telegram → Settings → Stars.

## Notices to admins
notice-admin-stars-twice-renewing =
    ⚠️ <b>One link was paid twice</b>
    { $who } has paid { $what }, and that link had been paid already. Both payments stand, and both renew every 30 days.

    If one is a mistake, refund it from its card: that stops its renewal.
notice-admin-stars-renewal-began =
    💰 <b>Sale that renews:</b> { $what } every 30 days
    { $who }
    { $number } · { $when }
notice-admin-stars-renewed =
    🔁 <b>Renewed:</b> { $what }
    { $who }
    { $number } · { $when }
notice-admin-stars-renewal-canceled =
    🏁 <b>Won't renew:</b> { $what }, { $price }
    { $who }
    Paid until { $until }. They have stopped it in Telegram.
notice-admin-stars-renewal-stopped-here =
    🏁 <b>Won't renew:</b> { $what }, { $price }
    { $who }
    Paid until { $until }. They have stopped it with the bot's button.
notice-admin-stars-renewal-stopped =
    🏁 <b>Won't renew:</b> { $what }, { $price }
    { $who }
    Paid until { $until }. An admin has stopped it.
notice-admin-stars-renewal-allowed =
    🔁 <b>May renew again:</b> { $what }, { $price }
    { $who }
    Paid until { $until }. They still have to switch it on in Telegram.
notice-admin-stars-renewal-active =
    🔁 <b>Renews again:</b> { $what }, { $price }
    { $who }
    Paid until { $until }. They have resumed it in Telegram.
notice-admin-stars-renewal-failed =
    ⚠️ <b>Couldn't be renewed:</b> { $what }, { $price }
    { $who }
    Paid until { $until }. Telegram couldn't charge them, and they read of it.
notice-admin-stars-end =
    ⚠️ <b>Telegram named an end that can't be</b>
    { $number }: { $what }, by { $who }. They have what they paid for, 30 days from the payment: until { $until }.

    If that isn't right, give or end access from their card.
notice-admin-stars-unread-order =
    ⚠️ <b>Telegram reports a renewal that the bot doesn't know</b>
    It is of no order of this shop, so nothing has changed. You are asked to look once; further ones are only in the log.

    Does another program sell with this bot's token? Telegram's list of the bot's Stars shows who pays.
notice-admin-stars-unread-state =
    ⚠️ <b>Telegram reports something of a renewal that the bot can't read</b>
    Nothing has changed. You are asked to look once; further ones are only in the log.

    Is there a newer version of Tributary?

## For admins
stars-theirs-active = 🔁 { $what }, { $price }: renews on { $when }
stars-theirs-canceled = ✖️ { $what }, { $price }: ends on { $when }, stopped by them in Telegram
stars-theirs-stopped = ✖️ { $what }, { $price }: ends on { $when }, stopped by an admin
stars-theirs-stopped-by-payer = ✖️ { $what }, { $price }: ends on { $when }, stopped by them in the bot
stars-theirs-allowed = ✖️ { $what }, { $price }: ends on { $when }; it may renew again, once they switch it on in Telegram
stars-theirs-failed = ⚠️ { $what }, { $price }: ends on { $when }; Telegram couldn't renew it
stars-theirs-ended = 🏁 { $what }, { $price }: ended on { $when }
stars-renewal-stop-ask-theirs =
    <b>Stop the renewal of { $what }?</b>

    Their access stays open until { $when }; after that nothing more is charged. They are notified. Nothing is refunded: for that, /refund
stars-renewal-allow-ask-theirs =
    <b>Let { $what } renew again?</b>

    They are notified, and have to switch it on in Telegram themselves.
stars-renewal-stop-done-theirs = ✅ <b>The renewal is stopped.</b> Nothing more is charged, and the bot is notifying them.
stars-renewal-stop-already-theirs = There is nothing to stop: it doesn't renew any more.
stars-renewal-stop-busy-theirs = ⏳ Telegram is being asked right now. Please look again in a moment.
stars-renewal-stop-no-charge-theirs = The bot doesn't know its first payment, so it can't stop this one. They can, in Telegram → Settings → Stars: please ask them.
stars-renewal-stop-not-possible-theirs = Telegram refused, and it is as it was. They can stop it in Telegram → Settings → Stars: please ask them.
stars-renewal-stop-later-theirs = Telegram asks the bot to wait, so nothing has changed yet. Please try again in some minutes.
stars-renewal-stop-unclear-theirs = No clear answer came from Telegram.
stars-renewal-allow-done-theirs = ✅ <b>It may renew again.</b> The bot is notifying them; they have to switch it on in Telegram.
stars-renewal-allow-already-theirs = This can't be renewed again from here.
stars-renewal-allow-busy-theirs = ⏳ Telegram is being asked right now. Please look again in a moment.
stars-renewal-allow-no-charge-theirs = The bot doesn't know its first payment, so it can't change this one.
stars-renewal-allow-not-possible-theirs = Telegram refused, and it is as it was. When the time is over, they can subscribe again.
stars-renewal-allow-later-theirs = Telegram asks the bot to wait, so nothing has changed yet. Please try again in some minutes.
stars-renewal-allow-unclear-theirs = No clear answer came from Telegram.
stars-revoke-renewing = 🔁 Their payment in Stars goes on: when Telegram renews it on { $when }, it gives access again. To prevent that, stop the renewal from their card.
