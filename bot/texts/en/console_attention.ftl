### The console's page of everything that waits for an admin.

## Answers
console-attention-at = { $when }
console-attention-closed = Closed without an answer. If they write again, you will read it.
console-attention-dismissed = Dismissed. Nobody's access has changed.
console-attention-no-duration = Please choose for how long: at least one day, at most 100 years.
console-attention-no-person = This can't be a Telegram id. Please compare it once more.
console-attention-reason-unreadable = Please write the reason in a few words, 200 characters at most.
