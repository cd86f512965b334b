### Страница людей в консоли: список, карточка человека, что для него делают админы.

## Список
console-people-title = Люди
console-people-short = Люди
console-people-search = Имя, @имя, id в Telegram, номер покупки или #12
console-people-list = Люди
console-people-empty = Боту пока никто не писал и не платил.
console-people-none = Никто не подошёл. Уберите фильтр или поищите иначе.
console-people-cut = Просмотрены ещё не все.
console-people-go-on = Искать дальше
console-people-filters = Фильтры
console-people-clear = Сбросить фильтры
console-people-status = Доступ
console-people-all = Все
console-people-status-active = С доступом
console-people-status-life = Навсегда
console-people-status-ended = Закончился
console-people-status-renews = Продление в Stars
console-people-status-never = Не было никогда
console-people-plan = План
console-people-any = Любой
console-people-new-from = Первая покупка с
console-people-new-to = Первая покупка по
console-people-on = Доступ был в конце дня
console-people-ends-from = Доступ кончается с
console-people-ends-to = Доступ кончается по
console-people-no-access = Нет доступа
console-people-since = Известен боту с { $when }
console-people-never-started = «Старт» ещё не нажат
console-people-blocked = Бот заблокирован
console-people-give-to = Дать доступ человеку { $id }
console-people-give-to-hint = Бот не знает этого id, но доступ дать можно.

## Карточка
console-people-back = Все люди
console-people-access = Доступ
console-people-purchases = Покупки
console-people-purchases-none = Покупок нет.
console-people-purchases-all = Все: { $count }
console-people-renewals = Продления в Stars
console-people-chats = Закрытые чаты
console-people-chat-untitled = закрытый чат
console-people-chat-asking = просит впустить
console-people-chat-letting-in = бот впускает
console-people-chat-inside = в чате
console-people-chat-removing = бот удаляет
console-people-chat-out = не в чате
console-people-claims = Обращения об оплате
console-people-claim-open = ждёт вас
console-people-claim-approved = подтверждено
console-people-claim-denied = отклонено
console-people-claim-closed = закрыто
console-people-claim-purchase = Покупка #{ $id }
console-people-messages = Сообщения
console-people-an-admin = Админ
console-people-messages-none = Переписки с этим человеком ещё не было.
console-people-sent-photo = [картинка] { $words }
console-people-sent-file = [файл] { $words }
console-people-waits = Ждёт ответа
console-people-open-telegram = Открыть в Telegram
console-people-history = История
console-people-history-empty = Пока ничего.

## Дать и закрыть доступ
console-people-grant = Дать доступ…
console-people-grant-title = Дать доступ
console-people-note = Заметка для админов, если нужна
console-people-look = Дальше
console-people-grant-yes = Да, дать доступ
console-people-revoke = Закрыть доступ…
console-people-revoke-title = Закрыть доступ
console-people-revoke-yes = Да, закрыть доступ
console-people-given = Доступ дан.
console-people-ended = Доступ закрыт.
console-people-changed = Пока вы смотрели, здесь что-то изменилось, поэтому ничего не сделано. Доступ сейчас: { $access }
console-people-duration-unreadable = Такой срок не прочитать. Выберите от одного дня до 100 лет или навсегда.

## Продления и сообщения
console-people-renewal-stop = Не продлевать…
console-people-renewal-allow = Снова продлевать…
console-people-renewal-title = Продление в Stars
console-people-renewal-done = Готово.
console-people-message = Ваше сообщение
console-people-message-send = Отправить
console-people-message-sent = Ваше сообщение отправляется.
console-people-message-empty = Сначала напишите что-нибудь.
console-people-message-changed = Человек написал ещё, или другой админ написал раньше. Прочитайте новое и напишите снова.
