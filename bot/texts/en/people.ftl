### People: how they are named, /user, and the history of a person or a purchase.

## How a person is named
person-with-id = { $name } · <code>{ $id }</code>
person-id = <code>{ $id }</code>
person-without-id = { $name } (no Telegram id)
person-tribute = Tribute buyer { $id } (no Telegram id)
person-unknown = an unknown buyer
person-link = <a href="tg://user?id={ $id }">{ $name }</a> · <code>{ $id }</code>
person-link-both = <a href="tg://user?id={ $id }">{ $name }</a> { $username } · <code>{ $id }</code>
person-link-id = <a href="tg://user?id={ $id }">{ $id }</a>
button-person = 👤 { $name }
button-person-copy-id = 📋 Copy the id

## Finding a person
user-ask =
    👤 <b>Who are you looking for?</b>
    Send a Telegram id or an @name: <code>@durov</code>, <code>700001</code>

    Never mind? /cancel
user-not-found =
    The bot doesn't know “{ $wanted }”.

    It knows people who have written to it or paid. An id is surer than a name; the latest buyers are under /purchases
person-not-found =
    The bot doesn't know “{ $wanted }”.

    Ask them to press Start in this bot, then send their @name or id again. Or send their numeric id: that works even for somebody the bot has never met.
person-never-met = ⚠️ The bot has never met anybody with this id. Please compare it once more: the access goes to the person whose id it is.
person-is-you = 👉 This is you.

## The card of a person
user-title = 👤 { $who }
user-since = Known since { $when }
user-language-chosen = Language: { $language ->
    [en] English
    [ru] Russian
   *[other] { $name }
} (their choice)
user-language = Language in Telegram: { $language }
user-language-unknown = Language: not known yet
user-reachable = 💬 The bot may write to them.
user-never-started = 🔇 As far as the bot knows, they have never pressed Start; until they do, it may not write to them. Messages wait for that; access doesn't.
user-blocked = 🔇 The bot may not write to them since { $when }: they have blocked it. Messages wait until they press Start; access doesn't.
user-no-news = 🔕 They want no more news since { $when }: broadcasts leave them out.
user-agreed-page = 📄 Agreed to the terms { $url }: { $when }
user-agreed-words = 📄 Agreed to the terms as they were written { $saved }: { $when }
user-purchases = 🧾 Latest purchases: { $count }
user-purchases-none = 🧾 No purchases.

## Whether a person gets a message
person-notified-now = 💬 The bot is notifying them.
person-notified-if-allowed = 💬 The bot is trying to notify them. If it may not write to them yet, the message waits until they press Start.
person-notified-later = 💬 The bot may not write to them now. The message waits until they press Start.

## History
button-history = 📜 Whole history
history-title = 📜 <b>History</b>, newest first · page { $number }
history-latest = <b>Latest</b>
history-empty = Nothing yet.
history-purchase-title = <b>What was done</b>
history-event = { $who }: { $what }
history-event-bot = the bot: { $what }
history-line = { $when } · { $who }: { $what }
history-line-bot = { $when } · the bot: { $what }
history-line-plain = { $when } · { $what }
history-purchase-line = { $number }: { $what }
history-paid = paid for { $what }, { $number }
history-refunded = { $number } was refunded
history-claimed = claimed a payment: “{ $words }”
history-support = wrote to the owner: “{ $words }”
history-recurring = { $what ->
    [new] { $kind ->
        [gift] given { $name } in Tribute, until { $when }
        [trial] began a trial of { $name } in Tribute, until { $when }
       *[regular] subscribed to { $name } in Tribute, until { $when }
    }
    [renewed] { $name } was renewed, until { $when }
   *[cancelled] { $name } won't be renewed, paid until { $when }
}

## Audit actions, after “who:”
audit-accepted = accepted it as it was shown
audit-admin-added = made them an admin
audit-admin-confirmed = confirmed them as an admin
audit-console-by-link = opened the console by a link
audit-console-by-telegram = opened the console in Telegram
audit-admin-removed = removed them from the admins
audit-named-buyer = named the buyer, <code>{ $id }</code>
audit-settled-as = gave access: { $duration }
audit-dismissed = dismissed it: { $words }
audit-dismissed-unexplained = dismissed it
audit-granted = gave access: { $duration }
audit-granted-note = gave access: { $duration } 📝 { $words }
audit-revoked = ended the access
audit-revoked-plan = ended the access to { $plan }
audit-revoked-plan-note = ended the access to { $plan } 📝 { $words }
audit-revoked-note = ended the access 📝 { $words }
audit-claim-approved = approved the claim “{ $words }”
audit-claim-denied = denied the claim “{ $words }”
audit-claim-closed = closed the claim “{ $words }”, because its payment no longer waits for a buyer
audit-support-answered = answered: “{ $words }”
audit-support-wrote = wrote to them: “{ $words }”
audit-message-sent-again = sent a message again that hadn't arrived
audit-support-closed = closed a question without an answer
audit-matched-refund = said that a refund meant this purchase
audit-plan-added = added the plan “{ $words }”
audit-plan-name-removed = took the plan's name in one language away
audit-plan-renamed = named the plan “{ $words }”
audit-plan-described = described the plan: “{ $words }”
audit-plan-description-removed = removed the description of the plan
audit-plan-moved = moved the plan up
audit-plan-moved-down = moved the plan down
audit-plans-ordered = put the plans into another order
audit-plans-order-restored = brought the original order of the plans back
audit-tariffs-ordered = put the prices into another order
audit-tariffs-order-restored = brought the original order of the prices back
audit-tariff-moved-up = moved the price up
audit-tariff-moved-down = moved the price down
audit-tariff-hidden = hid the price from buyers
audit-tariff-shown = showed the price to buyers again
audit-tariff-named = named the price “{ $words }”
audit-tariff-name-removed = took the price's own name away
audit-tariff-described = described the price: “{ $words }”
audit-tariff-description-removed = took the price's own description away
audit-stars-price = set the price in Stars: { $price }
audit-stars-price-renewing = set the price in Stars: { $price } every 30 days
audit-stars-renewal-canceled = Telegram: they have stopped what renews
audit-stars-renewal-active = Telegram: it renews again
audit-stars-renewal-failed = Telegram: it couldn't be renewed
audit-stars-renewal-stopped = stopped what renews in Stars
audit-stars-renewal-allowed = let it renew in Stars again
audit-stars-price-removed = stopped selling it in Stars
audit-plan-retired = stopped selling the plan
audit-plan-sold-again = sells the plan again
audit-plan-includes = let the plan include { $plan }
audit-plan-excludes = no longer lets the plan include { $plan }
audit-plan-opens-chat = let the plan open “{ $words }”
audit-plan-closes-chat = took “{ $words }” away from the plan
audit-match-overruled = took that refund back: Tribute's purchase numbers show that it meant another purchase
audit-refund-calling = asked Tribute for a refund
audit-refund-not-done = said that the refund did not happen
audit-refund-rejected = Tribute did not refund it
audit-refund-succeeded = said that the refund happened
audit-refunded = refunded
audit-other = { $action } { $detail }
