### Лицо магазина: /shop, где админы пишут то, что читают покупатели.

## Список
face-title = 🏷 <b>Лицо вашего магазина</b>
face-about = То, что читают покупатели, вашими словами. Перед сохранением вы видите всё так, как увидят они.
face-entry = <b>{ $what }</b>: { $state }
face-state-original = исходный текст
face-state-nothing = ничего
face-state-own = ваш текст, { $languages }
face-state-own-plans = { $count ->
    [one] ваш текст для { $count } плана
    [few] ваш текст для { $count } планов
    [many] ваш текст для { $count } планов
   *[other] ваш текст для { $count } плана
}
button-face-slot = { $slot ->
    [greeting] 👋 Приветствие
    [what_now] 👉 Что дальше, после оплаты
    [reminder] ⏰ Напоминание до окончания
    [contact] 🛟 Контакт поддержки
    [terms] 📄 Условия продажи
   *[ended] 🏁 Окончание доступа
}
button-face-list = ‹ Лицо магазина
button-face-plans = ‹ Все планы
face-choose-plan = 👉 <b>Что дальше, после оплаты</b>: для какого плана?
label-face-plan = { $mark ->
    [own] ✓ { $plan }
   *[none] { $plan }
}
label-face-language = { $language }

## Одно место
face-card-title = <b>{ $what }</b> · { $language }
face-card-plan = 📦 { $plan }
face-card-about = { $slot ->
    [greeting] Первые слова в /start, над ценами. К ним можно добавить картинку.
    [what_now] Приходит вместе с благодарностью за оплату: что делать дальше и одна кнопка, например в ваш канал, бот или на страницу.
    [contact] Где с вами связаться. Его показывает /paysupport, рядом с возможностью написать вам прямо в этом чате.
    [terms] То, что показывает /terms: ваша страница или ваш текст.
    [reminder] Приходит перед окончанием доступа. План и дату бот всегда добавляет сам, чтобы они были верны.
   *[ended] Приходит, когда доступ закончился. План и дату бот всегда добавляет сам, чтобы они были верны.
}
face-card-original = Покупатели читают исходный текст:
face-card-nothing = Пока к благодарности ничего не добавлено.
face-card-own = Покупатели читают ваш текст:
face-card-lent = Своего для читателей на языке «{ $language }» пока нет: они получают то, что стоит на языке «{ $from }».
face-card-words = <blockquote expandable>{ $words }</blockquote>
face-card-picture = 🖼 С вашей картинкой.
face-card-button = 🔗 Кнопка: { $label } → { $url }
face-card-saved = ✏️ { $when }, { $who }
face-reminder-original = ⏰ Небольшое напоминание. … Хотите остаться? Купленное сейчас время добавится к тому, что у вас есть.
face-ended-original = 👋 … Спасибо, что были здесь. Вернуться можно в любой момент.
face-reader-unnamed = друг
button-face-write = ✏️ Написать текст…
button-face-write-picture = ✏️ Текст или картинка…
button-face-button = 🔗 Кнопка…
button-face-no-picture = 🖼 Убрать картинку
button-face-no-button = 🔗 Убрать кнопку
button-face-see = 🔎 Посмотреть как покупатель
button-face-original = ↩️ Вернуть исходный текст
button-face-nothing = ↩️ Убрать всё
button-face-history = 🧾 История
button-face-undo = ↩️ Отменить

## Текст
face-ask-title = ✏️ <b>{ $what }</b> · { $language }
face-ask-words = Пришлите текст таким, каким его должны прочитать: с жирным, ссылками, спойлерами, эмодзи. Можно и переслать сообщение.
face-ask-picture = Картинку можно прислать с текстом под ней или без него; текст без картинки оставляет ту, что есть.
face-ask-name = <code>{ "{name}" }</code> заменится именем читателя.
face-ask-most = Не больше { $most } знаков.
face-ask-most-picture = Не больше { $most } знаков, с картинкой { $picture }.
face-ask-never-mind = Передумали? /cancel
button-face-copy-name = 📋 { "{name}" }
face-ask-url = 🔗 <b>Куда ведёт кнопка?</b>
    Пришлите ссылку, например <code>https://t.me/yourchannel</code> или <code>@yourchannel</code>.

    Передумали? /cancel
face-ask-label = 🔗 <b>Что написано на кнопке?</b>
    Она ведёт на { $url }
    Не больше { $most } знаков, иначе телефон обрежет. Например: <code>Открыть канал</code>

    Передумали? /cancel
face-url-unreadable = Это не похоже на ссылку. Она начинается с <code>https://</code> или <code>tg://</code>, подойдёт и имя в Telegram: <code>@yourchannel</code>.
face-label-unreadable = Пришлите несколько слов, не больше { $most } знаков: «{ $typed }» на кнопке не поместится.
face-too-long = Слишком длинно: знаков { $length }, а места на { $most }. Пришлите короче.
face-too-long-picture = Для подписи под картинкой слишком длинно: знаков { $length }, а Telegram принимает { $most }. Пришлите короче или вернитесь и уберите картинку.
face-too-long-parts = Слишком длинно: Telegram разрезал текст на части, вместе знаков { $length }, а места на { $most }. Пришлите короче.
face-empty = Читать здесь нечего. Пришлите текст.
face-no-picture-here = Здесь может быть только текст, картинка бывает в приветствии. Пришлите один текст.
face-not-a-picture = { $kind ->
    [sticker] Стикер картинкой быть не может, тем более анимированный.
    [animation] Анимация картинкой быть не может.
    [video] Видео картинкой быть не может.
    [document] Этот файл не картинка.
   *[other] Это здесь не подойдёт.
} Пришлите фото или текст.
face-picture-too-large = Картинка слишком большая: { $size } МБ, а Telegram принимает { $most } МБ. Пришлите её как фото, а не как файл: тогда Telegram её уменьшит.
face-picture-unreadable = Картинку сейчас не удаётся получить из Telegram. Пришлите её ещё раз через минуту.
face-refused = Telegram такое не принимает: { $reason }. Ничего не изменилось, пришлите иначе.

