### Обзор консоли: числа за любые дни, график, что ждёт решения, у кого кончается доступ.

## Страница
console-overview-title = Обзор
console-overview-short = Обзор
console-overview-no-sales = Здесь появится первая продажа
console-overview-no-sales-step = Всё готово к подсчёту. Команда /setup в чате покажет, что осталось настроить, а в песочнице можно отрепетировать покупку.

## Дни
console-overview-days = Дни
console-overview-last-days = { $days ->
    [1] Сегодня
    [365] 12 мес.
    [one] { $days } день
    [few] { $days } дня
   *[many] { $days } дней
}
console-overview-dates = Даты…
console-overview-from = С
console-overview-to = По
console-overview-show = Показать
console-overview-this-month = Этот месяц
console-overview-last-month = Прошлый месяц
console-overview-this-year = Этот год
console-overview-last-year = Прошлый год
console-overview-dates-missing = Выберите обе даты.
console-overview-dates-order = Первый день идёт раньше последнего.
console-overview-dates-far = Выберите не больше десяти лет, начиная с 2015 года.
console-overview-compared = { $days }, сравнение: { $before }

## Деньги
console-overview-money = Деньги
console-overview-income = Доход, { $currency }
console-overview-income-none = Доход
console-overview-no-income = Продаж за эти дни нет
console-overview-monthly = Доход с подписок, в месяц
console-overview-income-recurring = Из них { $amount } — подписки самого Tribute
console-overview-monthly-tribute = { $count ->
    [one] { $count } подписка в Tribute
    [few] { $count } подписки в Tribute
   *[many] { $count } подписок в Tribute
}
console-overview-monthly-stars = { $count ->
    [one] { $count } человек продлевает
    [few] { $count } человека продлевают
   *[many] { $count } человек продлевают
}
console-overview-renewed-recurring = Ещё — подписки самого Tribute
console-overview-a-month = { $amount } в месяц
console-overview-at-once = { $amount } за раз
console-overview-renewing-about = Цена за несколько месяцев считается по доле месяца; сумма округляется один раз.
console-overview-renewing-none = В этой валюте сейчас ничего не продлевается.
console-overview-stars = Звёзды

## Люди
console-overview-people = Люди
console-overview-active = С доступом
console-overview-for-life = Навсегда: { $count }
console-overview-new = Новые покупатели
console-overview-renewed = Продлили
console-overview-ended = Ушли
console-overview-refunded = Возвраты
console-overview-churn = Отток
console-overview-churn-of = из тех, у кого был доступ

## Рядом с днями до этого
console-overview-same = Без изменений
console-overview-more = больше:
console-overview-less = меньше:
console-overview-was = было { $value }

## График
console-overview-chart-choice = Что показывает график
console-overview-chart-income = Доход, { $currency }, { $step ->
    [day] по дням
    [week] по неделям
   *[month] по месяцам
}
console-overview-chart-people = Люди с доступом { $step ->
    [day] по дням
    [week] по неделям
   *[month] по месяцам
}
console-overview-chart-returned = Те, кто вернулся, считаются с момента возвращения.
console-overview-chart-count = { $count ->
    [one] { $count } человек
    [few] { $count } человека
   *[many] { $count } человек
}

## Что ждёт решения
console-overview-waiting = { $count ->
    [one] { $count } дело ждёт вас
    [few] { $count } дела ждут вас
   *[many] { $count } дел ждут вас
}
console-overview-waiting-look = Посмотреть, что ждёт
console-overview-waiting-held = { $count ->
    [one] { $count } платёж ждёт решения
    [few] { $count } платежа ждут решения
   *[many] { $count } платежей ждут решения
}
console-overview-waiting-claims = { $count ->
    [one] { $count } покупатель просит доступ
    [few] { $count } покупателя просят доступ
   *[many] { $count } покупателей просят доступ
}
console-overview-waiting-questions = { $count ->
    [one] { $count } вопрос без ответа
    [few] { $count } вопроса без ответа
   *[many] { $count } вопросов без ответа
}
console-overview-waiting-refunds = { $count ->
    [one] { $count } неясный возврат
    [few] { $count } неясных возврата
   *[many] { $count } неясных возвратов
}
console-overview-waiting-undeliverable = { $count ->
    [one] { $count } недоставленное сообщение
    [few] { $count } недоставленных сообщения
   *[many] { $count } недоставленных сообщений
}
console-overview-waiting-webhooks = { $count ->
    [one] { $count } вебхук не принят вашим сервисом
    [few] { $count } вебхука не приняты вашим сервисом
   *[many] { $count } вебхуков не приняты вашим сервисом
}
console-overview-waiting-recurring = { $count ->
    [one] { $count } подписка Tribute ждёт решения
    [few] { $count } подписки Tribute ждут решения
   *[many] { $count } подписок Tribute ждут решения
}

## У кого кончается доступ
console-overview-expiring = Доступ закончится в ближайшие 7 дней: { $count }
console-overview-expiring-all = Показать всех
console-overview-expiring-none = В ближайшие 7 дней доступ ни у кого не закончится.
console-overview-renews = продлевается
