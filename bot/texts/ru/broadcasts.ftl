### Рассылки, для админов: одно сообщение сразу многим.

## Кому
broadcast-audience = { $group ->
    [active] все, у кого есть доступ
    [expired] все, у кого доступ закончился
   *[all] все
}
broadcast-audience-tariff = все, у кого доступ: { $tariff }
broadcast-audience-plan = { $group ->
    [expired] все, у кого закончился доступ к { $plan }
   *[active] все, у кого есть доступ к { $plan }
}
broadcast-ask-audience =
    📣 <b>Кто получит ваше сообщение?</b>
    Перед отправкой вы увидите его ещё раз.
broadcast-running = Рассылка уже идёт: отправлено { $sent } из { $total }.
button-broadcast-audience = { $group ->
    [active] У кого есть доступ
    [expired] У кого доступ закончился
   *[all] Все
}
button-broadcast-audience-tariff = С доступом: { $duration }
button-broadcast-plans = По плану…
broadcast-ask-plan = 📣 <b>О каком плане речь?</b>
broadcast-ask-audience-plan =
    📣 <b>{ $plan }: кто получит ваше сообщение?</b>
    Считаются и те, кому его открывает другой план.
button-broadcast-plan-audience = { $group ->
    [expired] У кого доступ закончился
   *[active] У кого есть доступ
}
button-broadcast-progress = Показать, сколько уже ушло

## Сообщение
broadcast-ask-message =
    ✍️ <b>Пришлите сообщение.</b> Кому: { $whom }.
    Жирный текст, ссылки и прочее останутся как у вас. Только текст, не больше { $limit } знаков.

    Передумали? /cancel
broadcast-only-text = Разослать можно только текст. Пришлите сообщение текстом или оставьте это: /cancel
broadcast-too-long =
    Для одного сообщения это слишком длинно: знаков { $length }, а Telegram принимает { $limit }.
    Пришлите покороче или оставьте это: /cancel
broadcast-refused =
    Telegram не принимает это сообщение. Пришлите его иначе или оставьте это: /cancel
    <blockquote expandable>{ $reason }</blockquote>
broadcast-confirm =
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
broadcast-expected-declined = 🔕 { $count ->
    [one] { NUMBER($count, useGrouping: 1) } человек не получит: отказался от новостей.
    [few] { NUMBER($count, useGrouping: 1) } человека не получат: отказались от новостей.
   *[many] { NUMBER($count, useGrouping: 1) } человек не получат: отказались от новостей.
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
broadcast-cancelled = Хорошо, ничего не отправлено.
broadcast-draft-gone = Этот текст больше не ждёт: он отправлен, отменён или заменён. Новый: /broadcast

## Во время отправки
toast-broadcast-started = Рассылка пошла.
toast-broadcast-stopped = Остановлено. Больше ничего не уйдёт.
toast-broadcast-over = Она уже закончилась.
broadcast-title = 📣 <b>Рассылка.</b> Кому: { $whom }
broadcast-progress = ⏳ Отправлено { NUMBER($sent, useGrouping: 1) } из { NUMBER($total, useGrouping: 1) }
broadcast-left = Осталось: { $left }. Сообщения об оплате уходят первыми.
button-broadcast-stop = ✋ Остановить

## Отчёт
broadcast-report = 📣 <b>Рассылка закончена.</b> Кому: { $whom }.
broadcast-report-stopped = ✋ <b>Рассылка остановлена.</b> Кому она шла: { $whom }.
broadcast-sent = ✅ Отправлено: { NUMBER($count, useGrouping: 1) }
broadcast-unreachable = 🔇 Не удалось написать: { NUMBER($count, useGrouping: 1) }
broadcast-declined = 🔕 Отказались от новостей: { NUMBER($count, useGrouping: 1) }
broadcast-left-out = ✋ Не отправлено из-за остановки: { NUMBER($count, useGrouping: 1) }
broadcast-unclear = ❔ Могли получить, а могли и нет (бот прервался во время отправки): { NUMBER($count, useGrouping: 1) }

## Конец новостей, для всех
button-news-stop = 🔕 Больше не присылать новости
button-news-again = 🔔 Снова присылать новости
toast-news-stopped = Новостей больше не будет.
toast-news-again = Новости снова будут приходить.
toast-news-preview = Это только показ. Кто нажмёт на это в сообщении, больше их не получит.
news-stopped =
    🔕 <b>Новостей больше не будет.</b>
    Сообщения о вашем доступе и ваших платежах будут приходить и дальше.

    Передумали? Нажмите кнопку ниже; она есть и в /help.
news-none = 🔕 Вы отказались от новостей.
