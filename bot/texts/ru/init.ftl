### Первый запуск в терминале, `tributary init`: обычный текст, без разметки.

## Вокруг вопросов
init-title = Первый запуск: несколько вопросов, и бот готов. Ctrl-C останавливает на любом из них. Ответы сохраняются, и «tributary init» продолжит с этого места.
init-stopped = Остановлено. Ответы сохранены; чтобы продолжить, запустите «tributary init» ещё раз.
init-yes-or-no = { $preset ->
    [yes] [Д/н]
   *[no] [д/Н]
}
init-yes-or-no-wrong = Введите «д» (да) или «н» (нет).
init-enter-keeps = (Enter — оставить прежнее):
init-all-the-same = Всё равно использовать?
init-replace = { $name } уже задано. Заменить новым?
init-stays = { $name } уже задано и остаётся как есть; с --yes было бы заменено.
init-needs-flag = Нужно значение { $name }, а терминала, чтобы спросить, нет. Укажите его через { $flag }, или «{ $flag } -», чтобы прочитать строку со стандартного ввода, или задайте { $name } в окружении.
init-unsure-step = Проверьте связь этой машины с интернетом. Позже проверит и доктор: tributary doctor

## Что введено вместо нужного
init-pasted-nothing = Пусто.
init-pasted-invisible = Здесь невидимые символы или такие, что потерялись при копировании.
init-pasted-quoted = Здесь лишние кавычки: уберите их.
init-pasted-setting = Это целая строка ИМЯ=значение. Введите только значение.
init-pasted-header = Это начинается с названия заголовка. Введите только ключ после него.
init-pasted-message = Это целое сообщение, внутри которого секрет. Скопируйте только секрет.
init-pasted-token-link = Это ссылка, внутри которой токен бота. Скопируйте только токен: он между «/bot» и следующей «/».
init-pasted-bot-token = Это токен бота в Telegram.
init-pasted-token-inside = Это токен бота и что-то ещё: пробелы, скобки или другие знаки. Скопируйте только токен.
init-pasted-payment-token = Это токен платёжной системы. У бота токен другой.
init-pasted-cut-token = Это только часть токена бота или больше одного.
init-pasted-webhook-secret = Это секрет для исходящих вебхуков.
init-pasted-tribute-link = Это ссылка на Tribute.
init-pasted-telegram-link = Это ссылка на Telegram.
init-pasted-link = Это ссылка.
init-pasted-email = Это адрес электронной почты.
init-pasted-username = Это имя пользователя.
init-pasted-chat-id = Это id группы или канала.
init-pasted-phone = Это номер телефона.
init-pasted-ip = Это IP-адрес.
init-pasted-number = Это число, например id.
init-pasted-masked = Это сокращено или скрыто, как бывает в списках. Скопируйте целиком.
init-pasted-bracketed = Здесь лишние скобки или звёздочки: уберите их.
init-pasted-lookalike = Здесь смешаны буквы двух алфавитов: некоторые только похожи на нужные. Скопируйте ещё раз.
init-pasted-word = Это слово, которое стоит на месте значения.
init-pasted-host = Это имя сайта.
init-pasted-key = Похоже на ключ.
init-pasted-words = Это несколько слов.
init-pasted-other = Это что-то другое.

## Где взять нужное
init-where-token = В Telegram откройте @BotFather, отправьте /mybots, выберите бота, затем «API Token». Скопируйте строку вида 123456789:AAE….
init-where-key = В Telegram откройте @tribute, затем кабинет автора, ⋯, Settings, API Keys. Скопируйте ключ.
init-where-address = Введите имя, которое ведёт на эту машину, например https://bot.example.com. Оно есть там, где вы брали домен.
init-where-owner = Введите свой Telegram id, число вида 123456789. Его покажет @userinfobot в Telegram.
init-where-zone = Введите, например, Europe/Moscow или UTC. Все пояса покажет «timedatectl list-timezones».
init-where-language = Введите en или ru.
init-where-port = Введите число от 1 до 65535, например 8081.
init-where-shop = Введите «новый» или «переезд».

## Токен бота
init-ask-token = 1. Бот. В Telegram откройте @BotFather, отправьте /newbot и придумайте имя, или /mybots, если бот уже есть. Скопируйте его токен; при вставке на экране ничего не появится.
init-prompt-token = Токен бота
init-token-good = Telegram знает этого бота: @{ $username } ({ $name })
init-token-refused = Telegram не принимает этот токен: он отозван или скопирован не целиком.
init-token-refused-step = В @BotFather отправьте /mybots, выберите бота, затем «API Token», и скопируйте тот, что действует сейчас.
init-token-unsure = Токен выглядит правильно, но Telegram сейчас не отвечает.
init-token-is-owner = Число в этом токене — id самого бота, а в ADMIN_IDS он указан как владелец.
init-token-is-owner-step = Впишите в ADMIN_IDS в .env свой id и запустите «tributary init» ещё раз.

