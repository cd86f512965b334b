### Профиль самого бота в Telegram: имя, подпись, описание и картинка, из /shop.

## Профиль
profile-title = 🤖 <b>Бот в Telegram</b>
profile-about = Каким бота видят люди: имя и картинка вверху чата, профиль и пустой чат до нажатия Start.
profile-entry = { $mark ->
    [waiting] ⏳ <b>{ $what }</b>: { $words }
   *[none] <b>{ $what }</b>: { $words }
}
profile-part = { $part ->
    [name] Имя
    [about] О боте
    [description] Описание
   *[picture] Картинка
}
profile-face-entry = { $parts ->
    [none] как было
   *[some] ваше: { $names }
}
profile-everyone = Для всех
profile-nothing = ничего
profile-nothing-named = { $part ->
    [picture] Без картинки.
   *[other] Ничего.
}
profile-nothing-own = Ничего своего: то же, что для всех.
profile-picture-own = ваша
profile-picture-as-it-was = поставлена не здесь
profile-picture-some = 🖼 Картинка.
profile-quote = <blockquote expandable>{ $words }</blockquote>
button-profile-part = { $part ->
    [name] 🏷 Имя
    [about] 💬 О боте
    [description] 📄 Описание
   *[picture] 🖼 Картинка
}
button-profile-open = 🤖 Бот в Telegram
button-profile-back = ‹ Бот в Telegram
button-profile-see = 🔎 Посмотреть глазами людей

## Одна часть
profile-card-title = <b>{ $what }</b> · { $language }
profile-card-title-alone = <b>{ $what }</b>
profile-card-about = { $part ->
    [name] Вверху чата, в списке чатов и в поиске.
    [about] В профиле бота и там, где кто-то делится ссылкой на него.
    [description] В пустом чате, под словами «Что умеет этот бот?», пока человек не нажал Start.
   *[picture] Рядом с именем, везде. Картинка в Telegram одна на все языки.
}
profile-card-everyone = Это читают все, для чьего языка нет ничего своего.
profile-now = Сейчас в Telegram:
profile-now-lent = Сейчас в Telegram, то же, что для всех:
profile-now-picture = Сейчас в Telegram: картинка, поставленная не здесь, например через @BotFather.
profile-now-picture-none = Сейчас в Telegram: без картинки.
profile-now-picture-own = Сейчас в Telegram: ваша картинка.
profile-last-set = Последнее, что установил бот:
profile-changed-elsewhere = 💬 Это изменили в другом месте, например через @BotFather.
profile-unread = 📡 Telegram сейчас не говорит, что там стоит. Загляните ещё раз через минуту.
profile-unknown-method = 🕰 <b>Ваш сервер Bot API для этого слишком старый.</b> Он не знает такого метода. Обновите сервер из TELEGRAM_API_URL или уберите эту настройку; до тех пор поможет @BotFather. Остальное работает как прежде.
profile-wanted = ⏳ <b>Ждёт, в Telegram этого пока нет:</b>
profile-waits-limit = Telegram разрешает менять это лишь несколько раз в день. Бот сделает это { $when } ({ $left }), даже после перезапуска, и напишет вам.
profile-waits-answer = Telegram не ответил. Бот попробует ещё раз { $when }, даже после перезапуска, и напишет вам.
profile-waits-restored = Это из восстановленной копии. Бот ничего не сделает, пока вы не решите.
profile-refused = ❗️ <b>Telegram этого не принял</b>: { $reason }.
button-profile-picture = 🖼 Прислать картинку…
button-profile-empty = 🗑 Оставить пустым
button-profile-as-all = 🌐 То же, что для всех
button-profile-take-over = 📦 Взять у другого бота…
button-profile-try = 🔁 Сейчас
button-profile-cancel = ✖️ Отменить

## Что получилось
profile-done = ✅ <b>Это уже в Telegram.</b> Некоторые приложения покажут это через несколько минут.
profile-restored = ↩️ <b>В Telegram снова исходное.</b>
profile-not-yet = ⏳ <b>Сохранено, но в Telegram этого пока нет.</b>
profile-cancelled = ✖️ <b>Отменено.</b> В Telegram всё остаётся как есть.
notice-admin-profile-done = ✅ <b>{ $what }: теперь это в Telegram.</b>
    { $words }
notice-admin-profile-refused = ❗️ <b>{ $what }: Telegram этого не принял.</b> { $reason }

    Пришлите иначе.

## Текст
profile-ask-title = ✏️ <b>{ $what }</b> · { $language }
profile-ask-title-alone = ✏️ <b>{ $what }</b>
profile-ask = { $part ->
    [name] Пришлите имя.
    [about] Пришлите подпись: в одной-двух строках, для чего этот бот.
    [description] Пришлите описание: что здесь можно получить и что надо нажать Start.
   *[picture] Пришлите фото. Telegram показывает его середину в круге, поэтому лучше квадратное, не меньше 160 точек по каждой стороне.
}
profile-ask-plain = Не больше { $most } знаков. Telegram показывает это простым текстом: без жирного, скрытых ссылок и особых эмодзи.
profile-too-long = { $part ->
    [name] Слишком длинное имя: знаков { $length }, а Telegram принимает { $most }. Пришлите короче.
   *[other] Слишком длинно: знаков { $length }, а Telegram принимает { $most }. Пришлите короче.
}
profile-only-words = Здесь может быть только текст. Пришлите его сообщением.
profile-only-picture = Пришлите картинку, как фото.
profile-not-a-picture = { $kind ->
    [sticker] Стикер картинкой бота быть не может, тем более анимированный.
    [animation] Анимация картинкой бота здесь быть не может.
    [video] Видео картинкой бота здесь быть не может.
    [document] Этот файл не картинка.
   *[other] Это здесь не подойдёт.
} Пришлите фото.
profile-picture-too-small = Картинка слишком маленькая: Telegram принимает от { $least } точек по каждой стороне. Пришлите побольше.

## Предпросмотр
profile-seen-head = <b>{ $name }</b>
    бот
profile-seen-about = { $words }
profile-seen-username = { $username }
profile-seen-chat = <b>Что умеет этот бот?</b>

    { $words }
profile-seen-nothing = (ничего не показано)
profile-preview = { $part ->
    [description] ⬆️ <b>Это люди увидят в пустом чате.</b> Пока это не установлено. Что-то не так? Просто пришлите ещё раз.
   *[other] ⬆️ <b>Таким люди увидят бота.</b> Пока это не установлено. Что-то не так? Просто пришлите ещё раз.
}
profile-hint-caption = 💬 Слова под картинкой не используются.
profile-hint-plain = ✏️ Telegram показывает это простым текстом, как выше: жирный шрифт, ссылки в словах и особые эмодзи пропадают.
profile-hint-html = ✏️ Теги показаны так, как вы их набрали: в Telegram это простой текст.
profile-hint-name = ✏️ { "{name}" } здесь останется как есть: все видят одно и то же.
profile-conflict = ✋ <b>Тем временем здесь уже другое</b>: { $who }, { $when }. Выше то, что было сохранено.

    Сохранить вместо этого ваш вариант?
button-profile-save = ✅ Установить в Telegram

## История
profile-history-state = { $state ->
    [waiting] ⏳ ждёт Telegram
    [refused] ❗️ Telegram не принял
    [cancelled] ✖️ отменено
   *[replaced] ↪️ заменено раньше, чем попало в Telegram
}
