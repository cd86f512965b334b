### The chat's texts as the console says them, where the chat names a command: `here-` and the chat's key.
### A button below them opens the page that is meant.

## The doctor
here-doctor-admins-no-owner = ADMIN_IDS is empty: nobody can add or remove admins, or take a copy of the database
here-doctor-contact-differs-step = Take the line out of .env; or go back to its value: Support contact, Back to the original.
here-doctor-terms-differs-step = Take the line out of .env; or go back to its value: Terms of sale, Back to the original.
here-doctor-consent-no-terms-step = Write the terms of sale, or switch consent off.
here-doctor-feature-closed-step = Write one of the shop's keys into paid(…, plan=…) and restart the bot, or add the plan. The keys: { $keys }
here-doctor-tribute-unread-step = Their id, price or currency isn't understood, so they can't be sold here. Look at them in Tribute's dashboard; “{ console-plans-sell }” shows the others.
here-doctor-call-silent-step = Check that Webhook URL in Tribute's dashboard (Settings → API Keys) is { $url }, press the test button, and compare Tribute's sales with the purchases here.
here-doctor-tariffs-none-step = Press “{ console-plans-sell }”, choose one, and say for how long it is.
here-doctor-tariff-empty-step = Press “{ console-plans-sell }” and choose one. If it is meant so, all is well.
here-doctor-plan-empty-step = Press “{ console-plans-sell }” and choose one. If the plan is given by you or comes with another one only, all is well.
here-doctor-product-gone-step = Press “{ console-plans-sell }” and sell another one as “{ doctor-tariff }”.
here-doctor-product-unapproved-step = Look at the product in Tribute's dashboard and wait for its approval, or sell another one.
here-doctor-product-no-link-step = Publish the product in Tribute's dashboard, or sell another one.
here-doctor-currencies-mixed-step = If that isn't meant so, change the products in Tribute, or sell others.
here-doctor-stars-list-never-step = Press “{ console-doctor-stars-look }” below: it says why, if the list can't be read.
here-doctor-stars-list-late-step = The bot does it every hour while it runs. Press “{ console-doctor-stars-look }” below: it says why, if the list can't be read.
here-doctor-held-step = Each has its steps there.
here-doctor-waiting-step = Each has its steps there.
here-doctor-support-requests-step = Read their messages and answer.
here-doctor-undeliverable-step = It says why there, and each can be sent again.
here-doctor-webhooks-lost-step = Fix the service at WEBHOOK_OUT_URL, then send them again.
here-doctor-outbox-paused-step = Say whether what waits is sent. If nobody is in ADMIN_IDS, put yourself there and restart the bot.
here-doctor-backup-none-step = Make a folder, best on another disk, put its path into BACKUP_DIR and restart the bot: it makes a checked copy every day. Until then, owners find a copy below.
here-doctor-chat-added-gone-step = Add the bot to the chat as an administrator, or take the chat away from its plan.

## Incidents
here-incident-silence-step = Look at the sales in Tribute's dashboard. If there are some that the bot doesn't know, press the test button beside the Webhook URL (Settings → API Keys), and press “{ console-doctor-examine }” here.
here-incident-outbox-step = Usually Telegram has a problem, and they go out automatically. If it lasts, “{ console-doctor-examine }” shows why.
here-incident-stars-step = Payments that Telegram reports are taken all the same. The bot tries again automatically, and misses nothing; “{ console-doctor-stars-look }” below tries at once.
here-incident-backup-step = Check that the folder of BACKUP_DIR is there, may be written to, and has space; “{ console-doctor-examine }” helps. The bot tries again every quarter of an hour.
here-incident-clock-step = Set the clock right on the machine: timedatectl set-ntp true (or install systemd-timesyncd). A container or a virtual machine gets its time from its host. “{ console-doctor-examine }” shows whether it is right.

## Elsewhere
here-backup-failed =
    The copy couldn't be made. { $reason }
    Nothing has changed. The doctor looks for the cause.
here-claim-approved-held = It gives no access yet, because { $reason }. It is among what waits for you.
here-plan-chat-problem = ⚠️ { $problem ->
    [gone] The bot isn't there any more. The doctor has the next step.
   *[rights] The bot lacks a right there. The doctor has the next step.
}
here-product-note-hidden = 🙈 This price is hidden: buyers aren't offered it until you show it again.
here-revoke-payments = 💳 Time used until then stays as it was, and their payments stay paid. Each purchase can be refunded on its own.
here-tribute-error-bad-request = Tribute did not understand this request. Close this, look at the list of products again, and choose one from it.
here-tribute-error-forbidden = This belongs to another Tribute account, so the bot's API key may not see it. “{ console-plans-sell }” lists your own.
here-tribute-error-not-found = Tribute has no such product. It may have been deleted; “{ console-plans-sell }” lists the present ones.
