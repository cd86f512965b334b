### Claims: people who paid in the browser say which payment is theirs, and an admin decides.

## /claim
claim-ask =
    🔎 <b>Which payment is yours?</b>
    Send the purchase number from Tribute, or the words of your receipt: what, when, how much. The owner compares it with the payments that wait for their buyer.
claim-open = ⏳ Already with the owner: “{ $words }”
claim-not-text = The bot can only read text. Please type the purchase number from your receipt.
claim-too-long = That is too long. Please send the purchase number, or the main words of the receipt (300 characters at most).
claim-sent =
    📨 <b>The owner has your message:</b> “{ $words }”

    The owner compares it with the payments and decides. You will get the answer here, either way.
claim-too-many-open = ⏳ The owner still has three messages of yours to compare. Please wait for the answer: it comes here. Anything else: /paysupport
claim-too-many-today = ⏳ No more messages can be sent today. Please try again tomorrow, or write to the owner: /paysupport

## An admin decides
claim-title = 🔎 <b>Somebody says this payment is theirs</b>
claim-words = They wrote { $when }: <blockquote>{ $words }</blockquote>
claim-denied-before = { $count ->
    [one] ⚠️ { $count } claim of theirs was denied before.
   *[other] ⚠️ { $count } claims of theirs were denied before.
}
claim-candidates = <b>They may mean this:</b>
claim-no-match = <b>No payment that waits for its buyer has such a number.</b> These wait:
claim-nothing-held = <b>No payment waits for its buyer.</b> If Tribute reports it later, look here again.
claim-already-settled = ⛔️ <b>They name this one, but it isn't waiting for a buyer:</b>
claim-warning = ⚠️ A number can be guessed. Compare the product, the amount and the time with the receipt; if in doubt, ask for it.
claim-approve-confirm = <b>Is this payment theirs?</b>
claim-approved = ✅ <b>Approved.</b> The payment is theirs.
claim-approved-access = They have access, and are being notified.
claim-approved-over = It gives them no access any more; they are being notified.
claim-approved-held = It gives no access yet, because { $reason }. It waits under /attention
claim-deny-confirm = <b>Deny this claim?</b> They get a message that the payment wasn't found. No payment changes.
claim-deny-confirm-refunded = <b>Deny this claim?</b> They get a message that the payment was refunded. No payment changes.
claim-denied = 🚫 <b>Denied.</b> They are being notified.
claim-closed-own = ✔️ <b>Closed:</b> the payment it names is theirs. They are being notified.
claim-closed-other = ✔️ <b>Closed:</b> the payment it names has another buyer. They are being notified.
claim-closed-refunded = ↩️ <b>Closed:</b> the payment it names was refunded. They are being notified.
claim-closed-dismissed = ✖️ <b>Closed:</b> the payment it names was closed without access. They are being notified.
claim-not-found = There is no such claim.
label-claim = 🔎 { $who }: { $text }
button-claim-approve = Approve…
button-claim-approve-confirm = Yes, it is theirs
button-claim-deny = Deny…
button-claim-deny-confirm = Yes, deny it
button-claim-choose = Theirs: { $what }

## Notices
notice-claim-found =
    ✅ The owner has found your payment for { $what }.

    { $access }
notice-claim-found-held =
    ✅ The owner has found your payment for { $what }.

    It gives no access yet: { $reason }. As soon as it does, you get a message here.
notice-claim-denied =
    🔎 The owner could not find your payment by “{ $text }”.

    Please compare it with your receipt and send it again: /claim. Or write to the owner: /paysupport
notice-claim-closed-settled =
    🔎 The payment in your message “{ $text }” has its buyer now, and that is another Telegram account.

    Did you pay from another account? Open the bot there: /status. Think it is yours? Write to the owner: /paysupport
notice-claim-closed-refunded =
    ↩️ The payment in your message “{ $text }” has been refunded. The money goes back the way it was paid.

    Questions? /paysupport
notice-claim-closed-dismissed =
    ✖️ The owner has closed the payment in your message “{ $text }” without access.

    Questions? Write to the owner: /paysupport
notice-admin-claim =
    🔎 <b>Somebody says they paid:</b> “{ $text }”
    { $who }
    { $match }
claim-match-one = It names { $what }, which waits for its buyer. A number can be guessed: please compare.
claim-match-own = They may mean { $what }, which is theirs already.
claim-match-unclear = It doesn't name exactly one payment that waits for its buyer.
