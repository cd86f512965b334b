### /attention, for admins: what is waiting, held payments and how they are resolved or dismissed.

## The overview
attention-empty = ✅ All is well: nothing is waiting for you.
attention-title = 🔔 <b>Waiting for you</b>
attention-outbox-pause = ⏯ Nothing is being sent since a copy of the database was put back
attention-held = ⏸ { $count ->
    [one] { $count } payment that gives no access yet
   *[other] { $count } payments that give no access yet
}
attention-claims = 🔎 { $count ->
    [one] { $count } claim of somebody who says they paid
   *[other] { $count } claims of people who say they paid
}
attention-support-requests = 💬 { $count ->
    [one] { $count } buyer who waits for your answer
   *[other] { $count } buyers who wait for your answer
}
attention-refunds-unmatched = ↩️ { $count ->
    [one] { $count } refund of an unclear purchase
   *[other] { $count } refunds of unclear purchases
}
attention-refunds-unknown = ❔ { $count ->
    [one] { $count } refund that may or may not have happened
   *[other] { $count } refunds that may or may not have happened
}
attention-undeliverable = ✉️ { $count ->
    [one] { $count } message that could not be delivered
   *[other] { $count } messages that could not be delivered
}
attention-webhooks-out = 📡 { $count ->
    [one] { $count } webhook your own service never took
   *[other] { $count } webhooks your own service never took
}
attention-recurring = 🔁 { $count ->
    [one] { $count } Tribute subscription: does it give access?
   *[other] { $count } Tribute subscriptions: do they give access?
}
attention-hint = Tap one to resolve it.
button-attention = ‹ What is waiting
button-attention-open = 🔔 See what is waiting

## Why a payment is held
held-reason-no-buyer = Tribute sent no Telegram account (this happens when someone pays in the browser)
held-reason-unbound = its product isn't sold by this bot yet
held-reason-no-order = no invoice of this bot is known for this payment in Stars
held-reason-other-amount = it was paid with another amount or currency than its invoice asks
held-reason-charge-unreadable = part of what Telegram said of this payment in Stars couldn't be read
held-reason-unreadable = part of what Tribute sent couldn't be read
held-reason-to-buyer-no-buyer = Tribute hasn't said which Telegram account paid
held-reason-to-buyer-unbound = the owner still has to say what it gives
held-reason-to-buyer-no-order = the owner still has to say what it gives
held-reason-to-buyer-other-amount = the owner still has to look at the amount
held-reason-to-buyer-charge-unreadable = the owner still has to look at what Telegram sent
held-reason-to-buyer-unreadable = the owner still has to look at what Tribute sent

## A held payment
held-title = ⏸ <b>This payment gives no access yet</b>
held-missing = <b>What is missing:</b>
held-missing-readable = • Part of it couldn't be read. Please look at it below: if what is shown here is right, accept it.
held-missing-buyer = • The buyer: Tribute sent no Telegram account (this happens when someone pays in the browser). Ask who paid, and name them.
held-missing-product = • The product: it couldn't be read. Once the buyer is known, you choose how long their access lasts.
held-missing-tariff = • The duration: product { $id } isn't sold by this bot. Choose for how long it gives access.
held-missing-plan = • The plan and the duration: product { $id } isn't sold by this bot. Choose what it opens, and for how long.
held-body = <b>What Tribute sent:</b>
held-settled = ✅ <b>Resolved: the buyer has access.</b>
held-gone = Somebody was quicker: this isn't waiting any more.
button-held-accept = Accept it as shown…
button-held-bind = Bind product { $id }…
button-held-grant = Give access for…
button-held-name-buyer = Name the buyer…
toast-held-settled = Resolved.
toast-held-bound = { $count ->
    [one] The product is bound, and { $count } payment is resolved.
   *[other] The product is bound. Payments resolved: { $count }.
}
toast-held-accepted = Accepted.
toast-held-buyer-named = The buyer is named.

## For how long
held-ask-duration = <b>For how long does it give access?</b>
held-ask-duration-of = <b>For how long does it open { $plan }?</b>
held-ask-which = <b>Which plan does it open?</b>
held-duration-unreadable = That can't be read as a duration. For example: <code>10 days</code>, <code>2 weeks</code>, <code>6 months</code>, <code>1 year</code>, <code>lifetime</code>
held-bind-confirm =
    <b>Product { $id } gives access: { $duration }. Right?</b>
    From now on all payments for it do, and so do those that wait for it. This one:
held-grant-confirm =
    <b>Give this buyer access: { $duration }?</b>
    It begins now, for this payment only:
held-accept-confirm =
    <b>Accept this payment as it is shown here?</b>
    The parts that couldn't be read stay unknown.

## Who paid
held-ask-buyer =
    👤 <b>Who paid?</b> { $number }
    Send their Telegram id or @name: <code>@durov</code>, <code>700001</code>

    Never mind? /cancel
held-buyer-confirm = <b>Did { $who } make this payment?</b>
button-held-buyer-confirm = Yes, they paid
button-held-buyer-another = Somebody else…

## Dismissing
dismiss-ask-reason =
    🚫 <b>Why are you dismissing this?</b> It changes nobody's access.
    Send the reason in a few words (200 characters at most).

    Never mind? /cancel
dismiss-reason-unreadable = Please send the reason in a few words, 200 characters at most. Or leave it: /cancel
dismiss-confirm =
    🚫 <b>Dismiss this without changing any access?</b>
    Reason: { $reason }
dismiss-done =
    🚫 <b>Dismissed.</b> Nobody's access has changed.
    Reason: { $reason }
button-dismiss = Dismiss…
button-dismiss-confirm = Yes, dismiss it
toast-dismiss-reason-lost = The reason isn't there any more. Please press “Dismiss…” again.

## The parts that couldn't be read
held-problem-not-text = • It isn't text.
held-problem-not-json = • It isn't written as Tribute writes (JSON).
held-problem-no-name = • It doesn't say what kind of event it is.
held-problem-no-payload = • It says nothing about the payment itself.
held-problem-number = • A number in it is impossibly large.
held-problem-characters = • It has characters that can't be stored.
held-problem-no-identity = • Nothing in it tells this purchase from another one.
held-problem-unknown-name = • Tribute gave the event a name that this version doesn't know. Is it a payment?
held-problem-other-amount = • The same buyer has another payment of the same moment, with another amount. It may be the same one.
held-problem-missing = • <code>{ $field }</code> is missing.
held-problem-wrong = • <code>{ $field }</code> isn't what it should be.
held-problem-twice = • <code>{ $field }</code> is there twice.
held-problem-member-twice = • Something in it is there twice.
held-problem-other = • { $note }
