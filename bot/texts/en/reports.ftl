### Reports, for admins: /stats in words and as a chart, /export as tables.

## /stats
stats-title = 📊 <b>Your shop</b> · { $when }
stats-active = 🔑 With access now: <b>{ NUMBER($count, useGrouping: 1) }</b>{ $life ->
    [0] {""}
   *[other] , of them for life: { NUMBER($life, useGrouping: 1) }
}
stats-plan = • { $plan }: { NUMBER($count, useGrouping: 1) }
stats-plan-included = • { $plan }: { NUMBER($count, useGrouping: 1) }, of them with { $by }: { NUMBER($included, useGrouping: 1) }
stats-held = ⏸ Payments waiting for you: { $count } · /attention
stats-period = <b>{ $days ->
    [1] Today
   *[other] The last { $days } days
}</b>
stats-income = 💰 { $sums }
stats-stars = ⭐ In Stars: { $sums }
stats-renewing = 🔁 Renewing in Stars: { NUMBER($count, useGrouping: 1) } × · { $sum } every 30 days
stats-sum = <b>{ $sum }</b>
stats-sale = • { $tariff }: { NUMBER($count, useGrouping: 1) } × · { $paid }
stats-sale-unknown = • { $tariff }: { NUMBER($count, useGrouping: 1) } × · amount unknown
stats-more-sales = • other: { NUMBER($count, useGrouping: 1) } ×
stats-no-sales = No sales
stats-recurring = • 🔁 { $name }: { NUMBER($count, useGrouping: 1) } × · { $paid }
stats-recurring-free = • 🔁 { $name }: { NUMBER($count, useGrouping: 1) } × · free
stats-people = 🆕 new { NUMBER($new, useGrouping: 1) } · 🔁 renewed { NUMBER($renewed, useGrouping: 1) } · 🏁 ended { NUMBER($ended, useGrouping: 1) }
stats-refunded = ↩️ refunded { NUMBER($count, useGrouping: 1) }
stats-refunded-sums = ↩️ refunded { NUMBER($count, useGrouping: 1) } · { $sums }
stats-held-of-period = ⏸ still waiting { NUMBER($count, useGrouping: 1) }
stats-note = <i>Payments that were refunded or wait for you aren't counted as income. All tables: /export</i>

## The chart of /stats
stats-chart = 📈 The last 30 days
stats-chart-later = 📈 A chart of your days comes with the first sale.
stats-chart-failed = 📈 The chart couldn't be drawn this time; the log says why. The numbers above are complete.
chart-income = Income, 30 days: { $total }
chart-active = Active subscribers: { NUMBER($count, useGrouping: 1) }
chart-people = people
chart-stars = Stars
chart-days = day ({ $zone })

## /export
export-nothing =
    There is nothing to export yet: nobody has paid so far.

    See what is on sale: /tariffs
export-file = { $table ->
    [purchases] 🧾 Purchases: { NUMBER($count, useGrouping: 1) }
    [accesses] 🔑 Who has or had access, by plan: { NUMBER($count, useGrouping: 1) }
    [recurring] 🔁 Tribute's reports on subscriptions: { NUMBER($count, useGrouping: 1) }
    [agreements] ✍️ Who has agreed to the terms: { NUMBER($count, useGrouping: 1) }
    [terms] 📄 The terms that they have agreed to: { NUMBER($count, useGrouping: 1) }
   *[subscribers] 🔑 People who have or had access: { NUMBER($count, useGrouping: 1) }
}
export-progress = ⏳ { $table ->
    [purchases] Exporting the purchases
    [recurring] Exporting the subscriptions
    [agreements] Exporting the agreements
    [terms] Exporting the terms
   *[subscribers] Exporting the subscribers
}: { NUMBER($done, useGrouping: 1) } of { NUMBER($total, useGrouping: 1) }
