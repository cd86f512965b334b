### The overview of the console: numbers of any days, a chart, what waits, whose access ends.

## The page
console-overview-title = Overview
console-overview-short = Overview
console-overview-no-sales = Your first sale will appear here
console-overview-no-sales-step = Everything is ready to count. In the chat, /setup shows what is left to do, and the sandbox rehearses a purchase.

## The days
console-overview-days = Days
console-overview-last-days = { $days ->
    [1] Today
    [365] 12 months
   *[other] { $days } days
}
console-overview-dates = Dates…
console-overview-from = From
console-overview-to = To
console-overview-show = Show
console-overview-this-month = This month
console-overview-last-month = Last month
console-overview-this-year = This year
console-overview-last-year = Last year
console-overview-dates-missing = Choose both dates.
console-overview-dates-order = The first day comes before the last one.
console-overview-dates-far = Choose ten years at most, from 2015 on.
console-overview-compared = { $days }, compared with { $before }

## Money
console-overview-money = Money
console-overview-income = Income, { $currency }
console-overview-income-none = Income
console-overview-no-income = No sales on these days
console-overview-monthly = Recurring, per month
console-overview-income-recurring = { $amount } of it from Tribute's own subscriptions
console-overview-monthly-tribute = { $count ->
    [one] { $count } subscription at Tribute
   *[other] { $count } subscriptions at Tribute
}
console-overview-monthly-stars = { $count ->
    [one] { $count } person renews
   *[other] { $count } people renew
}
console-overview-renewed-recurring = Also: Tribute's own subscriptions
console-overview-a-month = { $amount } a month
console-overview-at-once = { $amount } each time
console-overview-renewing-about = A price for several months counts with its part of a month; the sum is rounded once.
console-overview-renewing-none = Nothing renews in this currency now.
console-overview-stars = Stars

## People
console-overview-people = People
console-overview-active = With access
console-overview-for-life = For life: { $count }
console-overview-new = New buyers
console-overview-renewed = Renewed
console-overview-ended = Ended
console-overview-refunded = Refunded
console-overview-churn = Churn
console-overview-churn-of = of those with access

## Beside the days before
console-overview-same = As before
console-overview-more = more:
console-overview-less = less:
console-overview-was = was { $value }

## The chart
console-overview-chart-choice = What the chart shows
console-overview-chart-income = Income in { $currency } { $step ->
    [day] by day
    [week] by week
   *[month] by month
}
console-overview-chart-people = People with access { $step ->
    [day] by day
    [week] by week
   *[month] by month
}
console-overview-chart-returned = People who came back are counted from their return on.
console-overview-chart-count = { $count ->
    [one] { $count } person
   *[other] { $count } people
}

## Things that wait
console-overview-waiting = { $count ->
    [one] One thing waits for you
   *[other] { $count } things wait for you
}
console-overview-waiting-look = See what waits
console-overview-waiting-held = { $count ->
    [one] { $count } payment to settle
   *[other] { $count } payments to settle
}
console-overview-waiting-claims = { $count ->
    [one] { $count } buyer who asks for access
   *[other] { $count } buyers who ask for access
}
console-overview-waiting-questions = { $count ->
    [one] { $count } question to answer
   *[other] { $count } questions to answer
}
console-overview-waiting-refunds = { $count ->
    [one] { $count } refund to clear up
   *[other] { $count } refunds to clear up
}
console-overview-waiting-undeliverable = { $count ->
    [one] { $count } message that couldn't be delivered
   *[other] { $count } messages that couldn't be delivered
}
console-overview-waiting-webhooks = { $count ->
    [one] { $count } webhook that your service didn't take
   *[other] { $count } webhooks that your service didn't take
}
console-overview-waiting-recurring = { $count ->
    [one] { $count } Tribute subscription to decide about
   *[other] { $count } Tribute subscriptions to decide about
}

## People whose access ends
console-overview-expiring = Access ends in the next 7 days: { $count }
console-overview-expiring-all = Show all
console-overview-expiring-none = Nobody's access ends in the next 7 days.
console-overview-renews = renews
