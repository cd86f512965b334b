### The outbox, for admins: the pause after a restore, and messages that could not be delivered.

## The pause after a restore
outbox-pause-ask =
    ⏯ <b>A copy was put in the place of the database</b>, { $since }. Payments are taken and access is given as always, but the bot sends nothing until you decide: some of what waits here may have been sent before.
    { $old ->
        [0] Nothing was waiting in the copy.
        [one] { $old } message was waiting in the copy.
       *[other] { $old } messages were waiting in the copy.
    } { $new ->
        [0] Nothing has come since.
        [one] { $new } has come since.
       *[other] { $new } have come since.
    }
    Please compare Tribute's sales since the copy with /purchases first; give people who are missing there access with /grant.
outbox-pause-sent = ▶️ Messages are being sent again{ $count ->
    [0] .
    [one] ; { $count } message is on its way.
   *[other] ; { $count } messages are on their way.
}
outbox-pause-dropped = ▶️ Messages are being sent again. Not sent, because old: { $old }. On their way: { $new }.
outbox-pause-over = ▶️ Nothing is paused any more: messages are sent as always.
label-outbox-pause = ⏯ Sending is paused
button-outbox-pause-send = { $count ->
    [0] Go on sending
    [one] Send { $count } message
   *[other] Send all { $count } messages
}
button-outbox-pause-drop = { $count ->
    [one] Without the old one
   *[other] Without the { $count } old ones
}

## Messages that could not be delivered
notice-admin-undeliverable =
    ✉️ A message to { $who } could not be delivered. You can send it again: /attention
    <blockquote expandable>{ $reason }</blockquote>
undeliverable-title = ✉️ <b>This message could not be delivered</b>
undeliverable-to = To: { $who }
undeliverable-about = { $kind ->
    [paid] About: their payment has arrived
    [refunded] About: their payment was refunded
    [waiting] About: their payment is waiting
    [reminder] About: their access ends soon
    [ended] About: their access has ended
    [ended-early] About: their access has ended
    [end-corrected] About: their access ends at another time
    [granted] About: they got access
    [revoked] About: their access was ended
    [claim-found] About: their claim
    [claim-denied] About: their claim
    [claim-closed] About: their claim
    [support-answer] About: an answer to them
    [stars-paid-by-other] About: somebody else paid their invoice
    [stars-renewal] About: a renewal in Stars
    [no-admin-now] About: they are no admin any more
    [recurring-started] About: their subscription in Tribute
    [recurring-renewed] About: their subscription in Tribute
    [recurring-cancelled] About: their subscription in Tribute
    [chat-knock] About: their request to join a private chat
    [chat-removed] About: they were removed from a private chat
    [chat-access] About: letting them into a private chat, or removing them
    [chat-look] About: looking at a private chat
   *[other] About: a notice for admins
}
undeliverable-why = Telegram's reason: <blockquote expandable>{ $reason }</blockquote>
undeliverable-when = Given up: { $when }
undeliverable-sent-again = 📤 The message to { $who } is on its way again. If it fails once more, you get a message.
undeliverable-gone = This message isn't waiting any more: it was sent, or is being sent right now.
label-undeliverable = ✉️ { $who }
button-send-again = Send again