## Ключ Tribute
init-ask-key = 2. Tribute. В Telegram откройте @tribute, затем кабинет автора, ⋯, Settings, API Keys, Generate New Key. Скопируйте ключ; при вставке на экране ничего не появится.
init-prompt-key = Ключ Tribute
init-key-good = Tribute принимает ключ: { $count ->
    [one] { $count } продукт
    [few] { $count } продукта
   *[many] { $count } продуктов
}, например { $names }
init-quoted = «{ $name }»
init-key-no-products = Tribute принимает ключ. Продуктов пока нет.
init-key-no-products-step = Создайте их в @tribute, в кабинете автора, Digital products: по одному на каждый срок.
init-key-none-approved = Ни один из них Tribute пока не одобрил, так что продавать сейчас нечего.
init-key-none-approved-step = Можно продолжать: новые продукты Tribute одобряет позже.
init-key-refused = Tribute не принимает этот ключ: он отозван или скопирован не целиком.
init-key-refused-step = В @tribute откройте кабинет автора, ⋯, Settings, API Keys, и скопируйте ключ, который действует сейчас.
init-key-unsure = Ключ выглядит правильно, но проверить его сейчас нельзя: { $reason }
init-key-foreign = Ключ действует, но он от другого аккаунта Tribute: продуктов этого магазина ({ $numbers }) там нет.
init-key-foreign-step = Откройте @tribute с аккаунта, которому принадлежат эти продукты, и скопируйте его ключ.

## Адрес бота
init-ask-address = 3. Адрес. Telegram и Tribute присылают платежи на имя, которое ведёт на эту машину, например https://bot.example.com. Enter — пропустить; до первой продажи адрес понадобится для Tribute.
init-prompt-address = Адрес
init-address-good = Адрес: { $url }
init-address-http = Это начинается с http://, а Telegram и Tribute шлют только на https://.
init-address-http-step = Введите https://{ $host }. Сертификат появится позже, автоматически.
init-address-short = «{ $name }» — не полное имя: в том, до которого доберутся другие, есть точка.
init-address-short-step = Введите, например, https://bot.example.com или нажмите Enter, чтобы пока пропустить.
init-address-impossible = «{ $name }» не может быть именем машины: имя состоит из букв, цифр и дефисов, между которыми по одной точке.
init-address-impossible-step = Введите, например, https://bot.example.com.
init-address-beginning = Адрес начинается не с https://, как нужно.
init-address-beginning-step = Введите https://{ $host }.
init-address-user = Перед именем стоит что-то ещё, до знака «@».
init-address-user-step = Введите https://{ $host }.
init-address-query = После имени стоит «?» или «#», и бот не сможет дописать туда свои пути.
init-address-query-step = Введите https://{ $host }.
init-address-no-port = После имени указан порт, которого не бывает.
init-address-no-port-step = Введите https://{ $host } без порта.
init-address-webhook = Это полный адрес вебхука.
init-address-webhook-step = Введите только до имени: https://{ $host }. Остальное бот допишет сам.
init-address-port = На порт { $port } Telegram ничего не шлёт, только на 443, 80, 88 и 8443.
init-address-port-step = Введите https://{ $host } без порта.
init-address-private = { $host } — внутри этой машины или её сети, куда Telegram и Tribute не доберутся.
init-address-private-step = Введите публичное имя, которое ведёт на эту машину, например https://bot.example.com.
init-address-inside = { $host } — внутри этой машины или её сети, куда Tribute не доберётся.
init-address-inside-step = Это верно, только если вы пробуете. Иначе введите публичное имя, которое ведёт на эту машину.
init-address-underscore = В { $host } есть подчёркивание, а на такие имена не выдают сертификаты.
init-address-underscore-step = Возьмите имя из букв, цифр и дефисов, например https://bot.example.com.
init-address-ip = { $host } — это IP-адрес. Сертификаты выдаются на имена, так что https с ним чаще всего не заработает.
init-address-ip-step = Возьмите домен и направьте его на этот адрес.
init-address-path = После имени в адресе идёт ещё { $path }.
init-address-path-step = Это верно, только если ваш веб-сервер передаёт { $path } боту. Иначе введите { $url }.
init-address-nowhere = Имя { $host } пока никуда не ведёт.
init-address-nowhere-step = Там, где брали домен, добавьте для { $host } запись A с адресом { $own }. Это может занять несколько минут.
init-address-nowhere-step-unknown = Там, где брали домен, добавьте для { $host } запись A с публичным IPv4-адресом этой машины. Это может занять несколько минут.
init-address-no-ipv4 = { $host } ведёт только на адрес IPv6 ({ $addresses }), а вебхуки Telegram шлёт лишь по IPv4.
init-address-no-ipv4-step = Там, где брали домен, добавьте запись A с IPv4-адресом этой машины. Если его нет, пропустите адрес: бот будет сам спрашивать Telegram, и адрес нужен только для Tribute.
init-address-elsewhere = { $host } ведёт на { $addresses }, а эта машина — { $own }.
init-address-elsewhere-step = Там, где брали домен, направьте запись A на { $own }. Если перед машиной стоит прокси вроде Cloudflare, всё верно и так.
init-port-answers = Порт { $port } этой машины занят веб-сервером ({ $name }).
init-port-answers-step = Если это ваш Caddy или nginx, добавьте сайт бота туда. Иначе сначала остановите ту программу.
init-port-busy = Порт { $port } этой машины занят другой программой, и бот не сможет его слушать.
init-port-busy-step = Введите другой порт, и тот же впишите в Caddy или nginx.
init-ask-port = Порт. На нём бот слушает внутри этой машины, а Caddy или nginx передаёт ему платежи.
init-prompt-port = Порт для бота

