### Планы: что открывает тариф, как об этом читают люди.

plan-first = Доступ
plan-tariff = { $plan } · { $duration }
button-plan = { $plan }
