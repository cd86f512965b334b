### Talking to many, and seeing the whole: /broadcast, /stats, /export.

## The menu
command-broadcast = Write to many people at once
command-stats = Sales and subscribers in numbers
command-export = Everything as tables (CSV)

## /broadcast
audience = { $group ->
    [active] everyone with access
    [expired] everyone whose access has ended
   *[all] everyone
}
audience-tariff = everyone with access: { $duration }
button-audience = { $group ->
    [active] With access
    [expired] Access has ended
   *[all] Everyone
}
button-audience-tariff = With access: { $duration }
broadcast-whom =
    📣 <b>Who shall get your message?</b>
    You see it once more before anything is sent.
broadcast-running = A broadcast is on its way: { $sent } of { $total } sent.
button-broadcast-progress = Show how far it is
broadcast-what =
    ✍️ <b>Send me the message</b> for { $whom }.
    Bold, links and the like stay as you make them. Text only, { $limit } characters at most.

    Never mind? /cancel
broadcast-only-text = I can send text only. Please send the message as text, or leave it: /cancel
broadcast-too-long =
    That is too long for one message: { $length } characters, and Telegram takes { $limit }.
    Please send a shorter one, or leave it: /cancel
broadcast-refused =
    Telegram doesn't take this message: { $reason }
    Please send it differently, or leave it: /cancel
broadcast-sure =
    ☝️ <b>This is how they will see it.</b>
    To: { $whom }
    { $count ->
        [one] <b>{ NUMBER($count, useGrouping: 1) }</b> person gets it. That takes { $time }.
       *[other] <b>{ NUMBER($count, useGrouping: 1) }</b> people get it. That takes { $time }.
    }
broadcast-skipped = 🔇 { $count ->
    [one] { NUMBER($count, useGrouping: 1) } more can't be written to (has blocked the bot or never pressed Start).
   *[other] { NUMBER($count, useGrouping: 1) } more can't be written to (have blocked the bot or never pressed Start).
}
broadcast-nobody =
    ☝️ This is how it would look. But there is nobody to send it to: { $whom }.

    Another group: /broadcast
button-broadcast-send = { $count ->
    [one] Send it to { NUMBER($count, useGrouping: 1) } person
   *[other] Send it to { NUMBER($count, useGrouping: 1) } people
}
button-broadcast-rewrite = Write it anew
broadcast-dropped = All right, nothing was sent.
broadcast-no-longer = This text is no longer waiting: it was sent, dropped or replaced. A new one: /broadcast
toast-broadcast-begun = It is on its way.
toast-broadcast-stopped = Stopped. Nothing more goes out.
toast-broadcast-over = It was over already.
broadcast-title = 📣 <b>Broadcast</b> to { $whom }
broadcast-progress = ⏳ { NUMBER($sent, useGrouping: 1) } of { NUMBER($total, useGrouping: 1) } sent
broadcast-left = Still to go: { $left }. Payments go first.
button-broadcast-stop = ✋ Stop
broadcast-report = 📣 <b>The broadcast is done.</b> It went to { $whom }.
broadcast-report-stopped = ✋ <b>The broadcast was stopped.</b> It was meant for { $whom }.
broadcast-sent = ✅ Sent: { NUMBER($count, useGrouping: 1) }
broadcast-unreachable = 🔇 Couldn't be reached: { NUMBER($count, useGrouping: 1) }
broadcast-left-out = ✋ Not sent, because it was stopped: { NUMBER($count, useGrouping: 1) }
broadcast-unclear = ❔ May or may not have got it, because the bot was cut off while sending: { NUMBER($count, useGrouping: 1) }

## /stats
stats-title = 📊 <b>Your shop</b> · { $when }
stats-active = 🔑 With access now: <b>{ NUMBER($count, useGrouping: 1) }</b>{ $life ->
    [0] {""}
   *[other] , of them for life: { NUMBER($life, useGrouping: 1) }
}
stats-held = ⏸ Payments waiting for you: { $count } · /attention
stats-period = <b>{ $days ->
    [1] Today
   *[other] The last { $days } days
}</b>
stats-income = 💰 { $sums }
stats-sum = <b>{ $sum }</b>
stats-sale = • { $duration }: { NUMBER($count, useGrouping: 1) } × · { $paid }
stats-sale-unknown = • { $duration }: { NUMBER($count, useGrouping: 1) } × · amount unknown
stats-more-sales = • other: { NUMBER($count, useGrouping: 1) } ×
stats-no-sales = No sales
stats-people = 🆕 new { NUMBER($new, useGrouping: 1) } · 🔁 renewed { NUMBER($renewed, useGrouping: 1) } · 🏁 ended { NUMBER($ended, useGrouping: 1) }
stats-refunded = ↩️ refunded { NUMBER($count, useGrouping: 1) }
stats-refunded-sums = ↩️ refunded { NUMBER($count, useGrouping: 1) } · { $sums }
stats-held-of-period = ⏸ still waiting { NUMBER($count, useGrouping: 1) }
stats-note = <i>What was refunded, or waits for you, isn't counted as income. All tables: /export</i>
stats-picture = 📈 The last 30 days
stats-picture-later = 📈 A picture of your days comes with the first sale.
stats-picture-missing = 📈 <i>There is a picture too, once the charts are installed: see “Numbers” in the README.</i>
stats-picture-failed = 📈 The picture couldn't be drawn this time; the log says why. The numbers above are complete.
chart-income = Income, 30 days: { $total }
chart-active = Active subscribers: { NUMBER($count, useGrouping: 1) }
chart-people = people
chart-stars = Stars
chart-days = day ({ $zone })

## /export
export-nothing =
    There is nothing to export yet: nobody has paid so far.

    What is on sale: /tariffs
export-file = { $table ->
    [purchases] 🧾 Purchases: { NUMBER($count, useGrouping: 1) }
    [recurring] 🔁 What Tribute told of subscriptions: { NUMBER($count, useGrouping: 1) }
   *[subscribers] 🔑 People who have or had access: { NUMBER($count, useGrouping: 1) }
}
export-progress = ⏳ { $table ->
    [purchases] Writing down the purchases
    [recurring] Writing down the subscriptions
   *[subscribers] Writing down the subscribers
}: { NUMBER($done, useGrouping: 1) } of { NUMBER($total, useGrouping: 1) }
