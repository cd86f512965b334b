### What the bot says by itself: to buyers after a payment or refund, to admins about the shop.

## How access stands (also used by /start, /status and the admins' cards)
access-until = Your access is open until <b>{ $when }</b> ({ $left } left).
access-lifetime = Your access is open <b>for life</b>.
access-ended = Your access ended on { $when }.
access-none = You have no access at the moment.

## Phrases
product = «{ $what }»
product-paid = «{ $what }», { $paid }
product-number = product { $id }
product-unknown = a product we couldn't read
purchase-number = purchase <code>{ $id }</code>
purchase-without-number = payment #{ $id } (Tribute gave no purchase number)
person = { $name } · <code>{ $id }</code>
person-id = <code>{ $id }</code>
person-named = { $name } (no Telegram id)
person-tribute = Tribute buyer { $id } (no Telegram id)
person-unknown = an unknown buyer

## Why a payment is held
held-no-buyer = Tribute didn't say whose Telegram it is, as when somebody pays in the browser
held-unbound = its product isn't sold by this bot yet
held-unreadable = part of what Tribute sent couldn't be read

## To buyers
notice-paid =
    ✅ <b>Thank you!</b> We have received your payment for { $what }.

    { $access }
notice-paid-late =
    ✅ <b>Thank you!</b> Word of your payment for { $what } has reached us only now.

    { $access }
    That isn't right? We'll sort it out: /paysupport
notice-waiting =
    ⏸ <b>Thank you!</b> We have your payment for { $what }.

    The owner has to settle one thing by hand before your access opens. You will be told here as soon as it does.
notice-refunded =
    ↩️ Your payment for { $what } has been refunded.

    { $access }
notice-reminder =
    ⏰ A friendly reminder.

    { $access }
    Want to stay? The time you buy now is added to what you have.
notice-ended =
    👋 { $access }

    Thank you for having been with us. You can come back any time.

## To admins
notice-admin-sale =
    💰 <b>Sale:</b> { $what }
    { $who }
    { $number } · { $when }
notice-admin-settled =
    ✅ <b>Settled:</b> { $what }
    { $who } has access now.
    { $number } · { $when }
notice-admin-refund =
    ↩️ <b>Refunded:</b> { $what }
    { $who }
    { $number } · { $when }
    The access it gave has been taken back.
notice-admin-refund-without-access =
    ↩️ <b>Refunded:</b> { $what }
    { $who }
    { $number } · { $when }
    It had given no access, so none was taken back.
notice-admin-refunded-first =
    ↩️ <b>A refunded purchase has arrived:</b> { $what }
    { $who }
    { $number } · { $when }
    Its refund came first, so it gave no access.
notice-admin-held =
    ⏸ <b>A payment is waiting for you:</b> { $what }
    { $who }
    { $number } · { $when }
    It is safe, but nobody has access from it yet, because { $reason }.
notice-admin-unmatched =
    ⏸ <b>A refund is waiting for you:</b> { $what }
    { $who }
    Tribute didn't say clearly which purchase it belongs to, so no access was taken back yet.
notice-admin-conflict =
    ⚠️ Tribute sent one event twice with different contents. The first one counts; the other is kept in the database.
    <code>{ $event }</code>
    Please compare it with Tribute's dashboard.
notice-admin-test = 👋 Tribute's test has arrived: the webhook works and the key is right.
notice-admin-refund-unknown =
    ❔ <b>It isn't known whether a refund happened:</b> { $what }
    { $who }
    { $number }
    Please look at Tribute's dashboard. If it happened, Tribute's webhook will close this by itself.
notice-admin-undeliverable =
    ✉️ A message to { $who } could not be delivered: { $reason }
notice-admin-error = ⚠️ Something went wrong in the bot: <code>{ $what }</code>. It goes on working; the log has the details.

## Buttons of the messages above
button-status = My access
button-buy = See the tariffs
button-extend-now = Extend
button-settle = Settle it
button-show = Show
button-purchase = Show the purchase
button-send-again = Send again
