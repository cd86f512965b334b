### Payments in Telegram Stars, in the chat: prices for admins, invoices and notices for buyers.

## Buyers
stars-price-at-tribute = { $price } at Tribute
stars-invoice-about = Paid once, in Telegram Stars; nothing renews. Access opens as soon as you have paid.
stars-help-about =
    ℹ️ <b>What this bot does</b>
    It sells access. Choose for how long, pay through Tribute or in Telegram Stars, and access opens at once. /status always says until when.
stars-terms-payment = Tribute takes the payment, by its own rules; Telegram takes payments in Stars. This bot never sees your card. The shop answers for what it sells: Telegram's own support can't help with purchases from bots. Questions and refunds: /paysupport
stars-paysupport =
    ⭐ <b>Paid in Stars, in this chat?</b>
    The owner of this shop answers for it and can give the Stars back; Telegram's own support can't help with purchases from bots. Please name the payment by its number, such as “#12”.
stars-price-renewing = { $price } every 30 days
button-stars-subscribe = 🔁 { $price } / 30 days
toast-stars-no-link = Telegram didn't answer, so there is nothing to pay yet and nothing was charged. Please try again in a minute.
toast-stars-changed = This isn't sold for that price any more. The prices of today are below.
toast-stars-for-life = You have this for life: there is nothing to pay.

## Why a payment can't be made now, in Telegram's window
stars-refused-unknown = This invoice isn't from this shop. Nothing was charged. The prices: /buy
stars-refused-paid = This invoice is paid already, so nothing was charged again. Your access: /status
stars-refused-expired = This invoice is too old: invoices are good for one day. Nothing was charged. A new one: /buy
stars-refused-replaced = There is a newer invoice, so this one doesn't count any more. Nothing was charged. A new one: /buy
stars-refused-price = The price has changed since this invoice. Nothing was charged. The price of today: /buy
stars-refused-not-sold = This isn't sold any more. Nothing was charged. Today's offers: /buy
stars-refused-terms = Please agree to the terms first: send /terms to the bot, then pay. Nothing was charged.
stars-refused-later = The shop can't take payments right now. Nothing was charged. Please try again in a minute.

## Notices
notice-stars-paid-by-other = ⭐ Somebody else has paid the invoice for { $what } that was sent to you. They have the access now; you have paid nothing. The prices: /buy
notice-stars-paid-for-other = The invoice was made for somebody else. You have paid it, so the access is yours.
notice-admin-stars-twice =
    ⚠️ <b>One invoice was paid twice</b>
    { $who } has paid { $what }, and that invoice had been paid already. Both payments gave their time, one after the other.

    If the second one was a mistake, refund it from its card.
notice-admin-stars-conflict =
    ⚠️ <b>Telegram reports one payment in two ways</b>
    { $number }: { $what }, by { $who }. The first report counts, and both are kept.

    Please compare them with the payment in Telegram.

## Prices, for admins
stars-prices-title =
    ⭐ <b>Prices in Stars</b>
    Buyers pay them right in the chat, to the bot itself; Telegram keeps the Stars for you. Choose what to sell so.
stars-prices-none = Nothing is sold here yet. First sell a product of Tribute as a plan or a price: /tariffs
stars-price-line = • <b>{ $tariff }</b>: { $price }
stars-price-none = not in Stars
label-stars-price = { $tariff }: { $price }
label-stars-no-price = { $tariff }: off
stars-price-title = ⭐ <b>{ $tariff }</b>: price in Stars
stars-price-now = Buyers pay { $price } in the chat, once. An invoice can be paid for one day.
stars-price-now-renewing = Buyers pay { $price } in the chat, and again every 30 days until somebody stops it. A link can be paid for one day.
stars-price-off = Not sold in Stars: buyers don't see any.
stars-price-hidden = 🙈 Hidden from buyers, see /shop.
stars-price-retired = This plan isn't sold any more, so buyers don't see it.
stars-price-ask =
    ⭐ How many Stars for <b>{ $tariff }</b>? Send a whole number from 1 to 100,000, such as <code>250</code>.

    Never mind? /cancel
