### The console's page of everything that waits for an admin.

## Answers
console-attention-at = { $when }
console-attention-closed = Closed without an answer. If they write again, it appears here again.
console-attention-dismissed = Dismissed. Nobody's access has changed.
console-attention-more = The first { $shown } are here. The others follow as soon as these are settled.
console-attention-no-person = This can't be a Telegram id. Please check it once more.
console-attention-reason-unreadable = Please write the reason in a few words, 200 characters at most.

## The page
console-attention-title = Waiting for you
console-attention-short = Waiting
console-attention-empty = All is well
console-attention-empty-text = Nothing is waiting for you. Anything that needs you appears here at once.
console-attention-none-of-it = None of it waits any more
console-attention-back = All that waits
console-attention-person = The person
console-attention-purchase = The purchase
console-attention-body = Exactly as it was sent

## The steps
console-attention-accept = Accept it as shown…
console-attention-bind = Say what it gives…
console-attention-grant = Give access for…
console-attention-name-buyer = Name the buyer…
console-attention-dismiss = Dismiss…
console-attention-approve = It is theirs…
console-attention-deny = Deny…
console-attention-send-again = Send again
console-attention-answer = Answer
console-attention-to-chat = Show it in the chat
console-attention-close = It needs no answer
console-attention-match = This one was refunded…
console-attention-discard = Discard…
console-attention-bind-recurring = It gives access
console-attention-move-recurring = Another plan…
console-attention-unbind-recurring = It gives no access
console-attention-choose = Please choose a payment first.
console-attention-go-on = Continue

## Questions
console-attention-who-paid = Who paid?
console-attention-who-paid-hint = Their Telegram id or @name.
console-attention-new-person = The bot has never met anybody with this id. Please check it once more.
console-attention-buyer-question = Did they make this payment?
console-attention-reason = Why is it dismissed?
console-attention-reason-hint = A few words for the history. It changes nobody's access.
console-attention-dismiss-yes = Dismiss it
