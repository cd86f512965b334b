### Дом владельца, /start админа: сегодня в цифрах, что ещё не настроено, остальное кнопками.

## Дом
home-title = 🏠 <b>Ваш магазин</b>
home-today = 📊 <b>Сегодня</b>
home-no-sales = Продаж пока нет
home-sales = 🛒 { $count ->
    [one] <b>{ NUMBER($count, useGrouping: 1) }</b> продажа
    [few] <b>{ NUMBER($count, useGrouping: 1) }</b> продажи
   *[many] <b>{ NUMBER($count, useGrouping: 1) }</b> продаж
}
home-sales-sums = { home-sales } · { $sums }
home-stars = ⭐ { $count ->
    [one] <b>{ NUMBER($count, useGrouping: 1) }</b> продажа
    [few] <b>{ NUMBER($count, useGrouping: 1) }</b> продажи
   *[many] <b>{ NUMBER($count, useGrouping: 1) }</b> продаж
} за Stars · <b>{ $sum }</b>
home-people = 🆕 новых { NUMBER($new, useGrouping: 1) } · 🔁 продлений { NUMBER($renewed, useGrouping: 1) }
home-refunded = ↩️ возвратов { NUMBER($count, useGrouping: 1) }
home-refunded-sums = ↩️ возвратов { NUMBER($count, useGrouping: 1) } · { $sums }
home-held = ⏸ платежей ждёт { NUMBER($count, useGrouping: 1) }
home-setup = 🔧 <b>Осталось настроить</b>
button-home-products = 📦 Продукты
button-home-tariffs = 🏷 Тарифы
button-home-purchases = 💳 Покупки
button-home-user = 👤 Человек
button-home-stats = 📊 Цифры
button-home-broadcast = 📣 Рассылка
button-home-as-buyer = 🛍 Как видит покупатель
button-home-face = ✍️ Ваши слова
button-home-more = ⋯ Ещё

## Что не настроено, по строке
setup-step-address = • Tribute не может достучаться до бота: у него нет публичного адреса
setup-step-webhook = • Tribute ещё ничего не прислал: ему нужен адрес бота
setup-step-offers = • Ничего не продаётся: выберите продукт, и покупатели его увидят
setup-step-unread = • Цены ещё ни разу не загрузились из Tribute: покупатели их не видят
setup-step-prices = • { $count ->
    [one] { $count } цена, которой покупатели не видят: Tribute сейчас не продаёт её продукт
    [few] { $count } цены, которых покупатели не видят: Tribute сейчас не продаёт их продукты
   *[many] { $count } цен, которых покупатели не видят: Tribute сейчас не продаёт их продукты
}
setup-step-plan = • У плана { $plan } нет цены: его не купить
setup-step-chat = • «{ $title }»: боту не хватает там прав
setup-step-chat-gone = • «{ $title }»: бота там нет
setup-step-new-chat = • «{ $title }»: кого туда пускать?
setup-step-contact = • Покупатели не видят контакта поддержки
setup-step-terms = • У покупателей нет условий продажи
setup-step-backup = • Копии ещё нет: ни ежедневной, ни сделанной в чате
button-setup-address = 🌐 Дать боту адрес
button-setup-webhook = 🔗 Подключить Tribute
button-setup-offers = 🛒 Выбрать, что продавать
button-setup-unread = 🩺 Узнать, почему
button-setup-prices = 🏷 Посмотреть цены
button-setup-plan = 🏷 Цена для { $plan }
button-setup-chat = 🔒 { $title }
button-setup-new-chat = 🔑 { $title }
button-setup-contact = 🛟 Контакт поддержки
button-setup-terms = 📄 Условия продажи
button-setup-backup = 🗄 Копия базы

## Как это сделать
setup-card-address =
    🌐 <b>Публичный адрес бота</b>
    О каждой оплате Tribute сообщает по https, и ему нужен адрес, по которому отвечает этот бот. Впишите свой в .env бота:
    <code>PUBLIC_URL=https://ваш.домен</code>

    Перезапустите бота. Тогда здесь появится адрес для Tribute: ваш, а за ним { $path }.
setup-card-webhook =
    🔗 <b>Подключить Tribute</b>
    1. Скопируйте этот адрес:
    <code>{ $url }</code>

    2. В кабинете Tribute, <i>Settings</i> → <i>API Keys</i>, впишите его в <i>Webhook URL</i> и сохраните.

    3. Нажмите там кнопку проверки: бот подтвердит здесь, что всё работает.
setup-card-chat = 🔒 <b>«{ $title }»</b>
setup-card-chat-gone =
    🔒 <b>Бота нет в «{ $title }»</b>
    Снова сделайте его там администратором, который может приглашать и блокировать; или уберите чат у подписчиков: в /plans или в ACCESS_CHAT_IDS.
setup-card-contact =
    🛟 <b>Контакт поддержки</b>
    Покупатели могут написать вам прямо в этом чате: /paysupport. Рядом можно показать @имя, страницу или почту: задайте их прямо здесь. Подойдёт и строка <code>SUPPORT_CONTACT=</code> в .env бота.
setup-card-terms =
    📄 <b>Условия продажи</b>
    /terms отвечает, что вы их не опубликовали. Пришлите адрес страницы с ними или их текст прямо здесь. Подойдёт и строка <code>TERMS_URL=</code> в .env бота.
setup-card-backup =
    🗄 <b>Копия базы</b>
    Всё, что оплачено, лежит в одном файле. Чтобы его копия делалась каждый день, укажите в .env бота готовую папку, лучше на другом диске, и перезапустите его:
    <code>BACKUP_DIR=/путь/к/папке</code>

    Или возьмите копию сейчас, файлом в этот чат.
button-setup-backup-now = 🗄 Сделать копию сейчас
button-setup-copy-line = 📋 Скопировать строку для .env
button-setup-in-shop = ✏️ Задать здесь
button-setup-decline = Не нужно
button-setup-take-up = Показывать снова
toast-setup-declined = Больше не показывается. Найти можно в «Ещё».

## Что нужно редко
more-title = ⋯ <b>Ещё</b>
more-access = 🔑 Доступ и деньги: дать доступ, закрыть его, вернуть оплату
more-plans = 📚 Планы: к чему можно купить доступ
more-data = 💾 Ваши данные: все таблицы, копия базы
more-data-added = 💾 Ваши данные: все таблицы
more-admins = 👥 Кто управляет магазином
more-doctor = 🩺 Доктор: всё ли в порядке?
more-declined = 🔧 Не нужно, по вашему выбору: ниже
more-commands = Всё это можно и набрать: /help
button-more-grant = 🔑 Дать доступ
button-more-revoke = 🚫 Закрыть
button-more-refund = ↩️ Вернуть
button-more-plans = 📚 Планы
button-more-export = 📄 Таблицы
button-more-backup = 🗄 Копия базы
button-more-doctor = 🩺 Всё ли хорошо?
