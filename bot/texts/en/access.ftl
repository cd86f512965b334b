### Access by hand, claims of those who paid in the browser, and everybody's whole history.

## The menu
command-claim = Paid in the browser, but no access?
command-grant = Give somebody access
command-revoke = End somebody's access

## /grant
gift-whom =
    🎁 <b>Who shall get access?</b>
    Send a Telegram id or an @name, with the time if you like: <code>@durov 1 month</code>

    Never mind? /cancel
gift-which = 🎁 <b>How much access?</b>
gift-not-read = I can't read “{ $typed }” as a duration: it takes 1 day at least and 100 years at most, such as <code>10 days</code>, <code>6 months</code>, <code>1 year</code>, <code>lifetime</code>.
gift-sure = 🎁 <b>Give this access: { $duration }?</b>
gift-needless = 🎁 <b>Nothing to give:</b> they have access for life already.
gift-done = ✅ <b>Given: { $duration }.</b>
access-afterwards = ➡️ Afterwards: { $access }
hand-yourself = 👉 This is you.
button-gift = 🎁 Give access…
button-gift-sure = Yes, give it

## /revoke
ending-whose =
    🔒 <b>Whose access shall end?</b>
    Send a Telegram id or an @name: <code>@durov</code>, <code>700001</code>

    Never mind? /cancel
ending-sure = 🔒 <b>End this access now?</b>
ending-needless = 🔒 <b>Nothing to end:</b> they have no access.
ending-payments = 💳 What they paid stays paid. To return money: /refund
ending-done = 🔒 <b>The access is ended.</b>
button-ending = 🔒 End access…
button-ending-sure = Yes, end it now

## Notes, for admins only
hand-note = 📝 Note: { $note }
note-which =
    📝 <b>What shall be noted?</b> Only admins read it, in the person's history.
    200 characters at most.

    Never mind? /cancel
note-not-read = Please send the note in a few words, 200 characters at most. Or leave it: /cancel
button-note = Add a note…
toast-note-gone = I no longer have the note. Please begin again.
toast-nothing-done = Nothing has changed.

## The whole history
button-history = 📜 Whole history
history-title = 📜 <b>History</b>, newest first · page { $number }
history-latest = <b>Latest</b>
history-empty = Nothing yet.
history-line-itself = { $when } · { $what }
history-paid = paid for { $what }, { $number }
history-refunded = { $number } was refunded
history-claimed = claimed a payment: “{ $words }”
history-of-purchase = { $number }: { $what }
deed-granted = gave access: { $duration }
deed-granted-note = gave access: { $duration } 📝 { $words }
deed-revoked = ended the access
deed-revoked-note = ended the access 📝 { $words }
deed-claim-approved = approved the claim “{ $words }”
deed-claim-denied = denied the claim “{ $words }”
status-taken-back = Paid; an admin ended the access on { $when }
payment-taken-back =
    🔒 { $what }
    { $when } · the owner ended this access on { $ended }

## /claim
claim-which =
    🔎 <b>Which payment is yours?</b>
    Send the purchase number from Tribute, or the words of your receipt: what, when, how much. The owner compares it with the payments that wait for their buyer.
claim-waiting = ⏳ Already with the owner: “{ $words }”
claim-not-words = I can only read words. Please type the purchase number from your receipt.
claim-too-long = That is too long for me. Please send the purchase number, or the main words of the receipt (300 characters at most).
claim-taken =
    📨 <b>The owner has your message:</b> “{ $words }”

    They compare it with the payments and decide. You will be told here, either way.
claim-too-many-open = ⏳ The owner still has three messages of yours to compare. Please wait for their answer; you will be told here. Anything else: /paysupport
claim-too-many-today = ⏳ That is enough for one day. Please try again tomorrow, or turn to the owner: /paysupport

## Claims, for admins
attention-claims = 🔎 { $count ->
    [one] { $count } person who says they paid
   *[other] { $count } claims of people who say they paid
}
label-claim = 🔎 { $who }: { $text }
claim-title = 🔎 <b>Somebody says this payment is theirs</b>
claim-words = They wrote { $when }: <blockquote>{ $words }</blockquote>
claim-denied-before = { $count ->
    [one] ⚠️ { $count } claim of theirs was denied before.
   *[other] ⚠️ { $count } claims of theirs were denied before.
}
claim-matching = <b>This is what they may mean:</b>
claim-no-match = <b>No payment that waits for its buyer has such a number.</b> Waiting are:
claim-nothing-waits = <b>No payment waits for its buyer.</b> If Tribute's word of it comes later, look here again.
claim-not-theirs = ⛔️ <b>They name this one, but it isn't waiting for a buyer:</b>
claim-beware = ⚠️ A number can be guessed. Compare the product, the amount and the time with the receipt; ask for it, if in doubt.
claim-sure = <b>Is this payment theirs?</b>
claim-deny-sure = <b>Deny this claim?</b> They are told that the payment wasn't found. No payment changes.
claim-approved = ✅ <b>Approved.</b> The payment is theirs.
claim-has-access = They have access, and are being told.
claim-still-held = It gives no access yet, because { $reason }. It waits under /attention
claim-denied = 🚫 <b>Denied.</b> They are being told.
claim-not-found = I know of no such claim.
button-claim-approve = Approve…
button-claim-deny = Deny…
button-claim-theirs = Theirs: { $what }
button-claim-sure = Yes, it is theirs
button-claim-deny-sure = Yes, deny it

## What is told by the bot itself
notice-granted =
    🎁 <b>You have been given access:</b> { $duration }.

    { $access }
notice-revoked =
    🔒 The owner has ended your access.

    Questions? /paysupport
notice-claim-found =
    ✅ The owner has found your payment for { $what }.

    { $access }
notice-claim-found-held =
    ✅ The owner has found your payment for { $what }.

    It gives no access yet, because { $reason }. You will be told when it does.
notice-claim-denied =
    🔎 The owner could not find your payment by “{ $text }”.

    Please compare it with your receipt and send it again: /claim. Or write to the owner: /paysupport
notice-admin-claim =
    🔎 <b>Somebody says they paid:</b> “{ $text }”
    { $who }
    { $match }
claim-matches = It names { $what }, which waits for its buyer. A number can be guessed: please compare.
claim-unclear = It doesn't name exactly one payment that waits for its buyer.
