### The doctor, for admins: what it finds in the chat and in a terminal, and what to do about it.

## /doctor in the chat
doctor-title = 🩺 { $count ->
    [0] <b>Everything is all right.</b>
    [one] <b>One thing to look at.</b>
   *[other] <b>{ $count } things to look at.</b>
}
doctor-problem = { $level ->
    [broken] 🔴
   *[warning] 🟡
} { $what }
    👉 { $step }
doctor-fine = ✅ { $what }

## The doctor's findings: one line each; “-step” is what to do next. Plain text, for they are shown in a terminal too.
doctor-settings = Settings: all can be read
doctor-settings-broken = Settings: { $reason }
doctor-settings-broken-step = Fix it in .env (or the environment) and run the doctor again: it can look at the rest then.
doctor-admins-none = ADMIN_IDS is empty: nobody is notified of sales, held payments or incidents
doctor-admins-none-step = Ask @userinfobot for your Telegram id, put it into ADMIN_IDS and restart the bot.
doctor-admins-no-owner = ADMIN_IDS is empty: nobody can add or remove admins, or take a copy with /backup
doctor-admins-no-owner-step = Put your Telegram id into ADMIN_IDS and restart the bot.
doctor-admins-waiting = { $count ->
    [one] { $count } admin waits to be confirmed, since the database was put back or moved
   *[other] { $count } admins wait to be confirmed, since the database was put back or moved
}
doctor-admins-waiting-step = An owner (ADMIN_IDS) writes /start to the bot and presses “Admins”.
doctor-file-open = Other users of this machine can read { $path }
doctor-file-open-step = Run: chmod 600 { $path }
doctor-contact-differs = Support contact: the chat has { $chat }, and buyers see that; SUPPORT_CONTACT in .env is { $env }
doctor-contact-differs-step = Take the line out of .env; or go back to its value: /shop, Support contact, Back to the original.
doctor-terms-differs = Terms of sale: the chat has { $chat }, and buyers see that; TERMS_URL in .env is { $env }
doctor-terms-differs-step = Take the line out of .env; or go back to its value: /shop, Terms of sale, Back to the original.
doctor-consent-no-terms = Buyers should agree to the terms before they pay, but there are none: nobody is asked
doctor-consent-no-terms-step = Set them: /shop, Terms of sale. Or switch consent off there.
doctor-features = Your own features: { $files }
doctor-feature-left-out = { $file } in FEATURES_DIR is left out: { feature-fault }
doctor-feature-left-out-step = { $fault ->
    [writable] Run: chown root: { $detail }; chmod go-w { $detail }. Then restart the bot.
   *[other] Put the file right, then restart the bot; the log has the whole error, docs/features.md an example.
}
doctor-feature-closed = { $file } is for the plan “{ $plan }”, which the shop doesn't have: nobody can open it
doctor-feature-closed-step = Write one of the shop's keys into paid(…, plan=…) and restart the bot, or add the plan in /plans. The keys: { $keys }
doctor-texts = Your own texts: { $languages }
doctor-texts-problem = TEXTS_DIR: { $place }{ $keyed ->
    [yes] {" "}{ $name }
   *[no] {""}
}: { texts-fault } ({ $level ->
    [left-out] not used
    [flawed] used all the same
   *[noted] only a note
})
doctor-texts-problem-step = { $level ->
    [noted] Put it right if it isn't meant, then restart the bot; docs/texts.md has the rules.
   *[left-out] Put it right, then restart the bot; docs/texts.md has the rules.
}
doctor-texts-more = TEXTS_DIR: { NUMBER($count, useGrouping: 1) } more problems
doctor-texts-more-step = tributary check lists all of them.
doctor-token = Bot token: Telegram knows it as { $name }
doctor-token-refused = BOT_TOKEN: Telegram doesn't accept it
doctor-token-refused-step = In @BotFather choose the bot, then API Token; put that token into BOT_TOKEN and restart the bot.
doctor-telegram-silent = Telegram gives no answer at { $url }
doctor-telegram-silent-step = Check this machine's connection and firewall, and TELEGRAM_API_URL if you have set it. Payments are taken meanwhile; messages wait.
doctor-tribute = Tribute key: accepted; { $count ->
    [one] { $count } product
   *[other] { $count } products
}
doctor-tribute-unread = Tribute key: accepted; of { NUMBER($all) } products { NUMBER($skipped) } can't be read
doctor-tribute-unread-step = Their id, price or currency isn't understood, so they can't be sold here. Look at them in Tribute's dashboard; /products shows the others.
doctor-tribute-refused = TRIBUTE_API_KEY: Tribute doesn't accept it
doctor-tribute-refused-step = In Tribute's dashboard open ⋯ → Settings → API Keys, copy the key into TRIBUTE_API_KEY and restart the bot.
doctor-tribute-silent = Tribute's API gives no usable answer: { $reason }
doctor-tribute-silent-step = Payments are taken all the same. Try again in a few minutes; if it stays, check TRIBUTE_API_URL and this machine's connection.
doctor-process = The bot runs at { $address } and is ready
doctor-process-none = The bot isn't running here: nobody answers at { $address }
doctor-process-none-step = Start it: make run, or systemctl start tributary. Then run the doctor again: some things can be seen only while it runs.
doctor-process-not-ready = The bot runs, but isn't ready: { $storage ->
    [ok] {""}
   *[other] nothing can be stored
}{ $telegram ->
    [ok] {""}
    [unauthorized] { $storage ->
        [ok] {""}
       *[other] {", "}
    }Telegram refuses the bot's token
   *[other] { $storage ->
        [ok] {""}
       *[other] {", "}
    }Telegram doesn't answer
}
doctor-process-not-ready-step = If it is the storage: check disk space and the rights of DATABASE_PATH. If it is Telegram: the lines about the token and the webhook say more.
doctor-public = PUBLIC_URL: { $url } leads to this bot{ $tls ->
    [yes] , by a valid certificate
   *[no] {""}
}
doctor-public-unresolved = PUBLIC_URL: the name in { $url } leads to no address
doctor-public-unresolved-step = Correct PUBLIC_URL, or add a DNS record (A or AAAA) for that name with this machine's address.
doctor-public-certificate = PUBLIC_URL: the certificate of { $url } isn't valid
doctor-public-certificate-step = Let the web server in front get one: Caddy does so automatically once the name leads to this machine and ports 80 and 443 are open; with nginx run certbot.
doctor-public-no-connection = PUBLIC_URL: nobody answers at { $url }
doctor-public-no-connection-step = Start the web server in front of the bot (Caddy or nginx), and open port 443 in the firewall.
doctor-public-timeout = PUBLIC_URL: { $url } doesn't answer in time
doctor-public-timeout-step = Open port 443 in the firewall, and check that the name leads to this machine.
doctor-public-status = PUBLIC_URL: { $url } answers { $status } instead of the bot
doctor-public-status-step = Let the web server in front forward everything to { $address }, and check that the bot runs there.
doctor-public-stranger = PUBLIC_URL: something else than this bot answers at { $url }
doctor-public-stranger-step = Let the web server in front forward this address to { $address }, or correct PUBLIC_URL.
doctor-public-other = PUBLIC_URL: another Tributary answers at { $url }, not this one
doctor-public-other-step = Stop the other one, or let the web server in front forward to { $address }; then restart the bot. Until then payments go to the other one's database.
doctor-public-path = PUBLIC_URL: { $url } doesn't forward { $path } (it answered { $status })
doctor-public-path-step = Let the web server in front forward POST requests for { $path } too, unchanged, without a password or a filter of its own.
doctor-public-unsure = PUBLIC_URL: a Tributary answers at { $url }, but is it this one?
doctor-public-unsure-step = Start the bot here and run the doctor again.
doctor-polling = Telegram's updates: long polling (no PUBLIC_URL)
doctor-hook = Telegram's webhook: leads here, no errors
doctor-hook-once = Telegram's webhook: leads here; the last error is over ({ $when }: { $error })
doctor-hook-in-the-way = Telegram sends the bot's updates to { $url }, and PUBLIC_URL isn't set: people get no answers
doctor-hook-in-the-way-step = Start the bot: it removes that address. If it comes back, another program uses this token: stop it, or get a new token from @BotFather.
doctor-hook-missing = Telegram has no webhook for the bot: people get no answers
doctor-hook-missing-step = Restart the bot: it gives Telegram its address. If it vanishes again, another program uses this token: stop it.
doctor-hook-elsewhere = Telegram sends the bot's updates somewhere else: { $url }
doctor-hook-elsewhere-step = Another program uses this token: stop it, then restart the bot. If you have changed PUBLIC_URL, a restart is enough.
doctor-hook-error = Telegram couldn't deliver updates, last { $when }: { $error }; waiting: { $count }
doctor-hook-error-step = The lines about PUBLIC_URL say what stands between. If they are fine, restart the bot and look again in a minute.
doctor-hook-backlog = { $count } of Telegram's updates are waiting
doctor-hook-backlog-step = Look again in a minute. If there are more then, restart the bot; the log says what takes so long.
doctor-call = Tribute's last event came { $when }: { doctor-event }
doctor-event = { $name ->
    [new_digital_product] a payment
    [digital_product_refunded] a refund
    [new_subscription] a new subscription
    [renewed_subscription] a renewed subscription
    [cancelled_subscription] a cancelled subscription
    [test_event] the test button
   *[other] something that gives no access
}{ $outcome ->
    [held] {" "}(it waits for you)
    [duplicate] {" "}(known already)
    [conflict] {" "}(with other contents than before)
   *[other] {""}
}
doctor-call-never = Tribute has never sent a webhook
doctor-call-never-step = In Tribute's dashboard, Settings → API Keys, put { $url } into Webhook URL and press the test button.
doctor-call-silent = Tribute has sent nothing for an unusually long time; its last event came { $when }: { doctor-event }
doctor-call-silent-step = Check that Webhook URL in Tribute's dashboard (Settings → API Keys) is { $url }, press the test button, and compare Tribute's sales with /purchases.
button-doctor-copy-address = 📋 Copy the webhook address
doctor-tariffs-none = Nothing is for sale
doctor-tariffs-none-step = Write /products to the bot, choose a product and press “Sell as…”.
doctor-tariff-empty = “{ doctor-tariff }” has no product on offer: nobody can buy it
doctor-tariff-empty-step = Write /products to the bot, choose a product and press “Sell as…”. If it is meant so, all is well.
doctor-tariff = { $several ->
    [yes] { $plan } · { $duration }
   *[no] { $duration }
}
doctor-plan-empty = Nothing of the plan “{ $plan }” is for sale
doctor-plan-empty-step = Write /products to the bot, choose a product and press “Sell as…”. If the plan is given by you or comes with another one only, all is well.
doctor-plan-retired = The plan “{ $plan }” is retired, and { $count ->
    [one] { $count } product of it is
   *[other] { $count } products of it are
} on offer: buyers don't see it
doctor-plan-chatless = The plan “{ $plan }” opens no private chat, others do
doctor-plan-chatless-step = If that isn't meant so, make the bot an administrator of its channel or group: it asks which plan opens it.
doctor-offers = For sale: { $count ->
    [one] { $count } price, approved and with a link
   *[other] { $count } prices, all approved and with a link
}
doctor-product-gone = Product { $id } (“{ doctor-tariff }”) is no longer in Tribute: nobody can buy it
doctor-product-gone-step = Write /products to the bot and sell another product as “{ doctor-tariff }”.
doctor-product-unapproved = “{ $name }” (product { $id }, “{ doctor-tariff }”) isn't approved by Tribute: its status is “{ $status }”
doctor-product-unapproved-step = Look at the product in Tribute's dashboard and wait for its approval, or sell another one: /products.
doctor-product-no-link = “{ $name }” (product { $id }, “{ doctor-tariff }”) has no payment link
doctor-product-no-link-step = Publish the product in Tribute's dashboard, or sell another one: /products.
doctor-price-drift = “{ $name }” costs { $price } in Tribute, and buyers were last shown { $shown }
doctor-price-drift-step = If you changed it: buyers see the new price within ten minutes, nothing else is needed. If you didn't, look at the product in Tribute's dashboard.
doctor-currency-drift = “{ $name }” has another currency in Tribute now: { $price }; buyers were last shown { $shown }
doctor-currency-drift-step = If you changed it: buyers see it within ten minutes, nothing else is needed. If you didn't, look at the product in Tribute's dashboard.
doctor-currencies-mixed = What is for sale has several currencies: { $currencies }
doctor-currencies-mixed-step = If that isn't meant so, change the products in Tribute, or sell others: /products.
doctor-locale = What is for sale looks Russian (“{ $name }”, { $price }), and DEFAULT_LOCALE is en
doctor-locale-step = Put DEFAULT_LOCALE=ru into .env and restart the bot: people it knows only by their payment then read Russian, until Telegram says which language is theirs. If English is meant, all is well.
doctor-stars-list = Stars: Telegram's list was compared { $when }
doctor-stars-list-never = Stars: Telegram's list has not been read to its end yet
doctor-stars-list-never-step = Press the button below, or write /doctor to the bot: it says why, if the list can't be read.
doctor-stars-list-late = Stars: Telegram's list was compared last { $when }
doctor-stars-list-late-step = The bot does it every hour while it runs. Press the button below, or write /doctor to the bot: it says why, if the list can't be read.
doctor-stars-differences = Stars that Telegram's list brought, so far: { $granted } granted, { $held } held, { $refunded } refunded; refunds that did not happen: { $not_refunded }
doctor-held-none = Payments: none is waiting for you
doctor-held = { $count ->
    [one] { $count } payment waits for you: paid, and no access yet
   *[other] { $count } payments wait for you: paid, and no access yet
}
doctor-held-step = Write /attention to the bot: it has the buttons to resolve them.
doctor-waiting = { $count ->
    [one] { $count } claim or unclear refund waits for you
   *[other] { $count } claims or unclear refunds wait for you
}
doctor-waiting-step = Write /attention to the bot: it has the buttons to resolve them.
doctor-support-requests = { $count ->
    [one] { $count } buyer waits for your answer
   *[other] { $count } buyers wait for your answer
}
doctor-support-requests-step = Write /attention to the bot: it sends you their messages again, to reply to.
doctor-undeliverable = { $count ->
    [one] { $count } message couldn't be delivered
   *[other] { $count } messages couldn't be delivered
}
doctor-undeliverable-step = Write /attention to the bot: it says why, and can send them again.
doctor-webhooks-lost = Your own service never took { $count ->
    [one] { $count } webhook
   *[other] { $count } webhooks
}
doctor-webhooks-lost-step = Fix the service at WEBHOOK_OUT_URL, then send them again: /attention.
doctor-outbox = Messages: going out; waiting now: { $count }
doctor-outbox-stuck = { $count ->
    [one] { $count } message has been waiting for more than ten minutes
   *[other] { $count } messages have been waiting for more than ten minutes
}
doctor-outbox-stuck-step = If Telegram or the token has a line above, fix that first. If not, restart the bot; the log says what keeps them.
doctor-outbox-paused = Nothing is sent since a copy of the database was put back; waiting: { $count }
doctor-outbox-paused-step = Answer the question the bot has sent you, or press “Sending is paused” under /attention. If nobody is in ADMIN_IDS, put yourself there and restart the bot.
doctor-database = Database: sound, and the ledger agrees with itself
doctor-database-missing = There is no database at { $path }
doctor-database-missing-step = At the very first start the bot creates it. If it has run before: mount the volume it is on, correct DATABASE_PATH, or restore a backup.
doctor-database-lost = The file of the database was removed or replaced while the bot ran: nothing is stored
doctor-database-lost-step = The bot has sent you a message with the file in which everything was saved, and with the commands. If you have put another file at { $path } on purpose, restart the bot.
doctor-database-unusable = Database: { $reason }
doctor-database-unusable-step = Do as it says. If the file is damaged: stop the bot and put back the latest copy, python -m bot restore FILE.
doctor-database-unsound = Database: { $finding }{ $more ->
    [0] {""}
   *[other] { " " }And { $more } more.
}
doctor-database-unsound-step = python -m bot check lists everything. Stop the bot, keep the file, and put back the latest copy that passes: python -m bot restore FILE.
doctor-backup = Backup: the latest is of { $when }
doctor-backup-none = There are payments, and no backups
doctor-backup-none-step = Make a folder, best on another disk, put its path into BACKUP_DIR and restart the bot: it makes a checked copy every day. For now: /backup.
doctor-backup-folder = BACKUP_DIR: the folder { $path } isn't there or can't be read
doctor-backup-folder-step = Create or mount it, and let the bot's user write there; then restart the bot.
doctor-backup-shared = BACKUP_DIR: { $path } has the copies of another shop, so none is made of this one
doctor-backup-shared-step = Make a folder for this shop alone, put its path into BACKUP_DIR and restart the bot. If the copies are this shop's, with another bot before: remove the file .tributary-copies there.
doctor-backup-late = BACKUP_DIR: no copy of the last two days is in { $path }
doctor-backup-late-step = Check that the bot runs, may write there, and that there is space: df -h. The log says why the last try failed.
doctor-disk-fine = Disk: { $free } MB free
doctor-disk = The disk is nearly full: { $free } MB free, { $needed } MB are needed
doctor-disk-step = Free some space: df -h shows where, journalctl --vacuum-size=100M and apt-get clean often help.
doctor-sqlite = SQLite { $version }
doctor-sqlite-race = SQLite { $version } can, rarely, damage a database that Litestream writes to as well
doctor-sqlite-race-step = Stop Litestream and remove its folder beside the database, and use BACKUP_DIR; or run the bot on SQLite 3.51.3 or newer. See docs/backups.md.
doctor-litestream-race = Litestream 0.3 can, rarely, damage the database: its own SQLite is an old one
doctor-litestream-race-step = Use Litestream 0.5, in a new folder of your storage; or stop Litestream, remove its folder beside the database, and use BACKUP_DIR. See docs/backups.md.
doctor-clock = Clock: right
doctor-clock-skew = This machine's clock is { $difference } { $way ->
    [ahead] ahead of
   *[behind] behind
} Tribute's or Telegram's
doctor-clock-skew-step = Run: timedatectl set-ntp true (or install systemd-timesyncd), and look again in a minute. While the difference is a minute and a half or more, the bot goes by their time.
doctor-chat = Chat “{ $title }”: the bot may invite and remove
doctor-chat-gone = Chat { $title }: the bot isn't in it, or it doesn't exist
doctor-chat-gone-step = Add the bot to the chat as an administrator, or correct ACCESS_CHAT_IDS ({ $id }) and restart the bot.
doctor-chat-added-gone = Chat { $title }: the bot isn't in it, or it doesn't exist
doctor-chat-added-gone-step = Add the bot to the chat as an administrator, or take the chat away in /plans.
doctor-chat-moved = Chat { $title } has become a supergroup with the id { $new_id }
doctor-chat-moved-step = Replace { $id } by { $new_id } in ACCESS_CHAT_IDS and restart the bot.
doctor-chat-silent = Chat { $title }: Telegram didn't say what the bot may do there
doctor-chat-silent-step = Run the doctor again in a minute.
doctor-chat-rights = Chat “{ $title }”: the bot may not { $missing ->
    [invite] let people in
    [remove] remove people
   *[both] let people in or remove them
}
doctor-chat-rights-step = In the chat's administrators, give the bot { $missing ->
    [invite] the right “Invite users via link”
    [remove] the right “Ban users”
   *[both] the rights “Invite users via link” and “Ban users”
}.
