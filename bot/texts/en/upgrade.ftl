### The check before an upgrade, in a terminal: what this version would change. Plain text; “-step” is what to do next.

upgrade-settings = Settings: this version reads all of them
upgrade-setting = Settings: { $named ->
    [yes] { $name } in line { $line } of .env
   *[no] the name in line { $line } of .env
} is no setting of this version
upgrade-setting-step = { $hinted ->
    [yes] Perhaps it is { $nearest } now: correct the name, or remove the line.
   *[no] Remove the line; docs/settings.md lists every name.
}
upgrade-settings-refused = Settings: { $reason }
upgrade-settings-refused-step = Correct it in .env before the upgrade: this version doesn’t start with it.
upgrade-database = Database: schema { $schema }, as this version has it; nothing changes
upgrade-database-missing = There is no database at { $path }
upgrade-database-missing-step = Run this in the folder where the bot runs and .env is, as the bot’s user. A new shop has nothing to upgrade.
upgrade-database-refused = Database: { $reason }
upgrade-database-refused-step = Do as it says before the upgrade: this version can’t use the database as it is.
upgrade-migrations = Database: { $count ->
    [one] { $count } change
   *[other] { $count } changes
}, from schema { $schema } to { $newest }, at the first start; { $seconds ->
    [one] it takes about a second
   *[other] it takes { $seconds } seconds at the most on a small server
}
upgrade-disk = Disk: { $free } MB free; a copy before the upgrade and the changes need { $needed } MB
upgrade-disk-step = Make more space first: df -h shows where it is used. Or keep the copy on another disk.

## The changes, by their number: each is a file of storage/migrations.
upgrade-migration-0001 = 0001_ledger: the ledger: purchases, access and messages
upgrade-migration-0002 = 0002_by_hand: access given by admins, and claims of people who paid in the browser
upgrade-migration-0003 = 0003_chats: private channels and groups
upgrade-migration-0004 = 0004_webhooks_out: webhooks to your own service
upgrade-migration-0005 = 0005_broadcasts_and_numbers: broadcasts, and numbers that are found quickly
upgrade-migration-0006 = 0006_recurring: Tribute’s recurring subscriptions
upgrade-migration-0007 = 0007_operations: incidents, and the name of a payment in the log
upgrade-migration-0008 = 0008_telegram_limits: waits that Telegram asked for
upgrade-migration-0009 = 0009_closed_claims: claims that close when their payment is settled
upgrade-migration-0010 = 0010_alarm_lane: notices that need an admin go out first
upgrade-migration-0011 = 0011_clock: what a wrong clock had decided can be found again
upgrade-migration-0012 = 0012_bindings: what each product was sold as, at each time
upgrade-migration-0013 = 0013_foreign_events: Tribute’s events that give no access
upgrade-migration-0014 = 0014_usernames: usernames belong to those who were last seen with them
upgrade-migration-0015 = 0015_conversations: open questions outlive a restart
upgrade-migration-0016 = 0016_access_cuts: access ended by an admin ends at that moment
upgrade-migration-0017 = 0017_deferred_updates: messages that Telegram lets the bot answer only later
upgrade-migration-0018 = 0018_support: questions to the owner, and answers
upgrade-migration-0019 = 0019_refused_for_good: refunds that Tribute refuses for good
upgrade-migration-0020 = 0020_support_requests: questions that are closed without an answer
upgrade-migration-0021 = 0021_web_buyers: purchases of people whom only Tribute knows
upgrade-migration-0022 = 0022_purchases_without_number: purchases without a number are found quickly
upgrade-migration-0023 = 0023_plans: plans: everything so far belongs to the first one; the large tables are rewritten
upgrade-migration-0024 = 0024_no_more_news: people who want no more news
upgrade-migration-0025 = 0025_admins: admins whom owners add in the chat
upgrade-migration-0026 = 0026_shop_texts: the shop’s own words and pictures
upgrade-migration-0027 = 0027_broadcast_media: pictures and buttons of broadcasts
upgrade-migration-0028 = 0028_notice_choices: how each admin hears of notices
upgrade-migration-0029 = 0029_planned_broadcasts: broadcasts at a planned time
upgrade-migration-0030 = 0030_offers: the order of prices, and hidden ones
upgrade-migration-0031 = 0031_bot_profile: the bot’s own name, words and picture in Telegram
upgrade-migration-0032 = 0032_consent: agreement to the terms before paying
upgrade-migration-0033 = 0033_own_words_of_offers: prices with names and descriptions of their own
upgrade-migration-0034 = 0034_sums: sums of all sales so far, for numbers that are found quickly
upgrade-migration-0035 = 0035_stars: payments in Telegram Stars
upgrade-migration-0036 = 0036_cheaper_checks: the ledger is checked faster
upgrade-migration-0037 = 0037_stars_list: where Telegram’s list of Stars has been read to
upgrade-migration-0038 = 0038_stars_renewals: prices in Stars that renew every 30 days, and which payments renew
upgrade-migration-0039 = 0039_console: links to the console, and who has it open
upgrade-migration-0040 = 0040_people_by_first_contact: people in the order in which the bot met them, for the console
upgrade-migration-0041 = 0041_starts_by_day: sums of when access began, by days, for a faster overview
upgrade-migration-0042 = 0042_broadcast_skips: who was passed over by a broadcast, so that its numbers lead to them