stars-price-ask-month =
    ⭐ How many Stars for <b>{ $tariff }</b>? Send a whole number, such as <code>250</code>: from 1 to 100,000 to be paid once, from 1 to 10,000 to renew every 30 days. You choose which afterwards.

    Never mind? /cancel
stars-price-unreadable = That is no price in Stars. Please send a whole number from 1 to 100,000, such as <code>250</code>.
stars-price-confirm =
    ⭐ <b>{ $tariff }</b> for { $price }, paid once?

    Buyers see it at once, beside the other ways to pay. Unpaid invoices with another price stop counting.
stars-price-confirm-month =
    ⭐ <b>{ $tariff }</b> for { $price }: paid once, or renewed every 30 days?

    Telegram charges a renewing price again until the buyer or you stop it; buyers read that it is 30 days. They see it at once, beside the other ways to pay. Unpaid invoices and links with another price stop counting.
stars-price-confirm-too-much =
    ⭐ <b>{ $tariff }</b> for { $price }, paid once?

    A price that renews may be 10,000 Stars at most. For one, choose a smaller number.
button-stars-confirm-once = Yes, { $price } once
button-stars-confirm-renewing = Yes, { $price } / 30 days
label-stars-price-renewing = { $tariff }: { $price } / 30 days
button-stars-again-renewing = Back to { $price } / 30 days
stars-price-set-renewing = ✅ Buyers pay { $price } every 30 days from now on. Renewals that run go on for their own price.
stars-price-set = ✅ Buyers pay { $price } from now on.
stars-price-stopped = ✅ Not sold in Stars any more. Unpaid invoices don't count any more.
stars-price-conflict = ⚠️ Another admin has changed it meanwhile. This is how it is now:
button-stars-prices = ⭐ Prices in Stars
button-stars-price = ⭐ Price in Stars
button-stars-ask = Set a price
button-stars-change = Change the price
button-stars-confirm = Yes, { $price }
button-stars-stop = Stop selling in Stars
button-stars-again = Back to { $price }

## Purchases, for admins
stars-unknown = something without an invoice
stars-purchase = ⭐ Paid in Stars, in the chat. Charge: <code>{ $charge }</code>
stars-purchase-repeated = ⚠️ Its invoice had been paid before.
stars-purchase-conflicts = ⚠️ Telegram has reported it with other facts too.
stars-purchase-renewing = 🔁 It is one of those that renew every 30 days; the buyer's card says whether it still does.
button-stars-person = 👤 Their card
stars-held-missing = • what it was paid for: choose it, and the access opens

## Refunds, for admins
stars-refund-only-stars = ⭐ Telegram gives the Stars back to whoever paid. There is no way to take that back.
stars-refund-stops-renewal = 🔁 If it still renews, that is stopped first.
stars-refund-calling = ⏳ <b>Asking Telegram…</b>
stars-refund-done = ✅ <b>Refunded.</b> Telegram has given the Stars back, and the access they paid for has been revoked.
stars-refund-done-without-access = ✅ <b>Refunded.</b> Telegram has given the Stars back. They had opened no access, so none was revoked.
stars-refund-already = ↩️ <b>This payment was refunded on { $when }.</b> Nothing was sent to Telegram now.
stars-refund-unknown = ❔ <b>It isn't clear whether this payment was refunded.</b> Telegram was asked { $when }.
stars-refund-without-number =
    <b>This payment can't be refunded from here:</b> Telegram named no charge or no payer for it.

    Please ask the buyer, and @BotSupport if it has to be given back.
stars-refund-only-support =
    <b>Telegram has refused this refund for good.</b>

    Asking again can't help. Please ask the buyer, and @BotSupport if it has to be given back.
