### The console's page of plans and tariffs.

## Answers
console-plans-no-duration = Please choose for how long: at least one day, at most 100 years.
console-plans-no-language = This shop doesn't speak that language. Please choose another one.
console-plans-no-renewal = Only a price for one month can renew: Telegram charges every 30 days.
console-plans-ordered = Buyers see the new order.
console-plans-renewal-too-much = A price that renews is { $most } Stars at most. Please choose a lower one, or let it be paid once.
