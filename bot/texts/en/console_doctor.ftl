### The console's page of the doctor, incidents, copies and tables.

## Answers
console-doctor-at = { $when }
console-doctor-backup-off = No daily copies are made: BACKUP_DIR isn't set.
console-doctor-backup-none = No daily copy is there yet; the first one is made soon.
console-doctor-not-sent = Telegram hasn't taken the file. Open your chat with the bot, press Start, and try again.
console-doctor-sending = It is on its way already: look in your chat with the bot.
console-doctor-sent = It is in your chat with the bot now.
console-doctor-table = { $table ->
    [purchases] Purchases
    [accesses] Who has or had access, by plan
    [recurring] Tribute's reports on subscriptions
    [agreements] Who has agreed to the terms
    [terms] The terms that they have agreed to
   *[subscribers] People who have or had access
}

## The page
console-doctor-title = Doctor
console-doctor-short = Doctor
console-doctor-examine = Examine everything
console-doctor-examining = Looking at everything: this takes a few seconds…
console-doctor-examined = Examined: { $when }
console-doctor-broken = To repair
console-doctor-warning = To look at
console-doctor-fine = { $count ->
    [one] { $count } thing is fine
   *[other] { $count } things are fine
}
console-doctor-copy = Copy
console-doctor-copied = Copied.

## Incidents, Stars
console-doctor-incidents = Incidents
console-doctor-no-incidents = No incidents so far.
console-doctor-lasts = Now
console-doctor-over = Over
console-doctor-since = Since { $when }
console-doctor-from-to = { $from } – { $to }
console-doctor-stars = Payments in Stars
console-doctor-stars-about = The bot compares them with Telegram's list every hour.
console-doctor-stars-look = Look now

## Copies and tables
console-doctor-backups = Copies of the database
console-doctor-backup-about = A copy holds your buyers' names and payments: keep it as safe as your keys.
console-doctor-backup-get = Download a copy
console-doctor-backup-chat = Send a copy to the chat
console-doctor-tables = Tables
console-doctor-tables-about = Everything as CSV files, for a spreadsheet.
console-doctor-tables-chat = Send all to the chat
console-doctor-no-tables = There is nothing to export yet: nobody has paid so far.