stars-refund-refused-for-good = ⭐ Telegram has refused its refund for good; @BotSupport can help.
stars-refund-error-unknown = It isn't known yet whether the refund happened: no clear answer came from Telegram. Please don't send it again: the bot looks for it in Telegram's list, and you read what it says, within a quarter of an hour as a rule. Access stays as it is until then.
stars-refund-error-unknown-charge = Telegram doesn't know this charge, so nothing was refunded and access is unchanged. Was the bot's token changed since?
stars-refund-error-other-payer = Telegram says that somebody else has paid this charge, so nothing was refunded and access is unchanged.
stars-refund-error-balance = The bot has too few Stars left to give these back, so nothing was refunded and access is unchanged. Try again when more have been paid.
stars-refund-error-later = Telegram asks the bot to wait, so nothing was refunded and access is unchanged. Please try again in some minutes.
stars-refund-error-unauthorized = Telegram doesn't accept the bot's token, so nothing was refunded and access is unchanged. Compare BOT_TOKEN with @BotFather's.
stars-refund-error-renewal = Its renewal has to stop first, and Telegram hasn't confirmed that, so nothing was refunded and access is unchanged. Please try again. If this goes on, ask the buyer to stop it in Telegram → Settings → Stars, then refund.
stars-refund-error-refused = Telegram refused this refund, and access is unchanged. Please try again later; the log has its words.
notice-admin-stars-refund-unknown =
    ❔ <b>It isn't known whether a refund happened:</b> { $what }
    { $who }
    { $number }
    Nothing to do: the bot looks for it in Telegram's list, and you read what it says, within a quarter of an hour as a rule.
notice-admin-stars-not-refunded =
    ↩️ <b>That refund did not happen:</b> { $what }
    { $who }
    { $number }
    Telegram's list of Stars doesn't have it, so the payment and the access stand. Still want to give it back? Ask for it again.
notice-admin-stars-refund-early =
    ❔ <b>Telegram has given back a payment that the bot doesn't know yet</b> ({ $when })
    Charge: <code>{ $charge }</code>

    The bot looks for it in Telegram's list. As soon as it is found, it stands in /purchases, refunded.
notice-admin-stars-refund-foreign =
    ❔ <b>Telegram has given back a payment that isn't the shop's</b> ({ $when })
    Charge: <code>{ $charge }</code>

    Telegram's list has no invoice of the shop for it, so nothing changes here. Another program with this bot's token may have sold it.

## Telegram's list of Stars, for admins
stars-balance = ⭐ Telegram keeps for you: <b>{ $stars }</b>
stars-balance-held-back = ⭐ Telegram keeps for you: <b>{ $stars }</b>. Paid here in the last { $days } days: { $lately }; Telegram pays out only what is older.
stars-balance-unknown = ⭐ Telegram couldn't be asked just now how many Stars it keeps for you.
button-stars-look = ⭐ Compare Stars now
stars-list-read =
    ⭐ <b>Telegram's list was compared.</b> What no message of Telegram's had brought:
    • granted: { $granted }
    • waiting for you: { $held }
    • refunded: { $refunded }
    • refunds that did not happen: { $not_refunded }
stars-list-read-nothing = ⭐ <b>Telegram's list was compared.</b> The shop knew everything already.
stars-list-failed =
    ⭐ <b>Telegram's list can't be read now.</b> { $why }

    Nothing is lost: the bot goes on from here automatically.
stars-list-error-later = Telegram asks the bot to wait. Please try again in some minutes.
stars-list-error-unauthorized = Telegram doesn't accept the bot's token. Compare BOT_TOKEN with @BotFather's.
stars-list-error-silent = Telegram gives no answer. Please try again in some minutes.
stars-list-error-refused = Telegram refuses to show it; the log has its words.
stars-list-error-unreadable = Telegram's answer can't be read; the log says more. Please report it if it stays.
