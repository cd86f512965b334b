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
broadcast-hint-cut = ✂️ Длиннее Telegram не пропускает. Если ваш текст был длиннее, Telegram его разрезал, и остатка здесь нет.
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

## В назначенное время
button-broadcast-later = 🗓 В другое время…
button-broadcast-another-time = 🗓 Другое время…
button-broadcast-plan = 🗓 Отправить { $when }
button-broadcast-planned = 🗓 Запланировано: { NUMBER($count, useGrouping: 1) }
button-broadcast-planned-list = ‹ Все запланированные
button-broadcast-see = 📱 Посмотреть, как у людей
button-broadcast-send-planned = Отправить сейчас…
button-broadcast-cancel-planned = Отменить
broadcast-ask-when =
    🗓 <b>Когда отправить?</b>
    Например: <code>пятница 9:00</code>, <code>завтра 18:30</code>, <code>31.12.2026 10:00</code>, <code>через 2 часа</code>.
    Время — вашего магазина, { $zone }. Там сейчас { $now }.

    Передумали? /cancel
broadcast-when-not = { $why ->
    [past] Это уже прошло.
    [too-far] Это слишком далеко: не больше трёх лет вперёд.
    [no-time] А во сколько? Пришлите день вместе со временем: <code>пятница 9:00</code>
    [no-such-day] Такого дня нет.
    [no-such-time] Такого времени нет: день кончается в 23:59.
   *[unreadable] Это не похоже на время.
}
broadcast-when-skipped = В тот день такого времени нет: часы переводят вперёд с { $before } на { $after }.
broadcast-when-again =
    В вашем магазине сейчас { $now } ({ $zone }). Пришлите так: <code>пятница 9:00</code>, <code>завтра 18:30</code>, <code>31.12.2026 10:00</code>
    Или оставьте это: /cancel
broadcast-confirm-time =
    🗓 <b>Рассылка уйдёт: { $when }.</b>
    До этого осталось: { $left }. Время — вашего магазина.
broadcast-time-twice = ⚠️ В ту ночь часы переводят назад, и это время бывает дважды: рассылка уйдёт в первый раз.
broadcast-confirm-later = Кому: { $whom }. { $count ->
    [one] Сейчас её получил бы { NUMBER($count, useGrouping: 1) } человек; перед отправкой их посчитают снова.
    [few] Сейчас её получили бы { NUMBER($count, useGrouping: 1) } человека; перед отправкой их посчитают снова.
   *[many] Сейчас её получили бы { NUMBER($count, useGrouping: 1) } человек; перед отправкой их посчитают снова.
}
broadcast-planned =
    🗓 <b>Запланировано: { $when }.</b>
    Тогда бот её и отправит, даже после перезапуска. Все запланированные: /broadcast
broadcast-time-passed = { $when } — это уже прошло. Ничего не запланировано.
broadcast-planned-title = 🗓 <b>Запланированные рассылки: { NUMBER($count, useGrouping: 1) }</b>
broadcast-planned-none = 🗓 Запланированных рассылок нет.
label-broadcast-planned = { $missed ->
    [yes] ⚠️ { $when } · { $words }
   *[no] { $when } · { $words }
}
broadcast-planned-card = 🗓 <b>{ $when }</b>
broadcast-planned-words = <blockquote expandable>{ $words }</blockquote>
broadcast-planned-people = Кому: { $whom }. { $count ->
    [one] На сейчас её получит { NUMBER($count, useGrouping: 1) } человек, время отправки: { $time }.
    [few] На сейчас её получат { NUMBER($count, useGrouping: 1) } человека, время отправки: { $time }.
   *[many] На сейчас её получат { NUMBER($count, useGrouping: 1) } человек, время отправки: { $time }.
}
broadcast-planned-by = Запланировал админ { $who }
broadcast-words-photo = 🖼 картинка
broadcast-words-video = 🎬 видео
broadcast-send-planned = ☝️ <b>Отправить сейчас, не дожидаясь времени?</b>
broadcast-cancelled-planned = ✖ <b>Отменено.</b> Рассылка не уйдёт.
broadcast-planned-gone = Она больше не запланирована: её отправили или отменили.
broadcast-not-shown =
    Telegram больше не принимает это сообщение. В своё время оно не ушло бы; отмените его и напишите заново.
    <blockquote expandable>{ $reason }</blockquote>
broadcast-missed = { $why ->
    [restored] ⚠️ Она не ушла: её время пришло после восстановления базы из копии. Возможно, она уже уходила раньше.
    [author] ⚠️ Она не ушла: тот, кто её запланировал, больше не админ.
   *[late] ⚠️ Она не ушла: в то время и ещё сутки после бот не работал.
}
notice-admin-broadcast-missed =
    ⚠️ <b>Запланированная рассылка не ушла.</b>
    Её время: { $when }. Кому: { $whom }.
notice-admin-broadcast-missed-step = Отправьте её сейчас, назначьте другое время или отмените.
button-broadcast-open-planned = Посмотреть её
notice-admin-broadcast-changed = { $what ->
    [moved] 🗓 <b>Вашу запланированную рассылку перенесли</b> на { $when }. Кто: { $who }.
    [sent] 📣 <b>Вашу запланированную рассылку отправляют сейчас.</b> Она ждала времени: { $when }. Кто: { $who }.
   *[cancelled] ✖ <b>Вашу запланированную рассылку отменили.</b> Её время было: { $when }. Кто: { $who }.
}

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
