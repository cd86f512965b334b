### Admins' rooms: the menu, purchases, refunds and people.

## The menu
command-products = Products at Tribute
command-product = One product, by number or link
command-tariffs = What is sold, and for how long
command-refund = Refund a payment
command-purchases = All purchases
command-user = Find a person
command-attention = What is waiting for you

## Shared by several cards
question-left = All right, that question is closed. Nothing has changed.
person-link = <a href="tg://user?id={ $id }">{ $name }</a> · <code>{ $id }</code>
person-link-both = <a href="tg://user?id={ $id }">{ $name }</a> { $username } · <code>{ $id }</code>
person-link-id = <a href="tg://user?id={ $id }">{ $id }</a>
buyer-unknown = buyer unknown
card-product = 🎁 { $what }
purchase-paid = { $number } · paid { $when }
purchase-heard = { $number } · we heard of it { $when }
gives = Gives access: { $duration }
gave = Gave access: { $duration }, taken back
gave-nothing = Gave no access
gives-nothing-yet = Gives no access yet
access-now = 🔑 Access now: { $access }
access-after-refund = After the refund: { $access }
their-access-until = until <b>{ $when }</b> ({ $left } left)
their-access-lifetime = <b>for life</b>
their-access-ended = none; it ended on { $when }
their-access-none = none
told-now = 💬 The bot is telling them.
told-if-allowed = 💬 The bot is trying to tell them. If it may not write to them yet, the message waits until they press Start.
told-later = 💬 The bot may not write to them now. The message waits until they press Start.
toast-no-longer = That has changed meanwhile. Here is how it stands now.
toast-quicker = Somebody was quicker. Here is how it stands now.
label-paid = { $paid } · { $what }
label-purchase = { $emoji } { $what }
label-numbered = { $id } · { $what }
label-number = { $number } { $emoji }
button-yes = Yes
button-back = ‹ Back
button-cancel = Cancel

## /purchases
purchases-title = 🧾 <b>Purchases</b>, newest first · page { $number } of { $pages }
purchases-none =
    🧾 No purchases yet.

    As soon as somebody pays, you are told here. What is on sale: /tariffs
purchases-entry = <b>{ $number }.</b> { $emoji } { $what }
purchases-entry-more =
    { $who }
    { $number } · { $when }
purchase-not-found =
    We know of no such purchase.

    The latest ones, with their numbers, are under /purchases
purchase-title = { $emoji } <b>{ $status }</b>
status-applied = Paid, access given
status-waiting = Waiting for you
status-refunded = Refunded on { $when }
status-dismissed = Dismissed
waiting-because = Nobody has access from it yet, because { $reason }.
refunded-because = Reason: { $reason }
dismissed-because = By { $who }: { $reason }
refund-reason-telegram = the buyer got the Stars back through Telegram
refund-reason-api = the seller refunded it
refund-reason-unknown = Tribute gave none
refund-reason-other = { $reason }
purchase-arrived = 📥 Tribute told us { $when }
purchase-settled = Settled { $when }
button-all-purchases = ‹ All purchases
button-refund-question = Refund…
button-buyer = 👤 { $name }

## What was done with a purchase
history = <b>What was done</b>
history-line = { $when } · { $who }: { $what }
history-line-bot = { $when } · the bot: { $what }
deed-accepted = accepted it as it was shown
deed-matched-refund = said that a refund meant this purchase
deed-refund-calling = asked Tribute for a refund
deed-refund-not-done = said that the refund did not happen
deed-refund-rejected = Tribute did not refund it
deed-refund-succeeded = said that the refund happened
deed-refunded = refunded
deed-named-buyer = named the buyer, <code>{ $id }</code>
deed-settled-as = gave access: { $duration }
deed-dismissed = dismissed it: { $words }
deed-other = { $action } { $detail }

## /refund
refund-which = ↩️ <b>Which payment shall be refunded?</b>
    Tap it, or send its number: <code>/refund 78901</code>
refund-none =
    There is nothing to refund yet.

    All purchases: /purchases
refund-bad-number =
    A purchase number is made of digits, like this: <code>/refund 78901</code>

    The latest payments: /refund · all of them: /purchases
refund-question = ↩️ <b>Refund this payment?</b>
refund-only-stars = ⭐ Only payments made with Telegram Stars can be refunded from here. For a card or anything else, please write to Tribute's support.
refund-asking = ⏳ <b>Asking Tribute…</b>
refund-kept = All right, nothing was refunded.
refund-done = ✅ <b>Refunded.</b> Tribute has returned the money, and the access it gave is taken back.
refund-done-without-access = ✅ <b>Refunded.</b> Tribute has returned the money. It had given no access, so none was taken back.
refund-already = ↩️ <b>This payment was refunded on { $when }.</b> Nothing was sent to Tribute now.
refund-in-progress = ⏳ <b>A refund of this payment is on its way already.</b> Nothing was sent a second time.
refund-unknown = ❔ <b>It isn't clear whether this payment was refunded.</b> Tribute was asked { $when }.
refund-without-number =
    <b>This payment can't be refunded from here:</b> Tribute gave us no purchase number for it.

    Please refund it in Tribute's dashboard, or through Tribute's support. When Tribute tells us, the access is taken back by itself.
refund-rejected = ❌ <b>Not refunded.</b>
refund-sure-happened =
    <b>You saw in Tribute's dashboard that the money went back?</b>
    The access will be taken back, and the buyer told.
refund-sure-not =
    <b>You saw in Tribute's dashboard that the money did not go back?</b>
    The access stays as it is, and you may try the refund again.
refund-closed-not = 👌 <b>Noted: this payment was not refunded.</b> The access stays as it is.
label-refund = { $id } · { $who } · { $what }
button-refund = Yes, refund it
button-refund-paid = Yes, refund { $paid }
button-refund-again = Try the refund again…
button-refund-happened = It was refunded
button-refund-not = It was not refunded
button-look-again = Look again

## /user
user-which =
    👤 <b>Whom are you looking for?</b>
    Send a Telegram id or an @name: <code>@durov</code>, <code>700001</code>

    Never mind? /cancel
user-not-found =
    I don't know “{ $wanted }”.

    I know those who have written to me or paid. An id is surer than a name; the latest buyers are under /purchases
user-title = 👤 { $who }
user-since = Known since { $when }
user-language-chosen = Language: { $language ->
    [ru] Russian
   *[en] English
} (their choice)
user-language = Language in Telegram: { $language }
user-language-unknown = Language: not known yet
user-reachable = 💬 The bot may write to them.
user-never-started = 🔇 As far as I know they have never pressed Start; until they do, the bot may not write to them. Messages wait for that; access doesn't.
user-blocked = 🔇 The bot may not write to them since { $when }: they have blocked it. Messages wait until they press Start; access doesn't.
user-purchases = 🧾 Latest purchases: { $count }
user-no-purchases = 🧾 No purchases.
