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
    Текст, или одну картинку или видео с текстом. Жирный текст, ссылки, спойлеры и прочее останутся как у вас.
    Не больше { $limit } знаков, с картинкой или видео — не больше { $caption }.

    Передумали? /cancel
broadcast-not-possible = { $kind ->
    [album] Альбом разослать нельзя: в сообщении одна картинка или одно видео. Пришлите что-то одно, с вашим текстом.
    [sticker] Стикер разослать нельзя. Пришлите картинку или видео, или один текст.
    [picture-file] Эта картинка пришла файлом. Пришлите её как картинку: Telegram спрашивает об этом при выборе.
    [video-file] Это видео пришло файлом. Пришлите его как видео: Telegram спрашивает об этом при выборе.
    [file] Файл разослать нельзя. Пришлите картинку или видео, или текст со ссылкой на файл.
    [round] Круглое видео разослать нельзя. Пришлите его обычным видео.
    [voice] Запись разослать нельзя. Пришлите видео или текст со ссылкой.
   *[other] Разослать можно только текст, или одну картинку или видео с текстом. Пришлите так или оставьте это: /cancel
}
broadcast-caption-too-long =
    С картинкой или видео Telegram принимает не больше { $limit } знаков, а в этом тексте их { $length }.
    Пришлите покороче, или текст без картинки, или оставьте это: /cancel
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
broadcast-hint-emoji = ✨ Telegram не даёт этому боту слать особые эмодзи: люди увидят обычные, как выше. Для особых владельцу бота нужен Telegram Premium.
broadcast-hint-html = ✍️ Теги видны так, как вы их набрали. Чтобы выделить слова, выберите в Telegram «Жирный».
broadcast-hint-forwarded = 📨 Оно уйдёт как сообщение самого бота: откуда вы его переслали, не видно.

## Кнопка в сообщении
button-broadcast-add-button = 🔗 Добавить кнопку…
button-broadcast-button = 🔗 Изменить кнопку…
button-broadcast-no-button = Без кнопки
button-broadcast-usual-name = Просто «{ $name }»
button-broadcast-page = { $page ->
    [status] Доступ читателя
   *[buy] Цены
}
button-broadcast-page-plan = Цены: { $plan }
broadcast-page = { $page ->
    [status] доступ самого читателя
   *[buy] цены
}
broadcast-page-plan = цены на { $plan }
broadcast-ask-link =
    🔗 <b>Куда ведёт кнопка?</b>
    Пришлите ссылку, например <code>https://example.com</code> или <code>@yourchannel</code>, или выберите страницу магазина.

    Передумали? /cancel
broadcast-ask-label =
    🔗 <b>Что написать на кнопке?</b>
    Куда она ведёт: { $where }
    Не больше { $most } знаков, иначе телефон их обрежет.

    Передумали? /cancel
broadcast-link-unreadable = Это не похоже на ссылку. Она начинается с <code>https://</code> или <code>tg://</code>, или это имя в Telegram, например <code>@yourchannel</code>. Пришлите ещё раз или оставьте это: /cancel
broadcast-label-unreadable = Пришлите несколько слов, не больше { $most } знаков: больше телефон на кнопке не покажет. Или оставьте это: /cancel
broadcast-button-refused =
    Telegram не принимает эту кнопку. Пришлите другую ссылку или оставьте это: /cancel
    <blockquote expandable>{ $reason }</blockquote>
broadcast-button-changed = 🔗 Хорошо. Вот оно снова:
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
broadcast-report-refused =
    ✋ <b>Рассылка остановлена: в Telegram больше нет её картинки или видео.</b> Кому она шла: { $whom }.
    <blockquote expandable>{ $reason }</blockquote>
button-broadcast-again = ✍️ Написать заново
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
