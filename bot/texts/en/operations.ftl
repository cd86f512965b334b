### Running the bot, for admins: backups, incidents, own features.

## /backup
backup-file =
    🗄 Everything the bot knows, as of { $when }. The copy has passed the checks.
    It holds your buyers' names and payments: keep it as safe as your keys. Put it back with: python -m bot restore FILE
backup-too-large =
    🗄 The copy is fine, but too large to send: { $size } MB, and Telegram takes { $limit } MB from bots.
    Please make it on the machine: python -m bot backup DEST
    Or have one made every day: set BACKUP_DIR.
backup-failed =
    🗄 The copy couldn't be made. { $reason }
    Nothing has changed. /doctor looks for the cause.

## Incidents: one message each, however long it lasts
notice-admin-incident =
    🚨 <b>{ $what }</b>
    Since { $since }.

    👉 { $step }
notice-admin-incident-over =
    🚨 <b>{ $what }</b>
    From { $since } until { $until }; it is over. /doctor shows how things stand.
incident-silence = Tribute has sent no webhook for an unusually long time, going by your sales so far.
incident-silence-step = Look at the sales in Tribute's dashboard. If there are some that the bot doesn't know, press the test button beside the Webhook URL (Settings → API Keys), and ask /doctor.
incident-slowed = Telegram asks the bot to wait ({ $subject }).
incident-slowed-until = Telegram asks the bot to wait for { $left }, until { $until } ({ $subject }).
incident-slowed-step = There is nothing for you to do: everything else goes on, and what has to wait goes out afterwards, also after a restart.
incident-signatures = Several webhooks in a row had a wrong signature. Either the API key was changed in Tribute, or somebody sends forgeries.
incident-signatures-step = Compare TRIBUTE_API_KEY with the key in Tribute's dashboard (Settings → API Keys). If it was changed: put the new key there, the old one into TRIBUTE_API_KEY_PREVIOUS, and restart the bot; Tribute sends the refused webhooks again. If it is the same, nothing is lost: forgeries are refused.
incident-outbox = Messages have been waiting for more than ten minutes. Payments and access aren't affected.
incident-outbox-step = Usually Telegram has a problem, and they go out automatically. If it lasts, /doctor shows why.
incident-stars = Telegram's list of payments in Stars hasn't been readable for more than half an hour.
incident-stars-step = Payments that Telegram reports are taken all the same. The bot tries again automatically, and misses nothing; /doctor has a button to try at once.
incident-disk = The disk is nearly full. When it is full, no payment can be stored, and Tribute has to send it again.
incident-disk-step = Free some space on the machine: df -h shows where, journalctl --vacuum-size=100M and apt-get clean often help.
incident-worker = A part of the bot failed and was started again: { $subject }.
incident-worker-step = If you get this message only once, there is nothing for you to do. If it comes again, the log says what happened; please report it.
incident-backup = The daily copy of the database couldn't be made.
incident-backup-step = Check that the folder of BACKUP_DIR is there, may be written to, and has space; /doctor helps. The bot tries again every quarter of an hour.
incident-clock = This machine's clock is { $difference } { $way ->
    [ahead] ahead of
   *[behind] behind
} Telegram's and Tribute's. The bot goes by theirs meanwhile: access begins and ends in time.
incident-clock-step = Set the clock right on the machine: timedatectl set-ntp true (or install systemd-timesyncd). A container or a virtual machine gets its time from its host. /doctor shows whether it is right.

## The database's file was removed or replaced: sent without the outbox, once
notice-admin-database-lost =
    🛑 <b>Nothing can be stored any more.</b>
    { $how ->
        [folder] The folder of the database is gone; was a volume unmounted, or the folder renamed?
        [removed] The file of the database was removed or renamed.
        [replaced] Another file is in the place of the database.
        [emptied] The file of the database was overwritten from outside.
       *[wal] The file with the latest payments, beside the database, was removed, replaced or emptied.
    }
    { $database }
    Noticed { $when }. Until a restart, payments that come in are refused, and Tribute sends them again for about a day; no messages are sent.
notice-admin-database-saved =
    💾 Everything stored until then is saved in
    <code>{ $file }</code>
notice-admin-database-unsound = That file doesn't pass the checks: { $finding } Keep it all the same.
notice-admin-database-temporary = This is a temporary folder, which may be emptied: copy the file away before you restart anything.
notice-admin-database-unsaved =
    ⚠️ It couldn't be saved yet: { $reason }
    👉 Please don't stop the bot: everything is still in its hands. Free some space, or create the folder of BACKUP_DIR; it tries again every half minute and reports to you here.
notice-admin-database-step =
    👉 Stop the bot, then put that file in the place of the database, in the bot's folder:
    <code>{ $plain }</code>

    With systemd:
    <code>{ $systemd }</code>

    With Docker:
    <code>{ $compose }</code>

    Then start the bot. If you have put another file there on purpose, a restart is enough.

## A new ledger: reported once
notice-admin-database-new =
    🌱 <b>A new, empty shop began.</b>
    Its database is { $path }

    At the very first start that is right; go on with /products.
    👉 If there was a shop before, its database is missing: stop the bot now, before people pay into the empty one. Then mount its volume, correct DATABASE_PATH, or put a copy back (python -m bot restore FILE).

## A file of FEATURES_DIR that was left out
feature-fault = { $fault ->
    [folder] the folder can't be read: { $detail }
    [unreadable] it can't be read: { $detail }
    [writable] others than the bot's user and root may write { $detail }
    [syntax] it isn't valid Python: { $detail }
    [failed] it failed when it was loaded: { $detail }
    [commands] COMMANDS isn't as docs/features.md has it: { $detail }
    [repeated] /{ $detail } is a command of the bot or of another file
   *[no-router] it has no router() that returns a new Router
}
notice-admin-feature-left-out =
    ⚠️ <code>{ $file }</code> of your own features isn't switched on: { feature-fault }
    Everything else works. Put it right and restart the bot; /doctor shows whether it is loaded.
notice-admin-feature-closed =
    ⚠️ <code>{ $file }</code> is for the plan <code>{ $plan }</code>, which the shop doesn't have: nobody can open it.
    The shop's keys: { $keys }. Write one of them into paid(…, plan=…) and restart the bot, or add the plan in /plans.
