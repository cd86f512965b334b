### Страница покупок в консоли: список, жизнь одной покупки, возвраты.

## Список
console-purchases-title = Покупки
console-purchases-short = Покупки
console-purchases-search = Имя, @имя, #12, номер покупки или платежа
console-purchases-list = Покупки, сначала новые
console-purchases-empty = Покупок пока нет. Как только кто-нибудь заплатит, покупка появится здесь.
console-purchases-none = Ничего не подошло. Уберите фильтр или поищите иначе.
console-purchases-none-name = Пока ничего не нашлось. По имени быстрее искать среди людей.
console-purchases-to-people = Искать среди людей
console-purchases-searched = Просмотрено до { $when }.
console-purchases-go-on = Искать дальше в прошлом
console-purchases-filters = Фильтры
console-purchases-clear = Сбросить фильтры
console-purchases-status = Состояние
console-purchases-kind = Чем оплачено
console-purchases-plan = План
console-purchases-tariff = Тариф
console-purchases-product = Продукт
console-purchases-currency = Валюта
console-purchases-from = С
console-purchases-to = По
console-purchases-any = Все
console-purchases-back = Все покупки

## В каком состоянии покупка
console-purchases-status-granted = Доступ дан
console-purchases-status-renewed = Доступ продлён
console-purchases-status-held = Ждёт вас
console-purchases-status-refunded = Возврат
console-purchases-status-guessed = Возврат по догадке
console-purchases-status-dismissed = Отклонено
console-purchases-kind-tribute = Tribute
console-purchases-kind-stars = Telegram Stars
console-purchases-kind-renewing = Stars, с продлением
console-purchases-refunded-at = возврат { $when }
console-purchases-numbers = { $ours } · Tribute { $theirs }
console-purchases-guessed = Возврат не назвал покупку, эта подошла лучше всех.
console-purchases-guessed-more = Возврат не назвал покупку, и эта подошла лучше всех. Если Tribute позже сообщит другое, бот это исправит.

## Карточка
console-purchases-card = Покупка { $number }
console-purchases-buyer = Покупатель
console-purchases-paid-at = Оплата
console-purchases-charge = Платёж в Telegram
console-purchases-access = Доступ
console-purchases-life = От оплаты до сообщения
console-purchases-life-empty = О ней пока ничего не записано.
console-purchases-refund = Вернуть деньги…
console-purchases-refund-title = Возврат
console-purchases-settle = Решить, что с ней
console-purchases-settle-title = Чем закончился возврат?
console-purchases-happened = Деньги вернулись
console-purchases-not-happened = Деньги не вернулись
console-purchases-refund-done = Деньги возвращены.
console-purchases-refund-noted = Записано.
console-purchases-changed = Пока вы смотрели, здесь что-то изменилось, поэтому ничего не сделано. Теперь так: { $now }

## Её жизнь
console-purchases-the-bot = бот
console-purchases-life-delivery = Пришёл вебхук Tribute
console-purchases-life-name = Событие: { $name }
console-purchases-life-signed = Tribute подписал и отправил { $when }
console-purchases-life-again = Приходил раз: { $count }, последний { $when }
console-purchases-life-conflicts = Сообщений с другими данными: { $count }. Считается первое.
console-purchases-life-problems = Не прочитано: { $problems }
console-purchases-life-stars = Telegram сообщил об оплате в Stars
console-purchases-life-charge = Платёж: { $charge }
console-purchases-life-grant = Дан доступ: { $tariff }
console-purchases-life-span = С { $since } до { $until }
console-purchases-life-span-for-life = С { $since }, навсегда
console-purchases-life-act = { $who }: { $what }
console-purchases-life-attempt = { $who }: запрошен возврат
console-purchases-life-error = Причина: { $error }
console-purchases-life-answered = Ответ { $when }
console-purchases-life-refunded = Деньги возвращены
console-purchases-life-reason = Причина: { $reason }
console-purchases-attempt-calling = Ответа пока нет.
console-purchases-attempt-succeeded = Деньги возвращены.
console-purchases-attempt-rejected = Отказ: деньги остались.
console-purchases-attempt-unknown = Пока неизвестно, вернулись ли деньги.
console-purchases-attempt-not-done = Админ узнал, что деньги не вернулись.
console-purchases-message-sent = Отправлено { $when }
console-purchases-message-queued = { $attempts ->
    [0] Ждёт своей очереди
   *[other] Повтор не раньше { $when }
}
console-purchases-message-waiting = Ждёт, пока человек нажмёт «Старт» в боте
console-purchases-message-gathered = Ждёт следующей сводки
console-purchases-message-undeliverable = Не доставлено, бот перестал пробовать { $when }
console-purchases-message-cancelled = Больше не нужно с { $when }
console-purchases-notice-paid = { $who }: спасибо за оплату
console-purchases-notice-waiting = { $who }: платёж ждёт
console-purchases-notice-refunded = { $who }: деньги возвращены
console-purchases-notice-stars-paid-by-other = { $who }: заплатил кто-то другой
console-purchases-notice-admin-sale = { $who }: продажа
console-purchases-notice-admin-held = { $who }: платёж ждёт вас
console-purchases-notice-admin-settled = { $who }: ожидавший платёж разобран
console-purchases-notice-admin-refund = { $who }: возврат
console-purchases-notice-admin-refunded-first = { $who }: пришла уже возвращённая покупка
console-purchases-notice-admin-stars-twice = { $who }: оплачено в Stars дважды
console-purchases-notice-admin-stars-conflict = { $who }: сообщения о платеже расходятся
console-purchases-notice-admin-stars-end = { $who }: странный конец продления

## Оплаты подписок самого Tribute
console-purchases-recurring = Подписки Tribute
console-purchases-recurring-what = Оплаты, которые Tribute взял за собственные подписки. Они открывают доступ, но покупками не считаются.
console-purchases-recurring-new = первая оплата
console-purchases-recurring-renewed = продление
console-purchases-recurring-trial = пробный период
console-purchases-recurring-present = подарок
console-purchases-recurring-none = Таких оплат нет. Уберите фильтр, чтобы увидеть другие.
console-purchases-recurring-never = Оплат за них пока нет.
console-purchases-recurring-cut = Просмотрены ещё не все оплаты.
