### Admins: who runs the shop, how owners add and remove them, and what they read of it.

## The screen
admins-title = 👥 <b>Who runs the shop</b>
admins-line-owner = 👑 { $who }
admins-line = 👤 { $who }
admins-line-waiting = ⏳ { $who }
admins-more = … and { $count } more
admins-about-owner = 👑 Owners are set in ADMIN_IDS. Only they add and remove admins and take a copy of the database (/backup). Admins can do everything else.
admins-about-admin = 👑 Only owners add and remove admins.
admins-about-waiting = ⏳ Waits for you since the database was put back or moved. Until you confirm, they are buyers to the bot.
admins-start-waiting = { $count ->
    [one] 👥 { $count } admin who has to be confirmed
   *[other] 👥 { $count } admins who have to be confirmed
}
button-admins = 👥 Admins
button-admins-owner = 👑 { $name }
button-admins-new = ＋ Add an admin
button-admins-back = ‹ Admins

## One of them
admins-card-owner =
    👑 { $who }

    An owner: their id is in ADMIN_IDS. To change that, edit ADMIN_IDS on the server and restart the bot; no button can.
admins-card = 👤 { $who }
admins-card-added = Added by { $by }, { $when }
admins-unreachable = 🔇 The bot may not write to them until they press Start in it. Until then they get no notices, and their menu has no admins' commands. Send them this link: { $link }
button-admins-copy-link = 📋 Copy the link
button-admins-confirm = ✅ Confirm { $name }
button-admins-remove = Remove from the admins

## Adding
admins-ask =
    👤 <b>Who should help to run the shop?</b>
    Tap “{ $button }” below, forward a message of theirs, or send their @name or id.

    Best of all, they press Start in this bot first: until then it may not write to them. Never mind? /cancel
button-admins-choose = 👤 Choose a person
button-admins-leave = ✖️ Cancel
admins-found = 👤 { $who }
admins-make =
    👥 <b>Make this person an admin?</b>
    { $who }

    They will see people and payments, give and end access, return money, write to everyone and change what is sold. They can't add or remove admins, nor take a copy of the database.
admins-never-met = ⚠️ The bot has never met this person. Please compare the id once more.
button-admins-make = Yes, make them an admin
admins-made =
    ✅ <b>New admin:</b> { $who }
    All other admins are being notified.
admins-not-made = All right, nothing has changed.
admins-unknown =
    The bot doesn't know “{ $wanted }”.

    Ask them to press Start in this bot first. Or tap “{ $button }” below, forward a message of theirs, or send their numeric id.
admins-hidden = Telegram doesn't say who wrote that message: they have hidden it in their privacy settings. Tap “{ $button }” below, or send their @name or id.
admins-nobody = That is no message of a person. Tap “{ $button }” below, forward a message of theirs, or send their @name or id.
admins-is-bot = That is a bot. Only people can be admins.
admins-too-many = There are { $count } admins already, and that is the most. Remove one first.

## Removing and confirming
admins-remove =
    👥 <b>Remove this person from the admins?</b>
    { $who }

    They lose the commands, their notices and all that they have begun at once. Their acts stay in the history. You can add them again.
button-admins-remove-yes = Yes, remove
button-admins-keep = No, keep
admins-removed =
    ✅ <b>No admin any more:</b> { $who }
    All other admins are being notified.
admins-confirmed =
    ✅ <b>An admin again:</b> { $who }
    All other admins are being notified.

## Notices
notice-admin-admins-added =
    👥 <b>New admin:</b> { $who }
    Added by { $by }
notice-admin-admins-removed =
    👥 <b>No admin any more:</b> { $who }
    Removed by { $by }
notice-admin-admins-confirmed =
    👥 <b>An admin again:</b> { $who }
    Confirmed by { $by }
notice-admin-admins-you =
    👋 <b>You help to run this shop now.</b> You are an admin, thanks to { $who }

    Your commands are in the menu and in /help. All that happens in the shop comes here as a message; choose below of what.
notice-admin-admins-to-confirm =
    👥 <b>The database was put back or moved.</b> { $count ->
        [one] One admin in it waits
       *[other] { $count } admins in it wait
    } until you confirm, because it may be an old copy: somebody may be in it whom you have removed since.
notice-admins-removed-you = You are no admin of this shop any more. Buying and your own access are not affected: /help

## Each admin's own notices
button-notices = 🔔 Notices
notices-title = 🔔 <b>Your notices</b>
notices-legend =
    🔔 at once · 🗓 once a day, in a digest · 🔕 not at all
    Tap a line to change it. The other admins choose for themselves.
notices-digest = 🗓 The digest comes at { $time } ({ $zone }), if there is anything in it.
notices-always = Always at once: payments and refunds that wait for a decision, alarms, and changes among the admins. Lines with two ways can't be switched off, because somebody has to act.
button-notices-topic = { $hearing ->
    [now] 🔔
    [digest] 🗓
   *[off] 🔕
} { $topic ->
    [sales] Sales
    [refunds] Refunds, cancellations
    [claims] Claims of people who paid
    [questions] Questions of buyers
    [answers] Answers to buyers
    [chats] Private chats
    [broadcasts] Reports of broadcasts
    [foreign] Other events at Tribute
   *[problems] Problems, lost messages
}
button-notices-time = ⏰ Digest at { $time }
toast-notices-now = 🔔 At once from now on
toast-notices-digest = 🗓 In the daily digest from now on
toast-notices-off = 🔕 Not at all from now on
notices-ask-time =
    ⏰ <b>When should the digest come?</b> So far at { $time } ({ $zone }).
    Tap a time, or send one: <code>8:30</code>
notices-no-time =
    That is no time of the day. For example: <code>8:30</code>, <code>20:15</code>

    Never mind? /cancel

## The digest
digest-title = 🗓 <b>Your digest:</b> { $count ->
    [one] { $count } notice
   *[other] { $count } notices
} since { $since }
digest-topic = <b>{ $topic ->
    [sales] Sales
    [refunds] Refunds, cancellations
    [claims] Claims of people who paid
    [questions] Questions of buyers
    [answers] Answers to buyers
    [chats] Private chats
    [broadcasts] Reports of broadcasts
    [foreign] Other events at Tribute
   *[problems] Problems, lost messages
}: { $count }</b>
digest-line = • { $what }
digest-more = … and { $count } more