## Новый магазин или переезд
init-ask-shop = { $before ->
    [yes] 4. Магазин. С этим ботом уже был магазин.
   *[no] 4. Магазин.
} Здесь начинается новый магазин или сюда переезжает прежний, со всеми покупателями?
init-prompt-shop = новый или переезд [{ $preset ->
    [moved] переезд
   *[new] новый
}]:
init-shop-here = База магазина здесь: { $path }

## Владелец
init-ask-owner = 5. Владелец. Боту нужен ваш Telegram id, число вида 123456789. Его покажет @userinfobot в Telegram.
init-prompt-owner = Ваш Telegram id (Enter — пропустить)
init-owner-good = Telegram id владельца: { $ids }
init-owner-is-bot = Это id самого бота, число из его токена.
init-owner-webhook = Сообщения боту уже идут на { $url }: здесь их не прочитать, не остановив это.
init-owner-runs = С этим ботом, возможно, уже работает магазин, поэтому сообщения здесь не читаются.
init-is-it-stopped = С этим ботом уже был магазин. Он сейчас везде остановлен, и сообщения можно прочитать здесь?
init-code = 5. Владелец. Откройте { $link } и нажмите «Старт», или отправьте { $code } в @{ $username }. Код действует десять минут. Или введите здесь свой Telegram id; Enter — пропустить.
init-code-wrong = Пришло пять неверных кодов. Вот новый.
init-code-late = Десять минут прошли. Вот новый код.
init-code-silent = Telegram не отвечает; попытки продолжаются.
init-code-elsewhere = Сообщения этого бота читает другая программа, поэтому код здесь не увидеть.
init-code-full = Боту пришло сто непрочитанных сообщений, за ними кода не увидеть.
init-is-it-you = Код пришёл от { $name }, Telegram id { $id }. Это вы?
init-no-owner = Владелец не указан: управлять магазином из чата некому.
init-no-owner-step = Запустите «tributary init» ещё раз или с --admin-id и вашим Telegram id.

## Часовой пояс и язык
init-ask-zone = 6. Часовой пояс: для дней в статистике и для дат.
init-prompt-zone = Часовой пояс
init-ask-language = 7. Язык для людей, чей язык не русский и не английский: en или ru.
init-prompt-language = Язык

## Конец
init-file-heading = Записано «tributary init». Все настройки — в docs/settings.md.
init-unknown-name = { $known ->
    [yes] { $name }
   *[no] Имя
} в строке { $line } файла { $path } не настройка{ $nearest ->
    [none] . Все имена есть в .env.example.
   *[other] . Может быть, { $nearest }?
}
init-unreadable-line = Строка { $line } файла { $path } не имеет вида NAME=value: исправьте её или удалите.
init-file-unknown = { $sentence } Строка остаётся как есть, но с ней бот не запустится.
init-file-closed = { $path } могли читать другие пользователи этой машины. Больше не могут.
init-written = Записано: { $path }
init-unchanged = Менять нечего: { $path }
init-refused = Файл записан, но с ним бот пока не запустится: { $reason }
init-next-proxy = Пусть ваш веб-сервер передаёт { $url } на { $local }; для этого готовы deploy/Caddyfile и deploy/nginx.conf.
init-next-restore = До первого запуска верните на место копию магазина: tributary restore КОПИЯ. Без неё в { $path } нет базы. Копию сделает /backup в чате прежнего магазина.
init-next-new-shop = С этим ботом уже был магазин, поэтому один раз подтвердите, что нужен новый: { $command }
init-next-run = Запустите бота: tributary run, или с systemd: systemctl enable --now tributary
init-next-restart = Бот работает. Если что-то изменилось, перезапустите его: systemctl restart tributary
init-next-webhook = В кабинете Tribute, Settings, API Keys, впишите в Webhook URL { $url }
init-next-start = Потом отправьте /start боту @{ $username }: он скажет, что осталось.
