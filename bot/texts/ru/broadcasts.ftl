### Сказать многим и увидеть целое: /broadcast, /stats, /export.

## Меню
command-broadcast = Написать сразу многим
command-stats = Продажи и подписчики в цифрах
command-export = Всё в таблицах (CSV)

## /broadcast
audience = { $group ->
    [active] все, у кого есть доступ
    [expired] все, у кого доступ закончился
   *[all] все
}
audience-tariff = все, у кого доступ: { $duration }
button-audience = { $group ->
    [active] У кого есть доступ
    [expired] У кого доступ закончился
   *[all] Все
}
button-audience-tariff = С доступом: { $duration }
broadcast-whom =
    📣 <b>Кто получит ваше сообщение?</b>
    Перед отправкой вы увидите его ещё раз.
broadcast-running = Рассылка уже идёт: отправлено { $sent } из { $total }.
button-broadcast-progress = Показать, сколько уже ушло
broadcast-what =
    ✍️ <b>Пришлите сообщение.</b> Кому: { $whom }.
    Жирный текст, ссылки и прочее останутся как у вас. Только текст, не больше { $limit } знаков.

    Передумали? /cancel
broadcast-only-text = Разослать можно только текст. Пришлите сообщение текстом или оставьте это: /cancel
broadcast-too-long =
    Для одного сообщения это слишком длинно: знаков { $length }, а Telegram принимает { $limit }.
    Пришлите покороче или оставьте это: /cancel
broadcast-refused =
    Telegram не принимает это сообщение: { $reason }
    Пришлите его иначе или оставьте это: /cancel
broadcast-sure =
    ☝️ <b>Вот так его увидят.</b>
    Кому: { $whom }
    { $count ->
        [one] Получит <b>{ NUMBER($count, useGrouping: 1) }</b> человек, время отправки: { $time }.
        [few] Получат <b>{ NUMBER($count, useGrouping: 1) }</b> человека, время отправки: { $time }.
       *[many] Получат <b>{ NUMBER($count, useGrouping: 1) }</b> человек, время отправки: { $time }.
    }
broadcast-skipped = 🔇 { $count ->
    [one] Ещё { NUMBER($count, useGrouping: 1) } человеку написать нельзя (бот заблокирован, или «Старт» не нажат).
    [few] Ещё { NUMBER($count, useGrouping: 1) } людям написать нельзя (бот заблокирован, или «Старт» не нажат).
   *[many] Ещё { NUMBER($count, useGrouping: 1) } людям написать нельзя (бот заблокирован, или «Старт» не нажат).
}
broadcast-nobody =
    ☝️ Вот так оно бы выглядело. Но отправлять некому: { $whom }.

    Выбрать других: /broadcast
button-broadcast-send = { $count ->
    [one] Отправить { NUMBER($count, useGrouping: 1) } человеку
    [few] Отправить { NUMBER($count, useGrouping: 1) } людям
   *[many] Отправить { NUMBER($count, useGrouping: 1) } людям
}
button-broadcast-rewrite = Написать заново
broadcast-dropped = Хорошо, ничего не отправлено.
broadcast-no-longer = Этот текст больше не ждёт: он отправлен, отменён или заменён. Новый: /broadcast
toast-broadcast-begun = Рассылка пошла.
toast-broadcast-stopped = Остановлено. Больше ничего не уйдёт.
toast-broadcast-over = Она уже закончилась.
broadcast-title = 📣 <b>Рассылка.</b> Кому: { $whom }
broadcast-progress = ⏳ Отправлено { NUMBER($sent, useGrouping: 1) } из { NUMBER($total, useGrouping: 1) }
broadcast-left = Осталось: { $left }. Сообщения об оплате уходят первыми.
button-broadcast-stop = ✋ Остановить
broadcast-report = 📣 <b>Рассылка закончена.</b> Кому: { $whom }.
broadcast-report-stopped = ✋ <b>Рассылка остановлена.</b> Кому она шла: { $whom }.
broadcast-sent = ✅ Отправлено: { NUMBER($count, useGrouping: 1) }
broadcast-unreachable = 🔇 Не удалось написать: { NUMBER($count, useGrouping: 1) }
broadcast-left-out = ✋ Не отправлено из-за остановки: { NUMBER($count, useGrouping: 1) }
broadcast-unclear = ❔ Могли получить, а могли и нет (бот прервался во время отправки): { NUMBER($count, useGrouping: 1) }

## /stats
stats-title = 📊 <b>Ваш магазин</b> · { $when }
stats-active = 🔑 Сейчас с доступом: <b>{ NUMBER($count, useGrouping: 1) }</b>{ $life ->
    [0] {""}
   *[other] , из них навсегда: { NUMBER($life, useGrouping: 1) }
}
stats-held = ⏸ Оплат ждут вас: { $count } · /attention
stats-period = <b>{ $days ->
    [1] Сегодня
   *[other] Последние { $days } дней
}</b>
stats-income = 💰 { $sums }
stats-sum = <b>{ $sum }</b>
stats-sale = • { $duration }: { NUMBER($count, useGrouping: 1) } × · { $paid }
stats-sale-unknown = • { $duration }: { NUMBER($count, useGrouping: 1) } × · сумма неизвестна
stats-more-sales = • прочее: { NUMBER($count, useGrouping: 1) } ×
stats-no-sales = Продаж нет
stats-people = 🆕 новых { NUMBER($new, useGrouping: 1) } · 🔁 продлений { NUMBER($renewed, useGrouping: 1) } · 🏁 закончилось { NUMBER($ended, useGrouping: 1) }
stats-refunded = ↩️ возвратов { NUMBER($count, useGrouping: 1) }
stats-refunded-sums = ↩️ возвратов { NUMBER($count, useGrouping: 1) } · { $sums }
stats-held-of-period = ⏸ ещё ждут { NUMBER($count, useGrouping: 1) }
stats-note = <i>Возвращённое и то, что ждёт вас, в доход не входит. Все таблицы: /export</i>
stats-picture = 📈 Последние 30 дней
stats-picture-later = 📈 График появится с первой продажей.
stats-picture-missing = 📈 <i>Будет и график, если установить дополнение charts: раздел “Numbers” в README.</i>
stats-picture-failed = 📈 График в этот раз не нарисовался, причина в журнале. Числа выше полные.
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
    [recurring] 🔁 Что Tribute сказал о подписках: { NUMBER($count, useGrouping: 1) }
   *[subscribers] 🔑 Люди, у которых есть или был доступ: { NUMBER($count, useGrouping: 1) }
}
export-progress = ⏳ { $table ->
    [purchases] Записываем покупки
    [recurring] Записываем подписки
   *[subscribers] Записываем подписчиков
}: { NUMBER($done, useGrouping: 1) } из { NUMBER($total, useGrouping: 1) }
