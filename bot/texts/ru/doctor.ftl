### Доктор, для админов: что он находит, в чате и в терминале, и что с этим делать.

## /doctor в чате
doctor-title = 🩺 { $count ->
    [0] <b>Всё в порядке.</b>
    [one] <b>Стоит взглянуть на { $count } строку.</b>
    [few] <b>Стоит взглянуть на { $count } строки.</b>
   *[many] <b>Стоит взглянуть на { $count } строк.</b>
}
doctor-problem = { $level ->
    [broken] 🔴
   *[warning] 🟡
} { $what }
    👉 { $step }
doctor-fine = ✅ { $what }

## Что находит доктор: по строке; «-step» — что делать дальше. Простой текст: он показан и в терминале.
doctor-settings = Настройки: все читаются
doctor-settings-broken = Настройки: { $reason }
doctor-settings-broken-step = Исправьте в .env (или в окружении) и запустите доктора снова: тогда он посмотрит остальное.
doctor-admins-none = ADMIN_IDS пуст: никто не узнает о продажах, ждущих платежах и сбоях
doctor-admins-none-step = Узнайте свой id в Telegram у @userinfobot, впишите его в ADMIN_IDS и перезапустите бота.
doctor-admins-no-owner = ADMIN_IDS пуст: некому добавлять и убирать админов и получать копию базы (/backup)
doctor-admins-no-owner-step = Впишите свой id в Telegram в ADMIN_IDS и перезапустите бота.
doctor-admins-waiting = { $count ->
    [one] { $count } админ ждёт подтверждения: базу вернули из копии или перенесли
    [few] { $count } админа ждут подтверждения: базу вернули из копии или перенесли
    [many] { $count } админов ждут подтверждения: базу вернули из копии или перенесли
   *[other] { $count } админов ждут подтверждения: базу вернули из копии или перенесли
}
doctor-admins-waiting-step = Владелец (ADMIN_IDS) пишет боту /start и нажимает «Админы».
doctor-file-open = Файл { $path } могут читать другие пользователи этой машины
doctor-file-open-step = Выполните: chmod 600 { $path }
doctor-contact-differs = Контакт поддержки: в чате задан { $chat }, его и видят покупатели; в .env SUPPORT_CONTACT — { $env }
doctor-contact-differs-step = Уберите строку из .env или вернитесь к её значению: /shop, «Контакт поддержки», «Вернуть исходное».
doctor-terms-differs = Условия продажи: в чате заданы { $chat }, их и видят покупатели; в .env TERMS_URL — { $env }
doctor-terms-differs-step = Уберите строку из .env или вернитесь к её значению: /shop, «Условия продажи», «Вернуть исходное».
doctor-consent-no-terms = До оплаты покупатели должны принять условия, но условий нет: бот никого не спрашивает
doctor-consent-no-terms-step = Задайте их: /shop, «Условия продажи». Или выключите там согласие.
doctor-features = Ваши функции: { $files }
doctor-feature-left-out = Файл { $file } из FEATURES_DIR не подключён: { feature-fault }
doctor-feature-left-out-step = { $fault ->
    [writable] Выполните: chown root: { $detail }; chmod go-w { $detail }. Затем перезапустите бота.
   *[other] Исправьте файл и перезапустите бота; вся ошибка есть в журнале, пример — в docs/features.md.
}
doctor-feature-closed = { $file } — для плана «{ $plan }», а такого в магазине нет: открыть её не может никто
doctor-feature-closed-step = Укажите в paid(…, plan=…) один из ключей магазина и перезапустите бота или добавьте план в /plans. Ключи: { $keys }
doctor-texts = Свои тексты: { $languages }
doctor-texts-problem = TEXTS_DIR: { $place }{ $keyed ->
    [yes] {" "}{ $name }
   *[no] {""}
}: { texts-fault } ({ $level ->
    [left-out] не используется
    [flawed] всё же используется
   *[noted] только заметка
})
doctor-texts-problem-step = { $level ->
    [noted] Исправьте, если так не задумано, и перезапустите бота; правила в docs/texts.md.
   *[left-out] Исправьте и перезапустите бота; правила в docs/texts.md.
}
doctor-texts-more = TEXTS_DIR: ещё проблем: { NUMBER($count, useGrouping: 1) }
doctor-texts-more-step = Все они в tributary check.
doctor-token = Токен бота: Telegram знает его как { $name }
doctor-token-refused = BOT_TOKEN: Telegram его не принимает
doctor-token-refused-step = В @BotFather выберите бота, затем API Token; впишите этот токен в BOT_TOKEN и перезапустите бота.
doctor-telegram-silent = Telegram не отвечает по адресу { $url }
doctor-telegram-silent-step = Проверьте соединение и файрвол этой машины, а также TELEGRAM_API_URL, если вы его задавали. Платежи пока принимаются, сообщения ждут.
doctor-tribute = Ключ Tribute: принят; { $count ->
    [one] { $count } продукт
    [few] { $count } продукта
   *[many] { $count } продуктов
}
doctor-tribute-unread = Ключ Tribute: принят; из продуктов ({ NUMBER($all) }) не прочитать { NUMBER($skipped) }
doctor-tribute-unread-step = Их номер, цена или валюта непонятны, поэтому здесь их не продать. Посмотрите на них в кабинете Tribute; остальные показывает /products.
doctor-tribute-refused = TRIBUTE_API_KEY: Tribute его не принимает
doctor-tribute-refused-step = В кабинете Tribute откройте ⋯ → Settings → API Keys, скопируйте ключ в TRIBUTE_API_KEY и перезапустите бота.
doctor-tribute-silent = API Tribute не даёт понятного ответа: { $reason }
doctor-tribute-silent-step = Платежи принимаются всё равно. Попробуйте через несколько минут; если не проходит, проверьте TRIBUTE_API_URL и соединение этой машины.
doctor-process = Бот работает по адресу { $address } и готов
doctor-process-none = Бот здесь не запущен: по адресу { $address } никто не отвечает
doctor-process-none-step = Запустите его: make run или systemctl start tributary. Затем запустите доктора снова: кое-что видно только у работающего бота.
doctor-process-not-ready = Бот работает, но не готов: { $storage ->
    [ok] {""}
   *[other] сохранять не получается
}{ $telegram ->
    [ok] {""}
    [unauthorized] { $storage ->
        [ok] {""}
       *[other] {", "}
    }Telegram не принимает токен бота
   *[other] { $storage ->
        [ok] {""}
       *[other] {", "}
    }Telegram не отвечает
}
doctor-process-not-ready-step = Если дело в хранилище: проверьте место на диске и права на DATABASE_PATH. Если в Telegram: подробности в строках о токене и вебхуке.
doctor-public = PUBLIC_URL: { $url } ведёт к этому боту{ $tls ->
    [yes] , сертификат действителен
   *[no] {""}
}
doctor-public-unresolved = PUBLIC_URL: имя из { $url } не ведёт ни к какому адресу
doctor-public-unresolved-step = Исправьте PUBLIC_URL или добавьте для имени запись DNS (A или AAAA) с адресом этой машины.
doctor-public-certificate = PUBLIC_URL: сертификат { $url } недействителен
doctor-public-certificate-step = Пусть его получит веб-сервер перед ботом: Caddy делает это автоматически, когда имя ведёт к этой машине и открыты порты 80 и 443; с nginx запустите certbot.
doctor-public-no-connection = PUBLIC_URL: по адресу { $url } никто не отвечает
doctor-public-no-connection-step = Запустите веб-сервер перед ботом (Caddy или nginx) и откройте порт 443 в файрволе.
doctor-public-timeout = PUBLIC_URL: { $url } не отвечает вовремя
doctor-public-timeout-step = Откройте порт 443 в файрволе и проверьте, что имя ведёт к этой машине.
doctor-public-status = PUBLIC_URL: { $url } вместо бота отвечает { $status }
doctor-public-status-step = Пусть веб-сервер перед ботом передаёт всё на { $address }; проверьте, что бот там запущен.
doctor-public-stranger = PUBLIC_URL: по адресу { $url } отвечает что-то другое, не этот бот
doctor-public-stranger-step = Пусть веб-сервер перед ботом передаёт этот адрес на { $address }, или исправьте PUBLIC_URL.
doctor-public-other = PUBLIC_URL: по адресу { $url } отвечает другой Tributary, не этот
doctor-public-other-step = Остановите другой, или пусть веб-сервер перед ботом передаёт на { $address }; затем перезапустите бота. До тех пор платежи попадают в чужую базу.
doctor-public-path = PUBLIC_URL: { $url } не передаёт { $path } (ответ { $status })
doctor-public-path-step = Пусть веб-сервер перед ботом передаёт и запросы POST на { $path }, без изменений, без пароля и своих фильтров.
doctor-public-unsure = PUBLIC_URL: по адресу { $url } отвечает Tributary, но этот ли?
doctor-public-unsure-step = Запустите бота здесь и затем доктора снова.
doctor-polling = Обновления Telegram: long polling (PUBLIC_URL не задан)
doctor-hook = Вебхук Telegram: ведёт сюда, ошибок нет
doctor-hook-once = Вебхук Telegram: ведёт сюда; последняя ошибка в прошлом ({ $when }: { $error })
doctor-hook-in-the-way = Telegram шлёт обновления бота на { $url }, а PUBLIC_URL не задан: люди не получают ответов
doctor-hook-in-the-way-step = Запустите бота: он уберёт этот адрес. Если тот появится снова, токеном пользуется другая программа: остановите её или получите новый токен у @BotFather.
doctor-hook-missing = У бота в Telegram нет вебхука: люди не получают ответов
doctor-hook-missing-step = Перезапустите бота: он сообщит Telegram свой адрес. Если тот снова пропадёт, токеном пользуется другая программа: остановите её.
doctor-hook-elsewhere = Telegram шлёт обновления бота в другое место: { $url }
doctor-hook-elsewhere-step = Токеном пользуется другая программа: остановите её и перезапустите бота. Если вы сменили PUBLIC_URL, хватит перезапуска.
doctor-hook-error = Telegram не смог доставить обновления, последний раз { $when }: { $error }; ждёт: { $count }
doctor-hook-error-step = Что мешает, сказано в строках о PUBLIC_URL. Если там всё хорошо, перезапустите бота и посмотрите через минуту.
doctor-hook-backlog = Ждут обновления Telegram: { $count }
doctor-hook-backlog-step = Посмотрите через минуту. Если их станет больше, перезапустите бота; что так долго длится, сказано в журнале.
doctor-call = Последнее событие от Tribute: { $when }, { doctor-event }
doctor-event = { $name ->
    [new_digital_product] оплата
    [digital_product_refunded] возврат
    [new_subscription] новая подписка
    [renewed_subscription] продление подписки
    [cancelled_subscription] отмена подписки
    [test_event] кнопка проверки
   *[other] доступа оно не даёт
}{ $outcome ->
    [held] {" "}(ждёт вас)
    [duplicate] {" "}(уже известно)
    [conflict] {" "}(содержание другое, чем раньше)
   *[other] {""}
}
doctor-call-never = От Tribute ещё не было ни одного вебхука
doctor-call-never-step = В кабинете Tribute, Settings → API Keys, впишите { $url } в Webhook URL и нажмите кнопку проверки.
doctor-call-silent = От Tribute необычно долго ничего нет; последнее событие: { $when }, { doctor-event }
doctor-call-silent-step = Проверьте, что в кабинете Tribute (Settings → API Keys) в Webhook URL стоит { $url }, нажмите кнопку проверки и сравните продажи в Tribute с /purchases.
button-doctor-copy-address = 📋 Скопировать адрес вебхука
doctor-tariffs-none = Ничего не продаётся: нет ни одного тарифа
doctor-tariffs-none-step = Напишите боту /products, выберите продукт и нажмите «Продавать как…».
doctor-tariff-empty = У тарифа «{ doctor-tariff }» нет продукта в продаже: его нельзя купить
doctor-tariff-empty-step = Напишите боту /products, выберите продукт и нажмите «Продавать как…». Если так и задумано, всё хорошо.
doctor-tariff = { $several ->
    [yes] { $plan } · { $duration }
   *[no] { $duration }
}
doctor-plan-empty = В плане «{ $plan }» ничего не продаётся
doctor-plan-empty-step = Напишите боту /products, выберите продукт и нажмите «Продавать как…». Если план вы только дарите или он только входит в другой, всё хорошо.
doctor-plan-retired = План «{ $plan }» снят с продажи, а его продукты в продаже ({ $count }): покупатели их не видят
doctor-plan-chatless = План «{ $plan }» не открывает ни одного чата, а другие открывают
doctor-plan-chatless-step = Если это не задумано, сделайте бота администратором его канала или группы: он спросит, какой план их открывает.
doctor-offers = В продаже: { $count ->
    [one] { $count } тариф, одобрен и со ссылкой
    [few] { $count } тарифа, все одобрены и со ссылкой
   *[many] { $count } тарифов, все одобрены и со ссылкой
}
doctor-product-gone = Продукта { $id } («{ doctor-tariff }») больше нет в Tribute: этот тариф нельзя купить
doctor-product-gone-step = Напишите боту /products и продавайте как «{ doctor-tariff }» другой продукт.
doctor-product-unapproved = «{ $name }» (продукт { $id }, «{ doctor-tariff }») не одобрен в Tribute: его статус «{ $status }»
doctor-product-unapproved-step = Посмотрите продукт в кабинете Tribute и дождитесь одобрения, или продавайте другой: /products.
doctor-product-no-link = У «{ $name }» (продукт { $id }, «{ doctor-tariff }») нет ссылки на оплату
doctor-product-no-link-step = Опубликуйте продукт в кабинете Tribute или продавайте другой: /products.
doctor-price-drift = «{ $name }» стоит в Tribute { $price }, а покупателям последний раз показано { $shown }
doctor-price-drift-step = Если цену сменили вы: покупатели увидят новую в течение десяти минут, больше ничего не нужно. Если не вы, посмотрите продукт в кабинете Tribute.
doctor-currency-drift = У «{ $name }» в Tribute теперь другая валюта: { $price }; покупателям последний раз показано { $shown }
doctor-currency-drift-step = Если её сменили вы: покупатели увидят это в течение десяти минут, больше ничего не нужно. Если не вы, посмотрите продукт в кабинете Tribute.
doctor-currencies-mixed = То, что продаётся, в разных валютах: { $currencies }
doctor-currencies-mixed-step = Если это не задумано, измените продукты в Tribute или продавайте другие: /products.
doctor-locale = То, что продаётся, похоже на русское («{ $name }», { $price }), а DEFAULT_LOCALE — en
doctor-locale-step = Впишите DEFAULT_LOCALE=ru в .env и перезапустите бота: тогда люди, о которых бот знает только по оплате, читают по-русски, пока Telegram не назовёт их язык. Если так и задумано, всё хорошо.
doctor-stars-list = Звёзды: список Telegram сверен { $when }
doctor-stars-list-never = Звёзды: список Telegram ещё ни разу не прочитан до конца
doctor-stars-list-never-step = Нажмите кнопку ниже или отправьте боту /doctor: если список не читается, он скажет почему.
doctor-stars-list-late = Звёзды: список Telegram последний раз сверен { $when }
doctor-stars-list-late-step = Пока бот работает, он сверяет его каждый час. Нажмите кнопку ниже или отправьте боту /doctor: если список не читается, он скажет почему.
doctor-stars-differences = Звёзды, которые нашлись по списку Telegram: выдано { $granted }, ждёт { $held }, возвращено { $refunded }; возвратов, которых не было: { $not_refunded }
doctor-held-none = Платежи: ни один не ждёт вас
doctor-held = { $count ->
    [one] { $count } платёж ждёт вас: оплачено, а доступа ещё нет
    [few] { $count } платежа ждут вас: оплачено, а доступа ещё нет
   *[many] { $count } платежей ждут вас: оплачено, а доступа ещё нет
}
doctor-held-step = Напишите боту /attention: там есть кнопки, чтобы их разобрать.
doctor-waiting = { $count ->
    [one] { $count } обращение или неясный возврат ждёт вас
    [few] { $count } обращения или неясных возврата ждут вас
   *[many] { $count } обращений или неясных возвратов ждут вас
}
doctor-waiting-step = Напишите боту /attention: там есть кнопки, чтобы их разобрать.
doctor-support-requests = { $count ->
    [one] { $count } покупатель ждёт вашего ответа
    [few] { $count } покупателя ждут вашего ответа
   *[many] { $count } покупателей ждут вашего ответа
}
doctor-support-requests-step = Напишите боту /attention: он ещё раз пришлёт их сообщения, чтобы на них ответить.
doctor-undeliverable = { $count ->
    [one] { $count } сообщение не удалось доставить
    [few] { $count } сообщения не удалось доставить
   *[many] { $count } сообщений не удалось доставить
}
doctor-undeliverable-step = Напишите боту /attention: там сказано почему, и их можно отправить снова.
doctor-webhooks-lost = Ваш сервис так и не принял { $count ->
    [one] { $count } вебхук
    [few] { $count } вебхука
   *[many] { $count } вебхуков
}
doctor-webhooks-lost-step = Почините сервис по адресу WEBHOOK_OUT_URL и отправьте их снова: /attention.
doctor-outbox = Сообщения: уходят; сейчас ждёт: { $count }
doctor-outbox-stuck = { $count ->
    [one] { $count } сообщение ждёт больше десяти минут
    [few] { $count } сообщения ждут больше десяти минут
   *[many] { $count } сообщений ждут больше десяти минут
}
doctor-outbox-stuck-step = Если выше есть строка о Telegram или токене, сначала исправьте это. Если нет, перезапустите бота; что их держит, сказано в журнале.
doctor-outbox-paused = С тех пор как возвращена копия базы, ничего не отправляется; ждёт: { $count }
doctor-outbox-paused-step = Ответьте на вопрос, который прислал бот, или нажмите «Отправка на паузе» в /attention. Если в ADMIN_IDS никого нет, впишите себя и перезапустите бота.
doctor-database = База данных: цела, и её записи сходятся
doctor-database-missing = По адресу { $path } нет базы данных
doctor-database-missing-step = При самом первом запуске бот создаст её. Если он уже работал: подключите том, на котором она лежит, исправьте DATABASE_PATH или верните копию.
doctor-database-lost = Файл базы данных удалён или подменён, пока бот работал: ничего не сохраняется
doctor-database-lost-step = Бот прислал вам сообщение: в нём файл, куда всё сохранено, и команды. Если вы положили другой файл в { $path } намеренно, перезапустите бота.
doctor-database-unusable = База данных: { $reason }
doctor-database-unusable-step = Сделайте, что там сказано. Если файл повреждён: остановите бота и верните последнюю копию, python -m bot restore ФАЙЛ.
doctor-database-unsound = База данных: { $finding }{ $more ->
    [0] {""}
   *[other] { " " }И ещё { $more }.
}
doctor-database-unsound-step = Всё перечислит python -m bot check. Остановите бота, сохраните файл и верните последнюю копию, которая проходит проверку: python -m bot restore ФАЙЛ.
doctor-backup = Копия: последняя от { $when }
doctor-backup-none = Платежи есть, а копий нет
doctor-backup-none-step = Заведите папку, лучше на другом диске, впишите её путь в BACKUP_DIR и перезапустите бота: он будет каждый день делать проверенную копию. А пока: /backup.
doctor-backup-folder = BACKUP_DIR: папки { $path } нет, или её нельзя прочесть
doctor-backup-folder-step = Создайте или подключите её и дайте пользователю бота право писать туда; затем перезапустите бота.
doctor-backup-shared = BACKUP_DIR: в { $path } лежат копии другого магазина, поэтому копии этого не делаются
doctor-backup-shared-step = Заведите папку только для этого магазина, впишите её путь в BACKUP_DIR и перезапустите бота. Если это копии этого же магазина, но с прежним ботом, удалите там файл .tributary-copies.
doctor-backup-late = BACKUP_DIR: в { $path } нет копии за последние два дня
doctor-backup-late-step = Проверьте, что бот запущен, может туда писать и что есть место: df -h. Почему не вышло в последний раз, сказано в журнале.
doctor-disk-fine = Диск: свободно { $free } МБ
doctor-disk = Диск почти полон: свободно { $free } МБ, нужно { $needed } МБ
doctor-disk-step = Освободите место: где оно занято, покажет df -h; часто помогают journalctl --vacuum-size=100M и apt-get clean.
doctor-sqlite = SQLite { $version }
doctor-sqlite-race = SQLite { $version } может изредка повредить базу, в которую пишет и Litestream
doctor-sqlite-race-step = Остановите Litestream, удалите его папку рядом с базой и пользуйтесь BACKUP_DIR; или запустите бота с SQLite 3.51.3 или новее. См. docs/backups.md.
doctor-litestream-race = Litestream 0.3 может изредка повредить базу: его собственный SQLite старый
doctor-litestream-race-step = Возьмите Litestream 0.5 с новой папкой в хранилище; или остановите Litestream, удалите его папку рядом с базой и пользуйтесь BACKUP_DIR. См. docs/backups.md.
doctor-clock = Часы: верны
doctor-clock-skew = Часы этой машины { $way ->
    [ahead] спешат
   *[behind] отстают
} по сравнению с часами Tribute или Telegram; разница: { $difference }
doctor-clock-skew-step = Выполните: timedatectl set-ntp true (или установите systemd-timesyncd) и посмотрите через минуту. Пока разница больше полутора минут, бот берёт время у них.
doctor-chat = Чат «{ $title }»: бот может приглашать и удалять
doctor-chat-gone = Чат { $title }: бота в нём нет, или чата не существует
doctor-chat-gone-step = Добавьте бота в чат администратором, или исправьте ACCESS_CHAT_IDS ({ $id }) и перезапустите бота.
doctor-chat-added-gone = Чат { $title }: бота в нём нет, или чата не существует
doctor-chat-added-gone-step = Добавьте бота в чат администратором или уберите чат в /plans.
doctor-chat-moved = Чат { $title } стал супергруппой с id { $new_id }
doctor-chat-moved-step = Замените в ACCESS_CHAT_IDS { $id } на { $new_id } и перезапустите бота.
doctor-chat-silent = Чат { $title }: Telegram не сказал, что боту там можно
doctor-chat-silent-step = Запустите доктора снова через минуту.
doctor-chat-rights = Чат «{ $title }»: боту нельзя { $missing ->
    [invite] впускать людей
    [remove] удалять людей
   *[both] впускать людей и удалять их
}
doctor-chat-rights-step = Среди администраторов чата дайте боту { $missing ->
    [invite] право «Пригласительные ссылки»
    [remove] право «Блокировка пользователей»
   *[both] права «Пригласительные ссылки» и «Блокировка пользователей»
}.
