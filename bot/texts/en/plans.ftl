### Plans: what a tariff opens, as people read of it.

plan-first = Access
plan-tariff = { $plan } · { $duration }
button-plan = { $plan }
