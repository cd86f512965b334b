### Отчёты, для админов: /stats словами и графиком, /export таблицами.

## /stats
stats-title = 📊 <b>Ваш магазин</b> · { $when }
stats-active = 🔑 Сейчас с доступом: <b>{ NUMBER($count, useGrouping: 1) }</b>{ $life ->
    [0] {""}
   *[other] , из них навсегда: { NUMBER($life, useGrouping: 1) }
}
stats-plan = • { $plan }: { NUMBER($count, useGrouping: 1) }
stats-plan-included = • { $plan }: { NUMBER($count, useGrouping: 1) }, из них с { $by }: { NUMBER($included, useGrouping: 1) }
stats-held = ⏸ Оплат ждут вас: { $count } · /attention
stats-period = <b>{ $days ->
    [1] Сегодня
   *[other] Последние { $days } дней
}</b>
stats-income = 💰 { $sums }
stats-stars = ⭐ В звёздах: { $sums }
stats-renewing = 🔁 Продлевается за звёзды: { NUMBER($count, useGrouping: 1) } × · { $sum } каждые 30 дней
stats-sum = <b>{ $sum }</b>
stats-sale = • { $tariff }: { NUMBER($count, useGrouping: 1) } × · { $paid }
stats-sale-unknown = • { $tariff }: { NUMBER($count, useGrouping: 1) } × · сумма неизвестна
stats-more-sales = • прочее: { NUMBER($count, useGrouping: 1) } ×
stats-no-sales = Продаж нет
stats-recurring = • 🔁 { $name }: { NUMBER($count, useGrouping: 1) } × · { $paid }
stats-recurring-free = • 🔁 { $name }: { NUMBER($count, useGrouping: 1) } × · бесплатно
stats-people = 🆕 новых { NUMBER($new, useGrouping: 1) } · 🔁 продлений { NUMBER($renewed, useGrouping: 1) } · 🏁 закончилось { NUMBER($ended, useGrouping: 1) }
stats-refunded = ↩️ возвратов { NUMBER($count, useGrouping: 1) }
stats-refunded-sums = ↩️ возвратов { NUMBER($count, useGrouping: 1) } · { $sums }
stats-held-of-period = ⏸ ещё ждут { NUMBER($count, useGrouping: 1) }
stats-note = <i>Возвращённое и то, что ждёт вас, в доход не входит. Все таблицы: /export</i>

## График в /stats
stats-chart = 📈 Последние 30 дней
stats-chart-later = 📈 График появится с первой продажей.
stats-chart-failed = 📈 График в этот раз не нарисовался, причина в журнале. Числа выше полные.
chart-income = Доход за 30 дней: { $total }
chart-active = Активных подписчиков: { NUMBER($count, useGrouping: 1) }
chart-people = человек
chart-stars = звёзды
chart-days = день ({ $zone })

## /export
export-nothing =
    Выгружать пока нечего: ещё никто не платил.

    Что продаётся: /tariffs
export-file = { $table ->
    [purchases] 🧾 Покупки: { NUMBER($count, useGrouping: 1) }
    [accesses] 🔑 У кого есть или был доступ, по планам: { NUMBER($count, useGrouping: 1) }
    [recurring] 🔁 Что Tribute сообщил о подписках: { NUMBER($count, useGrouping: 1) }
    [agreements] ✍️ Кто принял условия: { NUMBER($count, useGrouping: 1) }
    [terms] 📄 Условия, которые приняты: { NUMBER($count, useGrouping: 1) }
   *[subscribers] 🔑 Люди, у которых есть или был доступ: { NUMBER($count, useGrouping: 1) }
}
export-progress = ⏳ { $table ->
    [purchases] Выгружаются покупки
    [recurring] Выгружаются подписки
    [agreements] Выгружаются согласия
    [terms] Выгружаются условия
   *[subscribers] Выгружаются подписчики
}: { NUMBER($done, useGrouping: 1) } из { NUMBER($total, useGrouping: 1) }
