### The console's page of purchases: the list, the life of one, refunds.

## The list
console-purchases-title = Purchases
console-purchases-short = Purchases
console-purchases-search = Name, @username, #12, purchase number or charge
console-purchases-list = Purchases, newest first
console-purchases-empty = No purchases yet. As soon as somebody pays, the purchase appears here.
console-purchases-none = Nothing matches. Take a filter away, or look for something else.
console-purchases-none-name = Nothing found so far. Names are found faster among people.
console-purchases-to-people = Look among people
console-purchases-searched = Looked back to { $when } so far.
console-purchases-go-on = Look further back
console-purchases-filters = Filters
console-purchases-clear = Clear the filters
console-purchases-status = Status
console-purchases-kind = How it was paid
console-purchases-plan = Plan
console-purchases-tariff = Price
console-purchases-product = Product
console-purchases-currency = Currency
console-purchases-from = From
console-purchases-to = To
console-purchases-any = Any
console-purchases-back = All purchases

## How a purchase stands
console-purchases-status-granted = Access given
console-purchases-status-renewed = Access renewed
console-purchases-status-held = Waiting for you
console-purchases-status-refunded = Refunded
console-purchases-status-guessed = Refunded by guess
console-purchases-status-dismissed = Dismissed
console-purchases-kind-tribute = Tribute
console-purchases-kind-stars = Telegram Stars
console-purchases-kind-renewing = Stars, renewing
console-purchases-refunded-at = refunded { $when }
console-purchases-numbers = { $ours } · Tribute { $theirs }
console-purchases-guessed = The refund named no purchase; this one fitted best.
console-purchases-guessed-more = The refund named no purchase, and this one fitted best. If a later message of Tribute's says otherwise, it is corrected.

## The card
console-purchases-card = Purchase { $number }
console-purchases-buyer = Buyer
console-purchases-paid-at = Paid
console-purchases-charge = Telegram's charge
console-purchases-access = Access
console-purchases-life = From payment to message
console-purchases-life-empty = Nothing is stored about it.
console-purchases-refund = Refund…
console-purchases-refund-title = Refund
console-purchases-settle = Decide about it
console-purchases-settle-title = How did the refund end?
console-purchases-happened = The money was returned
console-purchases-not-happened = It was not returned
console-purchases-refund-done = Refunded.
console-purchases-refund-noted = Noted.
console-purchases-changed = This has changed since you looked, so nothing was done. Now: { $now }

## Its life
console-purchases-the-bot = the bot
console-purchases-life-delivery = Tribute's webhook came
console-purchases-life-name = Event: { $name }
console-purchases-life-signed = Signed and sent by Tribute { $when }
console-purchases-life-again = Came { $count } times, last { $when }
console-purchases-life-conflicts = Deliveries with other facts: { $count }. The first one counts.
console-purchases-life-problems = Unreadable: { $problems }
console-purchases-life-stars = Telegram reported a payment in Stars
console-purchases-life-charge = Charge: { $charge }
console-purchases-life-grant = Gave access: { $tariff }
console-purchases-life-span = From { $since } until { $until }
console-purchases-life-span-for-life = From { $since }, for life
console-purchases-life-act = { $who }: { $what }
console-purchases-life-attempt = { $who } asked for a refund
console-purchases-life-error = Reason: { $error }
console-purchases-life-answered = Answered { $when }
console-purchases-life-refunded = The money was returned
console-purchases-life-reason = Reason: { $reason }
console-purchases-attempt-calling = The answer isn't here yet.
console-purchases-attempt-succeeded = The money was returned.
console-purchases-attempt-rejected = It was refused: the money stayed.
console-purchases-attempt-unknown = Nobody knows yet whether the money was returned.
console-purchases-attempt-not-done = An admin found that the money was not returned.
console-purchases-message-sent = Sent { $when }
console-purchases-message-queued = { $attempts ->
    [0] Waits for its turn
   *[other] Is tried again from { $when }
}
console-purchases-message-waiting = Waits until they press Start in the bot
console-purchases-message-gathered = Waits for the next digest
console-purchases-message-undeliverable = Couldn't be delivered, given up { $when }
console-purchases-message-cancelled = Not needed any more since { $when }
console-purchases-notice-paid = To { $who }: thanks for the payment
console-purchases-notice-waiting = To { $who }: the payment waits
console-purchases-notice-refunded = To { $who }: it was refunded
console-purchases-notice-stars-paid-by-other = To { $who }: somebody else has paid
console-purchases-notice-admin-sale = To { $who }: a sale
console-purchases-notice-admin-held = To { $who }: a payment waits for you
console-purchases-notice-admin-settled = To { $who }: a payment that waited is resolved
console-purchases-notice-admin-refund = To { $who }: a refund
console-purchases-notice-admin-refunded-first = To { $who }: a refunded purchase has arrived
console-purchases-notice-admin-stars-twice = To { $who }: paid twice in Stars
console-purchases-notice-admin-stars-conflict = To { $who }: reports of a charge differ
console-purchases-notice-admin-stars-end = To { $who }: an odd end of a renewal

## Payments for Tribute's own recurring subscriptions
console-purchases-recurring = Tribute's own subscriptions
console-purchases-recurring-what = Payments that Tribute took for its own recurring subscriptions. They open access here, and are no purchases.
console-purchases-recurring-new = first payment
console-purchases-recurring-renewed = renewed
console-purchases-recurring-trial = trial
console-purchases-recurring-present = present
console-purchases-recurring-none = No such payment. Take a filter away to see others.
console-purchases-recurring-never = No payment for them yet.
console-purchases-recurring-cut = There are more payments to look through.