## Предпросмотр
face-preview = ⬆️ <b>Так это увидят покупатели.</b> Пока это не действует. Что-то не так? Просто пришлите ещё раз.
face-preview-facts = Оплата, план и дата даны для примера.
face-hint-album = 🖼 Из альбома взята только первая картинка.
face-hint-language = 💬 Похоже, это не тот язык: здесь читают на языке «{ $language }». Если так и задумано, всё в порядке.
face-hint-emoji = ✨ Этому боту нельзя показывать особые эмодзи: покупатели увидят обычные, как выше. Для особых владельцу бота нужен Telegram Premium.
face-hint-html = ✏️ Теги показаны так, как вы их набрали. Чтобы сделать слова жирными, выделите их в Telegram и выберите «Жирный».
face-hint-original = Текст остаётся исходным.
button-face-save = ✅ Сохранить
button-face-drop = Оставить как было
face-saved = ✅ <b>Сохранено.</b> Теперь покупатели читают это.
face-restored = ↩️ <b>Исходный текст вернулся.</b>
face-removed = ↩️ <b>Убрано.</b>
face-undone = ↩️ <b>Отменено.</b> Снова так, как было.
face-others = 💬 Исходный текст пока остаётся здесь: { $languages }.
face-conflict = ✋ <b>Тем временем здесь уже другое</b>: { $who }, { $when }. Выше то, что действует сейчас.

    Сохранить вместо этого ваш вариант?
face-conflict-original = ✋ <b>Тем временем здесь снова исходный текст</b>: { $who }, { $when }. Выше то, что действует сейчас.

    Сохранить вместо этого ваш вариант?
button-face-save-anyway = Да, заменить
button-face-keep = Оставить как есть
toast-face-draft-gone = Это уже не последний предпросмотр. Ничего не изменилось.
toast-face-left = Ничего не изменилось.

## История
face-history-title = 🧾 <b>{ $what }</b> · { $language }
face-history-none = Пока никто ничего не менял.
face-history-picture = 🖼
face-history-after = Стало: { $words }
face-history-before = Было: { $words }

## Контакт и условия, которые могут быть и в .env
face-state-env = как в .env
face-state-own-value = ваше, { $languages }
face-state-left = ничего своего
face-value-shown = Покупатели видят: { $value }
face-value-env = Покупатели видят то, что стоит в .env: { $value }
face-value-env-beside = В .env стоит { $value }. Пока здесь ваше, оно не действует.
face-value-none = { $slot ->
    [contact] Контакта покупатели пока не видят.
   *[terms] Условий покупатели пока не найдут.
}
face-value-others = 💬 Читатели на других языках видят своё: { $languages }.
button-face-contact = ✏️ Написать контакт…
button-face-terms-text = ✏️ Написать текстом…
button-face-terms-page = 🔗 Адрес страницы…
button-face-env = ↩️ Вернуть исходное (.env)
face-ask-contact = Пришлите то, что увидят покупатели: @имя, ссылку вроде <code>t.me/yourname</code>, адрес почты или несколько слов. Не больше { $most } знаков.
face-ask-terms-longer = Условия длиннее? Опубликуйте их страницей, например на telegra.ph, и пришлите её адрес.
face-ask-address = Пришлите адрес страницы с вашими условиями, например <code>https://example.com/terms</code>
face-contact-unreadable = Так с вами не свяжутся. Пришлите @имя, например <code>@yourname</code>, ссылку вроде <code>https://t.me/yourname</code>, адрес почты или несколько слов: одной строкой, не больше { $most } знаков.
face-address-unreadable = Такой адрес покупатели не откроют. Он выглядит так: <code>https://example.com/terms</code>. Пришлите ещё раз.
face-only-text = { $slot ->
    [terms] Сюда можно прислать только текст. Это файл? Опубликуйте его страницей и пришлите её адрес как условия.
   *[other] Сюда можно прислать только текст. Пришлите словами то, что увидят покупатели.
}
face-secret = Здесь токен или ключ, и его прочитали бы покупатели. Ничего не изменилось.

## Слова, которые не принимает Telegram
notice-admin-face-refused = ⚠️ <b>Telegram не принимает ваш текст:</b>
notice-admin-face-description = Описание: <b>{ $what }</b> · { $language }
notice-admin-face-refused-why = Причина: { $reason }
notice-admin-face-refused-instead = { $slot ->
    [greeting] Покупатели получают /start без него.
    [terms] Покупатели получают условия без оформления.
    [contact] Покупатели получают контакт без кнопки.
    [description] Покупатели читают его без оформления.
   *[other] Ничего не потеряно: покупатели получают сообщение с исходным текстом.
} Напишите его иначе или верните исходный.
button-face-change = ✏️ Изменить
