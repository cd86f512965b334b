### Purchases: how they are named, their notices, /purchases and the card of one.

## How a purchase is named
purchase-number = purchase <code>{ $id }</code>
purchase-number-of-chat = payment #{ $id }
purchase-without-number = payment #{ $id } (Tribute gave no purchase number)
purchase-buyer-unknown = buyer unknown
label-purchase = { $emoji } { $what }
label-purchase-paid = { $paid } · { $what }
label-purchase-numbered = { $id } · { $what }
button-purchase-copy-number = 📋 Copy number
button-purchase-copy-buyer = 📋 Copy buyer id

## To buyers
notice-purchase-paid =
    ✅ <b>Thank you!</b> Your payment has arrived: { $what }.

    { $access }
notice-purchase-paid-late =
    ✅ <b>Thank you!</b> The bot has heard of your payment late: { $what }.

    { $access }
    That isn't right? The owner will sort it out: /paysupport
notice-purchase-held =
    ⏸ <b>Thank you!</b> Your payment for { $what } has arrived.

    The owner has to look at it before your access opens. As soon as it opens, you get a message here.

## To admins
notice-admin-purchase-sale =
    💰 <b>Sale:</b> { $what }
    { $who }
    { $number } · { $when }
notice-admin-purchase-settled =
    ✅ <b>Resolved:</b> { $what }
    { $who }
    🔑 Access: { $access }
    { $number } · { $when }
notice-admin-purchase-refunded-first =
    ↩️ <b>A refunded purchase has arrived:</b> { $what }
    { $who }
    { $number } · { $when }
    Its refund came first, so it gave no access.
notice-admin-purchase-held =
    ⏸ <b>A payment is waiting for you:</b> { $what }
    { $who }
    { $number } · { $when }
    It is safe, but nobody has access from it yet, because { $reason }.
notice-admin-purchase-sales =
    💰 <b>{ $count ->
        [one] { $count } sale
       *[other] { $count } sales
    } in { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    }</b>
notice-admin-purchase-sales-total = Together: { $paid }
notice-admin-purchase-sales-entry = • { $who }: { $what }
notice-admin-purchase-sales-more = … and { $count } more: /purchases
button-purchases-all = All purchases
button-purchase = Show the purchase

## /purchases
purchases-title = 🧾 <b>Purchases</b>, newest first · page { $number } of { $pages }
purchases-none =
    🧾 No purchases yet.

    As soon as somebody pays, you get a message here. See what is on sale: /tariffs
purchases-entry = <b>{ $number }.</b> { $emoji } { $what }
purchases-entry-more =
    { $who }
    { $number } · { $when }
label-purchases-number = { $number } { $emoji }
button-purchases = ‹ All purchases

## One purchase
purchase-not-found =
    The bot knows of no such purchase.

    The latest ones, with their numbers, are under /purchases
purchase-title = { $emoji } <b>{ $status }</b>
purchase-status-applied = Paid, access given
purchase-status-held = Waiting for you
purchase-status-refunded = Refunded on { $when }
purchase-status-dismissed = Dismissed
purchase-status-revoked = Paid; an admin ended the access on { $when }
purchase-held-because = Nobody has access from it yet, because { $reason }.
purchase-refund-by-support = ↩️ It can't be refunded from here: a refund goes through Tribute's support.
purchase-refunded-because = Reason: { $reason }
purchase-dismissed-because = By { $who }: { $reason }
purchase-dismissed-by = By { $who }
purchase-product = 🎁 { $what }
purchase-paid = { $number } · paid { $when }
purchase-first-seen = { $number } · reached the bot { $when }
purchase-gives = Gives access: { $tariff }
purchase-gives-nothing-yet = Gives no access yet
purchase-gave = Gave access: { $tariff }, revoked
purchase-gave-until = Gave access: { $tariff }, ended by an admin on { $when }
purchase-gave-nothing = Gave no access
purchase-received = 📥 Tribute reported it { $when }
purchase-settled = Resolved { $when }
