### Access: how it stands, /status, access given and ended by admins, reminders.

## How your access stands
access-until = Your access is open until <b>{ $when }</b> ({ $left } left).
access-lifetime = Your access is open <b>for life</b>.
access-ended = Your access ended on { $when }.
access-none = You have no access at the moment.
access-renews = Your access is open until <b>{ $when }</b> ({ $left } left). Then Tribute renews it automatically.
access-renews-besides = Your access is open until <b>{ $when }</b> ({ $left } left). Your Tribute subscription renews automatically on { $renews }; the rest of your time comes after it.
access-renewing-now = Your access was paid until <b>{ $when }</b>, and Tribute is renewing it right now.

## A line for each plan, where there are several
access-plan = <b>{ $plan }</b>: { $access }
access-plan-ended = <b>{ $plan }</b>: ended on { $when }
access-plan-included = <b>{ $plan }</b>: comes with { $by }
access-plan-paused = <b>{ $plan }</b>: { $access }. It comes with { $by } now; its own time is paused until { $when }.

## How somebody else's access stands, for admins
access-theirs-until = until <b>{ $when }</b> ({ $left } left)
access-theirs-lifetime = <b>for life</b>
access-theirs-ended = none; it ended on { $when }
access-theirs-none = none
access-theirs-renews = until <b>{ $when }</b> ({ $left } left); Tribute renews it automatically
access-theirs-renews-besides = until <b>{ $when }</b> ({ $left } left); a Tribute subscription renews automatically on { $renews }
access-theirs-renewing-now = paid until <b>{ $when }</b>; Tribute is renewing it right now
access-now = 🔑 Access now: { $access }
access-now-plan = 🔑 { $plan } now: { $access }
access-afterwards = ➡️ Afterwards: { $access }
access-still-open = ➡️ { $by } still opens it: { $access }
access-after-refund = After the refund: { $access }

## /status
status-title = 🔑 <b>Your access</b>
status-held =
    ⏸ Your payment for { $what } has arrived. It gives no access yet: { $reason }.
    Is it taking long? /paysupport
status-advice =
    To get access, see the prices below.
    Paid in the browser and don't see it here? /claim
status-advice-none =
    Nothing is on sale right now. Please look again later.
    Paid in the browser and don't see it here? /claim
status-payments = <b>Your payments</b>
status-payments-none = No payment of yours has arrived yet.
status-payments-latest = Only the latest { $count } are shown.
status-payment-applied =
    ✅ { $what }
    { $when } · { $duration }
status-payment-held =
    ⏸ { $what }
    { $when } · waiting for the owner
status-payment-refunded =
    ↩️ { $what }
    { $when } · refunded on { $refunded }
status-payment-revoked =
    🔒 { $what }
    { $when } · this access was closed on { $ended }
status-payment-dismissed =
    ✖️ { $what }
    { $when } · closed by the owner, no access
button-status = My access

## /grant
grant-ask-person =
    🎁 <b>Who should get access?</b>
    Send a Telegram id or an @name, with the time if you like: <code>@durov 1 month</code>

    Never mind? /cancel
grant-ask-plan = 🎁 <b>To which plan?</b>
grant-plan = 📦 Plan: { $plan }
grant-ask-duration = 🎁 <b>For how long?</b>
grant-duration-unreadable = “{ $typed }” can't be read as a duration. It is 1 day at least and 100 years at most, such as <code>10 days</code>, <code>6 months</code>, <code>1 year</code>, <code>lifetime</code>.
grant-confirm = 🎁 <b>Give this access: { $duration }?</b>
grant-not-needed = 🎁 <b>Nothing to give:</b> they have access for life already.
grant-not-needed-plan = 🎁 <b>Nothing to give:</b> { $plan } is open to them for life already.
grant-done = ✅ <b>Given: { $duration }.</b>
button-grant = 🎁 Give access…
button-grant-confirm = Yes, give it

## /revoke
revoke-ask-person =
    🔒 <b>Whose access should end?</b>
    Send a Telegram id or an @name: <code>@durov</code>, <code>700001</code>

    Never mind? /cancel
revoke-ask-plan = 🔒 <b>Which access should end?</b>
revoke-confirm-plan = 🔒 <b>End their access to { $plan } now?</b>
revoke-confirm-own = 🔒 <b>End their own time of { $plan } now?</b>
revoke-only-by = 🔒 <b>Nothing to end:</b> they have no own time of { $plan }; it comes with { $by }.
revoke-confirm = 🔒 <b>End this access now?</b>
revoke-not-needed = 🔒 <b>Nothing to end:</b> they have no access.
revoke-not-needed-plan = 🔒 <b>Nothing to end:</b> they have no access to { $plan }.
revoke-afterwards = ➡️ Afterwards: none; it ends now, on { $when }
revoke-left = 📦 Stays open: { $access }
revoke-payments = 💳 Time used until then stays as it was, and their payments stay paid. To return money: /refund
revoke-recurring = 🔁 Their subscription in Tribute goes on: when it renews on { $when }, it gives access again. To prevent that, end it in Tribute.
revoke-done = 🔒 <b>Access ended.</b>
revoke-done-plan = 🔒 <b>Access to { $plan } ended.</b>
revoke-done-own = 🔒 <b>Their own time of { $plan } ended.</b>
button-revoke = 🔒 End access…
button-revoke-confirm = Yes, end it now

## Notes, for admins only
note-line = 📝 Note: { $note }
note-ask =
    📝 <b>What should be noted?</b> Only admins read it, in the person's history.
    200 characters at most.

    Never mind? /cancel
note-unreadable = Please send the note in a few words, 200 characters at most. Or leave it: /cancel
button-note-add = Add a note…
toast-note-lost = The note isn't there any more. Please start again.

## Notices
notice-access-granted =
    🎁 <b>You have been given access:</b> { $duration }.

    { $access }
notice-access-revoked =
    🔒 Your access has been closed.

    A mistake? /paysupport
notice-access-revoked-plan =
    🔒 Your access to { $plan } has been closed.

    A mistake? /paysupport
notice-access-reminder =
    ⏰ A friendly reminder.

    { $access }
    Want to stay? The time you buy now is added to the time you have.
notice-access-reminder-waiting =
    ⏰ A friendly reminder.

    { $access }
notice-access-ended =
    👋 { $access }

    Thank you for being here. You can come back any time.
notice-access-ended-fact = 👋 { $access }
notice-access-ended-of-several =
    👋 { $ended }

    Still open:
    { $still }
notice-access-goes-on =
    🔑 { $access }

    An earlier message said that it had ended. That was wrong: the clock of the bot's server was off. If you were removed from a private chat, you can join it again.
notice-access-corrected =
    🔑 { $access }

    An earlier message named another date. That was wrong: the clock of the bot's server was off.
