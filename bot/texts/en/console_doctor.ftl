### The console's page of the doctor, incidents, copies and tables.

## Answers
console-doctor-at = { $when }
console-doctor-backup-off = No daily copies are made: BACKUP_DIR isn't set.
console-doctor-backup-none = No daily copy is there yet; the first one is made soon.
console-doctor-not-sent = Telegram hasn't taken the file. Please open the chat with the bot, press Start, and try again.
console-doctor-sending = It is on its way already: please look into the chat with the bot.
console-doctor-sent = It is in your chat with the bot now.
console-doctor-table = { $table ->
    [purchases] Purchases
    [accesses] Who has or had access, by plan
    [recurring] Tribute's reports on subscriptions
    [agreements] Who has agreed to the terms
    [terms] The terms that they have agreed to
   *[subscribers] People who have or had access
}
