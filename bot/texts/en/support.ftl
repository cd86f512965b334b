### Support: what buyers write to the owner with /paysupport, and what admins answer.

## /paysupport
support-about =
    🛟 <b>Questions about a payment</b>
    { $contact }

    <b>Refunds</b>
    • Paid with Stars: the owner can return them.
    • Paid another way: only Tribute's support can.
    A refund also ends the access it paid for.
support-include =
    <b>Please include</b>
    • your Telegram id: <code>{ $id }</code>
    • what happened
support-purchase = • { $number }: { $what }
support-unlisted = No payment of yours has arrived yet. If you paid in the browser: /claim
support-contact = Please write to { $contact }
support-contact-or-here = Write to the owner right in this chat, or to { $contact }
support-contact-here = The owner has given no contact here. You can write to them right in this chat.
support-contact-none = The owner has given no contact here. Tribute's support, where you paid, can help.
support-ask =
    ✍️ <b>What is wrong?</b> Write it here in one message: it goes to the owner, together with your payments. A photo or a file is fine too.

    Never mind? /cancel
support-sent =
    📨 <b>Your message goes to the owner.</b> The answer comes here.

    Anything to add? Reply to this message.
support-album = 🖼 Of an album, only the first picture or file goes through. Please send the others one by one.
support-unsupported = Only text, one photo or one file can be passed on. Please send it like that. Or leave it: /cancel
support-too-many = ⏳ The owner has your last { $count } messages, and more can't be sent within an hour. Please try again after { $when }
button-support = Write to support

## An admin answers
support-held = ⏸ Payments that wait for you: { $count }
support-how-to-answer = ↩️ To answer, reply to this message or to theirs below: text, one photo or one file.
support-answer-queued = 📨 On its way to { $who }. When it has arrived, you will read so here.
support-copy-gone = 🗑 The picture or file isn't there any more: it was deleted.

## A question that nobody has answered
label-support-request = 💬 { $who }
support-request-title = 💬 <b>Waits for your answer</b>
support-request-who = 👤 { $who }
support-request-since = ⏳ Since { $when }, messages: { $count }
support-request-text = “{ $words }”
support-request-how-to-answer = ↩️ To answer, let the message come to you again, and reply to it.
support-request-closed = ✅ Closed without an answer: { $who }. If they write again, you will read it.
support-request-gone = Somebody was quicker: it is answered or closed.
button-support-send = 📨 Show the message again
button-support-close = ✅ Needs no answer
toast-support-sent-again = It comes in a moment: reply to it.

## Notices
notice-support-answer =
    💬 <b>The owner answers you:</b>

    To write back, reply to this message or to the answer below.
notice-support-first =
    💬 <b>The owner writes to you:</b>

    To write back, reply to this message.
notice-admin-support =
    💬 <b>A buyer writes to you</b>
    👤 { $who }
notice-admin-support-answered =
    💬 <b>{ $admin }</b> has answered { $who }

    Their answer is below.
notice-admin-support-wrote =
    💬 <b>{ $admin }</b> has written to { $who }

    Their words are below.
notice-admin-support-delivered = ✅ Your answer has reached { $who }
notice-admin-support-waiting = 🔇 Your answer to { $who } hasn't arrived: the bot may not write to them now. It waits until they press Start.
notice-admin-support-first-delivered = ✅ Your message has reached { $who }
notice-admin-support-first-waiting = 🔇 Your message to { $who } hasn't arrived: the bot may not write to them now. It waits until they press Start.
