### The room of what waits for an admin: held payments, unclear refunds, messages that didn't arrive.

## /attention
attention-empty = ✅ All is well: nothing is waiting for you.
attention-title = 🔔 <b>Waiting for you</b>
attention-held = ⏸ { $count ->
    [one] { $count } payment that gives no access yet
   *[other] { $count } payments that give no access yet
}
attention-unmatched = ↩️ { $count ->
    [one] { $count } refund of an unclear purchase
   *[other] { $count } refunds of unclear purchases
}
attention-unknown = ❔ { $count ->
    [one] { $count } refund that may or may not have happened
   *[other] { $count } refunds that may or may not have happened
}
attention-dead = ✉️ { $count ->
    [one] { $count } message that could not be delivered
   *[other] { $count } messages that could not be delivered
}
attention-hint = Tap one to settle it.
label-unmatched = ↩️? { $what }
label-dead = ✉️ { $who }
button-attention = ‹ What is waiting

## Messages that didn't arrive
dead-title = ✉️ <b>This message could not be delivered</b>
dead-to = To: { $who }
dead-about = { $kind ->
    [paid] About: their payment has arrived
    [refunded] About: their payment was refunded
    [waiting] About: their payment is waiting
    [reminder] About: their access ends soon
    [ended] About: their access has ended
    [recurring-started] About: their subscription in Tribute
    [recurring-renewed] About: their subscription in Tribute
    [recurring-cancelled] About: their subscription in Tribute
    [chat-knock] About: their request to join a private chat
    [chat-removed] About: they were removed from a private chat
    [chat-access] About: letting them into a private chat, or removing them
    [chat-look] About: looking at a private chat
   *[other] About: a notice for admins
}
dead-why = Telegram's reason: { $reason }
dead-when = Given up: { $when }
dead-sent-again = 📤 The message to { $who } is on its way again. If it fails once more, you will be told.
dead-no-longer = This message isn't waiting any more: it was sent, or is being sent right now.

## Held payments
held-title = ⏸ <b>This payment gives no access yet</b>
held-missing = <b>What is missing:</b>
held-body = <b>What Tribute sent:</b>
held-settled = ✅ <b>Settled: the buyer has access.</b>
held-no-longer = Somebody was quicker: this isn't waiting any more.
missing-readable = • Part of it couldn't be read. Please look at it below: if what is shown here is right, accept it.
missing-buyer = • The buyer: Tribute didn't say whose Telegram it is, as when somebody pays in the browser. Ask who paid, and name them.
missing-product = • The product: it couldn't be read. Once the buyer is known, you choose what access they get.
missing-tariff = • A tariff: product { $id } isn't sold by this bot. Choose how much access it gives.
button-accept = Accept it as shown…
button-sell-as = Bind product { $id }…
button-grant-as = Give access for…
button-name-buyer = Name the buyer…
button-dismiss = Dismiss…
toast-settled = Settled.
toast-bound = { $count ->
    [one] The product is bound, and { $count } payment is settled.
   *[other] The product is bound. Payments settled: { $count }.
}
toast-accepted = Accepted.
toast-buyer-named = The buyer is named.

## How much access
duration-which = <b>How much access does it give?</b>
duration-type =
    <b>For how long?</b> For example: <code>10 days</code>, <code>6 months</code>, <code>lifetime</code>

    Never mind? /cancel
duration-not-read = I can't read that as a duration. For example: <code>10 days</code>, <code>2 weeks</code>, <code>6 months</code>, <code>1 year</code>, <code>lifetime</code>
bind-sure =
    <b>Product { $id } gives access: { $duration }. Right?</b>
    From now on all payments for it do, and those that wait for it are settled. This one:
grant-sure =
    <b>Give this buyer access: { $duration }?</b>
    It begins now, for this payment only:
accept-sure =
    <b>Accept this payment as it is shown here?</b>
    What couldn't be read stays unknown.
button-another-duration = Another duration

## Who paid
buyer-which =
    👤 <b>Who paid?</b> { $number }
    Send their Telegram id or @name: <code>@durov</code>, <code>700001</code>

    Never mind? /cancel
buyer-not-found =
    I don't know “{ $wanted }”.

    Ask them to press Start in this bot, then send their @name or id again. Or send their numeric id: that works even for somebody I have never met.
buyer-sure = <b>Did { $who } make this payment?</b>
buyer-never-met = ⚠️ I have never met anybody with this id. Please compare it once more: the access goes to whoever has it.
button-buyer-sure = Yes, they paid
button-another-buyer = Somebody else…

## Dismissing
reason-which =
    🚫 <b>Why shall this be closed?</b> It changes nobody's access.
    Send the reason in a few words (200 characters at most).

    Never mind? /cancel
reason-not-read = Please send the reason in a few words, 200 characters at most. Or leave it: /cancel
dismiss-sure =
    🚫 <b>Close this without changing any access?</b>
    Reason: { $reason }
button-dismiss-sure = Yes, dismiss it
dismissed =
    🚫 <b>Dismissed.</b> Nobody's access has changed.
    Reason: { $reason }
toast-reason-gone = I no longer have the reason. Please press “Dismiss…” again.

## Refunds that don't say what they refund
unmatched-title = ↩️ <b>Which purchase was refunded?</b>
unmatched-choose = Tribute didn't say it clearly. It may be one of these:
unmatched-no-candidates = We know of no purchase it could mean. If that arrives later, this closes by itself; else look at Tribute's dashboard, and dismiss it.
unmatched-candidate = <b>{ $number }.</b> { $what }
refunded-at = Refunded { $when }
label-candidate = { $number } · { $what }
match-sure =
    <b>Was it this purchase that was refunded?</b>
    The access it gave is taken back, and the buyer told.
matched = ✅ <b>Noted: this purchase was refunded.</b> The access it gave is taken back.

## What couldn't be read
problem-not-text = • It isn't text.
problem-not-json = • It isn't written as Tribute writes (JSON).
problem-no-name = • It doesn't say what kind of event it is.
problem-no-payload = • It says nothing of the payment itself.
problem-number = • A number in it is impossibly large.
problem-characters = • It has characters that can't be stored.
problem-no-identity = • Nothing in it tells this purchase from another one.
problem-missing = • <code>{ $field }</code> is missing.
problem-wrong = • <code>{ $field }</code> isn't what it should be.
problem-twice = • <code>{ $field }</code> is there twice.
problem-member-twice = • Something in it is there twice.
problem-other = • { $note }
